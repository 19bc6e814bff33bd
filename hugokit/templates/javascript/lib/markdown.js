// Markdown as Hugo's Goldmark reads it, built on markdown-it.
import MarkdownIt from "markdown-it";
import deflist from "markdown-it-deflist";
import footnote from "markdown-it-footnote";
import { full as emoji } from "markdown-it-emoji";
import { attributes } from "./attributes.js";
import { headingIds } from "./headings.js";
import { passthrough } from "./passthrough.js";
import { bareLinks, typographer } from "./typographer.js";

// Names of GitHub's that markdown-it-emoji does not know.
const SQUARED = {
  u5272: "\u{1f239}", u5408: "\u{1f234}", u55b6: "\u{1f23a}", u6307: "\u{1f22f}", u6708: "\u{1f237}\u{fe0f}", u6709: "\u{1f236}",
  u6e80: "\u{1f235}", u7121: "\u{1f21a}", u7533: "\u{1f238}", u7981: "\u{1f232}", u7a7a: "\u{1f233}",
};

export function createMarkdown(options) {
  const md = new MarkdownIt({ html: true, breaks: options.hardWraps, linkify: false, typographer: false });
  md.disable(["replacements", "smartquotes", "linkify"]);
  md.enable("code");
  if (!options.table) md.disable("table");
  if (options.definitionList) definitions(md);
  if (options.footnote) footnotes(md);
  if (options.taskList) taskList(md);
  if (options.emoji) md.use(emoji, { shortcuts: {} }).use(emoji, { defs: SQUARED, shortcuts: {} });
  strikethrough(md, options.strikethrough);
  typographer(md, options);
  if (options.linkify) bareLinks(md, options.linkifyProtocol);
  if (options.passthrough) passthrough(md, options.passthrough);
  attributes(md, options.attribute);
  headingIds(md, options);
  rawHtml(md, options.unsafe);
  fences(md);
  blankLines(md);
  links(md, options.unsafe);
  return md;
}

// Only a colon marks a definition; each line of a paragraph above one is a term; a list goes on until another block.
function definitions(md) {
  md.use(deflist);
  const rules = md.block.ruler.__rules__;
  const { fn, alt } = rules[md.block.ruler.__find__("deflist")];
  md.block.ruler.at("deflist", (state, start, end, silent) => {
    const last = silent ? start : lastTerm(state, start, end);
    const line = last + 1 < end && state.isEmpty(last + 1) ? last + 2 : last + 1;
    if (line < end && signOf(state, line) === "~") return false;
    const before = state.tokens.length;
    if (!fn(state, last, end, silent)) return false;
    if (!silent) joinTerms(state, before, start, last);
    return true;
  }, { alt });
  md.core.ruler.after("block", "hugo_definitions", tightDefinitions);
}

const signOf = (state, line) => state.src[state.bMarks[line] + state.tShift[line]];

function lastTerm(state, start, end) {
  const breaks = state.md.block.ruler.getRules("paragraph");
  let line = start;
  while (line + 1 < end && !state.isEmpty(line + 1) && state.sCount[line + 1] >= state.blkIndent && signOf(state, line + 1) !== ":") {
    if (breaks.some((rule) => rule(state, line + 1, end, true))) break;
    line++;
  }
  return line;
}

// The terms above the last one are put in; a list right behind another one is the same.
function joinTerms(state, at, start, last) {
  const { tokens } = state;
  const term = tokens.slice(at + 1, at + 4);
  const terms = Array.from({ length: last - start }, (_, index) => {
    const [open, inline, close] = term.map((token) => Object.assign(new state.Token(token.type, token.tag, token.nesting), token));
    open.map = inline.map = [start + index, start + index];
    inline.content = state.getLines(start + index, start + index + 1, state.tShift[start + index], false).trim();
    inline.children = [];
    return [open, inline, close];
  });
  tokens.splice(at + 1, 0, ...terms.flat());
  if (tokens[at - 1]?.type === "dl_close" && tokens[at - 1].level === tokens[at].level) tokens.splice(at - 1, 2);
}

// The first paragraph of a definition is none where no empty line stands above its colon.
function tightDefinitions({ tokens, src }) {
  const lines = src.split("\n");
  tokens.forEach((dd, at) => {
    if (dd.type !== "dd_open") return;
    const colon = lines.findIndex((line, number) => number >= dd.map[0] && /^[\s>]*:/.test(line)); // the map may begin above
    const tight = !/^[\s>]*$/.test(lines[colon - 1] ?? "");
    for (let next = at + 1; tokens[next].type !== "dd_close" || tokens[next].level !== dd.level; next++) {
      const token = tokens[next];
      if (/^paragraph_(?:open|close)$/.test(token.type) && token.level === dd.level + 1) token.hidden = tight && next <= at + 3;
    }
  });
}

function fences(md) {
  const { escapeHtml } = md.utils;
  md.renderer.rules.fence = (tokens, at, opts, env, self) => {
    const token = tokens[at];
    const lang = escapeHtml(md.utils.unescapeAll(token.info).trim().split(/[\s{]/)[0]);
    const marks = lang ? ` class="language-${lang}" data-lang="${lang}"` : "";
    return `<pre tabindex="0"${self.renderAttrs(token)}><code${marks}>${escapeHtml(token.content)}</code></pre>\n`;
  };
}

// Of a line of blanks in code Goldmark keeps nothing right below a list item.
function blankLines(md) {
  md.core.ruler.after("block", "hugo_blank_lines", ({ tokens }) => {
    const around = [];
    for (const token of tokens) {
      if (/^(?:list_item|blockquote|dd|footnote)_(?:open|close)$/.test(token.type)) {
        if (token.nesting === 1) around.push(token.type);
        else around.pop();
      } else if ((token.type === "fence" || token.type === "code_block") && around.at(-1) === "list_item_open") {
        token.content = token.content.replace(/^[ \t]+$/gm, "");
      }
    }
  });
}

// Every address makes a link, as in Hugo; one that would run a script is emptied unless raw HTML passes too.
function links(md, unsafe) {
  const normalize = md.normalizeLink;
  const runs = /^(?:javascript|vbscript|file|data):(?!image\/(?:png|gif|jpeg|webp|svg))/i;
  md.validateLink = () => true;
  md.normalizeLink = (url) => (!unsafe && runs.test(url.trim()) ? "" : normalize(url));
}

// Raw HTML passes only where Hugo lets it; what shortcodes printed stands between <!--raw--> and <!--/raw-->.
function rawHtml(md, unsafe) {
  const [open, close] = ["<!--raw-->", "<!--/raw-->"];
  const omitted = "<!-- raw HTML omitted -->";
  if (unsafe) return;
  md.renderer.rules.html_block = (tokens, at) => {
    const text = tokens[at].content;
    if (!text.trimStart().startsWith(open)) return /^\s*<!--/.test(text) ? "" : omitted + "\n";
    const parts = text.split(open).slice(1);
    return parts.map((part) => part.split(close)[0]).join("") + "\n";
  };
  md.renderer.rules.html_inline = (tokens, at, opts, env) => {
    const text = tokens[at].content;
    if (text === open || text === close) {
      env.raw = text === open;
      return "";
    }
    if (env.raw) return text;
    return tokens[at].own ? text : text.startsWith("<!--") ? "" : omitted;
  };
}

function footnotes(md) {
  md.use(footnote);
  md.disable("footnote_inline");
  const rules = md.renderer.rules;
  const number = (token) => token.meta.id + 1;
  const back = (token) => `fnref${token.meta.subId > 0 ? token.meta.subId : ""}:${number(token)}`;
  rules.footnote_ref = (tokens, at) =>
    `<sup id="${back(tokens[at])}"><a href="#fn:${number(tokens[at])}" class="footnote-ref" role="doc-noteref">` +
    `${number(tokens[at])}</a></sup>`;
  rules.footnote_block_open = () => '<div class="footnotes" role="doc-endnotes">\n<hr>\n<ol>\n';
  rules.footnote_block_close = () => "</ol>\n</div>\n";
  rules.footnote_open = (tokens, at) => `<li id="fn:${number(tokens[at])}">\n`;
  rules.footnote_close = () => "</li>\n";
  rules.footnote_anchor = (tokens, at) =>
    `&#160;<a href="#${back(tokens[at])}" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a>`;
}

function taskList(md) {
  md.core.ruler.after("inline", "hugo_tasks", (state) => {
    state.tokens.forEach((token, at) => {
      if (token.type !== "inline" || at < 2 || state.tokens[at - 2].type !== "list_item_open") return;
      const first = token.children[0];
      const found = first?.type === "text" && /^\[([ xX])\]\s+/.exec(first.content + (token.children[1] ? " " : ""));
      if (!found || !/^\[[ xX]\]\s/.test(token.content)) return;
      first.content = first.content.slice(found[0].length).replace(/^\s+/, "");
      const box = new state.Token("html_inline", "", 0);
      box.own = true;
      box.content = `<input ${found[1] === " " ? "" : 'checked="" '}disabled="" type="checkbox"> `;
      token.children.unshift(box);
    });
  });
}

// One or two tildes, of equal number on both sides.
function strikethrough(md, on) {
  const TILDE = 0x7e;
  const marker = (length) => TILDE + length * 0x10000;
  md.inline.ruler.at("strikethrough", (state, silent) => {
    if (!on || silent || state.src.charCodeAt(state.pos) !== TILDE) return false;
    const scanned = state.scanDelims(state.pos, true);
    if (scanned.length > 2) return false;
    const token = state.push("text", "", 0);
    token.content = "~".repeat(scanned.length);
    state.delimiters.push({
      marker: marker(scanned.length), length: 0, token: state.tokens.length - 1, end: -1,
      open: scanned.can_open, close: scanned.can_close,
    });
    state.pos += scanned.length;
    return true;
  });
  const finish = (state, delimiters) => {
    for (const start of delimiters) {
      if ((start.marker & 0xffff) !== TILDE || start.marker === TILDE || start.end === -1) continue;
      const end = delimiters[start.end];
      for (const [delimiter, type, nesting] of [[start, "s_open", 1], [end, "s_close", -1]]) {
        Object.assign(state.tokens[delimiter.token], { type, tag: "del", nesting, markup: "~~", content: "" });
      }
    }
  };
  md.inline.ruler2.at("strikethrough", (state) => {
    finish(state, state.delimiters);
    for (const meta of state.tokens_meta) if (meta?.delimiters) finish(state, meta.delimiters);
  });
}
