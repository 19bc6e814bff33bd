"""Settings that Hugo has given up or renamed, as data: since when it says so, stops at them, and forgets them.

Versions of what 0.168 says are tried with the binary (tests/sites/test_changes.py); the others follow Hugo's own rule:
a warning three versions after a deprecation, an error fifteen after it (six and twelve before 0.143).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hugokit.frontmatter.node import Path

Version = tuple[int, int]
State = Literal["forgotten", "fails", "warns", "deprecated"]


@dataclass(frozen=True, slots=True)
class Change:
    """A setting by its way in lower case: `*` is any key, `#` an item of a list.

    `since`: deprecated; `warns`, `fails`: from which version Hugo does; `forgotten`: from which it is not read and
    nothing is said. `instead`: what to write, "" for nothing.
    """

    way: str
    instead: str
    since: Version | None = None
    warns: Version | None = None
    fails: Version | None = None
    forgotten: Version | None = None

    def state(self, hugo: Version) -> State | None:
        """What a version of Hugo does with the setting; None where all is well."""
        steps: tuple[tuple[Version | None, State], ...] = (
            (self.forgotten, "forgotten"), (self.fails, "fails"), (self.warns, "warns"), (self.since, "deprecated"),
        )  # fmt: skip
        return next((state for since, state in steps if since is not None and hugo >= since), None)


def _steps(since: int, warns: int, fails: int, forgotten: int | None = None) -> dict[str, Version | None]:
    return {
        "since": (0, since),
        "warns": (0, warns),
        "fails": (0, fails),
        "forgotten": None if forgotten is None else (0, forgotten),
    }


_MOUNTS = _steps(153, 156, 168)
_MINIFY = _steps(150, 153, 165)
_HOOKS = _steps(148, 151, 163)
_LANGUAGES = _steps(158, 161, 173)
_IMAGING = _steps(163, 166, 178)
_TWITTER = _steps(141, 144, 156, 165)
_OLD: dict[str, Version | None] = {"forgotten": (0, 80)}

CHANGES = (
    Change("paginate", "pagination.pagerSize", **_steps(128, 134, 140, 156)),
    Change("paginatepath", "pagination.path", **_steps(128, 134, 140, 156)),
    Change("languages.*.paginate", "pagination.pagerSize", **_steps(128, 134, 140, 156)),
    Change("languages.*.paginatepath", "pagination.path", **_steps(128, 134, 140, 156)),
    Change("languagecode", "locale", **_LANGUAGES),
    Change("languages.*.languagecode", "locale", **_LANGUAGES),
    Change("languages.*.languagename", "label", **_LANGUAGES),
    Change("languages.*.languagedirection", "direction", **_LANGUAGES),
    Change("privacy.twitter", "privacy.x", **_TWITTER),
    Change("services.twitter", "services.x", **_TWITTER),
    Change("minifyoutput", "minify.minifyOutput", **_MINIFY),
    Change("minify.tdewolff.html.keepconditionalcomments", "keepSpecialComments", **_MINIFY),
    Change("minify.tdewolff.css.keepcss2", "version = 2", **_MINIFY),
    Change("minify.tdewolff.css.decimals", "precision", **_MINIFY),
    Change("minify.tdewolff.svg.decimals", "precision", **_MINIFY),
    Change("markup.goldmark.renderhooks.image.enabledefault", "useEmbedded", **_HOOKS),
    Change("markup.goldmark.renderhooks.link.enabledefault", "useEmbedded", **_HOOKS),
    Change("module.mounts.#.includefiles", "files", **_MOUNTS),
    Change("module.mounts.#.excludefiles", 'files, each with "! " before it', **_MOUNTS),
    Change("module.mounts.#.lang", "sites.matrix.languages", **_MOUNTS),
    Change("imaging.quality", "imaging.jpeg.quality and imaging.webp.quality", **_IMAGING),
    Change("imaging.compression", "imaging.webp.compression", **_IMAGING),
    Change("imaging.hint", "imaging.webp.hint", **_IMAGING),
    Change("cascade._target", "target", **_steps(156, 159, 171)),
    Change("cascade.#._target", "target", **_steps(156, 159, 171)),
    Change("caches.getjson", "caches.getresource", fails=(0, 156)),
    Change("caches.getcsv", "caches.getresource", fails=(0, 156)),
    Change("blackfriday", "", forgotten=(0, 100)),
    Change("markup.blackfriday", "", forgotten=(0, 100)),
    Change("author", "params.author", **_steps(124, 130, 136, 156)),
    Change("social", "params.social", **_steps(124, 130, 136, 156)),
    Change("metadataformat", "", **_OLD),
    Change("disablerss", 'disableKinds = ["RSS"]', **_OLD),
    Change("disablesitemap", 'disableKinds = ["sitemap"]', **_OLD),
    Change("disable404", 'disableKinds = ["404"]', **_OLD),
    Change("preservetaxonomynames", "", **_OLD),
    Change("footnoteanchorprefix", "", **_OLD),
)


def changes_of(way: Path) -> Iterator[Change]:
    """The changes of the setting at a way in lower case."""
    steps = ["#" if isinstance(step, int) else step for step in way]
    for change in CHANGES:
        wanted = change.way.split(".")
        if len(wanted) == len(steps) and all(want in ("*", step) for want, step in zip(wanted, steps, strict=True)):
            yield change
