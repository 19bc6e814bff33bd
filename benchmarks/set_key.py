"""What people write to set one key in every page of a folder: `python set_key.py ruamel|frontmatter VALUE`."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import frontmatter
from ruamel.yaml import YAML


def with_ruamel(text: str, value: str) -> str:
    _, block, body = text.split("---\n", 2)
    yaml = YAML()
    yaml.preserve_quotes = True
    values = yaml.load(block)
    values["sidebar"] = value
    out = io.StringIO()
    yaml.dump(values, out)
    return f"---\n{out.getvalue()}---\n{body}"


def with_frontmatter(text: str, value: str) -> str:
    page = frontmatter.loads(text)
    page["sidebar"] = value
    return frontmatter.dumps(page) + "\n"


if __name__ == "__main__":
    change = {"ruamel": with_ruamel, "frontmatter": with_frontmatter}[sys.argv[1]]
    for path in Path().rglob("*.md"):
        path.write_text(change(path.read_text(encoding="utf-8"), sys.argv[2]), encoding="utf-8")
