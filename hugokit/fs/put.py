"""Files of hugokit's own, written whether they are there or not."""

from __future__ import annotations

import os
from pathlib import Path

from hugokit.fs.access import Access
from hugokit.fs.stage import publish_file
from hugokit.fs.walk import FoundFile


def put_file(file: Path, data: bytes) -> bool:
    """Give a file this content, at once and whole; False where it has it. A link is not followed.

    Raises FileRefused, and MigrationError where a new one cannot be written.
    """
    if not os.path.lexists(file):
        publish_file(file, data)
        return True
    place = FoundFile(str(file), file.parent, named=True)
    with Access() as access:
        return access.replace(place, access.read(place), data)
