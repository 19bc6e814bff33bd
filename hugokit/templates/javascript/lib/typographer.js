// Typographic quotes, dashes and bare links where Goldmark makes them.
const SPACE = /\s/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/;
const STOP = new Set("\n!#$%&*+-:<=>@[\\]^_`{}~");
const LINK = /^(?:(?:https?|ftp):\/\/[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?::\d+)?(?:[/#?][-a-zA-Z0-9@:%_+.~#$!?&/=();,'">^{}[\]`]*)?|www\.[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?:[/#?][-a-zA-Z0-9@:%_+.~#!?&/=();,'">^{}[\]`]*)?)/;
const TRAILING = /[?!.,:*_~]+$/;
const MAIL = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+/;
const MAY_START_LINK = /^(?:https?:\/\/|ftp:\/\/|www\.|[a-zA-Z0-9][a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]*@)/;

export function typographer(md, { typographer: signs, linkify }) {
  md.inline.ruler.at("text", (state, silent) => {
    const { src, pos, posMax } = state;
    let end = pos;
    while (end < posMax && !stops(state, end, signs, linkify, silent)) end++;
    if (end === pos) return false;
    if (!silent) state.pending += src.slice(pos, end);
    state.pos = end;
    return true;
  });
  if (!signs) return;
  md.inline.ruler.push("hugo_typographer", (state, silent) => typography(state, silent, signs));
  // Goldmark never forgets a quote that was not closed: the next paragraph may close it.
  md.core.ruler.before("inline", "hugo_quotes", (state) => void (state.env.openQuotes = { single: 0, double: 0 }));
}

function stops(state, at, signs, linkify, silent) {
  const { src } = state;
  const char = src[at];
  if (STOP.has(char)) return true;
  if (signs && (char === "'" || char === '"' || (char === "." && src.startsWith("...", at)))) return true;
  return linkify && linkMayStart(state, at, silent);
}

// At the beginning, behind a blank, an opening sign, or anything that is not plain text, such as a typographic quote.
function linkMayStart(state, at, silent) {
  const { src } = state;
  const free = at === 0 || /[\s*_~(]/.test(src[at - 1]) || (at === state.pos && !silent && behindElement(state));
  return free && /[a-zA-Z0-9]/.test(src[at]) && MAY_START_LINK.test(src.slice(at, at + 120)) && !inBrackets(src.slice(0, at));
}

// Behind a bracket that is still open Goldmark makes no links of addresses.
function inBrackets(before) {
  const signs = before.replace(/\\.|(`+)(?!`).*?(?<!`)\1(?!`)|<[^<>]*>|\[\^[^\]]*\]/gs, "").match(/[[\]]/g) ?? [];
  return signs.reduce((open, sign) => Math.max(0, open + (sign === "[" ? 1 : -1)), 0) > 0;
}

function behindElement({ pending, tokens }) {
  const last = tokens.at(-1);
  return pending === "" && last !== undefined && !(last.type === "text_special" && last.info !== "sign");
}

function typography(state, silent, signs) {
  const newline = state.src.indexOf("\n", state.pos);
  const line = state.src.slice(state.pos, newline < 0 ? undefined : newline + 1);
  const [sign, length] = signAt(state, line, signs, silent);
  if (!sign) return false;
  if (!silent) Object.assign(state.push("text_special", "", 0), { content: sign, info: "sign" });
  state.pos += length;
  return true;
}

function signAt(state, line, signs, silent) {
  const simple = [["---", "emDash"], ["...", "ellipsis"], ["--", "enDash"], ["<<", "leftAngleQuote"], [">>", "rightAngleQuote"]];
  for (const [written, name] of simple) if (line.startsWith(written)) return [signs[name], written.length];
  if (line[0] !== "'" && line[0] !== '"') return [null, 0];
  const name = line[0] === "'" ? single(state, line, silent) : double(state, line, silent);
  return [name && signs[name], 1];
}

function around(state, line) {
  const before = state.pos > 0 ? [...state.src.slice(Math.max(0, state.pos - 2), state.pos)].at(-1) : "\n";
  const run = /^'+|^"+/.exec(line)[0].length;
  const after = String.fromCodePoint(line.codePointAt(run) ?? 32);
  const [spaceBefore, spaceAfter] = [SPACE.test(before), SPACE.test(after)];
  const [pointBefore, pointAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
  return {
    before,
    opens: !spaceAfter && (!pointAfter || spaceBefore || pointBefore),
    closes: !spaceBefore && (!pointBefore || spaceAfter || pointAfter),
  };
}

const ends = (char) => char === undefined || ASCII_PUNCTUATION.test(char) || SPACE.test(char);
const next = (line) => String.fromCodePoint(line.codePointAt(1) ?? 32);

function single(state, line, silent) {
  const { before, opens, closes } = around(state, line);
  const onlyOpens = opens && !closes;
  if (onlyOpens && /^'\d\ds(?:[\s\p{P}\p{S}]|$)/u.test(line) && line.length > 3) return "apostrophe";
  if (line.length > 1 && /[\p{P}\s]/u.test(before) && /[tenl]/.test(line[1])) return "apostrophe";
  if (/[\p{Nd}\p{L}]/u.test(before) && /\p{L}/u.test(next(line))) return "apostrophe";
  if (onlyOpens) {
    const short = /[smtd]/.test(line[1] ?? "") && ends(line[2]);
    const long = /^'(?:ve|ll|re)/.test(line) && ends(line[3]);
    if (short || long) return "rightSingleQuote";
    if (!silent) state.env.openQuotes.single++;
    return "leftSingleQuote";
  }
  if (line.length > 2 && !/\p{Nd}/u.test(next(line))) return "rightSingleQuote";
  return closing(state, line, opens, closes, "single", silent) ? "rightSingleQuote" : null;
}

function double(state, line, silent) {
  const { before, opens, closes } = around(state, line);
  if (opens && !closes) {
    if (!silent) state.env.openQuotes.double++;
    return "leftDoubleQuote";
  }
  if (line[1] === '"' && /\p{Nd}/u.test(before) && state.env.openQuotes.double > 0) return null;
  return closing(state, line, opens, closes, "double", silent) ? "rightDoubleQuote" : null;
}

function closing(state, line, opens, closes, kind, silent) {
  const counts = state.env.openQuotes;
  if (counts[kind] <= 0 || !closes) return false;
  const third = line[2];
  const perhaps = opens && /\p{P}/u.test(next(line)) && (line.length === 2 || ASCII_PUNCTUATION.test(third) || SPACE.test(third));
  if (opens && !perhaps) return false;
  if (!silent) counts[kind]--;
  return true;
}

export function bareLinks(md, protocol) {
  md.inline.ruler.after("newline", "hugo_links", (state, silent) => {
    if (state.linkLevel > 0 || !linkMayStart(state, state.pos, silent)) return false;
    const rest = state.src.slice(state.pos, state.posMax).split("\n")[0];
    const found = linkAt(rest);
    if (!found) return false;
    if (!silent) push(state, found, protocol);
    state.pos += found.text.length;
    return true;
  });
}

function linkAt(rest) {
  let text = LINK.exec(rest)?.[0];
  let mail = false;
  if (text) {
    text = text.replace(TRAILING, "");
    if (text.endsWith(")")) {
      const extra = [...text].reduce((sum, char) => sum + (char === ")") - (char === "("), 0);
      if (extra > 0) text = text.slice(0, -extra);
    } else if (text.endsWith(";")) text = text.replace(/&[a-zA-Z0-9]+;$/, "");
  } else {
    text = MAIL.exec(rest)?.[0];
    if (!text || /[-_]/.test(rest[text.length] ?? "")) return null;
    text = text.replace(TRAILING, "");
    mail = true;
  }
  return { text, mail };
}

function push(state, { text, mail }, protocol) {
  const address = mail ? "mailto:" + text : text.startsWith("www.") ? `${protocol}://${text}` : text;
  const open = state.push("link_open", "a", 1);
  open.attrs = [["href", state.md.normalizeLink(address)]];
  open.markup = "linkify";
  state.push("text", "", 0).content = text;
  state.push("link_close", "a", -1).markup = "linkify";
}
