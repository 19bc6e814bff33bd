// Templates and scripts of this project are under 0BSD: use them as you like.
import { readFileSync } from "node:fs";
import { defineConfig } from "astro/config";
import { exactFiles } from "./src/lib/exact.js";

const [first] = Object.values(JSON.parse(readFileSync(new URL("./src/data/sites.json", import.meta.url), "utf8")));

export default defineConfig({
  site: /^https?:/.test(first.url) ? new URL(first.url).origin : undefined,
  base: first.root || "/",
  trailingSlash: "ignore",
  build: { format: "directory" },
  cacheDir: ".astro/cache",
  integrations: [exactFiles()],
});
