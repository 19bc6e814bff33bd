"""What Hugo does for code in fences beyond showing it: drawings, options for its highlighter, languages it guesses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hugokit.body.regions import code_regions
from hugokit.ledger import Loss
from hugokit.site.model import SitePage

_FENCE = re.compile(
    r"^[ \t>]*(?:```+|~~~+)[ \t]*(?:(?P<goat>goat)\b|[\w+#.\-]*[ \t]*(?P<options>\{[^{}\n]+\}))[^`\n]*$", re.MULTILINE
)
_LANGUAGE = re.compile(r"[\w+#.\-]+(?:\s*\{.*\})?")
_ONLY_SHOWN = "the code is kept; use what the new generator has"


def losses(page: SitePage, *, guessed: bool) -> Iterator[Loss]:
    """An entry for each fence that says more to Hugo than its code. `guessed`: code without a language gets one."""
    body = page.body
    for found in _FENCE.finditer(body):
        what = "the drawing of a diagram" if found["goat"] else f"the options {found['options']}"
        why = "Hugo draws goat fences itself" if found["goat"] else "they are for Hugo's highlighter"
        yield _loss(page, body, found.start(), f"{what} of a fence", why, _ONLY_SHOWN)
    if guessed and page.markup == "markdown":
        why = "markup.highlight.guessSyntax is on, and only Hugo guesses"
        for region in code_regions(body):
            if region.kind == "fence" and not _LANGUAGE.fullmatch(region.info.strip()):
                yield _loss(page, body, region.start, "the language of a fence", why, "write it behind the fence")


def _loss(page: SitePage, body: str, at: int, what: str, why: str, mend: str) -> Loss:
    return Loss(page.source, page.body_line + body.count("\n", 0, at), "", what, why, mend, "changed")
