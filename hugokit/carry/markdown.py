"""The options of Markdown that a new site's renderer needs, from the Goldmark settings of the old one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hugokit.body.typographer import signs
from hugokit.site.model import Site


def unsafe(site: Site) -> bool:
    """Whether raw HTML in Markdown passes (`markup.goldmark.renderer.unsafe`)."""
    return table(site.markup.get("renderer")).get("unsafe") is True


def options(site: Site) -> dict[str, Any]:
    """The site's Goldmark settings by names of their own, Hugo's defaults where nothing is set."""
    parser, renderer, extensions = (table(site.markup.get(key)) for key in ("parser", "renderer", "extensions"))
    attribute, quotes = table(parser.get("attribute")), extensions.get("typographer", {})
    passthrough = table(extensions.get("passthrough"))
    on = {
        key: extensions.get(key.lower(), True) is not False
        for key in ("table", "strikethrough", "linkify", "definitionList", "footnote", "taskList")
    }
    footnote = extensions.get("footnote")
    return {
        **on,
        "footnote": on["footnote"] and not (isinstance(footnote, Mapping) and footnote.get("enable") is False),
        "typographer": signs(quotes) or False,
        "linkifyProtocol": extensions.get("linkifyprotocol") or "https",
        "emoji": site.emoji,
        "hardWraps": renderer.get("hardwraps") is True,
        "unsafe": unsafe(site),
        "attribute": {"title": attribute.get("title", True) is not False, "block": attribute.get("block") is True},
        "autoHeadingID": parser.get("autoheadingid", True) is not False,
        "autoDefinitionTermID": parser.get("autodefinitiontermid") is True,
        "autoIDType": parser.get("autoidtype") or parser.get("autoheadingidtype") or "github",
        "passthrough": passthrough.get("delimiters") if passthrough.get("enable") is True else None,
    }


def table(value: object) -> Mapping[str, Any]:
    """The value where it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}
