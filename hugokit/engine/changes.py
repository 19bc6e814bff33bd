"""What a bulk edit asks of each page, and how it is written on a command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hugokit.errors import FrontMatterError, SettingsError
from hugokit.frontmatter import yaml
from hugokit.frontmatter.node import Path, Value
from hugokit.frontmatter.storable import storable
from hugokit.page import DATE_KEYS
from hugokit.text.keypath import read_key


@dataclass(frozen=True, slots=True)
class Assign:
    """Give the key or list item a value; with `default` only where there is none. Missing maps are made."""

    path: Path
    value: Value
    default: bool = False


@dataclass(frozen=True, slots=True)
class Drop:
    """Take the key out in every spelling, or the list item."""

    path: Path


@dataclass(frozen=True, slots=True)
class Retitle:
    """Give the key another name; value, comments and place stay. Refused where that name is taken."""

    path: Path
    key: str


@dataclass(frozen=True, slots=True)
class Append:
    """Put the items at the end of the list, those that are not in it yet; a missing list is made."""

    path: Path
    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Remove:
    """Take the items out of the list wherever they stand in it."""

    path: Path
    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Replace:
    """Put `new` in the place of `old`, in a list once; a single value that is `old` becomes `new`."""

    path: Path
    old: Value
    new: Value


Change = Assign | Drop | Retitle | Append | Remove | Replace


def read_value(text: str) -> Value:
    """A value as Hugo reads one of YAML on a line: `true`, `3`, `[a, b]`, `{x: 1}`, `"no"`, anything else is text."""
    if not text.strip():
        raise SettingsError("the value is empty: write '\"\"' for an empty text, null for nothing")
    if "\n" in text or "\r" in text:
        raise SettingsError("a value of several lines is given with --set-text")
    line = f"v: {text}"
    try:
        (pair,) = yaml.read(line, 0, len(line)).pairs
    except (FrontMatterError, ValueError) as error:
        raise SettingsError(f"{text}: no value of YAML ({error}); put it into quotes, or use --set-text") from error
    if pair.key != "v" or pair.node.end < len(line.rstrip()):
        rest = line[pair.node.end :].strip()
        raise SettingsError(f"{text}: `{rest}` is no part of the value; put it into quotes, or use --set-text")
    return pair.node.value


def _assign(text: str) -> Assign:
    path, given = _split(text, "KEY=VALUE")
    return Assign(path, _dated(path, read_value(given)))


def _assign_text(text: str) -> Assign:
    path, given = _split(text, "KEY=TEXT")
    return Assign(path, given)


def _default(text: str) -> Assign:
    path, given = _split(text, "KEY=VALUE")
    return Assign(path, _dated(path, read_value(given)), default=True)


def _drop(text: str) -> Drop:
    path, rest = read_key(text)
    if rest:
        raise SettingsError(f"{text}: only a key is wanted here; --remove KEY=VALUE takes an item out of a list")
    return Drop(path)


def _retitle(text: str) -> Retitle:
    path, given = _split(text, "OLD=NEW")
    new, rest = read_key(given)
    old_name, name = path[-1], new[-1]
    if rest or not isinstance(old_name, str) or not isinstance(name, str):
        raise SettingsError(f"{text}: a key gets another name: OLD=NEW")
    if len(new) > 1 and new[:-1] != path[:-1]:
        raise SettingsError(f"{text}: a renamed key stays in its map; write the new name alone: {name}")
    return Retitle(path, name)


def _append(text: str) -> Append:
    path, given = _split(text, "KEY=VALUE")
    return Append(path, _items(read_value(given)))


def _remove(text: str) -> Remove:
    path, given = _split(text, "KEY=VALUE")
    return Remove(path, _items(read_value(given)))


def _replace(text: str) -> Replace:
    path, given = _split(text, "KEY=OLD=NEW")
    old, new = _halves(given)
    if not old or not new:
        raise SettingsError(f"{text}: KEY=OLD=NEW is wanted; an OLD with `=` in it is put into quotes")
    return Replace(path, _dated(path, read_value(old)), _dated(path, read_value(new)))


def _halves(text: str) -> tuple[str, str]:
    """The two sides of the first `=` that does not stand inside of quotes at the beginning."""
    start = text.find(text[0], 1) if text[:1] in ("'", '"') else 0
    old, _, new = text[max(start, 0) :].partition("=")
    return text[: max(start, 0)] + old, new


def _split(text: str, wanted: str) -> tuple[Path, str]:
    path, rest = read_key(text)
    if not rest:
        raise SettingsError(f"{text}: {wanted} is wanted, and there is no `=`")
    return path, rest[1:]


def _items(value: Value) -> tuple[Value, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def _dated(path: Path, value: Value) -> Value:
    """The value of a date field as a date, which TOML writes without quotes; as text where it is spelled otherwise."""
    if len(path) > 1 or str(path[0]).lower() not in DATE_KEYS or not isinstance(value, str):
        return value
    kinds: tuple[type[date], ...] = (date, datetime)
    for kind in kinds:
        try:
            read = kind.fromisoformat(value)
        except ValueError:
            continue
        if storable(read, "yaml") == value:
            return read
    return value


READERS: Mapping[str, Callable[[str], Change]] = {
    "set": _assign,
    "set-text": _assign_text,
    "default": _default,
    "delete": _drop,
    "rename": _retitle,
    "append": _append,
    "remove": _remove,
    "replace": _replace,
}
