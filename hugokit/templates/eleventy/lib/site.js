// What the templates of Eleventy ask for.
import { urlOf } from "./lists.js";
import { summaryOf } from "./summary.js";
import { COLLECTIONS, Whole, absolute, iso, longDate, rfc822 } from "./whole.js";

export function addSite(config, { sites, terms, lists, sitemap, md }) {
  const whole = new Whole(sites, terms, lists, sitemap);
  let made = null;
  config.on("eleventy.before", () => (made = null));
  for (const name of COLLECTIONS) config.addCollection(name, (api) => (made ??= whole.make(api.getAll()))[name]);
  config.addFilter("listAt", (inputPath) => whole.at(inputPath, (model, path) => model.pagers.get(path)?.[0]));
  config.addFilter("termsAt", (inputPath, taxonomy) => whole.at(inputPath, (model, path) => model.termsOf(path, taxonomy)) ?? []);
  config.addFilter("translationsAt", (inputPath) => whole.at(inputPath, (model, path) => whole.translations(model.entries.get(path))) ?? []);
  config.addFilter("translationsOf", (entry) => whole.translations(entry));
  config.addFilter("versionsOf", (entry) => whole.versions(entry));
  config.addFilter("href", (url, site) => urlOf(url.replace(/\/$/, "/index.html"), site));
  config.addFilter("absolute", absolute);
  config.addFilter("summaryOf", (entry, site) => summaryOf(entry, md, site));
  config.addFilter("iso", (date) => (date ? iso(date) : ""));
  config.addFilter("rfc822", rfc822);
  config.addFilter("longDate", (date, site) => longDate(site).format(new Date(date)));
}
