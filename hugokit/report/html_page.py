"""What is the same in every HTML report: its style and its only script, and the policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib

STYLE = """
:root { color-scheme: light dark; --ink: #1c2126; --dim: #59636e; --paper: #fff; --card: #f4f6f8; --line: #ccd3da;
  --error: #b3261e; --warning: #8a5a00; --info: #0b5cad; --mark: #ffe08a; --new: #d2f4d9; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --dim: #a0abb6; --paper: #14181c; --card: #1e242a;
  --line: #3a434c; --error: #ff9b93; --warning: #f2bd5c; --info: #85bdff; --mark: #6b5300;
  --new: #16492a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink);
  background: var(--paper); }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; } h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
a { color: var(--info); }
:focus-visible { outline: 3px solid var(--info); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem;
  align-items: start; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-weight: bold; }
th, td { text-align: left; font-weight: normal; padding: .1rem .5rem .1rem 0; overflow-wrap: anywhere; }
td.count { text-align: right; font-variant-numeric: tabular-nums; } td.bar { width: 40%; }
svg { display: block; width: 100%; height: .9rem; } rect { fill: var(--info); }
form { display: flex; flex-wrap: wrap; gap: 1rem; align-items: end; padding: 1rem; background: var(--card); }
label { display: grid; gap: .2rem; } input, select, button { font: inherit; padding: .3rem; max-width: 100%; }
ol { list-style: none; padding: 0; }
li { background: var(--card); border-left: .3rem solid var(--info); margin: 1rem 0; padding: .6rem 1rem; }
li.error { border-color: var(--error); } li.warning { border-color: var(--warning); } li[hidden] { display: none; }
.grade { font-weight: bold; } .error .grade { color: var(--error); } .warning .grade { color: var(--warning); }
.info .grade { color: var(--info); }
p { margin: .4rem 0; overflow-wrap: anywhere; } .dim { color: var(--dim); }
pre { margin: .4rem 0; padding: .4rem; overflow-x: auto; border: 1px solid var(--line); }
mark { background: var(--mark); color: inherit; outline: 1px solid; }
ins { display: block; text-decoration: none; white-space: pre-wrap; overflow-wrap: anywhere; }
ins { background: var(--new); } ins::before { content: "+ "; }
"""

SCRIPT = """
"use strict";
const form = document.getElementById("filter");
const told = document.getElementById("told");
const rows = Array.from(document.querySelectorAll("#findings > li"));
const text = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
function show() {
  const word = form.elements.word.value.trim().toLowerCase();
  let shown = 0;
  for (const row of rows) {
    const fits = ["severity", "rule", "section"].every((name) => {
      const wanted = form.elements[name].value;
      return wanted === "" || row.dataset[name] === wanted;
    });
    row.hidden = !(fits && text.get(row).includes(word));
    shown += row.hidden ? 0 : 1;
  }
  told.textContent = shown + " of " + rows.length + " shown";
}
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(show, 0));
form.hidden = false;
show();
"""


def digest(text: str) -> str:
    """What a policy allows this one script or style by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


POLICY = (
    f"default-src 'none'; script-src {digest(SCRIPT)}; style-src {digest(STYLE)}; base-uri 'none'; form-action 'none'"
)
