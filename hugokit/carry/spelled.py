"""How values are written down in a new site, safely: front matter as YAML, data as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hugokit.frontmatter.storable import storable
from hugokit.frontmatter.yaml_spell import fresh
from hugokit.target import NewFile
from hugokit.text.encoding import encode


def front_matter(values: Mapping[str, Any]) -> str:
    """The values as YAML between its fences. Texts are quoted so that YAML 1.1 and 1.2 read the same."""
    return f"---\n{fresh(storable(as_text(values), 'yaml'))}---\n"


def yaml_file(path: str, values: Mapping[str, Any]) -> NewFile:
    """A data or settings file in YAML."""
    return NewFile(path, encode(fresh(storable(as_text(values), "yaml"))))


def json_file(path: str, value: object) -> NewFile:
    """A data file in JSON."""
    return NewFile(path, encode(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"))


def as_text(value: Any) -> Any:
    """Binary values, which YAML alone has, as text."""
    if isinstance(value, Mapping):
        return {key: as_text(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_text(item) for item in value]
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
