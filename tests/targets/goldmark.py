"""What Hugo's Goldmark printed, against the reader of Markdown that a target brings along."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from hugokit.body.typographer import SIGNS

Case = dict[str, Any]
Render = Callable[[list[Case]], list[str]]
"""The HTML of each case: `markdown`, and whether raw HTML passes (`unsafe`)."""


def options() -> dict[str, Any]:
    on = ("table", "definitionList", "footnote", "taskList", "strikethrough", "linkify", "autoHeadingID", "unsafe")
    return {
        **dict.fromkeys(on, True),
        "typographer": SIGNS,
        "linkifyProtocol": "https",
        "attribute": {"title": True, "block": False},
        "autoIDType": "github",
        "hardWraps": False,
        "emoji": False,
        "passthrough": None,
    }


def normal(text: str) -> str:
    """Without the white space between tags, the colours of the highlighter and the spelling of entities."""
    text = re.sub(r"<div class=\"highlight\">|</div>", "", text) if "highlight" in text else text
    text = html.unescape(re.sub(r"[ \t]*\n[ \t]*", "", text)).replace("text-align: ", "text-align:")
    return re.sub(r"<(br|hr|img[^>]*?)\s*/?>", r"<\1>", text)


def check_samples(shared: Path, render: Render, argued: Collection[str]) -> None:
    cases = json.loads((shared / "conformance/goldmark_samples.json").read_text(encoding="utf-8"))
    differ = {
        case["name"] for case, new in zip(cases, render(cases), strict=True) if normal(new) != normal(case["html"])
    }
    assert differ == set(argued)
    assert len(cases) >= 50


def check_heading_ids(shared: Path, render: Render) -> None:
    rows = json.loads((shared / "conformance/heading_ids.json").read_text(encoding="utf-8"))
    rows = [row for row in rows if "{{<" not in row["heading"]]
    (page,) = render([{"unsafe": True, "markdown": "\n\n".join("## " + row["heading"] for row in rows)}])
    got = [found or None for found in re.findall(r"<h2(?: id=\"([^\"]*)\")?[^>]*>", page)]
    assert [_bare(found) for found in got] == [_bare(row["id"]) for row in rows]


DELIMITERS = {"block": [["$$", "$$"]], "inline": [["$", "$"]]}
# Mathematics that passes through, as Hugo 0.168 prints it: a block parts the paragraph that it stands in.
PASSED = {
    "$$x_1*y*z$$": "$$x_1*y*z$$",
    "text $$x$$ more": "<p>text </p>$$x$$<p> more</p>",
    "$$a$$\n$$b$$": "$$a$$<p></p>$$b$$",
    "before\n$$a$$\nafter": "<p>before</p>$$a$$<p>after</p>",
    "before $$a\n\nb$$ after": "<p>before $$a</p><p>b$$ after</p>",
    "> $$q$$": "<blockquote>$$q$$</blockquote>",
    "a **b $$c$$ d** $e_f_g$": "<p>a <strong>b $$c$$ d</strong> $e_f_g$</p>",
    "# T $x$ u\n\n# $$b$$ y": '<h1 id="t--u">T $x$ u</h1><h1 id="y">$$b$$ y</h1>',
    "1. $$a$$\n\n2. b": "<ol><li>$$a$$</li><li><p>b</p></li></ol>",
}


def check_passthrough(render: Render) -> None:
    cases = [{"markdown": text, "unsafe": False, "own": {"passthrough": DELIMITERS}} for text in PASSED]
    assert [normal(found) for found in render(cases)] == list(PASSED.values())


def _bare(found: str | None) -> str | None:
    return re.sub(r"^heading-\d+$", "heading", found) if found else None
