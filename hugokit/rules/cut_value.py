"""HK108 cut-value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.frontmatter.node import Scalar, walk
from hugokit.rule import Rule, Subject, rule, yaml_block
from hugokit.text.display import shorten
from hugokit.text.edits import Edit

_COMMENTED = re.compile(
    r"(?<![^\r\n])(?P<lead>[ \t]*(?:- +)*(?:(?P<key>[\w-]+):[ \t]+)?)"
    r"(?P<value>[^\s#\"'\[{|>&!*%@`,\]}][^\r\n]*?)?(?P<gap>(?<=[\s])|[ \t]+)#(?P<rest>[^\r\n]*)"
)
_TEXTS = frozenset("title linktitle subtitle description summary".split())
_COLOUR = re.compile(r"colou?r|background|accent", re.IGNORECASE)
_HEX = re.compile(r"(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})\s*")
_LETTER = re.compile(r"(?:^|[\s(])[A-GJQ]$")
_NOTE = re.compile(r"(?i)(?:todo|fixme|xxx|noqa|true|false)\b|[\w-]+:(?:\s|$)")


@rule("HK108", "cut-value", Severity.WARNING, reads_body=True)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A text in YAML that ends at a `#`, because what follows is a comment.

    ## Why is this bad?
    A `#` behind a blank begins a comment. `title: C # minor` is the title `C`, `color: #fff` is no colour at all, and
    Hugo says nothing, in every version. Reported where the `#` belongs to the text: behind the letter of a note or of a
    language, before a word without a blank in a title or description, before a colour, and in an item of a list that
    would be empty. What looks like a remark is left alone.

    ## Example
    ```yaml
    title: Sonata in C # minor
    ```

    ## Use instead
    ```yaml
    title: "Sonata in C # minor"
    ```

    ## Fix safety
    Unsafe: quotes around the whole text change what is published.
    """
    block = yaml_block(subject)
    if " #" not in block and "\t#" not in block:
        return
    fences = subject.document.fences
    assert fences is not None
    found = [line for line in _COMMENTED.finditer(subject.document.text, fences.start, fences.end) if _is_cut(line)]
    if not found:
        return
    ends = {node.end for _, node in walk(subject.document.root) if isinstance(node, Scalar) and node.style == "plain"}
    comments = {comment.start for comment in subject.document.comments}
    for line in found:
        if line.end("gap") in comments and (not line["value"] or line.end("value") in ends):
            yield _finding(one, line)


def _finding(one: Rule, line: re.Match[str]) -> Diagnostic:
    start, end = line.end("lead"), line.end("rest")
    whole = line[0][len(line["lead"]) :].rstrip()
    left = f"`{shorten(line['value'], 40)}`" if line["value"] else "nothing"
    fix = Fix("write the text in quotes", edits=(Edit(start, start + len(whole), _quoted(whole)),), safe=False)
    message = f"Hugo reads {left} here: a `#` behind a blank begins a comment; write the whole text in quotes"
    return one.span(start, end, message, fix=fix)


def _quoted(text: str) -> str:
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def _is_cut(line: re.Match[str]) -> bool:
    key, value, rest = (line["key"] or "").lower(), line["value"] or "", line["rest"]
    is_item = not key and "-" in line["lead"]
    if not value:
        if key:
            return bool(_COLOUR.search(key) and _HEX.fullmatch(rest))
        return is_item and bool(re.match(r"[^\W\d_]\w*\s*$", rest)) and not _NOTE.match(rest)
    if not (is_item or key in _TEXTS):
        return False
    if _LETTER.search(value):
        return True
    return key in _TEXTS and bool(re.match(r"\w", rest)) and not _NOTE.match(rest)
