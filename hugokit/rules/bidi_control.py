"""HK002 bidi-control."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, body_start, rule, texts
from hugokit.signs import HIDDEN
from hugokit.text.places import line_around
from hugokit.text.unseen import is_bidi, name_of, turned


@rule("HK002", "bidi-control", Severity.WARNING, signs=HIDDEN)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A character that turns the direction of the text where nothing calls for it.

    ## Why is this bad?
    What people read is not what stands in the file: letters behind an override are shown in the opposite order, and an
    embedding that is not ended reaches over what follows. Code that was changed in this way passes a review
    ("Trojan source"); a copied telephone number or file name brings such characters along. Hugo publishes them as they
    are, in every version.

    Embeddings and isolates in a line with Hebrew, Arabic or the like are as they should be; in a value of front matter,
    which is put into other text, each must end.

    ## Example
    ```yaml
    title: "Access \\u202elevel"
    ```

    ## Use instead
    ```yaml
    title: Access level
    ```

    ## Fix safety
    There is no fix: the order that was meant is for a person to see.
    """
    for path, text in texts(subject):
        wrong = turned(text)
        if wrong is not None:
            yield one.at(subject, path, f"{name_of(text[wrong[0]])}: {wrong[1]}; take it out")
    start, text, stop = body_start(subject), subject.document.text, 0
    for at in subject.document.unseen:
        if at >= max(start, stop) and is_bidi(text[at]):
            first, stop = line_around(text, at)
            wrong = turned(text[first:stop], alone=False)
            if wrong is not None:
                place = first + wrong[0]
                yield one.span(place, place + 1, f"{name_of(text[place])}: {wrong[1]}; take it out")
