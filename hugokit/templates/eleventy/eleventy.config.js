// Templates and scripts of this folder are under 0BSD: use them as you like.
import { readFileSync } from "node:fs";
import { createMarkdown } from "./lib/markdown.js";
import { addSite } from "./lib/site.js";

const read = (name) => JSON.parse(readFileSync(new URL(`./data/${name}.json`, import.meta.url), "utf8"));

export default function (config) {
  const sites = read("sites");
  const md = createMarkdown(read("markdown"));
  config.setLibrary("md", md);
  config.amendLibrary("md", (md) => md.enable("code"));
  config.addPassthroughCopy({ static: "/" });
  addSite(config, { sites, terms: read("terms"), lists: read("lists"), sitemap: read("sitemap"), md });
  return {
    pathPrefix: Object.values(sites)[0].root + "/",
    dir: { input: "content", includes: "../includes", data: "../data", output: "_site" },
    templateFormats: ["md", "njk"],
    // Content is never read as a template: {{ … }} and {% … %} in it stay what they are.
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
  };
}
