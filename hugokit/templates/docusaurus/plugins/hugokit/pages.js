// Reads the pages: front matter in YAML, and Markdown as Hugo's Goldmark renders it.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { parseFragment, serialize } from "parse5";
import options from "../../data/markdown.json";
import { createMarkdown } from "./lib/markdown.js";
import { PAGE, parts } from "./lib/parts.js";

export const markdown = createMarkdown(options);
markdown.enable("code");

// The HTML of a text, and its headings for the table of contents: plain text as HTML.
export function render(text) {
  const env = {};
  const tokens = markdown.parse(text, env);
  const headings = tokens.map((token, at) => [token, tokens[at + 1]]).filter(([token]) => token.type === "heading_open" && token.level === 0 && token.attrGet("id"));
  const toc = headings.map(([token, { children }]) => {
    const value = markdown.renderer.renderInline(children, markdown.options, env).replace(/<[^>]*>/g, "");
    return { value, id: token.attrGet("id"), level: Number(token.tag.slice(1)) };
  });
  const html = markdown.renderer.render(tokens, markdown.options, env);
  // As a browser reads it: a tag that the text leaves open would swallow what React expects below.
  return { html: serialize(parseFragment(html)), toc };
}

// `folder`: where the pages are.
export function readPages(folder) {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
  return names.filter((name) => PAGE.test(name)).sort().map((name) => {
    const { values, body } = parts(readFileSync(path.join(folder, name), "utf8"), name);
    return { inputPath: `./content/${name.replaceAll(path.sep, "/")}`, url: values.permalink || "", data: values, rawInput: body };
  });
}
