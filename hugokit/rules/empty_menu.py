"""HK401 empty-menu."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.frontmatter.node import Path
from hugokit.frontmatter.operations import Delete
from hugokit.rule import Rule, Subject, menus, rule


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
    Unsafe in a `cascade`, and where a `menu` stands beside an empty `menus`: Hugo would begin to read the other one.
    """
    for found in menus(subject):
        safe = found.alone and str(found.path[0]).lower() != "cascade"
        for place, delete in _nameless(found.path, found.value):
            fix = Fix("delete it", (Delete(delete),), safe=safe)
            yield one.at(subject, place, _message(found.path, place), fix=fix)


def _nameless(path: Path, value: Any) -> Iterator[tuple[Path, Path]]:
    """Where a name is empty, and what to delete: the whole key where nothing else is in it."""
    if value == "":
        yield path, path
    elif isinstance(value, list):
        nothing_else = all(name in ("", None) for name in value)
        for index, name in enumerate(value):
            if name in ("", None):
                yield (*path, index), path if nothing_else else (*path, index)
    elif isinstance(value, Mapping) and "" in value:
        yield (*path, ""), path if len(value) == 1 else (*path, "")


def _message(path: Path, place: Path) -> str:
    if place == path:
        return f'`{path[-1]}: ""` puts the page into a menu without a name; delete the line'
    return f"`{path[-1]}` names a menu without a name; delete it"
