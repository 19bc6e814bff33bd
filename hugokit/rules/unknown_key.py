"""HK201 unknown-key."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.body.params import asked_for
from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.frontmatter.node import Path, find
from hugokit.frontmatter.operations import Rename
from hugokit.rule import Rule, Subject, rule
from hugokit.schema.explain import version
from hugokit.schema.store import load


@rule("HK201", "unknown-key", Severity.INFO)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A key that neither Hugo nor the theme reads.

    ## Why is this bad?
    Hugo keeps every key it does not know as a parameter and never says a word: a misspelt key does nothing. A near
    miss of a known key is a warning, or info where the key is only known from the theme's templates; any other unknown
    key is info, and only where it is known what the theme reads. Keys that pages read themselves with
    `{{< param x >}}`, that stand in archetypes or that are for other tools (Obsidian, Pandoc …) are known; others can
    be named in the settings.

    ## Example
    ```yaml
    catgories: [news]
    ```

    ## Use instead
    ```yaml
    categories: [news]
    ```

    ## Fix safety
    Unsafe: the key begins to have an effect.
    """
    for key in subject.unknown:
        if _is_read_elsewhere(subject, key.path):
            continue
        if key.suggestion and _takes(subject, key.path, key.suggestion):
            message = f"`{key.key}` is read by nothing: did you mean `{key.suggestion}`?"
            fix = Fix(f"rename to {key.suggestion}", (Rename(key.path, key.suggestion),), safe=False)
            sure = _confidence(subject, key.suggestion)
            severity = Severity.INFO if sure else Severity.WARNING
            yield one.at(subject, key.path, message, fix=fix if sure in ("", "strong") else None, severity=severity)
        elif key.plain_since:
            if subject.hugo < version(key.plain_since):
                continue
            message = f"since Hugo {key.plain_since} `{key.key}` is a plain parameter: it sets nothing"
            yield one.at(subject, key.path, message)
        elif subject.schema.closed:
            yield one.at(subject, key.path, f"`{key.key}` is a plain parameter: neither Hugo nor the theme reads it")


def _is_read_elsewhere(subject: Subject, path: Path) -> bool:
    """Whether a key of the page, of its params or its cascade is for something else than templates."""
    first, key = str(path[0]).lower(), str(path[-1])
    if first == "cascade":
        return key in subject.read_elsewhere or key in subject.read_by_pages
    mine = len(path) == 1 or first == "params"
    return mine and (key in subject.read_elsewhere or _asks_itself(subject, key))


def _asks_itself(subject: Subject, key: str) -> bool:
    return key.lower() in asked_for(subject.document.text)


def _confidence(subject: Subject, key: str) -> str:
    """How sure a key is that is only known from templates; "" for any other."""
    if load("hugo").known(key):
        return ""
    return str(subject.schema.annotation(key).get("confidence", ""))


def _takes(subject: Subject, path: Path, suggestion: str) -> bool:
    """Whether the other key would be a switch too, where a switch stands: `alias: true` is no slip of `aliases`."""
    node = find(subject.document.root, path)
    about = subject.schema.property((*path[:-1], suggestion)) or subject.schema.property((suggestion,)) or {}
    examples = about.get("examples", (True,))
    return node is None or not isinstance(node.value, bool) or any(isinstance(one, bool) for one in examples)
