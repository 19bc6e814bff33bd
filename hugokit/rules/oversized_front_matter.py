"""HK103 oversized-front-matter."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, rule, syntax_findings


@rule("HK103", "oversized-front-matter", Severity.ERROR, reads_error=True)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Front matter that is too large, too deep, or grows without bound.

    ## Why is this bad?
    Hugo refuses blocks with very many lists and maps for their size, as a guard against alias bombs; hugokit also
    refuses blocks over 1 MiB, nesting over 64 levels and more than 1,000 anchors and aliases, so that no file can
    exhaust it.

    ## Example
    A block of under 2 KiB with more than 100 lists or maps at one depth.

    ## Use instead
    Move the data into `data/` or into a page resource.

    ## Fix safety
    There is no fix.
    """
    yield from syntax_findings(one, subject)
