"""HK003 invisible-character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hugokit.body.regions import Code
from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, body_start, rule, texts
from hugokit.signs import HIDDEN
from hugokit.text.unseen import BLANK, JOINERS, MARKS, name_of, strays

_HIDDEN = f"[{MARKS}{JOINERS}{BLANK}]"
_LINE = r"(?<![^\r\n])[ \t]{0,3}"
_BEFORE_MARKUP = re.compile(rf"{_LINE}({_HIDDEN}+)[ \t]*(?=#{{1,6}}[ \t]|[-*+][ \t]|[0-9]{{1,9}}[.)][ \t])")
_IN_LINK = re.compile(rf"\]\([^()\s{MARKS}{JOINERS}{BLANK}]*({_HIDDEN})")


@rule("HK003", "invisible-character", Severity.WARNING, signs=HIDDEN)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A character without width where it makes a text another text: zero width spaces, byte order marks, joiners.

    Reported in keys and values of front matter, before a heading or list item of the body, and in the address of a
    link. Not reported: a joiner within an emoji or in a script that joins, a zero width space in a script without
    blanks, a direction mark in a text that runs from right to left, and what stands elsewhere in a body.

    ## Why is this bad?
    To Hugo it is a letter. A key with one is another key and the field stays empty, a term is another term with
    another page, a title or `url` brings it into the address as `%E2%80%8B`; a heading behind one is a paragraph. They
    come with text that was copied from a web page or a chat, and no editor shows them.

    ## Example
    ```yaml
    tags: ["go\\u200b"]
    ```

    ## Use instead
    ```yaml
    tags: [go]
    ```

    ## Fix safety
    There is no fix: what is published changes, and the address of a page or term may.
    """
    for path, text in texts(subject):
        at = next(strays(text), None)
        if at is not None:
            what = "the key" if path and path[-1] == text else f"the text {_shown(path)}"
            yield one.at(subject, path, f"{name_of(text[at])} in {what}: nobody sees it, and to Hugo it counts")
    start, text = body_start(subject), subject.document.text
    if any(at >= start and re.match(_HIDDEN, text[at]) for at in subject.document.unseen):
        yield from _in_body(one, text[start:], start)


def _shown(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path))


def _in_body(one: Rule, body: str, start: int) -> Iterator[Diagnostic]:
    code = Code(body)
    for pattern, what in ((_BEFORE_MARKUP, "what follows is no heading or list item to Hugo"),
                          (_IN_LINK, "the link leads to an address with it")):  # fmt: skip
        for found in pattern.finditer(body):
            at = found.start(1)
            if code.at(at) is None:
                message = f"{name_of(body[at])}: {what}; take it out"
                yield one.span(start + at, start + at + 1, message)
