"""HK006 template-leftover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.frontmatter.node import Path
from hugokit.page import DATE_KEYS
from hugokit.rule import Rule, Subject, rule, shown
from hugokit.signs import ACTION

_ACTION = re.compile(r"\{\{-?.*?-?\}\}", re.DOTALL)
_OF_ARCHETYPES = re.compile(r"(?<![\w.])(?:\.(?:Name|Date|File|Type|Section|Site|TranslationBaseName)\b|now\b)")


@rule("HK006", "template-leftover", Severity.WARNING, signs=ACTION)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A template action in a value of front matter, as archetypes have them: `{{ .Name }}`, `{{ replace .File… }}`.

    ## Why is this bad?
    Actions are carried out by `hugo new`, in archetypes. In a page they are text like any other: the braces are the
    title that visitors read, or part of the address. That happens where an archetype was copied by hand.

    Only values of pages (not of archetypes/) that are such an action, or a word or path with one in it: a title about
    templates is none. Dates are told by `unreadable-date`; in YAML an action without quotes is a syntax error.

    ## Example
    ```yaml
    title: '{{ replace .File.ContentBaseName "-" " " | title }}'
    ```

    ## Use instead
    ```yaml
    title: The beta function
    ```

    ## Fix safety
    There is no fix: the value is for a person to write.
    """
    if "archetypes" in PurePath(subject.path).parts:
        return
    for path, text in _values((), subject.document.plain):
        if _is_left_over(text) and not (len(path) == 1 and str(path[0]).lower() in DATE_KEYS):
            yield one.at(subject, path, f"{shown(subject, path)} is text to Hugo, not a template; write the value")


def _is_left_over(text: str) -> bool:
    actions = _ACTION.findall(text)
    rest = _ACTION.sub("", text).strip()
    return any(map(_OF_ARCHETYPES.search, actions)) and not re.search(r"\s", rest)


def _values(path: Path, value: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str) and "{{" in value:
        yield path, value
    elif isinstance(value, dict | list):
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _values((*path, step), item)
