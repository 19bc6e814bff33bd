"""The generated Markdown reader (lib/markdown.js) against what Hugo's Goldmark printed."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from hugokit.carry.markdown import SIGNS
from tests.support import CHECKOUT

pytestmark = pytest.mark.generators

# Samples that print something else, and why that is as intended.
_ARGUED = {
    "fence attrs": "line numbers and marked lines are options of Hugo's highlighter",
    "attr block": "as above, for the fence at its end",
    "goat": "Hugo draws a picture of the diagram; here its text stays",
    "definition multi": "markdown-it-deflist takes one term for a definition, Goldmark several",
}
_RUN = """
import { readFileSync } from "node:fs";
import { createMarkdown } from "./lib/markdown.js";
const { options, cases } = JSON.parse(readFileSync("cases.json", "utf8"));
console.log(JSON.stringify(cases.map((c) => createMarkdown({ ...options, unsafe: c.unsafe }).render(c.markdown, {}))));
"""


def options() -> dict[str, Any]:
    on = dict.fromkeys(
        ("table", "definitionList", "footnote", "taskList", "strikethrough", "linkify", "autoHeadingID"), True
    )
    return {
        **on,
        "typographer": SIGNS,
        "linkifyProtocol": "https",
        "attribute": {"title": True, "block": False},
        "autoIDType": "github",
        "hardWraps": False,
        "emoji": False,
        "passthrough": None,
    }


def render(cases: list[dict[str, Any]], work: Path, modules: Path) -> list[str]:
    shutil.copytree(CHECKOUT / "hugokit/templates/eleventy/lib", work / "lib")
    (work / "node_modules").symlink_to(modules)
    (work / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (work / "run.js").write_text(_RUN, encoding="utf-8")
    (work / "cases.json").write_text(json.dumps({"options": options(), "cases": cases}), encoding="utf-8")
    done = subprocess.run(["node", "run.js"], cwd=work, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def normal(text: str) -> str:
    """Without the white space between tags, the colours of the highlighter and the spelling of entities."""
    text = re.sub(r"<div class=\"highlight\">|</div>", "", text) if "highlight" in text else text
    text = html.unescape(re.sub(r"[ \t]*\n[ \t]*", "", text)).replace("text-align: ", "text-align:")
    return re.sub(r"<(br|hr|img[^>]*?)\s*/?>", r"<\1>", text)


def test_goldmark_samples(shared: Path, modules: Path, tmp_path: Path) -> None:
    cases = json.loads((shared / "conformance/goldmark_samples.json").read_text(encoding="utf-8"))
    got = render(cases, tmp_path, modules)
    differ = {case["name"] for case, new in zip(cases, got, strict=True) if normal(new) != normal(case["html"])}
    assert differ == _ARGUED.keys()
    assert len(cases) >= 50


def test_heading_ids(shared: Path, modules: Path, tmp_path: Path) -> None:
    rows = json.loads((shared / "conformance/heading_ids.json").read_text(encoding="utf-8"))
    rows = [row for row in rows if "{{<" not in row["heading"]]
    body = "\n\n".join("## " + row["heading"] for row in rows)
    (page,) = render([{"unsafe": True, "markdown": body}], tmp_path, modules)
    got = [found or None for found in re.findall(r"<h2(?: id=\"([^\"]*)\")?[^>]*>", page)]

    def bare(found: str | None) -> str | None:
        return re.sub(r"^heading-\d+$", "heading", found) if found else None

    assert [bare(found) for found in got] == [bare(row["id"]) for row in rows]
