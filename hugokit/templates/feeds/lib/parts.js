// A page as its two parts: front matter in YAML, and the text below it.
import yaml from "js-yaml";

export const PAGE = /\.(?:md|markdown|mdown)$/;
const PARTS = /^\uFEFF?---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?---[ \t]*(?:\r?\n|$)/;

// A key without a value is one that is not there. `name`: what a message calls the page.
export function parts(text, name) {
  const found = PARTS.exec(text);
  if (!found) return { values: {}, body: text };
  try {
    const values = Object.entries(yaml.load(found[1] ?? "") ?? {}).filter(([, value]) => value !== null);
    return { values: Object.fromEntries(values), body: text.slice(found[0].length) };
  } catch (error) {
    throw new Error(`${name}: the front matter cannot be read: ${error.message}`);
  }
}
