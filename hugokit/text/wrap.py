"""Long texts over several lines, broken where a single blank stands, so that joining the lines gives the text again."""

from __future__ import annotations

import re

WIDTH = 100
_BREAKABLE = re.compile(r"(?<=\S) (?=\S)")


def wrap(text: str, width: int = WIDTH - 20) -> list[str]:
    """The lines of a text, none where it is short, has line ends inside, or begins or ends with a blank.

    A line feed that closes the text is not part of any line.
    """
    text = text.removesuffix("\n")
    if len(text) <= width or text != text.strip() or re.search(r"[\r\n\\]", text):
        return []
    lines, line = [], ""
    for word in _BREAKABLE.split(text):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if lines else []
