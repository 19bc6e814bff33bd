"""Values and functions of simple templates, and how Go's templates escape a value in a URL."""

from __future__ import annotations

import re
from collections.abc import Callable

_SCHEME = re.compile(r"[^/]*?:")
_PART = re.compile(r"[^A-Za-z0-9\-._~]+")
_PLAIN = re.compile(r"[^A-Za-z0-9!#$&*+,/:;=?@\[\]\-._~%]+")


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


class Url(str):
    """A URL that is taken as it is."""

    __slots__ = ()


Value = str | int | float | bool | None


class Inner(Html):
    """What stands between the tags."""

    __slots__ = ()


def _default(args: list[Value]) -> Value:
    return args[-1] if len(args) > 1 and args[-1] not in (None, "") else args[0]


def _same(args: list[Value]) -> bool:
    return any(type(args[0]) is type(one) and args[0] == one for one in args[1:])


def _first(args: list[Value]) -> Value:
    return next((one for one in args if one), args[-1])


def _last(args: list[Value]) -> Value:
    return next((one for one in args if not one), args[-1])


_Function = Callable[[list[Value]], Value]
MARKDOWN = frozenset({"markdownify", "transform.Markdownify"})
ROOTED = frozenset({"relURL", "urls.RelURL", "relLangURL"})
FUNCTIONS: dict[str, _Function] = {
    "default": _default, "compare.Default": _default,
    "eq": _same, "ne": lambda args: not _same(args),
    "and": _last, "or": _first, "not": lambda args: not args[-1],
    "safeHTML": lambda args: Html(said(args[-1])), "safe.HTML": lambda args: Html(said(args[-1])),
    "safeURL": lambda args: Url(said(args[-1])), "safe.URL": lambda args: Url(said(args[-1])),
    "lower": lambda args: said(args[-1]).lower(), "strings.ToLower": lambda args: said(args[-1]).lower(),
    "upper": lambda args: said(args[-1]).upper(), "strings.ToUpper": lambda args: said(args[-1]).upper(),
    "strings.TrimSpace": lambda args: said(args[-1]).strip(" \t\n\r"),
    "(": lambda args: args[0],
    "string": lambda args: said(args[-1]),
    **dict.fromkeys((*MARKDOWN, *ROOTED), _first),
}  # fmt: skip


def said(value: Value) -> str:
    """A value as a text: nothing for none."""
    return "" if value is None else ("true" if value else "false") if isinstance(value, bool) else str(value)


def escaped_url(value: str, before: str) -> str:
    """A value within a URL, behind `before`: harmless protocols only, and escaped by its place."""
    if "?" in before or "#" in before:
        return _PART.sub(_encoded, value)
    scheme = _SCHEME.match(value) if not before else None
    if scheme and scheme.group()[:-1].lower() not in ("http", "https", "mailto"):
        return "#ZgotmplZ"
    return re.sub(r"%(?![0-9a-fA-F]{2})", "%25", _PLAIN.sub(_encoded, value))


def _encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02x}" for byte in found.group().encode("utf-8", "surrogatepass"))
