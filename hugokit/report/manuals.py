"""Where a rule is explained, and what its manual says, for reports that carry it."""

from __future__ import annotations

from hugokit.rule import Manual

_PAGE = "https://github.com/hugokit/hugokit/blob/v{version}/docs/reference/rules.md#{anchor}"


def url_of(code: str, slug: str, version: str) -> str:
    """The address of a rule's manual in the docs of this version of hugokit."""
    return _PAGE.format(version=version, anchor=f"{code}-{slug}".lower())


def summary_of(rule: Manual) -> str:
    """The first line of a manual."""
    return rule.doc.split("\n", 1)[0]


def introduction_of(rule: Manual) -> str:
    """What a manual says before its first heading, as one paragraph."""
    return " ".join(rule.doc.split("\n## ", 1)[0].split())
