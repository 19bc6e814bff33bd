// Ids of headings as Hugo gives them.
export function anchor(text, style = "github") {
  if (style === "github-ascii") text = text.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[^\x00-\x7f]/g, "");
  let out = "";
  for (const char of text.trim()) {
    if (char === "-" || char === " ") out += "-";
    else if (/[\p{L}\p{Nd}_]/u.test(char)) out += char === "\u0130" ? "i" : char.toLowerCase();
  }
  return out;
}

export function headingIds(md, style) {
  md.core.ruler.push("hugo_heading_ids", (state) => {
    const taken = new Set();
    state.tokens.forEach((token, at) => {
      if (token.type !== "heading_open") return;
      if (token.attrGet("id")) {
        taken.add(token.attrGet("id"));
        return;
      }
      const text = textOf(state.tokens[at + 1].children);
      if (text.trim() === "") return;
      const wanted = anchor(text, style) || "heading";
      let id = wanted;
      for (let number = 1; taken.has(id); number++) id = `${wanted}-${number}`;
      taken.add(id);
      token.attrs = [["id", id], ...(token.attrs ?? [])];
    });
  });
}

// Text and code without bare links; what the typographer and entities print is no letter and falls out by itself.
function textOf(tokens) {
  let out = "";
  let bare = false;
  for (const token of tokens) {
    if (token.type === "link_open") bare = ["linkify", "autolink"].includes(token.markup);
    else if (token.type === "link_close") bare = false;
    else if (bare) continue;
    else if (token.type === "image") out += textOf(token.children);
    else if (["text", "code_inline"].includes(token.type)) out += token.content;
    else if (["softbreak", "hardbreak"].includes(token.type)) out += " ";
  }
  return out;
}
