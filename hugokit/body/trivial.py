"""Shortcode templates that only put parameters and content between fixed HTML: those are done without Hugo."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from hugokit.body.shortcodes import Param, Shortcode

_GET = re.compile(r"\.Get\s+(?:(\d+)|\"([^\"]*)\"|`([^`]*)`)\Z")
_INNER = re.compile(r"\.Inner(?:\s*\|\s*(markdownify|safeHTML|\$?\.Page\.RenderString))?\Z")
_SPLIT = re.compile(r"\{\{(-?)(.*?)(-?)\}\}", re.DOTALL)
_CODE = re.compile(r"<(script|style)\b|\son\w+\s*=|\b(?:href|src|style)\s*=\s*[\"']?\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Template:
    """The parts of a template: fixed text, or ("get", key) or ("inner", filter)."""

    parts: tuple[str | tuple[str, str | int], ...]

    @property
    def takes_inner(self) -> bool:
        """Whether it prints what stands between the tags."""
        return any(isinstance(part, tuple) and part[0] == "inner" for part in self.parts)

    @property
    def renders_inner(self) -> bool:
        """Whether that is read as Markdown."""
        return any(
            isinstance(part, tuple) and part[0] == "inner" and part[1] not in ("", "safeHTML") for part in self.parts
        )


def parse(source: str) -> Template | None:
    """The template, or None where it does more than print parameters and content."""
    parts: list[str | tuple[str, str | int]] = []
    at, trim = 0, False
    for found in _SPLIT.finditer(source):
        text = source[at : found.start()]
        text = text.lstrip() if trim else text
        parts.append(text.rstrip() if found.group(1) else text)
        action = found.group(2).strip()
        trim = bool(found.group(3))
        at = found.end()
        if action.startswith("/*"):
            continue
        part = _part(action)
        if part is None:
            return None
        parts.append(part)
    parts.append(source[at:].lstrip() if trim else source[at:])
    return None if _risky(parts) else Template(tuple(part for part in parts if part != ""))


def _part(action: str) -> tuple[str, str | int] | None:
    got = _GET.match(action)
    if got:
        number, *names = got.groups()
        return ("get", int(number)) if number else ("get", next(name for name in names if name is not None))
    inner = _INNER.match(action)
    return ("inner", inner.group(1) or "") if inner else None


def _risky(parts: list[str | tuple[str, str | int]]) -> bool:
    """Places where Hugo's templates escape by the language around: scripts, styles, URLs."""
    return any(isinstance(part, str) and _CODE.search(part) for part in parts)


def fill(template: Template, call: Shortcode, inner: str, rendered: str) -> str:
    """The HTML of a call: its content as it stands, or `rendered` where the template reads it as Markdown."""
    content = rendered if template.renders_inner else inner
    return "".join(
        part
        if isinstance(part, str)
        else content
        if part[0] == "inner"
        else html.escape(_said(call.get(part[1])), quote=True)
        for part in template.parts
    ).strip("\n")


def _said(value: Param | None) -> str:
    return "" if value is None else ("true" if value else "false") if isinstance(value, bool) else str(value)
