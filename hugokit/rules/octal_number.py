"""HK209 octal-number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.frontmatter.node import Scalar, walk
from hugokit.frontmatter.operations import Set
from hugokit.rule import Rule, Subject, rule
from hugokit.signs import OCTAL

_MAYBE = re.compile(r"[ \[]0[0-7]+[ \t]*[\r\n,\]}#]")
_OCTAL = re.compile(r"0[0-7]+")


@rule("HK209", "octal-number", Severity.WARNING, signs=OCTAL)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A number in YAML that begins with 0 and is read in base 8.

    ## Why is this bad?
    `weight: 010` is 8 and `id: 0123` is 83, in every version of Hugo; `08` is text, as 8 is no digit of that base. The
    order of pages, or the number on the page, is another one. Numbers that are the same in both bases (`007`) are not
    reported.

    ## Example
    ```yaml
    weight: 010
    ```

    ## Use instead
    ```yaml
    weight: 10
    ```

    ## Fix safety
    Unsafe: the order of pages changes. Only `weight` has a fix; elsewhere quotes may be wanted.
    """
    block = subject.block
    if _MAYBE.search(block) is None:
        return
    text = subject.document.text
    for path, node in walk(subject.document.root):
        if not isinstance(node, Scalar) or node.style != "plain" or not isinstance(node.value, int):
            continue
        written = text[node.start : node.end]
        if _OCTAL.fullmatch(written) and node.value != int(written):
            fixes = str(path[-1]).lower() == "weight"
            fix = Fix(f"write {int(written)}", (Set(path, int(written)),), safe=False) if fixes else None
            mend = f"write {int(written)}" + ("" if fixes else f', or "{written}" for text')
            yield one.at(subject, path, f"{written} is {node.value} to Hugo, a number in base 8; {mend}", fix=fix)
