"""HK109 text-after-fence."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, rule
from hugokit.signs import BEHIND_FENCE
from hugokit.text.display import shorten
from hugokit.text.places import line_around


@rule("HK109", "text-after-fence", Severity.WARNING, signs=BEHIND_FENCE)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Text behind the closing `---` or `+++` of front matter, on the same line.

    ## Why is this bad?
    The first line that begins with the three characters closes the front matter, whatever stands behind them, in every
    version of Hugo. What follows is the beginning of the page: a `----` puts a dash there, `--- # end` a heading, and
    a key that begins with `---` cuts the front matter off.

    ## Example
    ```markdown
    ---
    title: Hello
    --- The text begins here.
    ```

    ## Use instead
    ```markdown
    ---
    title: Hello
    ---
    The text begins here.
    ```

    ## Fix safety
    There is no fix: whether the text belongs to the page or the delimiter is misspelt cannot be told.
    """
    fences, text = subject.document.fences, subject.document.text
    if fences is None or fences.format not in ("yaml", "toml"):
        return
    _, stop = line_around(text, fences.body)
    words = text[fences.body : stop].strip()
    if words:
        mark = text[fences.end : fences.body]
        message = f"{shorten(words, 40)!r} is the beginning of the page: {mark} has closed the front matter"
        yield one.span(fences.end, stop, f"{message}; write {mark} alone on its line")
