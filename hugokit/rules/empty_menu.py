"""HK401 empty-menu."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.frontmatter.node import Path
from hugokit.frontmatter.operations import Delete
from hugokit.rule import Rule, Subject, rule


@rule("HK401", "empty-menu", Severity.WARNING)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A page that joins a menu without a name.

    ## Why is this bad?
    `menu: ""` is not "no menu": the page joins a menu whose name is the empty text. Two pages with the same title
    there make Hugo warn of a duplicate entry, and `--panicOnWarning` fails the build.

    ## Example
    ```yaml
    menu: ""
    ```

    ## Use instead
    Leave the key out.

    ## Fix safety
    Safe: the key, or the empty name in a list of names, is deleted. No template can ask for a menu without a name.
    """
    for key, value in subject.values.items():
        if key.lower() not in ("menu", "menus"):
            continue
        if value == "":
            message = f'`{key}: ""` puts the page into a menu without a name; delete the line'
            yield one.at(subject, (key,), message, fix=Fix("delete the key", (Delete((key,)),)))
        elif isinstance(value, list):
            for index, name in enumerate(value):
                if name == "":
                    path: Path = (key,) if len(value) == 1 else (key, index)
                    yield one.at(subject, (key, index), "a menu without a name", fix=Fix("delete it", (Delete(path),)))
