"""The generated Markdown reader (lib/markdown.js) against what Hugo's Goldmark printed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support import CHECKOUT
from tests.targets.building import Npm
from tests.targets.goldmark import check_heading_ids, check_passthrough, check_samples, normal, options

pytestmark = pytest.mark.generators

# Samples that print something else, and why that is as intended.
_ARGUED = {
    "fence attrs": "line numbers and marked lines are options of Hugo's highlighter",
    "attr block": "as above, for the fence at its end",
    "goat": "Hugo draws a picture of the diagram; here its text stays",
}
_RUN = """
import { readFileSync } from "node:fs";
import { createMarkdown } from "./lib/markdown.js";
const { options, cases } = JSON.parse(readFileSync("cases.json", "utf8"));
const reader = (c) => createMarkdown({ ...options, unsafe: c.unsafe, ...c.own });
console.log(JSON.stringify(cases.map((c) => reader(c).render(c.markdown, {}))));
"""


def render(cases: list[dict[str, Any]], work: Path, eleventy: Npm) -> list[str]:
    shutil.copytree(CHECKOUT / "hugokit/templates/javascript/lib", work / "lib")
    (work / "node_modules").symlink_to(eleventy.modules)
    (work / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (work / "run.js").write_text(_RUN, encoding="utf-8")
    (work / "cases.json").write_text(json.dumps({"options": options(), "cases": cases}), encoding="utf-8")
    done = subprocess.run(["node", "run.js"], cwd=work, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def test_goldmark_samples(shared: Path, eleventy: Npm, tmp_path: Path) -> None:
    check_samples(shared, lambda cases: render(cases, tmp_path, eleventy), _ARGUED)


def test_ids_of_terms_and_raw_html(eleventy: Npm, tmp_path: Path) -> None:
    terms = {"markdown": "# x\n\nx\n: a\n\n?\n: # x\n", "unsafe": False, "own": {"autoDefinitionTermID": True}}
    block = {"markdown": '<a class="x">\n<!--raw--><b>s</b><!--/raw-->\n</a>\n\n<!--raw--><i>t</i><!--/raw-->\n'}
    named, left_out = map(normal, render([terms, {**block, "unsafe": False}], tmp_path, eleventy))
    ids = '<dl><dt id="x-1">x</dt><dd>a</dd><dt id="term">?</dt><dd><h1 id="x-2">x</h1></dd></dl>'
    assert named == '<h1 id="x">x</h1>' + ids
    assert left_out == "<!-- raw HTML omitted --><i>t</i>"


def test_bare_links_and_ids_as_blackfriday_gave_them(eleventy: Npm, tmp_path: Path) -> None:
    links = {"markdown": "(https://a.org/x). https://a.org/y.) https://a.org/z).,", "unsafe": False}
    named = {"markdown": "## Let's a_b 1.4!", "unsafe": False, "own": {"autoIDType": "blackfriday"}}
    found = [normal(html) for html in render([links, named], tmp_path, eleventy)]
    targets = ("https://a.org/x", "https://a.org/y.", "https://a.org/z")
    x, y, z = (f'<a href="{one}">{one}</a>' for one in targets)
    assert found[0] == f"<p>({x}). {y}) {z}).,</p>"
    assert found[1] == '<h2 id="let-s-a-b-1-4">Let\u2019s a_b 1.4!</h2>'


def test_mathematics_pass_through(eleventy: Npm, tmp_path: Path) -> None:
    check_passthrough(lambda cases: render(cases, tmp_path, eleventy))


def test_heading_ids(shared: Path, eleventy: Npm, tmp_path: Path) -> None:
    check_heading_ids(shared, lambda cases: render(cases, tmp_path, eleventy))
