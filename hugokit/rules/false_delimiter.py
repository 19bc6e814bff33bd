"""HK104 false-delimiter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.rule import Rule, Subject, rule, syntax_findings
from hugokit.text.edits import Edit
from hugokit.text.encoding import BOM
from hugokit.text.places import newline_of


@rule("HK104", "false-delimiter", Severity.ERROR, reads_error=True)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A page without front matter that begins with `-` or `+`.

    ## Why is this bad?
    The first character of a file decides how Hugo reads it. A text that begins with a list item or with `+1` is taken
    for front matter with a wrong delimiter, and the build stops.

    ## Example
    ```markdown
    - first item
    - second item
    ```

    ## Use instead
    ```markdown
    ---
    ---
    - first item
    - second item
    ```

    ## Fix safety
    Safe: an empty front matter is put before the text, and the page that Hugo refused builds. There is no fix for what
    looks like a misspelt delimiter (`--`, `+---`): below it stands front matter, which would be published as text.
    """
    for found in syntax_findings(one, subject):
        if subject.document.text[found.start + 1 : found.start + 2] in ("-", "+"):
            yield found
            continue
        line_end = newline_of(subject.document.text)
        start = len(subject.document.text) - len(subject.document.text.removeprefix(BOM))
        empty = Edit(start, start, f"---{line_end}---{line_end}")
        yield replace(found, fix=Fix("put an empty front matter before the text", edits=(empty,)))
