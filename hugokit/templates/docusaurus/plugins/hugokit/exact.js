// Docusaurus builds `PATH/index.html`. What Hugo put at any other place is moved there when everything is built.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";

const PLACE = "exact-file/";
// Letters and signs that stand for themselves in a route and in the address bar.
const PLAIN = /^(?:[\p{L}\p{N}_~.+@ \-]+\/)*(?:[\p{L}\p{N}_~.+@ \-]+\.html?)?$/u;

// The pages, each with the route, below the base, that it is built at. `bare`: it is shown where that route is not, so
// that it goes without the scripts of Docusaurus: they would look for the page at its route. `folder`: of static files.
export function routed(pages, sites, folder) {
  const files = new Set(pages.map(({ file }) => file));
  const twins = twinsOf(files);
  const known = {
    isTaken: (file) => files.has(file) || existsSync(path.join(folder, file)),
    isAlone: (file) => !twins.has(file.toLowerCase()),
  };
  return pages.map((page) => ({ ...page, site: sites[page.page.lang], ...routeOf(page, sites[page.page.lang], known) }));
}

// Files that differ in the case of letters only, in small letters: the router takes them for one.
function twinsOf(files) {
  const seen = new Set();
  return new Set([...files].map((file) => file.toLowerCase()).filter((file) => seen.has(file) || !seen.add(file)));
}

function routeOf({ file, component }, site, { isTaken, isAlone }) {
  const route = file.replace(/(^|\/)index\.html$/, "$1");
  if (!isPlain(route) || !isAlone(file) || site.ownHost || component === "Missing") {
    return { route: `${PLACE}${createHash("sha256").update(file).digest("hex").slice(0, 32)}/`, bare: true };
  }
  // The router finds `a/` at `a.html` too, and at `a`, to which some hosts send whoever asks for that.
  const inFolder = route.replace(/\.html$/, "/");
  return { route: inFolder !== route && isTaken(`${inFolder}index.html`) ? route : inFolder };
}

const isPlain = (route) => PLAIN.test(route) && route === route.normalize() && route !== "404.html" && !/(?:^|\/)\.+\/|\/index\.html?$/.test(route);

export async function movePages(pages, outDir, baseUrl) {
  const assets = `(=["']?)${escaped(baseUrl)}assets/`;
  const bundles = new RegExp(`<script\\s[^>]*src${assets}[^>]*></script>`, "g");
  for (const { file, route, bare, site } of pages) {
    const built = route.replace(/(^|\/)$/, "$1index.html");
    if (built === file) continue;
    const html = await readFile(path.join(outDir, built), "utf8");
    const own = site.ownHost ? html.replace(new RegExp(assets, "g"), `$1${site.root}/assets/`) : html;
    await rm(path.join(outDir, built));
    await writeFiles([{ file, text: bare ? own.replace(bundles, "") : own }], outDir);
    if (site.ownHost) await copyStyles(path.join(outDir, "assets/css"), path.join(outDir, site.prefix, "assets/css"));
  }
  await removeEmpty(outDir);
}

// Folders that are empty since their page was moved.
async function removeEmpty(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const left = await Promise.all(entries.map((entry) => !entry.isDirectory() || removeEmpty(path.join(folder, entry.name))));
  if (left.some(Boolean)) return true;
  await rm(folder, { recursive: true });
  return false;
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
