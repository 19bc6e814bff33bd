"""Addresses of built sites: the URL of a file, what a link leads to, and where a site says that it is published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from hugokit.proof.facts import Side

_KEPT = "/:@!$&'()*+,;=~-._"
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-zA-Z][a-zA-Z0-9+.-]*:")
_NOWHERE = "https://site.invalid"


def url_of(file: str) -> str:
    """The path that a published file is asked for by, percent-encoded: `a b/index.html` is `/a%20b/`."""
    return "/" + quote(re.sub(r"(^|/)index\.html?$", r"\1", file), safe=_KEPT, errors="surrogateescape")


def file_of(url: str) -> str:
    """The file behind a path: `/a%20b/` is `a b/index.html`."""
    path = unquote(url.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]).lstrip("/")
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def target(href: str, url: str, side: Side) -> str:
    """What a link on the page at `url` leads to, in one spelling.

    A path from the root of the site for an address of its own, else a whole URL. An index file is its folder.
    """
    href = re.sub(r"[\t\n\r]", "", href).strip()
    if _OTHER_SCHEME.match(href):
        return href if len(href) < 200 else f"{href[:100]}…{len(href)} characters"
    base = side.bases[0] if side.bases else _NOWHERE + side.root
    try:
        whole = urljoin(base + url, href)
        parts = urlsplit(whole)
    except ValueError:
        return href
    path = re.sub(r"/index\.html?$", "/", quote(unquote(parts.path or "/"), safe=_KEPT))
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{quote(unquote(parts.fragment), safe=_KEPT)}" if parts.fragment else ""
    for own in (*side.bases, _NOWHERE + side.root):
        host = urlsplit(own)
        inside = path == host.path or path.startswith(host.path.rstrip("/") + "/")
        if parts.netloc.lower() == host.netloc.lower() and inside:
            return (path.removeprefix(host.path.rstrip("/")) or "/") + query + fragment
        if parts.netloc.lower() == host.netloc.lower():
            return f"(outside of the site) {path}{query}{fragment}"
    return urlunsplit((parts.scheme, parts.netloc.lower(), path, parts.query, parts.fragment))


def base_of(addresses: Iterable[str], published: Collection[str]) -> str:
    """The URL that a site is published at, by addresses that it gives itself (sitemap, feeds); "" where it says none.

    The one that makes published files of most of them. `published`: paths of files.
    """
    votes: Counter[str] = Counter()
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https"):
            continue
        folders = parts.path.split("/")
        for depth in range(1, len(folders) + 1):
            if file_of("/" + "/".join(folders[depth:])) in published:
                votes[f"{parts.scheme}://{parts.netloc}{'/'.join(folders[:depth])}"] += 1
    return max(votes, key=lambda base: (votes[base], -len(base)), default="")


def side_of(base: str, content: str = "") -> Side:
    """The side of a site that is published at `base`."""
    base = base.rstrip("/")
    if not re.match(r"https?://", base):
        return Side((), base, content)
    other = re.sub("^http(s?):", lambda found: "http:" if found[1] else "https:", base)
    return Side((base, other), urlsplit(base).path, content)


def footnote(href: str) -> str:
    """The place of a footnote or of its mark, which every generator names its own way; "" for any other link."""
    found = re.fullmatch(r"#(?:user-content-)?fn(ref\d*)?[:\-_].+", unquote(href))
    return "" if found is None else "(back from a footnote)" if found[1] else "(to a footnote)"
