// What each page shows, in plain values that the components in src/components/hugokit/ print.
import lists from "../../data/lists.json";
import menus from "../../data/menus.json";
import sitemap from "../../data/sitemap.json";
import sites from "../../data/sites.json";
import terms from "../../data/terms.json";
import texts from "../../data/texts.json";
import { urlOf } from "./lib/lists.js";
import { summaryOf } from "./lib/summary.js";
import { Whole, absolute, iso, longDate } from "./lib/whole.js";
import { feedOf, redirectOf, sitemapOf } from "./lib/xml.js";
import { markdown, render } from "./pages.js";

export function makeSite(templates) {
  const whole = new Whole(sites, terms, lists, sitemap);
  return { whole, templates, made: whole.make(templates) };
}

// What every page of a language shows, by language.
export function globalData() {
  return Object.fromEntries(Object.entries(sites).map(([lang, site]) => {
    const { title, locale, root, home, feed, copyright } = site;
    return [lang, { title, locale, root, home, feed, copyright, menus: menus[lang], text: textsOf(site) }];
  }));
}

const textsOf = (site) => texts[site.locale.slice(0, 2).toLowerCase()] ?? texts.en;

// Every page with its file, the component that shows it, and what that prints.
export function pageViews({ whole, templates, made }) {
  const pages = templates.filter((one) => one.data.permalink).map((one) => viewOf(one, whole));
  const more = made.hugoPages.map((pager) => ({ file: pager.file, component: "List", page: listView(pager, null, whole) }));
  const missing = made.hugoNotFound.map(({ file, lang }) => ({ file, component: "Missing", page: { lang, title: "404", others: [] } }));
  return [...pages, ...more, ...missing].filter((one) => one.page);
}

function viewOf(template, whole) {
  const { lang, path } = whole.place(template.inputPath) ?? {};
  const model = whole.models[lang];
  const file = template.data.permalink.replace(/^\//, "");
  const list = template.data.kind && model.pagers.get(path)?.[0];
  if (list) return { file, component: "List", page: listView(list, template, whole) };
  return { file, component: "Page", page: articleView(template, model, path, whole) };
}

function articleView({ data, rawInput }, model, path, whole) {
  const { site } = model;
  const entry = model.entries.get(path);
  const found = Object.keys(site.taxonomies).map((taxonomy) => ({ taxonomy, terms: model.termsOf(path, taxonomy) }));
  return {
    lang: site.lang, title: data.title ?? "", description: data.description, date: dateOf(data.date, site),
    ...render(rawInput), url: absolute(entry.url, site), terms: found.filter((one) => one.terms.length),
    others: whole.translations(entry),
  };
}

function listView(pager, template, whole) {
  const { list, lang, number, total, previous, next } = pager;
  const site = whole.sites[lang];
  return {
    lang, number, total, previous, next, url: absolute(pager.url, site), title: template ? template.data.title ?? "" : list.title,
    description: template?.data.description ?? list.description, date: template && dateOf(template.data.date, site),
    html: template?.rawInput.trim() ? render(template.rawInput).html : "", others: whole.translations(list),
    sections: pager.sections.map(({ url, linkTitle }) => ({ url, title: linkTitle })),
    entries: pager.entries.map((one) => entryView(one, site)),
  };
}

const entryView = (entry, site) => ({
  url: entry.url, title: entry.linkTitle, date: entry.kind === "page" ? dateOf(entry.date, site) : null,
  text: entry.summary || entry.description,
});

const dateOf = (date, site) => (date ? { iso: iso(date), text: longDate(site).format(new Date(date)) } : null);

// Files that are no pages of Docusaurus, with their text.
export function otherFiles({ whole, made }) {
  const siteOf = (lang) => ({
    ...sites[lang],
    absolute: (url) => absolute(url, sites[lang]),
    href: (file) => urlOf(`/${file}`.replace(/\/$/, "/index.html"), sites[lang]),
    summaryOf: (entry) => summaryOf(entry, markdown, sites[lang]),
    versionsOf: (entry) => whole.versions(entry),
    in: (other) => sites[other],
  });
  return [
    ...made.hugoFeeds.map((feed) => ({ file: feed.file, text: feedOf(feed, siteOf(feed.lang)) })),
    ...made.hugoSitemaps.map((map) => ({ file: map.file, text: sitemapOf(map, siteOf(map.lang)) })),
    ...made.hugoRedirects.map(({ file, url, lang }) => ({ file, text: redirectOf(url, siteOf(lang)) })),
  ];
}
