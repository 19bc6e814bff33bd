"""What a site's layouts say: which output formats they can write, which lists they cut into pages, its shortcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import product
from typing import NamedTuple

from hugokit.site.config import Config, OutputFormat
from hugokit.site.config_files import Present, SiteFiles
from hugokit.site.content import mounted
from hugokit.site.model import Kind
from hugokit.text.encoding import decode

_INSIDE = frozenset({"shortcodes", "_shortcodes", "_markup"})
_NOT_PAGES = _INSIDE | {"partials", "_partials"}
_STEMS: dict[str, tuple[str, ...]] = {
    "home": ("index", "home", "list", "all"),
    "section": ("section", "list", "all"),
    "taxonomy": ("taxonomy", "terms", "list", "all"),
    "term": ("term", "list", "all"),
    "page": ("page", "single", "all"),
}
_FOLDERS: dict[str, tuple[str, ...]] = {
    "home": (),
    "section": ("section",),
    "taxonomy": ("taxonomy",),
    "term": ("term", "taxonomy"),
    "page": ("page",),
}
# Hugo has templates of its own for these.
_EMBEDDED = frozenset({"html", "rss", "sitemap", "robots"})
_PARTIAL = re.compile(r"partial(?:Cached)?\s+[\"`]([^\"`]+)[\"`]|template\s+[\"`]([^\"`]+)[\"`]")
_PAGES = re.compile(
    r"\.Paginate\s+(\([^()]*(?:\([^()]*\)[^()]*)*\)|\S+?)(?:\s+(\d+))?\s*[-)}]|\.Paginator\b(?:\s+(\d+))?"
)
_VARIABLE = re.compile(r"\(?\s*(\$\w+)\s*\)?\Z")


class Paging(NamedTuple):
    """How a template cuts a list: `pages` is the expression of what is in it ("" for what Hugo takes), `size` or 0."""

    pages: str = ""
    size: int = 0


class Templates:
    """The layouts that are on disk, the site's own before those of its themes; one for all languages."""

    def __init__(self, files: SiteFiles, present: Present, config: Config) -> None:
        self._files = files
        self._whole = {mount.module for mount in config.mounts}.issuperset(config.themes)
        self._all: dict[str, str] = {}
        for _, below, source in mounted(present, config.mounts, "layouts"):
            self._all.setdefault(below.lower(), source)
        self._texts: dict[str, str] = {}
        self._written: dict[tuple[Kind, str], bool] = {}

    @cached_property
    def _pages(self) -> dict[str, str]:
        return {below: source for below, source in self._all.items() if not _NOT_PAGES.intersection(below.split("/"))}

    def writes(self, kind: Kind, form: OutputFormat) -> bool:
        """Whether a template for this format and kind of page is there, or is Hugo's own."""
        if form.name in _EMBEDDED:
            return True
        if (kind, form.name) not in self._written:
            self._written[kind, form.name] = any(self._fits(below, kind, form) for below in self._pages)
        return self._written[kind, form.name]

    @staticmethod
    def _fits(below: str, kind: Kind, form: OutputFormat) -> bool:
        stem, *rest = below.rpartition("/")[2].split(".")
        if stem == "baseof":
            return False
        stands_for = stem in _STEMS[kind] or (kind != "home" and not any(stem in own for own in _STEMS.values()))
        named = form.name in rest or (not form.is_html and rest[-1:] == [form.suffix])
        return named and stands_for

    @cached_property
    def cut_lists(self) -> bool:
        """Whether they page their lists. Without any of a theme that is wanted the answer is yes, as most themes do."""
        html = ((below, source) for below, source in self._all.items() if below.endswith((".html", ".htm")))
        found = [source for below, source in html if not _INSIDE.intersection(below.split("/"))]
        return not found or not self._whole or any("Paginat" in self._text(source) for source in found)

    @cached_property
    def shortcode_files(self) -> dict[str, str]:
        """The files of the templates of shortcodes by name, in lower case."""
        found: dict[str, str] = {}
        for below, source in self._all.items():
            folder, _, rest = below.partition("/")
            if folder in ("_shortcodes", "shortcodes") and rest.endswith(".html"):
                found.setdefault(rest.removesuffix(".html"), source)
        return found

    @cached_property
    def shortcodes(self) -> dict[str, str]:
        """The templates of shortcodes by name, in lower case."""
        return {name: self._text(source) for name, source in self.shortcode_files.items()}

    @cached_property
    def hooks(self) -> dict[str, str]:
        """The texts of the render hooks by their path below layouts/, in lower case."""
        return {below: self._text(source) for below, source in self._all.items() if "_markup/render-" in below}

    def has_404(self) -> bool:
        """Whether there is a template for the page that says that there is none."""
        return any(below.rpartition("/")[2].split(".")[0] == "404" for below in self._pages)

    def paging(self, kind: Kind, path: str, type_: str, layout: str) -> Paging | None:
        """How the list of a page is cut; None where its template is not there or does not cut it."""
        source = self._template(kind, path, type_, layout)
        return self._paging_of(source, frozenset()) if source else None

    def _template(self, kind: Kind, path: str, type_: str, layout: str) -> str:
        own = path.strip("/").split("/")
        folders = ["/".join(own[:n]) for n in range(len(own), 0, -1)] if path != "/" else []
        folders = list(dict.fromkeys([*folders, *([type_] if type_ else []), *_FOLDERS[kind], "_default", ""]))
        stems = [*([layout] if layout else []), *_STEMS[kind]]
        for stem, folder in product(stems, folders):
            if stem != "terms" or folder:  # at the root it is the name of a layout, and of no kind
                for ending in (".html.html", ".html"):
                    found = self._pages.get(f"{folder}/{stem}{ending}".lstrip("/"))
                    if found:
                        return found
        return ""

    def _paging_of(self, source: str, seen: frozenset[str]) -> Paging | None:
        text = self._text(source)
        found = _PAGES.search(text)
        if found:
            return Paging(self._expression((found[1] or "").strip(), text), int(found[2] or found[3] or 0))
        for name in self._partials(text):
            if name not in seen:
                inner = self._paging_of(name, seen | {name})
                if inner is not None:
                    return inner
        return None

    def _expression(self, written: str, text: str) -> str:
        """An expression of pages; a variable is what the template sets it to first, a partial what stands in it."""
        name = _VARIABLE.match(written)
        if name:
            sets = re.search(rf"{re.escape(name[1])}\s*:?=\s*(.*?)\s*-?}}}}", text, re.DOTALL)
            written = sets[1] if sets else ""
        return next((self._text(source) for source in self._partials(written)), written)

    def _partials(self, text: str) -> Iterator[str]:
        for found in _PARTIAL.finditer(text):
            name = (found[1] or found[2]).lower().removeprefix("partials/").removeprefix("_partials/")
            for folder in ("_partials", "partials"):
                for ending in ("", ".html"):
                    source = self._all.get(f"{folder}/{name}{ending}")
                    if source:
                        yield source

    def _text(self, source: str) -> str:
        if source not in self._texts:
            self._texts[source] = decode(self._files.read(source))
        return self._texts[source]
