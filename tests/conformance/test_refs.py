"""References: ref and relref as Hugo resolves them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from hugokit.site.names import parse
from hugokit.site.refs import Index


@dataclass(frozen=True)
class Page:
    path: str


def test_measured_references(shared: Path) -> None:
    table = json.loads((shared / "conformance/refs.json").read_text(encoding="utf-8"))
    pages = [Page(parse(file).base or "/") for file in table["content"]]
    pages += [Page("/"), Page("/post"), Page("/post/src")]
    index = Index(pages)
    for case in table["cases"]:
        ref = case["ref"]
        if not ref or ":" in ref:
            assert case["relref_url"] == ""
            continue
        found = index.find(ref.split("#")[0], "/post")
        assert (found.path + "/" if found else "") == case["relref_url"], ref
    assert len(table["cases"]) >= 15
