"""How Hugo lays one configuration over another: files of the site, and what themes and modules mix in (`_merge`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

STRATEGY = "_merge"
_NONE, _SHALLOW, _DEEP = "none", "shallow", "deep"
_KNOWN = (_NONE, _SHALLOW, _DEEP)
Values = dict[str, Any]
Path = tuple[tuple[str, Values], ...]


def overlay(under: Any, over: Any) -> Any:
    """Maps are merged key by key; anything else is replaced."""
    if not (isinstance(under, dict) and isinstance(over, dict)):
        return over
    return {**under, **{key: overlay(under[key], item) if key in under else item for key, item in over.items()}}


def prepare(values: Values) -> Values:
    """A site's settings, ready to be mixed into: every map knows its strategy. The maps are copies."""
    copied: Values = copy(values)
    _give_strategies(copied, (("", copied),))
    return copied


def copy(value: Any) -> Any:
    """A copy of all maps, each strategy one that Hugo knows; what is no map is shared."""
    if not isinstance(value, dict):
        return value
    return {k: (item if item in _KNOWN else _DEEP) if k == STRATEGY else copy(item) for k, item in value.items()}


def mix_in(site: Values, theme: Values) -> None:
    """Put the settings of a theme or module into a prepared site's: in place, the site's own win."""
    if site.get(STRATEGY) == _NONE:
        return
    theme = copy(theme)  # what is taken over is mixed into by the next theme
    for key, item in theme.items():
        if not isinstance(item, dict):
            continue
        if isinstance(site.get(key), dict):
            add_missing(site[key], item)
        elif key not in site:
            new: Values = {STRATEGY: _strategy(key, (("", site),))}
            add_missing(new, item)
            if new.keys() - {STRATEGY}:
                site[key] = new
    rest = {key: item for key, item in theme.items() if key in site or not isinstance(item, dict)}
    add_missing(site, rest, site.get(STRATEGY, _SHALLOW))


def add_missing(into: Values, source: Values, inherited: str = "") -> None:
    """Put keys of `source` that are not there into a map, by its strategy, else by the one it inherits."""
    own = into.get(STRATEGY)
    strategy = own or inherited or _SHALLOW
    closed = strategy == _NONE or inherited == _SHALLOW
    for key, item in source.items():
        if key == STRATEGY:
            continue
        there = into.get(key)
        if key not in into:
            if not closed:
                into[key] = item
        elif isinstance(there, dict) and isinstance(item, dict):
            add_missing(there, item, strategy)
        elif isinstance(there, dict) and not there.keys() - {STRATEGY} and there.get(STRATEGY, _NONE) != _NONE:
            into[key] = item


def language_layer(own: Values, root: Values) -> Iterator[tuple[str, Any]]:
    """What a language's table makes of the settings: each key it sets, with the root's value under it where maps are.

    Strategies must be set; the maps are copies.
    """
    for key, item in own.items():
        if key == STRATEGY:
            continue
        if isinstance(item, dict):
            item = copy(item)
            if isinstance(root.get(key), dict):
                add_missing(item, root[key], item.get(STRATEGY, _SHALLOW))
        yield key, item


def clean(value: Any) -> Any:
    """The value without strategies."""
    return {k: clean(v) for k, v in value.items() if k != STRATEGY} if isinstance(value, dict) else value


def _give_strategies(values: Values, path: Path) -> None:
    for key, item in values.items():
        if isinstance(item, dict):
            item.setdefault(STRATEGY, _strategy(key, path))
            _give_strategies(item, (*path, (key, item)))


def _strategy(key: str, above: Path) -> str:
    """The default of a map under `key` with these maps above it, the root first."""
    at_root = len(above) == 1
    inherited = above[-1][1].get(STRATEGY, "" if at_root else _SHALLOW)
    if key == "params":
        return _DEEP
    if key in ("outputformats", "mediatypes") and at_root:
        return _SHALLOW
    if key == "menus" and (at_root or (len(above) == 3 and above[1][0] == "languages")):
        return _SHALLOW
    return str(inherited) or _NONE
