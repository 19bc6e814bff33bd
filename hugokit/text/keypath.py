"""Keys as they are written on a command line: `title`, `menu.main.weight`, `params."my key"`, `resources[0].src`."""

from __future__ import annotations

import re

from hugokit.errors import SettingsError

_QUOTED = re.compile(r"""'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)\"""", re.DOTALL)
_BARE = re.compile(r"""[^.=\[\]'"]+""")
_INDEX = re.compile(r"\[(-?[0-9]{1,9})\]")
_ESCAPED = re.compile(r"""\\(['"\\])""")
_BARE_NAME = re.compile(r"[^\W\d][\w-]*")

KeyPath = tuple[str | int, ...]


def read_key(text: str) -> tuple[KeyPath, str]:
    """The key at the beginning of a text, and what follows it: nothing, or a text that begins with `=`.

    Raises SettingsError with the column for what is no key.
    """
    steps: list[str | int] = []
    at = 0
    while True:
        step, at = _name(text, at)
        steps.append(step)
        while found := _INDEX.match(text, at):
            steps.append(int(found[1]))
            at = found.end()
        if text[at : at + 1] != ".":
            break
        at += 1
    if at < len(text) and text[at] != "=":
        raise _wrong(text, at, "put a name that is not plain into quotes, and an index into brackets: resources[0].src")
    return tuple(steps), text[at:]


def _name(text: str, at: int) -> tuple[str, int]:
    quoted = _QUOTED.match(text, at)
    if quoted:
        return unescape(quoted[1] if quoted[1] is not None else quoted[2]), quoted.end()
    bare = _BARE.match(text, at)
    if bare is None:
        raise _wrong(text, at, "the name of a key is missing here")
    if bare.group() != bare.group().strip():
        raise _wrong(text, at, "there is a blank before or after the name; leave it out, or put the name into quotes")
    return bare.group(), bare.end()


def _wrong(text: str, at: int, mend: str) -> SettingsError:
    return SettingsError(f"{text}: column {at + 1}: {mend}")


def unescape(text: str) -> str:
    """The inside of quotes: a backslash before a quote or a backslash goes, any other one stands for itself."""
    return _ESCAPED.sub(r"\1", text)


def quote(text: str) -> str:
    """A text in quotes from which `unescape` gives it back."""
    inner = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{inner}'"


def show_key(path: KeyPath) -> str:
    """A key as `read_key` reads it."""
    out = ""
    for step in path:
        if isinstance(step, int):
            out += f"[{step}]"
        else:
            name = step if _BARE_NAME.fullmatch(step) else quote(step)
            out += f".{name}" if out else name
    return out
