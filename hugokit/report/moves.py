"""What moved in a site, in words and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping

from hugokit.site.moves import Moved
from hugokit.site.spots import Spot, Spots
from hugokit.text.display import escape


def text(moved: Moved, spots: Spots) -> str:
    """`file:line:column: old URL -> new URL; the alias to add`, or the old URL alone for a page that is gone."""
    place = _place(moved, spots)
    return escape(f"{place and place + ': '}{_what(moved)}; {_mend(moved)}") + "\n"


def json_line(moved: Moved, spots: Spots) -> str:
    """One JSON object: old, new (null for a page that is gone), was, source, line, column, alias, reason, by_alias."""
    place = _spot(moved, spots)
    row: Mapping[str, object] = {
        "old": moved.old,
        "new": moved.page and moved.page.url,
        "was": moved.was.source or None,
        "source": (moved.page and moved.page.source) or None,
        "line": place and place.line,
        "column": place and place.column,
        "alias": moved.alias or None,
        "reason": moved.why or None,
        "by_alias": moved.by_alias,
    }
    return json.dumps(row) + "\n"


def _spot(moved: Moved, spots: Spots) -> Spot | None:
    return spots.of_key(moved.page.source, ("aliases",)) if moved.page and moved.page.source else None


def _place(moved: Moved, spots: Spots) -> str:
    spot = _spot(moved, spots)
    return f"{spot.file}:{spot.line}:{spot.column}" if spot else moved.was.source


def _what(moved: Moved) -> str:
    name = f"the alias {moved.old}" if moved.by_alias else moved.old
    if moved.page is None:
        return f"{name} is gone" + (f" (the page is not published: {moved.why})" if moved.why else "")
    return f"{name} -> {moved.page.url}"


def _mend(moved: Moved) -> str:
    if moved.page is None and not moved.was.source:
        return "redirect it at the host, or put it into the aliases of another page"
    if moved.page is None:
        return "put it into the aliases of the page that takes its place"
    if moved.alias:
        return f"add the alias {moved.alias}"
    if not moved.page.source:
        return "the page has no file that an alias could stand in: make its _index.md, or redirect at the host"
    return "no alias of this page can reach that URL: redirect at the host"
