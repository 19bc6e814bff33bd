"""Rules about whole sites: what they are given, what they find, and how they are registered."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.document import Document, loads
from hugokit.frontmatter.node import Path, find, place
from hugokit.rule import Manual, register
from hugokit.site.clash_words import keys, say
from hugokit.site.collisions import Claim, Clash, claims
from hugokit.site.config import Config
from hugokit.site.config_files import SiteFiles
from hugokit.site.model import Site
from hugokit.site.spots import Spots
from hugokit.text.encoding import BOM, decode

if TYPE_CHECKING:
    from hugokit.site.links import Broken, BrokenKind
    from hugokit.site.shortcodes import Judged


@dataclass(frozen=True)
class SiteSubject:
    """A site as rules see it: one `Site` and one `Config` a language, in Hugo's order.

    `spots` finds the places of keys and settings, `files` has every file below the site's folder, `hugo` is who reads.
    """

    sites: Sequence[Site]
    configs: Sequence[Config]
    files: SiteFiles
    spots: Spots
    hugo: tuple[int, int]

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every file that Hugo writes, with who wants it."""
        return tuple(claims(self.sites))

    @cached_property
    def broken(self) -> tuple[Broken, ...]:
        """Every link that leads nowhere."""
        from hugokit.site.links import Links  # a check of configurations does not wait for what reads bodies

        leads = Links(self.files, self.configs, self.sites, self.hugo).leads()
        return tuple(lead.broken for lead in leads if lead.broken)

    @cached_property
    def shortcodes(self) -> tuple[Judged, ...]:
        """What is wrong with calls of shortcodes, page by page."""
        from hugokit.site.shortcodes import judged

        return tuple(judged(self.sites, self.configs, self.files, self.hugo))

    def document(self, source: str) -> Document[Any]:
        """The document in a file, named from the site's root; it is read each time it is asked for (FileRefused)."""
        return loads(self.files.read(source), hugo=self.hugo)

    def text(self, source: str) -> str:
        """The text that offsets of findings in a file count in (FileRefused)."""
        if source in self.spots.configuration:
            return decode(self.files.read(source)).removeprefix(BOM)
        return self.document(source).text


@dataclass(frozen=True, slots=True)
class SiteFinding:
    """A finding in a file of a site, which is named from the site's root."""

    source: str
    diagnostic: Diagnostic


SiteCheck = Callable[["SiteRule", SiteSubject], Iterator[SiteFinding]]


@dataclass(frozen=True, slots=True)
class SiteRule(Manual):
    """A rule about whole sites."""

    check: SiteCheck
    of_configuration: bool = False

    @property
    def needs_site(self) -> bool:
        """A rule about the configuration alone is asked without the pages, too."""
        return not self.of_configuration

    def at(
        self, subject: SiteSubject, source: str, *paths: Path, message: str, severity: Severity | None = None
    ) -> SiteFinding:
        """A finding about the first of these keys or items that a page has (any case), else about its beginning."""
        document = subject.document(source) if paths else None
        for path in paths if document and not document.error else ():
            if document and find(document.root, path[:1]) is not None:
                return self.span(source, *place(document.root, path), message=message, path=path, severity=severity)
        return self.span(source, message=message, severity=severity)

    def setting(
        self, subject: SiteSubject, *path: str | int, message: str, severity: Severity | None = None
    ) -> SiteFinding:
        """A finding about a setting of the site's configuration, else about the nearest table that it would be in."""
        for cut in range(len(path), 0, -1):
            held = subject.spots.holder(*path[:cut])
            if held is not None:
                return self.span(*held, message=message, path=path, severity=severity)
        first = min(subject.spots.configuration, default="hugo.toml")
        return self.span(first, message=message, path=path, severity=severity)

    def clash(self, subject: SiteSubject, clash: Clash, *, severity: Severity | None = None) -> SiteFinding:
        """A finding about who wants the same file, at the claim that is to be mended."""
        said, claim = say(clash, subject.spots), clash.claims[0]
        message = f"{said.message}; {said.mend}"
        if not claim.source:
            return self.setting(subject, "baseurl", message=message, severity=severity)
        return self.at(subject, claim.source, *keys(claim), message=message, severity=severity)

    def links(self, subject: SiteSubject, kind: BrokenKind) -> Iterator[SiteFinding]:
        """A finding for each link of this kind that leads nowhere; an error where it ends the build."""
        told = set()
        for found in subject.broken:
            place = (found.source, found.start, found.end)
            if found.kind == kind and place not in told:  # one file may be a page of several languages
                told.add(place)
                message = f"{found.message}; {found.mend}"
                grade = Severity.ERROR if found.fails else Severity.WARNING
                yield self.span(found.source, found.start, found.end, message=message, severity=grade)

    def shortcodes(self, subject: SiteSubject, *kinds: str) -> Iterator[SiteFinding]:
        """A finding for each judgement of these kinds on a shortcode; a page that is not published fails no build
        by what its shortcodes do, but by shortcodes that cannot be read.
        """
        for one in subject.shortcodes:
            if one.finding.kind in kinds:
                fails = one.finding.unreadable or (one.finding.refused and not one.hidden)
                severity = Severity.ERROR if fails else Severity.WARNING
                yield self.span(one.source, one.start, one.end, message=one.finding.message, severity=severity)

    def span(
        self,
        source: str,
        start: int = 0,
        end: int = 0,
        *,
        message: str,
        path: Path = (),
        severity: Severity | None = None,
    ) -> SiteFinding:
        """A finding about a stretch of a file's text (`SiteSubject.text`)."""
        grade = self.severity if severity is None else severity
        return SiteFinding(source, Diagnostic(self.code, self.slug, grade, message, start, end, path))


def site_rule(
    code: str, slug: str, severity: Severity, *, of_configuration: bool = False
) -> Callable[[SiteCheck], SiteCheck]:
    """Register the decorated function `(rule, subject) -> findings` under a code and a slug, each used once.

    `of_configuration`: it looks at `spots` and `hugo` of its subject only.
    """

    def add(check: SiteCheck) -> SiteCheck:
        manual = inspect.cleandoc(check.__doc__ or "")
        register(SiteRule(code, slug, severity, manual, check, of_configuration))
        return check

    return add
