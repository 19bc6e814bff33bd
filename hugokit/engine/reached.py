"""Which page a template is for: what breaks in the folder of a type or section does not break other pages."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import Any

from hugokit.schema.infer.consequences import TYPE_FOLDER
from hugokit.schema.validate import Finding

_PLACE = re.compile(r" in (\S.*):[0-9]+\Z")


def reached(
    found: Iterable[Finding], values: Mapping[str, Any], path: str, handed_down: Container[str]
) -> tuple[Finding, ...]:
    """Findings by a derived schema. What breaks off the build in templates that are not for this page is no more than
    misread: another page may be shown with them, and nothing is known of what becomes of this one.

    A template is for a page whose `type` or one of whose folders has the name of its own folder.
    """
    own = {key.lower(): value for key, value in values.items()}
    if "type" in handed_down and "type" not in own:
        return tuple(found)
    names = {*path.lower().replace("\\", "/").split("/")[:-1], str(own.get("type", "")).lower()}
    return tuple(_graded(one, names) for one in found)


def _graded(one: Finding, names: Container[str]) -> Finding:
    if one.consequence != "fails":
        return one
    place = _PLACE.search(one.sentence)
    folder = TYPE_FOLDER.search(place[1]) if place else None
    if folder is None or folder["type"].lower() in names:
        return one
    return replace(one, consequence="misread", sentence=f"on pages of the type {folder['type']} {one.sentence}")
