"""Where in its body a call of a shortcode stands, by the lines around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from hugokit.body.shortcodes import Shortcode

_IN_LINK = re.compile(r"\]\(\s*<?[^()\s]*\Z|\]:\s*\S*\Z|=\s*[\"'][^\"']*\Z|<[A-Za-z][^<>]*\Z")
_CALL = re.compile(r"[ \t>]*\{\{[<%].*[>%]\}\}[ \t]*\r?\Z")
# Lines of no paragraph: a heading, a fence, HTML, a table, an address, a definition, a rule, code.
_NO_TEXT = re.compile(
    r"[ \t>]*(?:#{1,6}[ \t]|```|~~~|<|\||\[[^\]]+\]:|:[ \t]|(?:[-=*_][ \t]*){3,}\r?\Z)|[ >]* {4}|[ >]*\t|[ \t>]*\r?\Z"
)


class Standing(NamedTuple):
    """The body that the calls stand in."""

    body: str

    def _before(self, call: Shortcode) -> str:
        return self.body[: call.start].rpartition("\n")[2]

    def indent(self, call: Shortcode) -> str:
        """The blanks before a call that begins its line."""
        before = self._before(call)
        return "" if before.strip(" \t") else before

    def alone(self, call: Shortcode) -> bool:
        """Whether the call stands on lines of its own."""
        return not self._before(call).strip(" \t>") and not self.body[call.end :].partition("\n")[0].strip()

    def in_link(self, call: Shortcode) -> bool:
        """Within the target of a link, an image or an attribute: what is printed there is no text."""
        return _IN_LINK.search(self._before(call)) is not None

    def goes_on(self, call: Shortcode) -> bool:
        """Whether text stands in the line below a call, which to Hugo is in one paragraph with it."""
        return bool(self.body[call.end :].partition("\n")[2].partition("\n")[0].strip(" \t\r>"))

    def goes_on_from_above(self, call: Shortcode) -> bool:
        """Whether text stands above a call, with nothing but calls in between: Hugo has them in one paragraph."""
        rest = self.body[: call.start].rpartition("\n")[0]
        while _CALL.match(rest.rpartition("\n")[2]):
            rest = rest.rpartition("\n")[0]
        return _NO_TEXT.match(rest.rpartition("\n")[2]) is None
