// Lists, pagers, terms, feeds and redirects in the order and at the URLs that Hugo gives them.
const ESCAPE = /[^A-Za-z0-9\-_.~$&+,/:;=@]/gu;
const KEEPS = /^(?:[A-Za-z0-9\-_.~$&+,/:;=@!'()*[\]]|%[0-9A-Fa-f]{2})*$/;

const lower = (text) => text.toLowerCase();
const normal = (text) => lower(text).replaceAll(" ", "-");
const words = (value) => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]).map(String);
const time = (date) => (date === undefined || date === null ? -Infinity : Math.floor(new Date(date).getTime() / 1000));

const latest = (entries) => entries.map((entry) => entry.lastmod ?? entry.date).filter(Boolean).sort((a, b) => time(b) - time(a))[0];

// A name as Hugo puts it into a path.
export function pathName(text, site) {
  let out = text.replace(/\s+/g, " ").trim().replace(/[^\p{L}\p{Nd}\p{M} .\/\\_#+~\-@%]/gu, "").replace(/ *- *| +/g, "-");
  if (site.removePathAccents) out = out.normalize("NFD").replace(/\p{Mn}/gu, "").normalize("NFC");
  return site.lowerCase ? lower(out) : out;
}

// What has an address that nothing before it has: Hugo writes one of them, too, whichever comes last.
function onePerFile(made, taken) {
  return made.filter(({ file }) => !taken.has(file) && taken.add(file));
}

// The URL of a published file, percent-encoded as Hugo does it.
export function urlOf(file, site) {
  const below = file.replace(/^\//, "");
  const own = site.ownHost && below.startsWith(site.prefix + "/") ? below.slice(site.prefix.length + 1) : below;
  const path = "/" + own.replace(/(^|\/)index\.html$/, "$1");
  const marked = path.replaceAll("#", "%23").replaceAll("?", "%3F");
  return site.root + (KEEPS.test(marked) ? marked : path.replace(ESCAPE, encodeURIComponent));
}

// The pages of one language.
export class Model {
  constructor(site, terms, known, collator) {
    Object.assign(this, { site, terms, known, collator });
  }

  // `templates`: Eleventy's own, by their logical path.
  make(templates) {
    this.entries = new Map();
    for (const [path, template] of templates) {
      if (template.url || template.data.url) this.entries.set(path, this.entry(path, template));
    }
    this.addMissingLists();
    this.collect();
    return this.publish();
  }

  entry(path, template) {
    const { data } = template;
    // A page without a permalink is one that lists name and that is not built, as Hugo's build.render: link.
    const file = data.permalink ? data.permalink.replace(/^\//, "") : "";
    return {
      path, template, data, file, lang: this.site.lang, kind: data.kind ?? "page", title: data.title ?? "", weight: data.weight ?? 0,
      linkTitle: data.linkTitle || data.title || "", url: data.url ?? urlOf(file, this.site), date: data.date, lastmod: data.lastmod, publishDate: data.publishDate,
      listed: data.listed ?? "always", summary: data.summary, description: data.description, feed: data.feed,
      taxonomy: data.taxonomy, term: data.term, sortPath: normal(template.inputPath.replace(/^\.\/content/, "")),
    };
  }

  list(path, values) {
    const known = this.known[path] ?? {};
    const folder = [this.site.prefix, path.slice(1)].filter(Boolean).join("/");
    const file = known.file ?? `${pathName(folder, this.site)}/index.html`.replace(/^\//, "");
    const feed = known.feed ?? file.replace(/index\.html$/, "index.xml");
    const entry = { path, lang: this.site.lang, weight: 0, listed: "always", data: {}, sortPath: `${path}/_index.md`, ...values, ...known, file, feed };
    entry.url = known.url ?? urlOf(file, this.site);
    entry.linkTitle = entry.title;
    this.entries.set(path, entry);
  }

  addMissingLists() {
    const { entries, site } = this;
    for (const [path, list] of Object.entries(this.known)) if (list.keep && !entries.has(path)) this.list(path, {});
    if (site.hasHome && !entries.has("/")) this.list("/", { kind: "home", title: site.title });
    for (const taxonomy of Object.keys(site.taxonomies)) {
      if (!entries.has(`/${taxonomy}`) && this.known[`/${taxonomy}`]) this.list(`/${taxonomy}`, { kind: "taxonomy", taxonomy, title: taxonomy });
    }
    for (const entry of [...entries.values()]) {
      const [, folder, more] = entry.path.split("/");
      if (more && !entries.has(`/${folder}`) && !this.known[`/${folder}`]?.hidden) this.list(`/${folder}`, { kind: "section", title: folder[0].toUpperCase() + folder.slice(1) });
      for (const [taxonomy, key] of Object.entries(site.taxonomies)) {
        for (const term of words(entry.data[key])) {
          const path = `/${taxonomy}/${normal(term)}`;
          if (site.termPages && !entries.has(path) && !this.known[path]?.hidden) this.list(path, { kind: "term", taxonomy, term, title: term[0].toUpperCase() + term.slice(1) });
        }
      }
    }
  }

  collect() {
    const all = [...this.entries.values()];
    const lists = all.filter((entry) => entry.kind !== "page");
    for (const list of lists) list.children = [];
    for (const entry of all) {
      if (entry.path !== "/") this.parent(entry.path)?.children.push([0, entry]);
      for (const [taxonomy, key] of Object.entries(this.site.taxonomies)) {
        for (const term of new Set(words(entry.data[key]).map(normal))) {
          const list = this.entries.get(`/${taxonomy}/${term}`);
          if (list?.kind === "term") list.children.push([entry.data[`${taxonomy}_weight`] ?? 0, entry]);
        }
      }
    }
    this.dateLists(lists);
    for (const list of lists) this.sortChildren(list);
  }

  // The list that a page is in; null below a list that is not published.
  parent(path) {
    for (let up = path; up !== ""; ) {
      up = up.slice(0, up.lastIndexOf("/"));
      if (this.known[up]?.hidden) return null;
      const found = this.entries.get(up || "/");
      if (found && found.kind !== "page") return found;
    }
    return this.entries.get("/");
  }

  // A list without a date of its own has the latest of all that is below it.
  dateLists(lists) {
    const bottomUp = (a, b) => (b.kind === "term") - (a.kind === "term") || b.path.length - a.path.length;
    for (const list of [...lists].sort(bottomUp)) {
      const pages = list.children.map(([, entry]) => entry).filter((entry) => list.kind !== "home" || entry.kind !== "taxonomy");
      const dated = ["date", "lastmod", "publishDate", "expiryDate"].some((key) => list.data[key]);
      const below = {};
      for (const key of ["date", "lastmod", "publishDate"]) {
        const dates = pages.flatMap((entry) => [entry[key] ?? entry.date, entry.below?.[key]]).filter(Boolean);
        const last = dates.sort((a, b) => time(b) - time(a))[0];
        if (last) below[key] = last;
      }
      if (list.kind !== "taxonomy") list.below = below;
      if (!dated) Object.assign(list, below);
    }
  }

  sortChildren(list) {
    const kinds = { home: ["page", "section"], section: ["page", "section"], taxonomy: ["term"], term: ["page", "section", "home"] }[list.kind];
    const members = list.children.filter(([, entry]) => kinds.includes(entry.kind) && entry.listed !== "never");
    members.sort(([w1, a], [w2, b]) => w1 - w2 || this.compare(a, b));
    list.pages = members.map(([, entry]) => entry);
  }

  // Weight (none comes last), date (latest first), link title, path.
  compare(a, b) {
    if (a.weight !== b.weight) return a.weight === 0 ? 1 : b.weight === 0 ? -1 : a.weight - b.weight;
    const [ta, tb] = [time(a.date), time(b.date)];
    if (ta !== tb) return tb > ta ? 1 : -1;
    return this.collator.compare(a.linkTitle, b.linkTitle) || (a.sortPath < b.sortPath ? -1 : 1);
  }

  regular() {
    const found = [...this.entries.values()].filter((entry) => entry.kind === "page" && entry.listed === "always");
    return found.sort((a, b) => this.compare(a, b));
  }

  publish() {
    const { site } = this;
    const lists = [...this.entries.values()].filter((entry) => entry.kind !== "page");
    this.pagers = new Map(lists.map((list) => [list.path, this.pagersOf(list)]));
    const pagers = [...this.pagers.values()].flat();
    const first = site.pagerAliases ? pagers.filter((pager) => pager.number === 1 && pager.paged) : [];
    const listed = [...this.entries.values()].filter((entry) => entry.listed === "always");
    const { lang } = site;
    const taken = new Set([...this.entries.values()].filter((entry) => entry.template).map((entry) => entry.file));
    const pages = onePerFile(pagers.filter((pager) => pager.number > 1 || (pager.file && !pager.list.template)), taken);
    return {
      hugoPages: pages,
      hugoFeeds: onePerFile(lists.filter((list) => list.feed).map((list) => ({ lang, list, file: list.feed, entries: this.feedEntries(list) })), taken),
      hugoRedirects: onePerFile([...Object.entries(site.redirects).map(([file, url]) => ({ lang, file, url })),
        ...first.map((pager) => ({ lang, file: pagerFile(pager.list.file, 1, site), url: pager.list.url }))], taken),
      hugoSitemaps: site.sitemap ? [{ lang, file: site.sitemap, entries: listed, lastmod: latest(listed) }] : [],
      hugoNotFound: site.notFound ? [{ lang, file: site.notFound }] : [],
    };
  }

  pagersOf(list) {
    const { site } = this;
    const whole = { lang: site.lang, list, number: 1, file: list.file, url: list.url, sections: [], total: 1 };
    if (!site.paginates.includes(list.kind) || site.unpaged.includes(list.path)) return [{ ...whole, entries: list.pages }];
    const simple = ["taxonomy", "term"].includes(list.kind);
    const entries = list.kind === "home" ? this.regular() : simple ? list.pages : list.pages.filter((entry) => entry.kind === "page");
    const sections = simple ? [] : list.pages.filter((entry) => entry.kind === "section");
    const size = site.pagerSizes[list.path] ?? site.pagerSize;
    const total = Math.max(1, Math.ceil(entries.length / size));
    const pagers = Array.from({ length: total }, (_, at) => {
      const file = at === 0 ? list.file : pagerFile(list.file, at + 1, site);
      const part = entries.slice(at * size, (at + 1) * size);
      return { ...whole, number: at + 1, total, file, url: at === 0 ? list.url : urlOf(file, site), entries: part, sections, paged: true };
    });
    pagers.forEach((pager, at) => Object.assign(pager, { previous: pagers[at - 1]?.url, next: pagers[at + 1]?.url }));
    return pagers;
  }

  feedEntries(list) {
    const regular = list.kind === "home" ? this.regular() : list.pages;
    const entries = list.kind === "section" ? regular.filter((entry) => entry.kind === "page") : regular;
    return this.site.feedLimit > 0 ? entries.slice(0, this.site.feedLimit) : entries;
  }

  // Of two spellings of one term in a page the last counts.
  termsOf(path, taxonomy) {
    const names = words(this.entries.get(path)?.data[this.site.taxonomies[taxonomy]]).filter(Boolean);
    const found = names.filter((name, at) => !names.slice(at + 1).some((other) => normal(other) === normal(name)));
    const known = this.terms[taxonomy] ?? {};
    return found.map((name) => {
      const list = this.entries.get(`/${taxonomy}/${normal(name)}`);
      const title = list?.title || (Object.hasOwn(known, lower(name)) ? known[lower(name)] : name);
      return { title, url: list?.url };
    });
  }
}

function pagerFile(file, number, site) {
  const index = /(^|\/)index\.html$/.test(file);
  const folder = index ? file.replace(/index\.html$/, "") : file.replace(/\.html$/, "/");
  return `${folder}${site.pagerPath}/${number}${index ? "/index.html" : ".html"}`;
}

// Hugo's path of a content file: Post/A b.md is /post/a-b, an index file is its folder.
export const logicalPath = (file) => "/" + normal(file.replace(/\.\w+$/, "").replace(/(^|\/)_?index$/i, ""));
