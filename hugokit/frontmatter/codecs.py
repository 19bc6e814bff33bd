"""Which module reads a format: imported when a file needs it, which for a hook on one page is often none of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from types import ModuleType

from hugokit.frontmatter.node import Value

NEW_YAML = (0, 152)
"""The Hugo with another library for YAML, which is another language since."""

Quick = Callable[[str, int, int], dict[str, Value] | None]
FORMATS = frozenset({"yaml", "toml", "json"})
"""The formats of data and of front matter."""


@cache
def quick(name: str) -> Quick | None:
    """What finds the values of most blocks without their places; it gives None where the codec has to look."""
    if name not in FORMATS:
        return None
    found: Quick = import_module(f"hugokit.frontmatter.{name}_fast").tame_values
    return found


_YAML_SINCE = (((0, 153), "yaml"), (NEW_YAML, "yaml_152"))
_MARKS = {"json": "{", "yaml": ":", "xml": "<", "toml": "="}


def format_of_text(text: str, delimiter: str = ",") -> str:
    """The format that Hugo takes a text for where nothing names one (`transform.Unmarshal` of a string).

    csv, json, yaml, xml, toml, or "" where no mark of these is in it: the format whose mark comes first. `delimiter`
    is the mark of csv, which wins where it is another format's mark too.
    """
    places = {name: text.find(mark) for name, mark in {"csv": delimiter, **_MARKS}.items()}
    found = [name for name, at in places.items() if at != -1]
    return min(found, key=places.__getitem__, default="")


@cache
def codec(name: str) -> ModuleType:
    """The module that reads, changes and spells a format: yaml or what `yaml_of` says, toml, json or org."""
    return import_module(f"hugokit.frontmatter.{name}")


def yaml_of(hugo: tuple[int, int]) -> str:
    """The name of the codec that reads YAML as that Hugo does."""
    return next((name for since, name in _YAML_SINCE if hugo >= since), "yaml_old")
