"""One of the two built sites that `verify` compares: its files, what each says, and where it is published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from hugokit.errors import SettingsError
from hugokit.fs.published import list_published
from hugokit.fs.read import read_file
from hugokit.proof.address import base_of, side_of, url_of
from hugokit.proof.facts import Facts, Side
from hugokit.proof.feeds import addresses, read_xml
from hugokit.proof.page import canonical, read_page
from hugokit.text.display import escape

PAGES = (".html", ".htm")
_SAMPLE = 150
_ENOUGH = 50
_MOST_BYTES = 256 * 1024 * 1024  # the sitemap of a large site is larger than a page may be
# What hosts take for redirects in the place of pages (Netlify, Cloudflare Pages).
_REDIRECTS = "_redirects"


class BuiltSite:
    """A folder of published files. `found` counts where the main content of its pages was found.

    `place` is the folder that somebody named, `how` says how `root` was made of it, `notes` what should be known.
    """

    def __init__(
        self,
        root: Path,
        *,
        place: Path | None = None,
        how: str = "read as it is",
        base: str = "",
        content: str = "",
        notes: Iterable[str] = (),
    ) -> None:
        if not root.is_dir():
            raise SettingsError(f"{escape(str(root))}: no such folder")
        self.root = root
        self.place = place or root
        self.how = how
        self.names = list_published(root)
        self.files = frozenset(self.names)
        self.pages = [name for name in self.names if name.endswith(PAGES)]
        if not self.pages:
            raise SettingsError(f"{escape(str(root))}: there is no .html file, so there is nothing to compare")
        self.base = (base or self._own_base()).rstrip("/")
        self.side = side_of(self.base, content)
        self.found: Counter[str] = Counter()
        self.notes = list(notes)
        self.redirects = self._redirects()

    def meets(self, other: BuiltSite) -> None:
        """Pages of both may link to either host: content is often moved with its whole links."""
        roots = (self.side.root, other.side.root)
        if self.base and other.base and self.base != other.base and roots[0] == roots[1]:
            both = dict.fromkeys((*self.side.bases, *other.side.bases))
            self.side = Side(tuple(both), roots[0], self.side.content)
        elif not self.base and other.base:
            self.base = other.base
            self.side = side_of(other.base, self.side.content)

    def facts(self, name: str) -> Facts | None:
        """What a page, a feed or a sitemap says; None for any other file. FileRefused for one that cannot be read."""
        if name.endswith(PAGES):
            return read_page(self.data(name), url_of(name), self.side)
        if name.endswith((".xml", ".rss", ".atom")):
            return read_xml(self.data(name), url_of(name), self.side)
        return None

    def data(self, name: str) -> bytes:
        """The bytes of a file (FileRefused)."""
        return read_file(self.root / name, limit=_MOST_BYTES).data

    def sample(self) -> Iterator[Facts]:
        """Pages from all over the site, to see what its templates show."""
        for name in self.pages[:: max(1, len(self.pages) // _SAMPLE)]:
            yield read_page(self.data(name), url_of(name), self.side)

    def _own_base(self) -> str:
        """Where the site says that it is published: sitemaps, then feeds, then what its pages call themselves."""
        sitemaps = [name for name in self.names if re.search(r"sitemap[^/]*\.xml$", name)]
        feeds = [name for name in self.names if name.endswith((".xml", ".rss", ".atom")) and name not in sitemaps]
        for names in (sitemaps[:5], feeds[:5]):
            said = [address for name in names for address in addresses(self.data(name))[:_ENOUGH]]
            if base := base_of(said, self.files):
                return base
        return base_of((canonical(self.data(name)) for name in self.pages[:_ENOUGH]), self.files)

    def _redirects(self) -> Mapping[str, str]:
        """Where the host is told to redirect: the path asked for, and where it leads. Patterns are left out."""
        if _REDIRECTS not in self.files:
            return {}
        rows = [line.split() for line in self.data(_REDIRECTS).decode("utf-8", "replace").splitlines()]
        rows = [row for row in rows if len(row) >= 2 and not row[0].startswith("#")]
        plain = [row for row in rows if "*" not in row[0] and ":" not in row[0]]
        if len(plain) < len(rows):
            self.notes.append(f"{_REDIRECTS}: {len(rows) - len(plain)} redirects with patterns were not followed")
        return {row[0]: row[1] for row in plain}
