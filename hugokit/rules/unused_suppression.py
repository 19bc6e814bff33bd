"""HK007 unused-suppression."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.rule import RULES, Rule, Subject, codes_named, rule
from hugokit.text.display import shorten

if TYPE_CHECKING:
    from hugokit.suppression import Suppression


@rule("HK007", "unused-suppression", Severity.WARNING, reads_comments=True)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A comment `hugokit: ignore[…]` that ignores nothing, names no rule, or cannot be understood.

    ## Why is this bad?
    What it was written for is mended, or it never worked. It would hide the next finding of that kind, which nobody has
    looked at. A comment must name what it ignores: one for everything would hide what is found tomorrow.

    A code is called unused only where its rule was asked: not where the run leaves it out, nor where `check` was not
    told to look at the whole `--site` that the rule needs.

    ## Example
    ```yaml
    # hugokit: ignore[HK301] the theme wants it so
    draft: false
    ```

    ## Use instead
    ```yaml
    draft: false
    ```

    ## Fix safety
    Safe in front matter: a comment says nothing to Hugo. Unsafe in a body: a site that lets HTML through
    (`markup.goldmark.renderer.unsafe`) publishes the comment. There is no fix for a comment that cannot be understood.
    """
    for comment in subject.comments:
        if comment.fault:
            yield one.span(comment.start, comment.end, comment.fault)
        for name in comment.names:
            if not codes_named(name):
                yield one.span(comment.start, comment.end, _unknown(name))
    for comment, names in subject.unused:
        yield _unused(one, subject, comment, names)


def _unknown(name: str) -> str:
    if name.upper() in ("ALL", "HK"):
        return f"`{name}` would ignore whatever is found tomorrow: name the rules that are meant"
    known = [*RULES, *(rule.slug for rule in RULES.values())]
    near = next(iter(get_close_matches(name, known, n=1)), "")
    return f"there is no rule `{shorten(name)}`" + (f": did you mean `{near}`?" if near else "")


def _unused(one: Rule, subject: Subject, comment: Suppression, names: tuple[str, ...]) -> Diagnostic:
    from hugokit.suppression import idle, without  # few pages have such comments

    message, title = idle(comment, names)
    text = subject.document.text
    in_body = comment.start >= len(text) - len(subject.document.body)
    fix = Fix(title, edits=(without(text, comment, names),), safe=not in_body)
    return one.span(comment.start, comment.end, message, fix=fix)
