// Reads the pages: front matter in YAML, and Markdown as Hugo's Goldmark renders it.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import yaml from "js-yaml";
import options from "../data/markdown.json";
import { createMarkdown } from "./markdown.js";

const PAGE = /\.(?:md|markdown|mdown)$/;
const PARTS = /^\uFEFF?---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?---[ \t]*(?:\r?\n|$)/;

export const markdown = createMarkdown(options);
markdown.enable("code");

// `folder`: where the pages are, from the project's root. The id of a page is its path there.
export function pages(folder) {
  return {
    name: "pages",
    async load({ config, store, parseData, generateDigest, watcher }) {
      const root = path.join(fileURLToPath(config.root), folder);
      const add = async (id) => {
        const text = await readFile(path.join(root, id), "utf8");
        const { values, body } = parts(text, id);
        const data = await parseData({ id, data: values, filePath: path.join(folder, id) });
        store.set({ id, data, body, filePath: `${folder}/${id}`, digest: generateDigest(text), rendered: { html: markdown.render(body) } });
      };
      store.clear();
      const names = await readdir(root, { recursive: true });
      for (const name of names.filter((one) => PAGE.test(one)).sort()) await add(name.replaceAll(path.sep, "/"));
      const below = (file) => path.relative(root, file).replaceAll(path.sep, "/");
      const mine = (file) => PAGE.test(file) && !below(file).startsWith("../");
      for (const event of ["add", "change"]) watcher?.on(event, (file) => mine(file) && add(below(file)));
      watcher?.on("unlink", (file) => mine(file) && store.delete(below(file)));
    },
  };
}

function parts(text, id) {
  const found = PARTS.exec(text);
  if (!found) return { values: {}, body: text };
  try {
    return { values: yaml.load(found[1] ?? "") ?? {}, body: text.slice(found[0].length) };
  } catch (error) {
    throw new Error(`${id}: the front matter cannot be read: ${error.message}`);
  }
}
