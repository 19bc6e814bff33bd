// Astro builds `PATH/index.html` and `PATH.xml`. What Hugo put at any other place is built under a name that says where it
// belongs, and moved there when everything is built.
import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const PLACE = "exact-file";
// Letters and signs that come through a route as they are.
const PLAIN = /^(?:[\p{L}\p{N}_~.\-+]+\/)*$/u;

// The route of a page by its file: `post/a/index.html` is `post/a`, the home is undefined.
export function routeOf(file) {
  const folder = file.replace(/(^|\/)index\.html$/, "$1");
  if (folder !== file && plain(folder)) return folder.slice(0, -1) || undefined;
  return `${PLACE}/${named(file)}`;
}

// The route of another file: `post/index.xml` is `post/index`, to which Astro adds `.xml` again.
export const xmlRouteOf = (file) => {
  const stem = file.replace(/\.xml$/, "");
  return stem !== file && plain(`${stem}/`) ? stem : `${PLACE}/${named(file)}`;
};

const plain = (folder) => PLAIN.test(folder) && folder === folder.normalize() && !folder.split("/").some((name) => /^\.+$/.test(name) || name === "404");

// A file's name in letters, in pieces that every disk takes.
const named = (file) => Buffer.from(file).toString("base64url").match(/.{1,100}/g).join("/");

const nameOf = (route) => Buffer.from(route.replaceAll(path.sep, "").replaceAll("/", ""), "base64url").toString();

export function exactFiles() {
  const move = ({ dir }) => {
    const root = fileURLToPath(dir);
    const from = path.join(root, PLACE);
    for (const built of filesBelow(from)) {
      const file = path.join(root, nameOf(built.replace(/(?:[\\/]index\.html|\.xml)$/, "")));
      mkdirSync(path.dirname(file), { recursive: true });
      renameSync(path.join(from, built), file);
    }
    rmSync(from, { recursive: true, force: true });
  };
  return { name: "exact-files", hooks: { "astro:build:done": move } };
}

function filesBelow(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
      .map((one) => path.relative(folder, path.join(one.parentPath, one.name)));
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}
