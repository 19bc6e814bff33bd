// What a feed says of a page, cut as Hugo cuts it.
const NOT_IN_XML = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
const MORE = "<!--more-->";
const NO_WORD = /^(?:>|<\/?[A-Za-z]+>?)$|^[A-Za-z]+=["']/;
// Hugo counts the words in what it prints, which has no blank behind a fence. Code has about as many with its colours.
const BEHIND_FENCE = /(?<=<pre tabindex="0"[^>]*><code[^<]*<\/code><\/pre>)\s+/g;
const CJK = /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u;

// By page: it is asked for once for each feed that the page is in.
const known = new WeakMap();

export function summaryOf(entry, md, site) {
  if (!known.has(entry)) known.set(entry, withHosts(made(entry, md, site), site).replace(NOT_IN_XML, ""));
  return known.get(entry);
}

// What stands above <!--more-->, else the summary of the front matter, else the first paragraphs.
function made(entry, md, site) {
  const body = entry.template?.rawInput ?? "";
  const at = body.indexOf(MORE);
  if (at >= 0) return above(body, at, md).trim();
  if (entry.summary) return md.render(entry.summary).trim();
  return beginning(md.render(body), site.summaryLength, site.cjk && CJK.test(body));
}

// Addresses of links may be given further down.
function above(body, at, md) {
  const whole = {};
  md.parse(body, whole);
  return md.render(body.slice(0, at), { references: whole.references });
}

// Whole paragraphs until there are enough words; all of it where there are too few.
function beginning(html, enough, cjk) {
  let count = 0;
  for (let start = 0, end; (end = html.indexOf("</p>", start)) >= 0; start = end + 3) {
    count += wordsIn(html.slice(start, end).replace(BEHIND_FENCE, ""), enough - count, cjk);
    if (count >= enough) return html.slice(0, end + 4);
  }
  return html;
}

// As Hugo counts: the last sign of a paragraph does not, and at `most` it stops.
function wordsIn(text, most, cjk) {
  let count = 0;
  let from = 0;
  for (const { index } of text.matchAll(/\s|.$/gsu)) {
    count += worth(text.slice(from, index).trim(), cjk);
    from = index;
    if (count >= most) break;
  }
  return count;
}

function worth(word, cjk) {
  if (!word || NO_WORD.test(word)) return 0;
  if (!cjk) return 1;
  const bare = word.replace(/<[^>]*>/g, "");
  return /^[\x00-\x7f]*$/.test(bare) ? 1 : [...bare].length;
}

// Whoever reads a feed is elsewhere: links from the root get the site's own address, once.
function withHosts(html, site) {
  if (!/^https?:/.test(site.url)) return html;
  const base = new URL(site.url);
  const folder = base.pathname.replace(/\/?$/, "/");
  const whole = (path) => base.origin + (path.startsWith(folder) ? path : folder + path.slice(1));
  const ROOTED = /(\s(?:href|src|action)=["']?)(\/(?!\/)[^"'\s>]*)/gi;
  const SET = /(\ssrcset=)("[^"]*"|'[^']*')/gi;
  const links = (tag) => tag.replace(ROOTED, (_all, key, path) => key + whole(path));
  const sets = (tag) => tag.replace(SET, (_all, key, set) => key + set.replace(/(^.|,\s*)(\/(?!\/)[^\s,"']*)/g, (_one, before, path) => before + whole(path)));
  return html.replace(/<[a-z][^>]*>/gi, (tag) => sets(links(tag)));
}
