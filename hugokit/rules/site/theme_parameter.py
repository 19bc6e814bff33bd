"""HK903 theme-parameter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hugokit.diagnostic import Severity
from hugokit.frontmatter.node import Path
from hugokit.rule import SEVERITIES, explain
from hugokit.schema import store
from hugokit.schema.validate import findings, unknown
from hugokit.site.spots import Key
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK903", "theme-parameter", Severity.WARNING, of_configuration=True)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A parameter of the site that its theme cannot read as it is written, or almost one of the theme's.

    For themes whose parameters hugokit knows (Mainroad). An error where the theme ends the build; a parameter that is
    none of the theme's is told only where it is one letter from one that is.

    ## Why is this bad?
    A theme goes through `params.customCSS` as a list and looks into `params.sidebar` as a table: a text there ends the
    build with a message that names a template. A text for `true` or `false` is true, whatever it says.

    ## Example
    ```toml hugo.toml
    baseURL = "https://example.org/"
    theme = "mainroad"
    [params]
    customCSS = "css/own.css"
    ```

    ## Use instead
    ```toml hugo.toml
    baseURL = "https://example.org/"
    theme = "mainroad"
    [params]
    customCSS = ["css/own.css"]
    ```

    ## Fix safety
    There is no fix.
    """
    keys = list(subject.spots.each_key())
    schema = next((found for theme in _themes(keys) if (found := store.site_schema(theme))), None)
    for prefix, file, values in _params(keys) if schema else ():
        assert schema is not None
        places = {key.way: key for key in keys if key.file == file}
        for finding in findings(schema, values, subject.hugo):
            way = (*prefix, *finding.path)
            message = f"params.{explain(finding)}"
            yield _at(one, places, way, message, SEVERITIES[finding.consequence])
        for stray in unknown(schema, values):
            if stray.suggestion:
                message = f"the theme has no parameter {stray.key}: did you mean {stray.suggestion}?"
                yield _at(one, places, (*prefix, *stray.path), message, one.severity)


def _at(one: SiteRule, places: Mapping[Path, Key], way: Path, message: str, grade: Severity) -> SiteFinding:
    """A finding at a key, or at the nearest above it that is written as one."""
    key = next(places[way[:cut]] for cut in range(len(way), 0, -1) if way[:cut] in places)
    return one.span(key.file, key.start, key.end, message=message, path=way, severity=grade)


def _themes(keys: list[Key]) -> Iterator[str]:
    for key in keys:
        if key.lower == ("theme",):
            yield from map(str, key.value if isinstance(key.value, list) else [key.value])
        elif key.lower[:2] == ("module", "imports") and key.lower[-1] == "path":
            yield str(key.value)


def _params(keys: list[Key]) -> Iterator[tuple[Path, str, dict[str, Any]]]:
    """The parameters that each file sets, with the way to them: of the site and of each language."""
    own_files: dict[str, dict[str, Any]] = {}
    tables = {key.file for key in keys if key.lower == ("params",)}
    for key in keys:
        of_language = len(key.way) == 3 and key.lower[0] == "languages" and key.lower[2] == "params"
        if (key.lower == ("params",) or of_language) and isinstance(key.value, dict):
            yield key.way, key.file, key.value
        elif len(key.way) == 2 and key.lower[0] == "params" and key.file not in tables:
            own_files.setdefault(key.file, {})[str(key.way[1])] = key.value
    for file, values in own_files.items():
        yield ("params",), file, values
