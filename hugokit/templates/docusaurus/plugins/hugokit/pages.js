// Reads the pages: front matter in YAML, and Markdown as Hugo's Goldmark renders it.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import options from "../../data/markdown.json";
import { createMarkdown } from "./lib/markdown.js";
import { PAGE, parts } from "./lib/parts.js";

export const markdown = createMarkdown(options);
markdown.enable("code");

// `folder`: where the pages are.
export function readPages(folder) {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
  return names.filter((name) => PAGE.test(name)).sort().map((name) => {
    const { values, body } = parts(readFileSync(path.join(folder, name), "utf8"), name);
    return { inputPath: `./content/${name.replaceAll(path.sep, "/")}`, url: values.permalink || "", data: values, rawInput: body };
  });
}
