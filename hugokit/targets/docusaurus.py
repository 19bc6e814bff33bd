"""Docusaurus 3: every page a Markdown file with its exact place; a plugin of the site makes all pages of it, live.

Facts: https://docusaurus.io/docs/ and builds (reference/targets.md). The plugin reads Markdown with the reader that the
Eleventy target has too (docs/decisions/0017): Docusaurus' docs and blog know neither Goldmark's heading ids nor Hugo's
taxonomies nor `.html` addresses. It is never MDX, so braces and tags in it are text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from functools import partial

from hugokit.carry import live
from hugokit.carry.carrier import Carrier
from hugokit.carry.spelled import json_file
from hugokit.ledger import Loss
from hugokit.site.bodies import Dialect
from hugokit.site.config_files import line_of
from hugokit.site.model import Site, SitePage
from hugokit.target import NewFile, Plan, Target, checked, register

PACKAGES = {
    "@docusaurus/core": "3.10.2",
    "@docusaurus/faster": "3.10.2",
    "@docusaurus/theme-classic": "3.10.2",
    "js-yaml": "4.3.2",
    "markdown-it": "15.0.3",
    "markdown-it-deflist": "4.0.0",
    "markdown-it-emoji": "3.1.0",
    "markdown-it-footnote": "4.0.0",
    "parse5": "7.3.0",
    "react": "19.2.3",
    "react-dom": "19.2.3",
}
# Where the files of templates/javascript and templates/feeds go.
_PLACES = {"lib/": "plugins/hugokit/lib/"}
_CANNOT = (
    "scripts of Docusaurus on a page whose address has signs that its router does not take (# ? % : ( …), and on "
    "pages of a language with a host of its own: these are built elsewhere and moved to their address"
)
# Files that Docusaurus' router can say, as in templates/docusaurus/plugins/hugokit/exact.js.
_PLAIN = re.compile(r"(?:[\w~.+@ \-]+/)*(?:[\w~.+@ \-]+\.html?)?")


def write(sites: tuple[Site, ...]) -> Plan:
    """The plan of the new site (MigrationError for paths that cannot be written)."""
    carrier = Carrier(sites, TARGET)
    return checked(_files(carrier), carrier.losses)


def _files(carrier: Carrier) -> Iterator[NewFile]:
    yield from _own_files(carrier)
    moved = frozenset(_moved_files(carrier))
    yield from live.pages_and_data(carrier, "data", partial(_also, moved=moved))
    lists = (page for site in carrier.sites for page in site.pages if not page.source and page.file in moved)
    carrier.losses.extend(_moved("", 0, page.url) for page in lists)
    yield from carrier.statics()


def _own_files(carrier: Carrier) -> Iterator[NewFile]:
    yield from carrier.brought(_PLACES)
    scripts = {"build": "docusaurus build", "start": "docusaurus start", "serve": "docusaurus serve"}
    # Without "type": "module", with which Docusaurus does not build.
    package = {"private": True, "engines": {"node": ">=20"}, "scripts": scripts, "dependencies": PACKAGES}
    yield json_file("package.json", package)
    yield NewFile(".gitignore", b".docusaurus/\nbuild/\nnode_modules/\n")


def _moved_files(carrier: Carrier) -> Iterator[str]:
    """The files of pages that are built elsewhere: as in templates/docusaurus/plugins/hugokit/exact.js."""
    pages = [(page.file, site) for site in carrier.sites for page in site.pages]
    # The router does not tell small letters from capital ones.
    times = Counter(file.lower() for file in {file for file, _ in pages})
    for file, site in pages:
        if site.folder or times[file.lower()] > 1 or not _is_route(file):
            yield file


def _is_route(file: str) -> bool:
    route = re.sub(r"(^|/)index\.html\Z", r"\1", file)
    plain = _PLAIN.fullmatch(route) is not None and route == unicodedata.normalize("NFC", route)
    return plain and route != "404.html" and not re.search(r"(?:^|/)\.+/|/index\.html?\Z", route)


def _also(page: SitePage, _site: Site, *, moved: Collection[str]) -> Iterator[Loss]:
    """A page at an address that Docusaurus' router cannot say."""
    if not page.hidden and page.file in moved:
        line = next((found for key in ("url", "slug") if (found := line_of(page.head, key))), 0)
        yield _moved(page.source, line, page.url)


def _moved(source: str, line: int, url: str) -> Loss:
    why = "Docusaurus' router cannot say this address: the page is built elsewhere and moved there, without its scripts"
    mend = "give it a URL of letters, digits and - . _ ~ + @ to have them there, and to see it with `docusaurus start`"
    return Loss(source, line, "url", f"{url} as a page with scripts", why, mend, "changed")


TARGET = register(
    Target(
        name="docusaurus",
        title="Docusaurus",
        version=PACKAGES["@docusaurus/core"],
        install=("npm", "install"),
        build=("npx", "docusaurus", "build"),
        output="build",
        shares=("javascript", "feeds"),
        style="",
        write=write,
        date_form=lambda when: when,
        reserved={key: f"{key}_" for key in live.RESERVED},
        drafts={"permalink": False},
        dialect=Dialect(raw=("<!--raw-->", "<!--/raw-->")),
        cannot=(_CANNOT,),
    )
)
