"""How a site's Markdown becomes links: as written, by Hugo's own render hooks, or by hooks that are not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from hugokit.body.known import EMBEDDED
from hugokit.body.shortcodes import Shortcode
from hugokit.body.signatures import signature
from hugokit.site.config import Config
from hugokit.site.config_files import Present, SiteFiles
from hugokit.site.content import mounted
from hugokit.site.model import Site
from hugokit.site.values import table
from hugokit.text.encoding import decode

Reading = Literal["plain", "embedded", "unknown"]
_ID = re.compile(r"\bid\s*=\s*(?:\"([^\"{}]*)\"|'([^'{}]*)'|([^\s\"'>{}]+))", re.IGNORECASE)
_MADE_ID = re.compile(r"\bid\s*=\s*[\"']?[^\"'>\s]*\{\{", re.IGNORECASE)
_MARKDOWN = re.compile(r"markdownify|RenderString|\.Page\.Render", re.IGNORECASE)
_ANCHORS = re.compile(
    r"\b(?:id|name)\s*=|readFile|partial|GetPage|\.Content|RenderShortcodes|Unmarshal|site\.Data", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Hooks:
    """What the layouts of a language say of links and anchors.

    `whole`: every theme and module is on disk, and there are layouts. `ids`: those that layouts write; `makes_ids`:
    some are made of values, so they are not known. `heading_ids`: headings have Hugo's ids.
    """

    link: Reading
    image: Reading
    whole: bool
    ids: frozenset[str]
    makes_ids: bool
    heading_ids: bool

    @property
    def knows_anchors(self) -> bool:
        """Whether all anchors are known that are not in the content."""
        return self.whole and not self.makes_ids


def read_hooks(files: SiteFiles, present: Present, config: Config, *, missing: bool) -> Hooks:
    """The render hooks of one language, from the layouts that are on disk. `missing`: some theme or module is not."""
    sources = [(below, source) for _, below, source in mounted(present, config.mounts, "layouts")]
    texts = {below: decode(files.read(source)) for below, source in sources if below.endswith((".html", ".htm"))}
    whole = bool(texts) and not missing
    found = [next(group for group in ids if group) for text in texts.values() for ids in _ID.findall(text) if any(ids)]
    headings = [text for below, text in texts.items() if "_markup/render-heading" in below]
    others = [text for below, text in texts.items() if "_markup/" not in below and not _is_shortcode(below)]
    return Hooks(
        _reading(config, "link", texts, whole=whole),
        _reading(config, "image", texts, whole=whole),
        whole,
        frozenset(found),
        any(_MADE_ID.search(text) for text in others),
        all(".Anchor" in text for text in headings),
    )


def _is_shortcode(below: str) -> bool:
    return below.startswith(("shortcodes/", "_shortcodes/"))


def _reading(config: Config, kind: str, layouts: Iterable[str], *, whole: bool) -> Reading:
    own = not whole or any(f"_markup/render-{kind}" in below for below in layouts)
    if is_embedded(config, kind, own=own):
        return "embedded"
    return "unknown" if own else "plain"


def is_embedded(config: Config, kind: str, *, own: bool) -> bool:
    """Whether Hugo's own hooks read links or images (`kind`). `own`: the site or its theme has some.

    Hugo's go before these with `always`; else they stand in where there are none.
    """
    settings = table(table(config.markup.get("renderhooks")).get(kind))
    use = str(settings.get("useembedded", "auto")).lower()
    if "enabledefault" in settings:
        use = "fallback" if settings["enabledefault"] is True else "never"
    if use == "always" or own:
        return use == "always"
    several = "languages" in config.places and not config.multihost
    automatic = use == "auto" and several and config.markup.get("duplicateresourcefiles") is not True
    return use == "fallback" or automatic


class Calls:
    """What is known of the shortcodes of a site: its own templates come before Hugo's."""

    def __init__(self, site: Site) -> None:
        self._templates = site.shortcodes
        self._inner = {name: signature(template).inner for name, template in site.shortcodes.items()}

    def is_hugos(self, name: str) -> bool:
        """Whether a call of this name is of a shortcode of Hugo's own."""
        return name.lower() not in self._templates and name.lower() in EMBEDDED

    def takes_inner(self, name: str) -> bool | None:
        """Whether one of the site's own reads what stands between its tags. A theme may have its own for Hugo's."""
        return self._inner.get(name.lower())

    def reads_inner(self, call: Shortcode) -> bool:
        """Whether what stands between the tags is surely read as Markdown."""
        name = call.name.lower()
        if name in self._templates:
            return call.markup or bool(_MARKDOWN.search(self._templates[name]))
        return name == "details"

    def prints_no_anchors(self, call: Shortcode) -> bool:
        """Whether a call surely prints no anchors beside those in its content."""
        name = call.name.lower()
        if name in self._templates:
            return not _ANCHORS.search(self._templates[name])
        return name in EMBEDDED
