// The whole site in all its languages: what the templates ask for.
import { Model, logicalPath } from "./lists.js";

export const COLLECTIONS = ["hugoPages", "hugoFeeds", "hugoRedirects", "hugoSitemaps", "hugoNotFound"];

export const absolute = (url, site) => (/^https?:\/\//.test(site.url) ? new URL(url, site.url).href : url);

export const iso = (date) => new Date(date).toISOString().replace(".000Z", "Z");
export const rfc822 = (date) => new Date(date).toUTCString().replace("GMT", "+0000");

// A locale that the runtime does not know is read as English.
export function localeOf(locale) {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll("_", "-"))[0];
  } catch {
    return "en";
  }
}

// By language: to make one takes long.
const dates = new WeakMap();

export function longDate(site) {
  if (!dates.has(site)) dates.set(site, new Intl.DateTimeFormat(localeOf(site.locale), { dateStyle: "long", timeZone: site.timeZone }));
  return dates.get(site);
}

// The order of titles, by the key of the language, whatever its locale. Hugo's leaves Latin letters before Chinese characters, as in every other language.
function comparing(lang) {
  const collator = new Intl.Collator(localeOf(lang));
  const han = (char) => /\p{Script=Han}/u.test(char ?? "");
  return {
    compare(a, b) {
      const [left, right] = [[...a], [...b]];
      const at = left.findIndex((char, n) => char !== right[n]);
      return (at >= 0 && at < right.length && han(left[at]) - han(right[at])) || collator.compare(a, b);
    },
  };
}

// A language by its own name.
function label(site) {
  const locale = localeOf(site.locale);
  return new Intl.DisplayNames([locale], { type: "language", fallback: "code" }).of(locale);
}

export class Whole {
  constructor(sites, terms, lists, sitemap) {
    this.sites = sites;
    this.sitemap = sitemap;
    this.languages = Object.keys(sites);
    this.models = Object.fromEntries(this.languages.map((lang) => {
      return [lang, new Model(sites[lang], terms[lang], lists[lang], comparing(lang))];
    }));
  }

  // `templates`: the pages with a file, each with its inputPath from `./content/` on, url and data.
  make(templates) {
    const byLanguage = Object.fromEntries(this.languages.map((lang) => [lang, []]));
    for (const template of templates) {
      const place = this.place(template.inputPath);
      if (place) byLanguage[place.lang].push([place.path, template]);
    }
    const parts = this.languages.map((lang) => this.models[lang].make(byLanguage[lang]));
    const made = Object.fromEntries(COLLECTIONS.map((name) => [name, parts.flatMap((part) => part[name])]));
    if (this.sitemap.index) made.hugoSitemaps.push({ lang: this.languages[0], file: this.sitemap.index, maps: [...made.hugoSitemaps] });
    this.link();
    return made;
  }

  // Language and logical path of a content file; null for any other file. With several languages each has a folder.
  place(inputPath) {
    const found = /^\.\/content\/(?!_generated\/)(.*\.(?:md|markdown|mdown|html))$/.exec(inputPath);
    if (!found) return null;
    if (this.languages.length === 1) return { lang: this.languages[0], path: logicalPath(found[1]) };
    const [folder, ...rest] = found[1].split("/");
    return Object.hasOwn(this.sites, folder) && rest.length ? { lang: folder, path: logicalPath(rest.join("/")) } : null;
  }

  at(inputPath, ask) {
    const place = this.place(inputPath);
    return place && ask(this.models[place.lang], place.path);
  }

  link() {
    this.keyed = new Map();
    for (const lang of this.languages) {
      for (const entry of this.models[lang].entries.values()) {
        const key = entry.data.translationKey;
        if (key) this.keyed.set(key, [...(this.keyed.get(key) ?? []), entry]);
      }
    }
  }

  // The same page in other languages: all with its translationKey, else what is at its path.
  translations(entry) {
    if (!entry) return [];
    const key = entry.data.translationKey;
    const found = key ? this.keyed.get(key) : this.languages.map((lang) => this.models[lang].entries.get(entry.path));
    return found.filter((other) => other && other !== entry).map((other) => this.translation(entry, other));
  }

  // A page that has translations, and they, in the order of the languages.
  versions(entry) {
    const others = this.translations(entry);
    const place = ({ lang }) => this.languages.indexOf(lang);
    return others.length ? [...others, this.translation(entry, entry)].sort((a, b) => place(a) - place(b)) : [];
  }

  translation(entry, other) {
    const [here, there] = [this.sites[entry.lang], this.sites[other.lang]];
    const whole = absolute(other.url, there);
    const sameHost = absolute("/", here) === absolute("/", there);
    return { lang: other.lang, locale: there.locale, label: label(there), title: other.title, url: sameHost ? other.url : whole, absolute: whole };
  }
}
