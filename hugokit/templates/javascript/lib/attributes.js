// {#id .class key="value"} after a heading's text, and, where the site had it on, on a line below a block.
const ONE = /\s*,?\s*(?:#([\p{L}\p{N}_:.-]+)|\.([\p{L}\p{N}_:-]+)|([A-Za-z_:][\w:.-]*)=("(?:[^"\\]|\\.)*"|[\w.+-]+))/uy;

export function parseAttributes(text) {
  const found = [];
  ONE.lastIndex = 0;
  for (let at = 0; text.slice(at).trim() !== ""; at = ONE.lastIndex) {
    ONE.lastIndex = at;
    const match = ONE.exec(text);
    if (!match) return null;
    const [, id, name, key, value] = match;
    if (id) found.push(["id", id]);
    else if (name) found.push(["class", name]);
    else found.push([key, value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value]);
  }
  return found.length ? found : null;
}

export function apply(token, attributes) {
  for (const [key, value] of attributes) {
    if (/^on/i.test(key)) continue;
    if (key === "class") token.attrJoin("class", value);
    else token.attrSet(key, value);
  }
}

export function attributes(md, { title, block }) {
  if (title) md.core.ruler.after("block", "hugo_title_attributes", titles);
  if (!block) return;
  md.block.ruler.before("fence", "hugo_attributes", blockRule, {
    alt: ["paragraph", "reference", "blockquote", "list"],
  });
  md.core.ruler.after("block", "hugo_block_attributes", blocks);
}

function titles(state) {
  state.tokens.forEach((token, at) => {
    if (token.type !== "heading_open") return;
    const inline = state.tokens[at + 1];
    const found = /^([^]*?)[ \t]*\{([^{}]*)\}[ \t]*$/.exec(inline.content);
    const given = found && parseAttributes(found[2]);
    if (!given) return;
    inline.content = found[1].trimEnd();
    apply(token, given);
  });
}

function blockRule(state, line, end, silent) {
  if (state.sCount[line] - state.blkIndent >= 4) return false;
  const text = state.src.slice(state.bMarks[line] + state.tShift[line], state.eMarks[line]).trim();
  const found = /^\{([^{}]*)\}$/.exec(text);
  const given = found && parseAttributes(found[1]);
  if (!given) return false;
  if (silent) return true;
  const token = state.push("hugo_attributes", "", 0);
  token.hidden = true;
  token.meta = given;
  state.line = line + 1;
  return true;
}

function blocks(state) {
  const kept = [];
  for (const token of state.tokens) {
    if (token.type !== "hugo_attributes") {
      kept.push(token);
      continue;
    }
    let at = kept.length - 1;
    if (at < 0) continue;
    if (kept[at].nesting === -1) while (at >= 0 && !(kept[at].nesting === 1 && kept[at].level === kept.at(-1).level)) at--;
    if (at >= 0 && kept[at].nesting !== -1 && kept[at].level === token.level) apply(kept[at], token.meta);
  }
  state.tokens = kept;
}
