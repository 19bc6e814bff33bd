"""HK004 control-character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, body_start, rule, texts
from hugokit.signs import HIDDEN
from hugokit.text.unseen import CONTROL, name_of

_CONTROL = re.compile(f"[{CONTROL}]")
_LETTERS = {"\x07": "a", "\x08": "b", "\x0b": "v", "\x0c": "f", "\x1b": "e"}


@rule("HK004", "control-character", Severity.WARNING, signs=HIDDEN)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    r"""A control character: a backspace, an escape, a NUL.

    ## Why is this bad?
    Hugo publishes it as it is. HTML and XML do not allow it: one in a title or summary makes the RSS feed of the
    section, and of the site, unreadable as a whole. In front matter it is most often an escape that nobody meant:
    between double quotes `\b` is a backspace and `\f` a form feed, as in `"\beta"` or `"C:\files"`. Numbers 80 to 9F
    are what is left of quotes and dashes of Windows-1252.

    Of several in a body the first is told. A form feed in a body is a blank and is not reported.

    ## Example
    ```yaml
    title: "The \beta function"
    ```

    ## Use instead
    ```yaml
    title: 'The \beta function'
    ```

    ## Fix safety
    There is no fix: what was meant cannot be told.
    """
    for path, text in texts(subject):
        found = _CONTROL.search(text)
        if found:
            letter = _LETTERS.get(found[0], "")
            mend = f"; where a backslash and {letter} were meant, write single quotes" if letter else "; take it out"
            yield one.at(subject, path, f"{name_of(found[0])}: no page and no feed may have it{mend}")
    start, text = body_start(subject), subject.document.text
    inside = [at for at in subject.document.unseen if at >= start and text[at] != "\f" and _CONTROL.match(text[at])]
    if inside:
        more = f" (and {len(inside) - 1} more)" if len(inside) > 1 else ""
        message = f"{name_of(text[inside[0]])}{more}: no page and no feed may have it; take it out"
        yield one.span(inside[0], inside[0] + 1, message)
