// Text between the delimiters of Hugo's passthrough extension (mathematics) stays as it is.
export function passthrough(md, { block = [], inline = [] }) {
  const pairs = [...block, ...inline];
  md.inline.ruler.before("escape", "hugo_passthrough", (state, silent) => {
    const pair = pairs.find(([left]) => state.src.startsWith(left, state.pos));
    if (!pair) return false;
    const end = state.src.indexOf(pair[1], state.pos + pair[0].length);
    if (end < 0) return false;
    const content = state.src.slice(state.pos, end + pair[1].length);
    if (!silent) Object.assign(state.push("passthrough", "", 0), { content, block: block.includes(pair) });
    state.pos = end + pair[1].length;
    return true;
  });
  md.renderer.rules.passthrough = (tokens, at) => md.utils.escapeHtml(tokens[at].content) + (tokens[at].stands ? "\n" : "");
  md.core.ruler.after("inline", "hugo_passthrough", ({ tokens }) => {
    for (let at = tokens.length - 2; at > 0; at--) {
      const parts = tokens[at].type === "inline" && tokens[at - 1].type === "paragraph_open" && tokens[at].children.some(isBlock);
      if (parts) tokens.splice(at - 1, 3, ...parted(tokens.slice(at - 1, at + 2)));
    }
  });
}

const isBlock = (token) => token.block && token.type === "passthrough" && token.level === 0;
const copy = (token, change) => Object.assign(Object.create(Object.getPrototypeOf(token)), token, change);

// A block that stands in a paragraph parts it.
function parted([opening, inline, closing]) {
  const runs = [[]];
  for (const token of inline.children) isBlock(token) ? runs.push(copy(token, { stands: true }), []) : runs.at(-1).push(token);
  return runs.filter((run) => run.length !== 0).flatMap((run) => (Array.isArray(run) ? [copy(opening), copy(inline, { children: run }), copy(closing)] : run));
}
