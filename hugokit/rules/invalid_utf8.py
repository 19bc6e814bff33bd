"""HK001 invalid-utf8."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, rule
from hugokit.signs import STRAY
from hugokit.text.encoding import first_stray


@rule("HK001", "invalid-utf8", Severity.WARNING, reads_error=True, signs=STRAY)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A byte that is not UTF-8.

    ## Why is this bad?
    Hugo replaces each such byte by U+FFFD, the replacement character, and says nothing. Old editors write Latin-1 or
    Windows-1252; the letters with accents are lost on the page.

    ## Example
    A file saved as Latin-1 whose title is `Caf\\xe9` is published as `Caf\\ufffd`.

    ## Use instead
    Save the file as UTF-8, for instance with `iconv -f latin1 -t utf-8`.

    ## Fix safety
    There is no fix: which encoding was meant cannot be told.
    """
    at = first_stray(subject.document.text)
    if at is not None:
        byte = ord(subject.document.text[at]) - 0xDC00
        yield one.span(at, at + 1, f"byte 0x{byte:02x} is not UTF-8: Hugo shows U+FFFD in its place")
