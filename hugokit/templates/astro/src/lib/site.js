// The pages of the site and all that is made of them: lists, pagers, feeds, redirects, translations.
import { getCollection } from "astro:content";
import lists from "../data/lists.json";
import menus from "../data/menus.json";
import sitemap from "../data/sitemap.json";
import sites from "../data/sites.json";
import terms from "../data/terms.json";
import texts from "../data/texts.json";
import { routeOf, xmlRouteOf } from "./exact.js";
import { urlOf } from "./lists.js";
import { markdown } from "./loader.js";
import { summaryOf } from "./summary.js";
import { Whole, absolute, longDate } from "./whole.js";

let known = null;

async function read() {
  if (known && import.meta.env.PROD) return known;
  const entries = await getCollection("pages");
  const whole = new Whole(sites, terms, lists, sitemap);
  known = { whole, entries, made: whole.make(entries.map(template)) };
  return known;
}

function template(entry) {
  return { inputPath: inputPathOf(entry), url: entry.data.permalink || "", data: entry.data, rawInput: entry.body ?? "" };
}

const inputPathOf = (entry) => `./content/${entry.id}`;

// The routes of all pages, with what each shows.
export async function pagePaths() {
  const { whole, entries, made } = await read();
  const articles = entries.filter((entry) => entry.data.permalink).map((entry) => {
    const { lang } = whole.place(inputPathOf(entry));
    return { file: entry.data.permalink.replace(/^\//, ""), lang, entry };
  });
  const pages = [
    ...articles,
    ...made.hugoPages.map((pager) => ({ file: pager.file, lang: pager.lang, pager })),
    ...made.hugoRedirects.map((one) => ({ file: one.file, lang: one.lang, redirect: one.url })),
    ...made.hugoNotFound.map((one) => ({ file: one.file, lang: one.lang, missing: true })),
  ];
  return pages.map((page) => ({ params: { path: routeOf(page.file) }, props: page }));
}

// The routes of feeds and sitemaps.
export async function xmlPaths() {
  const { made } = await read();
  const files = [...made.hugoFeeds.map((feed) => ({ feed })), ...made.hugoSitemaps.map((map) => ({ map }))];
  return files.map((one) => ({ params: { file: xmlRouteOf((one.feed ?? one.map).file) }, props: one }));
}

// What the layouts ask for, in one language.
export async function siteIn(lang) {
  const { whole } = await read();
  const site = sites[lang];
  return {
    ...site,
    menus: menus[lang],
    text: texts[site.locale.slice(0, 2).toLowerCase()] ?? texts.en,
    longDate: (date) => longDate(site).format(new Date(date)),
    absolute: (url) => absolute(url, site),
    href: (file) => urlOf(`/${file}`.replace(/\/$/, "/index.html"), site),
    summaryOf: (entry) => summaryOf(entry, markdown, site),
    listOf: (entry) => whole.at(inputPathOf(entry), (model, path) => model.pagers.get(path)?.[0]),
    termsOf: (entry, taxonomy) => whole.at(inputPathOf(entry), (model, path) => model.termsOf(path, taxonomy)) ?? [],
    translationsOf: (entry) => whole.at(inputPathOf(entry), (model, path) => whole.translations(model.entries.get(path))) ?? [],
    translationsOfList: (list) => whole.translations(list),
    versionsOf: (entry) => whole.versions(entry),
    in: (other) => sites[other],
  };
}
