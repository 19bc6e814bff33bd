"""Which shortcodes a site has: those of its layouts, its themes' and its modules'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hugokit.body.known import Known, combined
from hugokit.body.signatures import Signature, signature
from hugokit.site.config import Config
from hugokit.site.config_files import SiteFiles
from hugokit.site.content import mounted
from hugokit.text.encoding import decode

_FOLDERS = ("_shortcodes", "shortcodes")
_ELSEWHERE = frozenset({"theme", "module.imports", "module.mounts"})
_SWITCHES = {
    "instagram": ("instagram",),
    "vimeo": ("vimeo", "vimeo_simple"),
    "x": ("x", "x_simple"),
    "youtube": ("youtube",),
}


def known_shortcodes(files: SiteFiles, config: Config, hugo: tuple[int, int]) -> Known:
    """What the pages of a site can call. It is complete where all themes and modules, and any layouts, are on disk."""
    present = sorted(files.names())
    layouts = [(below, source) for _, below, source in mounted(present, config.mounts, "layouts")]
    there = bool(layouts) and not any(loss.key in _ELSEWHERE for loss in config.losses)
    return Known(combined(_signatures(files, layouts)), hugo, there, _off(config))


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
