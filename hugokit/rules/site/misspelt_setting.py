"""HK902 misspelt-setting."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.schema.suggest import Words
from hugokit.site.changes import CHANGES
from hugokit.site.config_names import ROOT_KEYS, TABLES
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule

_KNOWN = {name.lower(): name for name in ROOT_KEYS}
_OWN = ("description", "language", "link", "links", "name", "pages", "role", "section", "sections", "theme", "version")
_FORMER = {change.way for change in CHANGES}


@site_rule("HK902", "misspelt-setting", Severity.WARNING, of_configuration=True)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A setting at the root of the configuration that is almost one of Hugo's.

    ## Why is this bad?
    Hugo reads the settings that it knows and passes over all others, in every version, without a word and at any level
    of logging: with `enableEmojis` there are no emojis, with `[param]` every parameter of the theme is missing.

    ## Example
    ```toml hugo.toml
    baseURL = "https://example.org/"
    [param]
    author = "Ada"
    ```

    ## Use instead
    ```toml hugo.toml
    baseURL = "https://example.org/"
    [params]
    author = "Ada"
    ```

    ## Fix safety
    There is no fix: the site changes, which is what is wanted.
    """
    words = Words(sorted(ROOT_KEYS), _OWN)
    there = {str(key.lower[0]) for key in subject.spots.each_key()}
    for key in subject.spots.each_key():
        name = str(key.lower[0])
        if len(key.way) > 1 or name in _KNOWN or name in _FORMER:
            continue
        meant = words.suggest(str(key.way[0]))
        if meant is not None and meant.lower() not in there and _is_of_the_kind(meant, key.value):
            message = f"Hugo has no setting {key.way[0]} and passes over it: did you mean {meant}?"
            yield one.span(key.file, key.start, key.end, message=message, path=key.way)


def _is_of_the_kind(meant: str, value: object) -> bool:
    """Whether a value may be meant for a setting: a table for a table, else none."""
    return isinstance(value, dict | list) if meant.lower() in TABLES else not isinstance(value, dict)
