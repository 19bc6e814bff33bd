"""Astro 7: every page a Markdown file with its exact place; one route makes pages, lists and pagers, live.

Facts: https://docs.astro.build/ and builds (reference/targets.md). Content is read by a loader of the site's own, with
the Markdown reader that the Eleventy target has too (docs/decisions/0015): Astro's knows neither Goldmark's heading ids
nor pages whose images lie elsewhere. It is never MDX, so braces and tags in it are text.
"""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.carry import live
from hugokit.carry.carrier import Carrier
from hugokit.carry.spelled import json_file
from hugokit.site.bodies import Dialect
from hugokit.site.model import Site
from hugokit.target import NewFile, Plan, Target, checked, register

PACKAGES = {
    "astro": "7.3.5",
    "js-yaml": "4.3.2",
    "markdown-it": "15.0.3",
    "markdown-it-deflist": "4.0.0",
    "markdown-it-emoji": "3.1.0",
    "markdown-it-footnote": "4.0.0",
}
# Where the files of templates/javascript go.
_PLACES = {"lib/": "src/lib/", "data/": "src/data/"}


def write(sites: tuple[Site, ...]) -> Plan:
    """The plan of the new site (MigrationError for paths that cannot be written)."""
    carrier = Carrier(sites, TARGET)
    return checked(_files(carrier), carrier.losses)


def _files(carrier: Carrier) -> Iterator[NewFile]:
    yield from _own_files(carrier)
    yield from live.pages_and_data(carrier, "src/data")
    yield from carrier.statics()


def _own_files(carrier: Carrier) -> Iterator[NewFile]:
    yield from carrier.brought(_PLACES)
    scripts = {"build": "astro build", "start": "astro dev"}
    package = {"private": True, "type": "module", "engines": {"node": ">=22.12"}, "scripts": scripts}
    yield json_file("package.json", {**package, "dependencies": PACKAGES})
    yield NewFile(".gitignore", b".astro/\ndist/\nnode_modules/\n")


TARGET = register(
    Target(
        name="astro",
        title="Astro",
        version=PACKAGES["astro"],
        install=("npm", "install"),
        build=("npx", "astro", "build"),
        output="dist",
        shares=("javascript", "feeds"),
        content="src/content",
        static="public",
        write=write,
        date_form=lambda when: when,
        reserved={key: f"{key}_" for key in live.RESERVED},
        drafts={"permalink": False},
        dialect=Dialect(raw=("<!--raw-->", "<!--/raw-->")),
    )
)
