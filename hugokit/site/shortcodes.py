"""The shortcodes of a site: those of its layouts, themes and modules, and what is wrong with calls of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hugokit.body.judge import Finding, judge
from hugokit.body.known import Known, combined
from hugokit.body.signatures import Signature, signature
from hugokit.document import loads
from hugokit.site.config import Config
from hugokit.site.config_files import Present, SiteFiles
from hugokit.site.content import mounted
from hugokit.site.model import Site
from hugokit.text.encoding import decode

_FOLDERS = ("_shortcodes", "shortcodes")
_ELSEWHERE = frozenset({"theme", "module.imports", "module.mounts"})
_SWITCHES = {
    "instagram": ("instagram",),
    "vimeo": ("vimeo", "vimeo_simple"),
    "x": ("x", "x_simple"),
    "youtube": ("youtube",),
}


def known_shortcodes(files: SiteFiles, configs: Sequence[Config], hugo: tuple[int, int]) -> Known:
    """What the pages of a site can call. It is complete where all themes and modules, and any layouts, are on disk.

    `configs`: one a language; they share their layouts and modules.
    """
    present = Present(files.names())
    layouts = [(below, source) for _, below, source in mounted(present, configs[0].mounts, "layouts")]
    there = bool(layouts) and not any(loss.key in _ELSEWHERE for config in configs for loss in config.losses)
    return Known(combined(_signatures(files, layouts)), hugo, there, _off(configs[0]))


def _signatures(files: SiteFiles, layouts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Signature]]:
    seen: set[tuple[str, str]] = set()
    for below, source in layouts:
        place = _place(below.lower())
        if place and place not in seen:
            seen.add(place)
            yield place[1].partition(".")[0], signature(decode(files.read(source)))


def _place(below: str) -> tuple[str, str] | None:
    """The folder that a shortcode's template is for, and its path below; None for any other template."""
    steps = below.split("/")
    at = next((at for at, step in enumerate(steps[:-1]) if step in _FOLDERS), None)
    return None if at is None else ("/".join(steps[:at]), "/".join(steps[at + 1 :]))


def _off(config: Config) -> frozenset[str]:
    privacy = config.privacy
    return frozenset(
        name
        for service, names in _SWITCHES.items()
        if isinstance(table := privacy.get(service), dict) and table.get("disable")
        for name in names
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding in a file, which is named from the site's root; `start` and `end` count characters of its text.

    `hidden`: the page is not published now, being a draft, future or expired.
    """

    source: str
    finding: Finding
    start: int
    end: int
    hidden: bool


def judged(
    sites: Sequence[Site], configs: Sequence[Config], files: SiteFiles, hugo: tuple[int, int]
) -> Iterator[Judged]:
    """What is wrong with the shortcodes of each page that has a file, also of one that Hugo refuses for them."""
    known = known_shortcodes(files, configs, hugo)
    for source, hidden in _sources(sites).items():
        data = files.read(source)
        if b"{{<" not in data and b"{{%" not in data:
            continue
        doc = loads(data, hugo=hugo)
        if doc.error:
            continue
        head = len(doc.text) - len(doc.body)
        for one in judge(doc.body, known):
            yield Judged(source, one, head + one.start, head + one.end, hidden)


def _sources(sites: Sequence[Site]) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for site in sites:
        pages = [(page.source, bool(page.hidden)) for page in (*site.pages, *site.unlisted, *site.unpublished)]
        pages += [(page.source, False) for page in site.hidden if page.why == "refused"]
        for source, hidden in pages:
            if source:
                found.setdefault(source, hidden)
    return found
