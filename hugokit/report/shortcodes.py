"""The shortcodes of a site as text, as JSON, and as a file of recipes to begin with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from hugokit.frontmatter.codecs import codec
from hugokit.site.calls import Used
from hugokit.text.display import escape

_PLACES = 3
_HEAD = """\
# What `hugokit migrate --recipes` writes in the place of shortcodes: small Go templates with .Get, .Inner, if, with,
# default, markdownify and a few more (docs/how-to/shortcodes.md). `as` is markdown or html.
"""
_HEADINGS = {
    "site": "Templates of the site and its themes",
    "missing": "Called, and no template is on disk",
    "hugo": "Hugo's own",
}


def text(found: Sequence[Used]) -> Iterator[str]:
    """A line for each shortcode, with the first places that call it."""
    if not found:
        yield "No page calls a shortcode.\n"
    for owner, heading in _HEADINGS.items():
        mine = [one for one in found if one.owner == owner]
        if mine:
            yield f"{heading}:\n"
            yield from (_line(one) for one in mine)


def _line(one: Used) -> str:
    uses = f"{len(one.places)} use{'s' if len(one.places) > 1 else ''}"
    places = ", ".join(f"{escape(place.source)}:{place.line}" for place in one.places[:_PLACES])
    more = f" and {len(one.places) - _PLACES} more" if len(one.places) > _PLACES else ""
    reads = f"    reads {_reads(one)}\n" if one.owner == "site" else ""
    file = f"    {escape(one.template)}\n" if one.template else ""
    return f"  {escape(one.name)}: {uses}, {_fate(one)}\n{file}{reads}    {places}{more}\n"


def _fate(one: Used) -> str:
    return "carried over" if one.carried else "needs a recipe"


def _reads(one: Used) -> str:
    said = [*one.named, *(str(at) for at in range(one.positions)), *(["others"] if one.open else [])]
    said += ["its content"] if one.inner else []
    return escape(", ".join(said)) or "nothing"


def to_json(found: Sequence[Used]) -> str:
    """What programs are told (schemas/output/shortcodes.v1.json)."""
    rows = [
        {
            "name": one.name,
            "owner": one.owner,
            "count": len(one.places),
            "places": [place._asdict() for place in one.places],
            "template": one.template or None,
            "named": list(one.named),
            "positions": one.positions,
            "open": one.open,
            "inner": one.inner,
            "carried": one.carried,
            "recipe": None if one.carried else one.recipe,
        }
        for one in found
    ]
    return json.dumps({"format": 1, "shortcodes": rows}, indent=2) + "\n"


def recipes(found: Sequence[Used]) -> str:
    """A file of recipes for everything that is not carried over by itself."""
    spell = codec("toml").spell
    parts = [_HEAD]
    for one in found:
        if not one.carried:
            place = one.template or "no template is on disk"
            parts.append(
                f"\n# {len(one.places)} uses; {place}; reads {_reads(one)}\n[shortcodes.{_key(one.name)}]\n"
                f'as = "{"markdown" if one.inner else "html"}"\nto = {spell(one.recipe)}\n'
            )
    return "".join(parts)


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else json.dumps(name)
