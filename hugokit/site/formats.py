"""Output formats: Hugo's own, those that a site configures, and which kinds of pages are written in which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from hugokit.frontmatter.values import to_bool as truth
from hugokit.frontmatter.values import to_string as text
from hugokit.site.values import table, words


class OutputFormat(NamedTuple):
    """A format that pages are written in. The file is `base_name`, `delimiter` and `suffix`, below the folder `path`.

    `name` and `media_type` are in lower case; `suffix` has no dot. `ugly`, `no_ugly`: whatever uglyURLs says;
    `root`: always at the root of the site; `permalinkable`: its own URL counts, not that of the page's first format;
    `not_alternative`: not among `.AlternativeOutputFormats`.
    """

    name: str
    base_name: str = "index"
    suffix: str = "html"
    path: str = ""
    ugly: bool = False
    no_ugly: bool = False
    root: bool = False
    permalinkable: bool = False
    is_html: bool = False
    is_plain_text: bool = False
    not_alternative: bool = False
    rel: str = "alternate"
    media_type: str = "text/html"
    delimiter: str = "."
    protocol: str = ""
    weight: int = 0

    @property
    def file_name(self) -> str:
        """The name of a page's file where URLs are not ugly: `index.html`."""
        return f"{self.base_name}{self.delimiter}{self.suffix}" if self.suffix else self.base_name


# Hugo's media types and the first suffix of each.
_SUFFIXES: Mapping[str, str] = {
    "application/json": "json",
    "application/manifest+json": "webmanifest",
    "application/octet-stream": "",
    "application/pdf": "pdf",
    "application/rss+xml": "xml",
    "application/source-map": "map",
    "application/toml": "toml",
    "application/wasm": "wasm",
    "application/xml": "xml",
    "application/yaml": "yaml",
    "font/otf": "otf",
    "font/ttf": "ttf",
    "font/woff": "woff",
    "font/woff2": "woff2",
    "image/avif": "avif",
    "image/bmp": "bmp",
    "image/gif": "gif",
    "image/heic": "heic",
    "image/heif": "heif",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/tiff": "tif",
    "image/webp": "webp",
    "text/asciidoc": "adoc",
    "text/calendar": "ics",
    "text/css": "css",
    "text/csv": "csv",
    "text/html": "html",
    "text/javascript": "js",
    "text/jsx": "jsx",
    "text/markdown": "md",
    "text/org": "org",
    "text/pandoc": "pandoc",
    "text/plain": "txt",
    "text/rst": "rst",
    "text/tsx": "tsx",
    "text/typescript": "ts",
    "text/x-gotmpl": "gotmpl",
    "text/x-sass": "sass",
    "text/x-scss": "scss",
    "video/3gpp": "3gpp",
    "video/mp4": "mp4",
    "video/mpeg": "mpg",
    "video/ogg": "ogv",
    "video/webm": "webm",
    "video/x-msvideo": "avi",
}


def _built_in(name: str, media_type: str, **fields: Any) -> OutputFormat:
    return OutputFormat(name, suffix=_SUFFIXES[media_type], media_type=media_type, **fields)


_PAGE = {"is_html": True, "permalinkable": True}
_OWN = (
    _built_in("html", "text/html", rel="canonical", weight=10, **_PAGE),
    _built_in("404", "text/html", base_name="", rel="", ugly=True, not_alternative=True, **_PAGE),
    _built_in("alias", "text/html", base_name="", rel="", ugly=True, is_html=True),
    _built_in("amp", "text/html", path="amp", rel="amphtml", **_PAGE),
    _built_in("calendar", "text/calendar", is_plain_text=True, protocol="webcal://"),
    _built_in("css", "text/css", base_name="styles", is_plain_text=True, rel="stylesheet", not_alternative=True),
    _built_in("csv", "text/csv", is_plain_text=True),
    _built_in("gotmpl", "text/x-gotmpl", base_name="", rel="", is_plain_text=True, not_alternative=True),
    _built_in("json", "application/json", is_plain_text=True),
    _built_in("markdown", "text/markdown", is_plain_text=True),
    _built_in("robots", "text/plain", base_name="robots", is_plain_text=True, root=True),
    _built_in("rss", "application/rss+xml", no_ugly=True),
    _built_in("sitemap", "application/xml", base_name="sitemap", ugly=True, rel="sitemap"),
    _built_in("sitemapindex", "application/xml", base_name="sitemap", ugly=True, root=True, rel="sitemap"),
    _built_in(
        "webappmanifest",
        "application/manifest+json",
        base_name="manifest",
        is_plain_text=True,
        not_alternative=True,
        rel="manifest",
    ),
)
BUILT_IN: Mapping[str, OutputFormat] = {one.name: one for one in _OWN}
DEFAULT_OUTPUTS: Mapping[str, tuple[str, ...]] = {
    "home": ("html", "rss"),
    "page": ("html",),
    "rss": ("rss",),
    "section": ("html", "rss"),
    "taxonomy": ("html", "rss"),
    "term": ("html", "rss"),
}
_TEXTS = {"basename": "base_name", "path": "path", "rel": "rel", "protocol": "protocol"}
_SWITCHES = {
    "ugly": "ugly",
    "nougly": "no_ugly",
    "root": "root",
    "permalinkable": "permalinkable",
    "ishtml": "is_html",
    "isplaintext": "is_plain_text",
    "notalternative": "not_alternative",
}


class UnknownMediaType(ValueError):
    """An output format names a media type that there is not."""


def read_formats(configured: Any, media_types: Any) -> dict[str, OutputFormat]:
    """All formats by name, in Hugo's order. UnknownMediaType where Hugo stops, with the name of the format."""
    suffixes = _suffixes(media_types)
    found = {name: _with_suffix(one, one.media_type, suffixes) for name, one in BUILT_IN.items()}
    for name, given in table(configured).items():
        found[name] = _changed(found.get(name, OutputFormat(name, suffix="", media_type="")), table(given), suffixes)
    return dict(sorted(found.items(), key=lambda item: (item[1].weight == 0, item[1].weight, item[0])))


def read_outputs(configured: Any) -> dict[str, tuple[str, ...]]:
    """The names of the formats that each kind of page is written in, Hugo's defaults with them."""
    own = {kind: tuple(name.lower() for name in words(names)) for kind, names in table(configured).items()}
    return {**DEFAULT_OUTPUTS, **own}


def _changed(one: OutputFormat, given: Mapping[str, Any], suffixes: Mapping[str, tuple[str, str]]) -> OutputFormat:
    fields: dict[str, Any] = {field: text(given[key]) for key, field in _TEXTS.items() if key in given}
    fields |= {field: truth(given[key]) for key, field in _SWITCHES.items() if key in given}
    if isinstance(given.get("weight"), (int, float)):
        fields["weight"] = int(given["weight"])
    one = one._replace(**fields)
    media_type = text(given.get("mediatype")).lower()
    if not media_type:
        return one
    if media_type not in suffixes:
        raise UnknownMediaType(f"the output format {one.name} has the media type {media_type!r}, which there is not")
    return _with_suffix(one, media_type, suffixes)


def _with_suffix(one: OutputFormat, media_type: str, suffixes: Mapping[str, tuple[str, str]]) -> OutputFormat:
    delimiter, suffix = suffixes[media_type]
    return one._replace(media_type=media_type, delimiter=delimiter, suffix=suffix)


def _suffixes(media_types: Any) -> dict[str, tuple[str, str]]:
    """Delimiter and first suffix by media type. One that is configured has nothing of Hugo's own any more."""
    found = {name: (".", suffix) for name, suffix in _SUFFIXES.items()}
    for name, given in table(media_types).items():
        fields = table(given)
        listed = fields.get("suffixes")
        parts = listed.split() if isinstance(listed, str) else words(listed)
        suffix = ",".join(parts).lower().strip().partition(",")[0]
        found[name] = (text(fields.get("delimiter")) or ".", suffix)
    return found | {name.partition("+")[0]: found[name] for name in list(found) if name.partition("+")[0] not in found}
