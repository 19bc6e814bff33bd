"""What a conversion did not carry over: file, line, key, what, why, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Loss:
    """One entry. `source` is the path of the file from the site's root, `line` 1-based or 0 for the whole file.

    `grade`: lost (not in the result), changed (there, but not as in Hugo), manual (somebody has to do something).
    """

    source: str
    line: int
    key: str
    what: str
    why: str
    mend: str
    grade: Literal["lost", "changed", "manual"] = "lost"
