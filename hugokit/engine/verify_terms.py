"""Terms that pages spell in several ways: Hugo shows whichever it meets first, another one in the next build."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from hugokit.engine.sites import Model
from hugokit.site.model import Site, SitePage
from hugokit.text.letters import lower

_LONGEST = 255
"""Bytes in the name of a folder."""


def settle(copy: Path, model: Model) -> None:
    """Give each such term of a copied site a page with the title that a migration shows, so that builds are alike."""
    for config, site in zip(model.configs, model.sites, strict=True):
        content = (copy / config.content_dir).resolve()
        for term in _by_chance(site) if content.is_relative_to(copy.resolve()) else ():
            file = content / term.path.lstrip("/") / f"_index.{site.lang}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            title = json.dumps(term.title, ensure_ascii=False)
            file.write_text(f"---\ntitle: {title}\n---\n", encoding="utf-8", errors="surrogateescape")


def _by_chance(site: Site) -> Iterator[SitePage]:
    spelled: dict[tuple[str, str], set[str]] = defaultdict(set)
    for page in site.pages:
        for taxonomy, names in page.term_names.items():
            for name in names:
                spelled[taxonomy, lower(name)].add(name)
    for page in site.pages:
        ways = spelled[page.taxonomy, lower(page.term)]
        if page.kind == "term" and not page.source and len(ways) > 1 and _is_path(page.path):
            yield page


def _is_path(path: str) -> bool:
    return all(len(os.fsencode(name)) <= _LONGEST for name in path.split("/"))
