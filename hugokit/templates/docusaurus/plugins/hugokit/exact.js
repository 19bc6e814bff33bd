// Docusaurus builds `PATH/index.html` and `PATH.html`. What Hugo put at any other place is built under a short name, and
// moved where it belongs when everything is built.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";

const PLACE = "exact-file/";
// Letters and signs that stand for themselves in a route and in the address bar.
const PLAIN = /^(?:[\p{L}\p{N}_~.\-]+\/)*(?:[\p{L}\p{N}_~.\-]+\.html?)?$/u;

// The route of a page by its file, below the base: `post/a/index.html` is `post/a/`. `site`: that of its language.
export function routeOf(file, site) {
  const route = file.replace(/(^|\/)index\.html$/, "$1");
  return isPlain(route) && !site.ownHost ? route : `${PLACE}${createHash("sha256").update(file).digest("hex").slice(0, 32)}/`;
}

const isPlain = (route) => PLAIN.test(route) && route === route.normalize() && route !== "404.html" && !/(?:^|\/)\.+\/|\/index\.html?$/.test(route);

// `files`: each with the site of its language. Scripts of Docusaurus would look for the page at the name that it was built
// under: a page that is moved goes without them.
export async function movePages(files, outDir, baseUrl) {
  const assets = `(=["']?)${escaped(baseUrl)}assets/`;
  const bundles = new RegExp(`<script\\s[^>]*src${assets}[^>]*></script>`, "g");
  for (const { file, site } of files) {
    const route = routeOf(file, site);
    if (!route.startsWith(PLACE)) continue;
    const built = await readFile(path.join(outDir, route, "index.html"), "utf8");
    const html = built.replace(bundles, "");
    const own = site.ownHost ? html.replace(new RegExp(assets, "g"), `$1${site.root}/assets/`) : html;
    await writeFiles([{ file, text: own }], outDir);
    if (site.ownHost) await copyStyles(path.join(outDir, "assets/css"), path.join(outDir, site.prefix, "assets/css"));
  }
  await rm(path.join(outDir, PLACE), { recursive: true, force: true });
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

async function copyStyles(from, to) {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) await copyFile(path.join(from, name), path.join(to, name));
}

export async function writeFiles(files, outDir) {
  for (const { file, text } of files) {
    const place = path.join(outDir, file);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, text);
  }
}
