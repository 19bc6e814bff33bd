"""Check whole sites: the model of each is read once, and every rule about sites is asked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hugokit.diagnostic import Diagnostic, Located, Severity, locate
from hugokit.engine.check import Checker
from hugokit.engine.context import pattern_of, relative
from hugokit.engine.files import Outcome
from hugokit.engine.marks import marks_of
from hugokit.engine.settings import Settings
from hugokit.engine.sites import Model, read_model, roots_of
from hugokit.engine.suppress import Comments
from hugokit.errors import HugokitError, SettingsError
from hugokit.frontmatter.fences import Format
from hugokit.limits import COMMENT_MARK
from hugokit.rule import load_rules
from hugokit.site.config_files import format_of
from hugokit.site.spots import Spots
from hugokit.site_rule import SiteRule, SiteSubject
from hugokit.suppression import idle, in_block
from hugokit.text.places import Places

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_WITH_COMMENTS: Mapping[str, Format] = {"yaml": "yaml", "toml": "toml"}


@cache
def site_rules() -> tuple[SiteRule, ...]:
    """Every rule about sites."""
    return load_rules(SiteRule)


@dataclass(frozen=True, slots=True)
class SiteChecker:
    """The rules about sites that settings ask for."""

    settings: Settings
    rules: tuple[SiteRule, ...]
    checker: Checker
    excluded: GitIgnoreSpec | None

    @classmethod
    def of(cls, settings: Settings) -> SiteChecker:
        """The checker that settings ask for. SettingsError where they name another configuration of the site."""
        if settings.site_config is not None:
            raise SettingsError("a site is checked with its own configuration: leave --config hugo.* out")
        chosen = tuple(one for one in site_rules() if settings.selects(one.code))
        return cls(settings, chosen, Checker.of(settings), pattern_of(settings.exclude) if settings.exclude else None)

    def check(self, paths: Iterable[str | os.PathLike[str]], least: Severity = Severity.INFO) -> Iterator[Outcome]:
        """What is found in each site that one of the paths is, is in, or holds; a site that Hugo refuses is told of.

        SettingsError for a path that is in no site.
        """
        roots = {root: Path(path).is_absolute() for path in paths for root in roots_of(Path(path))}
        for root, absolute in roots.items() if self.rules else ():
            name = str(root) if absolute else os.path.relpath(root)
            try:
                found = self._findings(read_model(root, hugo=self.settings.hugo), name, least)
            except SettingsError:
                raise
            except HugokitError as error:
                yield Outcome(name, error=error)
            else:
                yield Outcome(name, found=tuple(one for one, _ in found), marks=tuple(mark for _, mark in found))

    def _findings(self, model: Model, name: str, least: Severity) -> list[tuple[Located, str]]:
        """Findings of at least this severity, file by file, with what a baseline knows each by.

        Each file is named as the site is (`name`).
        """
        subject = subject_of(model)
        by_source: dict[str, list[Diagnostic]] = {}
        for one in self.rules:
            for finding in one.check(one, subject):
                if self._counts(model.root / finding.source, one.code):
                    of_file = by_source.setdefault(finding.source, [])
                    if finding.diagnostic not in of_file:  # as of a file that is a page of two languages
                        of_file.append(finding.diagnostic)
        for source, comments in comments_of(subject):
            by_source[source] = [*comments.apply(by_source.get(source, ())), *self._idle(model.root / source, comments)]
        located: list[tuple[Located, str]] = []
        for source, every in sorted(by_source.items()):
            found = [one for one in every if one.severity >= least]
            text = _text(subject, source, found)
            here = locate(os.path.normpath(f"{name}/{source}"), text, found)
            located += zip(here, self._marks(here, text, subject, source), strict=True)
        return located

    def _marks(self, found: list[Located], text: str, subject: SiteSubject, source: str) -> tuple[str, ...]:
        if self.settings.baseline is None:
            return ("",) * len(found)
        if source in subject.spots.configuration or not any(map(_is_about_key, found)):
            return marks_of(found, text, {})
        document = subject.document(source)
        return marks_of(found, text, {} if document.error else document.plain)

    def _idle(self, file: Path, comments: Comments) -> Iterator[Diagnostic]:
        """The comments that no finding of these rules was ignored by; of other rules a check of the file tells."""
        asked = frozenset(one.code for one in self.rules if self._counts(file, one.code))
        for one in [own for own in self.checker.about_comments if self._counts(file, own.code)]:
            for comment, names in comments.unused(asked):
                yield one.span(comment.start, comment.end, idle(comment, names)[0])

    def _counts(self, file: Path, code: str) -> bool:
        """Whether a finding counts in a file: it is not excluded, and the code not ignored there."""
        if code.startswith(self.checker.ignored(file)):
            return False
        return self.excluded is None or not self.excluded.match_file(str(relative(file, self.settings.root)))


def comments_of(subject: SiteSubject) -> Iterator[tuple[str, Comments]]:
    """The files of a site that have comments which ignore findings: pages, and its configuration."""
    shown = {page.source for site in subject.sites for page in site.pages if page.source}
    pages = shown | {page.source for site in subject.sites for page in site.hidden}
    mark = COMMENT_MARK.encode()
    for source in sorted(pages | subject.spots.configuration):
        if mark not in subject.files.read(source):
            continue
        text = subject.text(source)
        if source in subject.spots.configuration:
            format_ = _WITH_COMMENTS.get(format_of(source))
            root = subject.spots.tree(source)
            if root is not None and format_ is not None:
                yield source, Comments(tuple(in_block(format_, text, 0, len(text), root)), Places(text))
        else:
            yield source, Comments.of(subject.document(source), source)


def _is_about_key(found: Located) -> bool:
    return bool(found.diagnostic.path and found.diagnostic.end)


def _text(subject: SiteSubject, source: str, found: list[Diagnostic]) -> str:
    """The text that findings have places in. A file that all are about as a whole, such as a video, is not read."""
    return subject.text(source) if any(one.end for one in found) else ""


def subject_of(model: Model) -> SiteSubject:
    """What rules are given of a site."""
    hugo = model.hugo.version
    return SiteSubject(model.sites, model.configs, model.files, Spots(model.files, hugo), hugo)
