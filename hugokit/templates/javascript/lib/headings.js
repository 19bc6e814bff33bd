// Ids of headings and terms as Hugo gives them.
export function anchor(text, style = "github") {
  if (style === "blackfriday") return text.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").replaceAll("\u0130", "i").toLowerCase();
  if (style === "github-ascii") text = text.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[^\x00-\x7f]/g, "");
  let out = "";
  for (const char of text.trim()) {
    if (char === "-" || char === " ") out += "-";
    else if (/[\p{L}\p{Nd}_]/u.test(char)) out += char === "\u0130" ? "i" : char.toLowerCase();
  }
  return out;
}

export function headingIds(md, { autoHeadingID, autoDefinitionTermID, autoIDType: style }) {
  const named = { heading_open: autoHeadingID && "heading", dt_open: autoDefinitionTermID && "term" };
  md.core.ruler.before("text_join", "hugo_heading_ids", (state) => {
    const taken = new Set();
    state.tokens.forEach((token, at) => {
      const fallback = named[token.type];
      if (!fallback) return;
      if (token.attrGet("id")) {
        taken.add(token.attrGet("id"));
        return;
      }
      const text = textOf(state.tokens[at + 1].children);
      if (text.trim() === "") return;
      const wanted = anchor(text, style) || fallback;
      let id = wanted;
      for (let number = 1; taken.has(id); number++) id = `${wanted}-${number}`;
      taken.add(id);
      token.attrs = [["id", id], ...(token.attrs ?? [])];
    });
  });
}

// The text that Hugo makes an id of: all that stands in the heading itself, but of emphasis, links and images only their
// first piece, which ends at a typographic sign; of bare links nothing; of several lines the last one.
function textOf(tokens) {
  let out = "";
  for (let at = 0; at < tokens.length; at++) {
    if (isBreak(tokens[at])) out = "";
    else out += piece(tokens[at]);
    if (tokens[at].nesting !== 1) continue;
    const end = closing(tokens, at);
    const inner = tokens.slice(at + 1, end);
    if (inner.some(isBreak)) out = "";
    else if (!isBare(tokens[at])) out += firstOf(inner);
    at = end;
  }
  return out;
}

// A piece ends behind what could have been emphasis, and before a bracket or tick that opens nothing.
const END = /([*_~]+)|!?\[|(?<=.)`/s;

function closing(tokens, at) {
  for (let depth = 0; at < tokens.length; at++) if ((depth += tokens[at].nesting) === 0) return at;
  return tokens.length - 1;
}

function firstOf(pieces) {
  const tokens = pieces.filter((token) => token.type !== "text" || token.content); // what is left of the signs of emphasis
  const first = tokens[0];
  if (!first) return "";
  if (isBare(first)) return "";
  if (first.nesting === 1) return firstOf(tokens.slice(1, closing(tokens, 0)));
  if (!isText(first)) return piece(first);
  let out = "";
  for (const token of tokens) {
    if (!isText(token)) break;
    const end = token.type === "text" && END.exec(token.content);
    if (end) return out + token.content.slice(0, end.index + (end[1] ?? "").length) || end[0];
    out += piece(token);
  }
  return out;
}

const isBreak = (token) => token.type === "softbreak" || token.type === "hardbreak";
const isBare = (token) => token.type === "link_open" && ["linkify", "autolink"].includes(token.markup);
const isText = (token) => token.type === "text" || (token.type === "text_special" && token.info !== "sign");

function piece(token) {
  if (token.info === "entity" && token.markup.startsWith("&#")) return token.markup; // Hugo looks up those with a name alone
  if (isText(token) || token.type === "code_inline") return token.content;
  if (token.type === "image") return firstOf(token.children);
  if (token.type === "emoji") return token.markup;
  return token.info === "sign" ? "'" : ""; // no letter, whichever it is
}
