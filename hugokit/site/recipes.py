"""Recipes: what to write in the place of a shortcode, in a file of the user's own.

A recipe is a simple template (hugokit/body/trivial.py) and says whether it gives Markdown or HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from hugokit.body.trivial import Template, strict
from hugokit.errors import FrontMatterError, SettingsError
from hugokit.frontmatter.codecs import codec
from hugokit.frontmatter.node import Mapping, Node, Pair
from hugokit.gotemplate.lexer import TemplateError
from hugokit.text.display import escape
from hugokit.text.places import Places

Kind = Literal["markdown", "html"]


class Recipe(NamedTuple):
    """What takes the place of a shortcode. `line`: where the recipe stands in its file."""

    template: Template
    kind: Kind = "html"
    line: int = 0


def read_recipes(text: str, name: str) -> dict[str, Recipe]:
    """The recipes of a file in TOML, `[shortcodes.NAME]` with `to` and `as`, by name in lower case.

    SettingsError with file, line and column for what is none.
    """
    places = Places(text)
    try:
        root: Mapping = codec("toml").read(text, 0, len(text))
        return dict(_recipes(root, text, places))
    except FrontMatterError as error:
        line, column = places.at(error.offset)
        raise SettingsError(f"{escape(name)}:{line}:{column}: {error.message}") from error


def _recipes(root: Mapping, text: str, places: Places) -> Iterator[tuple[str, Recipe]]:
    for pair in root.pairs:
        if pair.key != "shortcodes" or not isinstance(pair.node, Mapping):
            raise FrontMatterError(f"{pair.key!r}: recipes are tables `[shortcodes.NAME]`", pair.key_start)
        for one in pair.node.pairs:
            if not isinstance(one.node, Mapping):
                raise FrontMatterError(f"{one.key!r}: a recipe is a table with `to`", one.key_start)
            yield one.key.lower(), _recipe(one, one.node, text, places)


def _recipe(pair: Pair, table: Mapping, text: str, places: Places) -> Recipe:
    found: dict[str, Pair] = {one.key: one for one in table.pairs}
    for one in table.pairs:
        if one.key not in ("to", "as"):
            raise FrontMatterError(f"{one.key!r} is not known: a recipe has `to` and `as`", one.key_start)
    if "to" not in found:
        raise FrontMatterError(f"the recipe for {pair.key} says nothing: it needs `to`", pair.key_start)
    kind = _text(found["as"]) if "as" in found else "html"
    if kind not in ("markdown", "html"):
        raise FrontMatterError(f"`as` is markdown or html, not {kind!r}", found["as"].node.start)
    source = _text(found["to"])
    try:
        template = strict(source)
    except TemplateError as error:
        raise FrontMatterError(str(error), _offset(source, error.at, found["to"].node, text)) from error
    return Recipe(template, kind, places.at(pair.key_start)[0])  # type: ignore[arg-type]


def _text(pair: Pair) -> str:
    value = pair.node.value
    if not isinstance(value, str):
        raise FrontMatterError(f"`{pair.key}` must be a text", pair.node.start)
    return value


def _offset(source: str, at: int, node: Node, text: str) -> int:
    """Where a place of a text is in the file; where it begins, if it is written with escapes before that place."""
    found = text.find(source[:at], node.start, node.end) if at else -1
    return found + at if found >= 0 else node.start
