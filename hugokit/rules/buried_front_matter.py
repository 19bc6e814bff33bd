"""HK110 buried-front-matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.document import loads
from hugokit.rule import Rule, Subject, as_boolean, rule
from hugokit.signs import BURIED

_FENCE = re.compile(r"(?:---|\+\+\+)[ \t]*[\r\n]")
_BEFORE = re.compile(r"(?:[\s\ufeff\u200b\u2060]|<!--.*?-->)*", re.DOTALL)
_KEY = re.compile(r"[A-Za-z_][\w-]*:[ \t]")
_TELLING = frozenset(("title", "date", "draft"))
_FIELDS = _TELLING | frozenset("description tags categories weight slug layout type url author aliases".split())


class _Buried(NamedTuple):
    at: int
    why: str
    draft: bool


@rule("HK110", "buried-front-matter", Severity.WARNING, signs=BURIED)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Front matter that is text to Hugo, because something stands before it or its first delimiter is missing.

    Also a second block straight behind the first, and one behind an empty one.

    ## Why is this bad?
    Only blanks and empty lines may stand before the opening delimiter, and one byte order mark at the very beginning. A
    comment, a no-break space or a second byte order mark makes the whole file a text without front matter: the page has
    no title and no date, its keys are published as a heading, and a `draft: true` counts for nothing (an error).

    ## Example
    ```markdown
    <!-- Copyright -->
    ---
    title: Hello
    date: 2025-02-08
    ---
    The text.
    ```

    ## Use instead
    ```markdown
    ---
    # Copyright
    title: Hello
    date: 2025-02-08
    ---
    The text.
    ```

    ## Fix safety
    There is no fix: what stands before may be wanted, and the page changes as a whole.
    """
    found = _find(subject)
    if found is not None:
        grade = Severity.ERROR if found.draft else one.severity
        draft = "; the draft is public" if found.draft else ""
        message = f"Hugo publishes these keys as text: {found.why}{draft}"
        yield one.span(found.at, found.at + len("---"), message, severity=grade)


def _find(subject: Subject) -> _Buried | None:
    document = subject.document
    text, fences = document.text, document.fences
    start = fences.body if fences else 0
    if fences and document.plain and not text.startswith(("---", "+++"), start):
        return None
    before = _BEFORE.match(text, start)
    at = before.end() if before else start
    if _FENCE.match(text, at):
        why = "a second block; put them together" if fences and document.plain else "something stands before ---"
        why = "an empty block stands before it; take that out" if fences and not document.plain else why
        return _judge(text[at:], at, why, 1)
    if (fences is None or not document.plain) and _KEY.match(text, at):
        missing = "the opening --- is missing" if fences is None else "an empty block stands before them"
        return _judge(f"---\n{text[at:]}", at, missing, 2)
    return None


def _judge(text: str, at: int, why: str, least: int) -> _Buried | None:
    """Whether this is front matter: so many of Hugo's fields, one of those that every page has among them."""
    inner = loads(text)
    if inner.error is not None:
        return None
    keys = {key.lower() for key in inner.plain}
    if len(keys & _FIELDS) < least or not keys & _TELLING:
        return None
    drafts = [value for key, value in inner.plain.items() if key.lower() == "draft"]
    return _Buried(at, why, any(as_boolean(value) is True for value in drafts))
