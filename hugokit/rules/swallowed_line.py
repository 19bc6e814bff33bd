"""HK107 swallowed-line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.frontmatter.node import Mapping, Path, Scalar, walk
from hugokit.rule import Rule, Subject, fails_surely, is_swallowed, rule
from hugokit.signs import WILD
from hugokit.text.display import shorten

_MAYBE = re.compile(r"\n(?:[ \t]+[A-Za-z_][\w-]*:[^\s:/\\]|( *)- [^\n]*\n+\1 +-[ \t\w]|[ \t]*-[ \t]*\r?\n)")
_ITEM = re.compile(r"-(?=[ \t]|[^\W\d])")
_KEY = re.compile(r"([A-Za-z_][\w-]*):(?=[^\s:/\\])")
_LINE = re.compile(r"[^\r\n]+")


@rule("HK107", "swallowed-line", Severity.WARNING, signs=WILD)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A key or list item of YAML that is text to Hugo: it belongs to the value above it.

    ## Why is this bad?
    A line that is indented goes on with the value above it. If it has no blank behind the colon (`slug:foo`), or if the
    dash of an item stands further to the right than the one above, it is no key and no item but more of the text: the
    page gets the title `Hello slug:foo`, or the one tag `a - b`. Every version of Hugo says nothing. Since Hugo 0.152
    a dash with nothing behind it takes the keys below it, too: `tags:` with a bare `-` has all that follows as a tag;
    that is an error where the theme breaks off the build over it.

    ## Example
    ```yaml
    tags:
    - amber
     - birch
    ```

    ## Use instead
    ```yaml
    tags:
    - amber
    - birch
    ```

    ## Fix safety
    There is no fix: where the line belongs is for a person to say.
    """
    if _MAYBE.search(_with_newlines(subject.block)) is None:
        return
    for path, node in walk(subject.document.root):
        if isinstance(node, Scalar) and node.style == "plain" and path:
            yield from _in_value(one, subject, path, node)
        elif isinstance(node, Mapping) and is_swallowed(subject, path) and not is_swallowed(subject, path[:-1]):
            pair = node.pairs[0]
            message = f"to Hugo `{shorten(pair.key, 40)}` and what follows it stand in the empty item above"
            inside = (found for found in subject.findings if found.path[: len(path)] == path)
            severity = Severity.ERROR if any(map(fails_surely, inside)) else Severity.WARNING
            message = f"{message}: write that item, or leave its dash out"
            yield one.span(pair.key_start, pair.key_end, message, severity=severity)


def _with_newlines(block: str) -> str:
    return block if "\n" in block else block.replace("\r", "\n")


def _in_value(one: Rule, subject: Subject, path: Path, node: Scalar) -> Iterator[Diagnostic]:
    text = subject.document.text
    lines = list(_LINE.finditer(text, node.start, node.end))
    alone = _begins_line(text, node.start) and all(_KEY.match(line[0].strip()) for line in lines)
    for number, line in enumerate(lines):
        words = line[0].strip()
        key = _KEY.match(words)
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        shown, holder = shorten(words, 40), ".".join(map(str, path))
        if key and (alone or (number and subject.schema.known(key[1].lower()) is not None)):
            message = f"`{shown}` is text of {holder} to Hugo, no key: write a blank behind the colon"
            yield one.span(start, line.end(), message + ("" if alone else " and indent it like the other keys"))
        elif number and isinstance(path[-1], int) and _ITEM.match(words):
            message = f"`{shown}` is text of the item above it to Hugo: write the dashes below each other"
            yield one.span(start, line.end(), f"{message}, with a blank behind each")


def _begins_line(text: str, at: int) -> bool:
    line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    return not text[line:at].strip()
