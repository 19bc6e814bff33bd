// Reads the pages: front matter in YAML, and Markdown as Hugo's Goldmark renders it.
import { mkdir, readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import options from "../data/markdown.json";
import { createMarkdown } from "./markdown.js";
import { PAGE, parts } from "./parts.js";

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
      await mkdir(root, { recursive: true });
      const names = await readdir(root, { recursive: true });
      for (const name of names.filter((one) => PAGE.test(one)).sort()) await add(name.replaceAll(path.sep, "/"));
      const below = (file) => path.relative(root, file).replaceAll(path.sep, "/");
      const mine = (file) => PAGE.test(file) && !below(file).startsWith("../");
      for (const event of ["add", "change"]) watcher?.on(event, (file) => mine(file) && add(below(file)));
      watcher?.on("unlink", (file) => mine(file) && store.delete(below(file)));
    },
  };
}
