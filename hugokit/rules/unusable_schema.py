"""HK211 unusable-schema."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, rule
from hugokit.signs import OWN_SCHEMA


@rule("HK211", "unusable-schema", Severity.WARNING, signs=OWN_SCHEMA)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A page that names a schema of its own, which cannot be used.

    ## Why is this bad?
    `$schema` in front matter says by what a page is checked, as editors take it too: a packaged schema (`mainroad`),
    or a JSON Schema file below the site's folder, by its path from the page. Nothing is fetched from elsewhere. Where
    the schema is not there, or is none, the page is checked by the site's, and its author believes something else.

    ## Example
    ```markdown
    ---
    $schema: https://example.org/post.json
    title: First
    ---
    ```

    ## Use instead
    ```yaml
    $schema: mainroad
    title: First
    ```

    ## Fix safety
    There is no fix: what is meant cannot be told.
    """
    if subject.schema_refused:
        yield one.at(subject, ("$schema",), f"`$schema` cannot be used: {subject.schema_refused}")
