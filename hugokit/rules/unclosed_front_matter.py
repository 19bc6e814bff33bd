"""HK105 unclosed-front-matter."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, rule, syntax_findings


@rule("HK105", "unclosed-front-matter", Severity.ERROR, reads_error=True)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Front matter without its closing delimiter.

    ## Why is this bad?
    Hugo stops with "EOF looking for end YAML front matter delimiter" and builds nothing. The closing `---` or `+++`
    must stand at the very beginning of a line; an indented one does not close, nor does `...`.

    ## Example
    ```markdown
    ---
    title: Hello
    The text of the page.
    ```

    ## Use instead
    ```markdown
    ---
    title: Hello
    ---
    The text of the page.
    ```

    ## Fix safety
    There is no fix: where the front matter should end cannot be told.
    """
    yield from syntax_findings(one, subject)
