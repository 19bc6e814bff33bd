"""HK005 conflict-marker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hugokit.body.regions import Code
from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, body_start, rule
from hugokit.signs import CONFLICT

_OPEN = "<<<<<<<"
_CONFLICT = re.compile(
    r"(?<![^\r\n])<{7}(?: [^\r\n]*)?[\r\n](?:(?!(?<![^\r\n])<{7} )[\s\S])*?"
    r"(?<![^\r\n])={7}[\r\n](?:(?!(?<![^\r\n])<{7} )[\s\S])*?(?<![^\r\n])>{7}(?: [^\r\n]*)?(?![^\r\n])"
)
_SHOWN = re.compile(r"<pre\b|</pre>|\{\{[<%]\s*/?\s*highlight\b", re.IGNORECASE)


@rule("HK005", "conflict-marker", Severity.WARNING, reads_error=True, signs=CONFLICT)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A merge that was not finished: `<<<<<<<`, `=======` and `>>>>>>>`, each beginning a line, in this order.

    ## Why is this bad?
    In front matter Hugo cannot read the page and builds nothing; in a body both versions are published, and the line
    above `=======` becomes a heading. A conflict within one code block is left alone: that is a page about git.

    ## Example
    ```markdown
    ---
    title: Hello
    ---
    <<<<<<< HEAD
    One text.
    =======
    Another text.
    >>>>>>> branch
    ```

    ## Use instead
    ```markdown
    ---
    title: Hello
    ---
    Another text.
    ```

    ## Fix safety
    There is no fix: which side is right cannot be told.
    """
    text = subject.document.text
    start, code = body_start(subject), None
    for found in _CONFLICT.finditer(text):
        if found.start() >= start and subject.document.error is None:
            code = code or Code(text[start:])
            if _is_shown(text, code, start, found):
                continue
        message = "a merge was not finished here: keep one of the two sides and take out the three markers"
        yield one.span(found.start(), found.start() + len(_OPEN), message)


def _is_shown(text: str, code: Code, start: int, conflict: re.Match[str]) -> bool:
    """Whether a whole conflict stands in one block of code."""
    block = code.at(conflict.start() - start)
    if block is not None:
        return block.end + start >= conflict.end()
    before = list(_SHOWN.finditer(text, start, conflict.start()))
    return bool(before) and "/" not in before[-1][0]
