"""What one would write without hugokit: python-frontmatter and a jsonschema validator that is built once.

`python benchmarks/plain.py FOLDER` reads every page below FOLDER/content and prints how many do not fit Hugo's schema.
"""

from __future__ import annotations

import sys
from pathlib import Path

import frontmatter
import jsonschema

from hugokit.schema import store


def main(folder: Path) -> None:
    validator = jsonschema.Draft202012Validator(dict(store.load("hugo").document))
    bad = 0
    for path in sorted(folder.glob("content/**/*.md")):
        try:
            values = frontmatter.load(str(path)).metadata
        except Exception:  # noqa: BLE001 - whatever its parsers raise
            bad += 1
            continue
        dated = {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in values.items()}
        bad += any(validator.iter_errors(dated))
    print(f"{bad} pages do not fit")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
