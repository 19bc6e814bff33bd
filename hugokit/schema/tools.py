"""Keys of front matter that are for other tools than Hugo and its themes: on the site they do nothing, and no slip.

What is a slip of one of Hugo's fields there (`last_modified_at`) is not among them, for `did you mean` says more of it;
nor is what themes read as well (`cover`, `banner`).
"""

from __future__ import annotations

from collections.abc import Mapping

TOOLS: Mapping[str, str] = {
    "Obsidian and its plugins": "cssclass cssclasses publish kanban-plugin excalidraw-plugin dg-publish dg-home",
    "Foam, Dendron": "foam_template id created updated",
    "Front Matter CMS": "fmContentType preview",
    "TinaCMS": "_template",
    "CloudCannon": "_schema _inputs _structures",
    "Pandoc": "bibliography csl nocite link-citations reference-section-title header-includes",
    "R Markdown, Quarto": "output editor_options rmd_hash format execute engine jupyter knitr editor",
    "Jupytext": "jupytext kernelspec",
    "Importers of other platforms": "guid wordpress_id wordpress_url blogger_id blogger_orig_url date_gmt abbrlink",
    "DEV and other places to post again": "canonical_url",
}
KEYS: frozenset[str] = frozenset(key.lower() for names in TOOLS.values() for key in names.split())
"""All of them, in lower case."""
