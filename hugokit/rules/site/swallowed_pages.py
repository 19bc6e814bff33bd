"""HK804 swallowed-pages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from hugokit.diagnostic import Severity
from hugokit.errors import FileRefused
from hugokit.page import MARKDOWN
from hugokit.site.names import parse
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule
from hugokit.text.encoding import decode

PAGE_KEYS = frozenset("date url slug aliases menu menus tags categories draft publishdate".split())
"""Keys that only a page with a URL of its own has a use for."""
SHOWN = 3
_LAYOUT = re.compile(r"(?:\A|/)layouts/.*\.html\Z")
_PAGES_SHOWN = re.compile(r"""\.Resources\.(?:ByType\s+["`]page["`]|(?:Get)?Match\s+["`][^"`\n]*\.md["`])""")


@site_rule("HK804", "swallowed-pages", Severity.ERROR)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """An `index.md` that turns the pages of its folder into resources.

    ## Why is this bad?
    `index.md` makes its folder a leaf bundle, a single page: the other pages in it and below have no URL, are in no
    list, and Hugo says nothing. What was meant is `_index.md`, the list of a section. An `index.md` beside `_index.md`
    makes that one a resource as well; one in the root of the content swallows the whole site. `Index.md` is `index.md`
    to Hugo.

    Resources may be Markdown, so only files are reported that are meant as pages: another `index.md` or `_index.md`,
    or one with a date, URL, slug, alias, menu, tag, category or draft. Below an `index.md` in the root all Markdown is.
    Where templates show resources that are pages (`.Resources.ByType "page"`) only the first count.

    ## Example
    ```markdown content/posts/index.md
    ---
    title: Posts
    ---
    ```
    ```markdown content/posts/first.md
    ---
    title: The first
    date: 2025-02-08
    ---
    ```

    ## Use instead
    ```markdown content/posts/_index.md
    ---
    title: Posts
    ---
    ```
    ```markdown content/posts/first.md
    ---
    title: The first
    date: 2025-02-08
    ---
    ```

    ## Fix safety
    There is no fix: files are not renamed.
    """
    swallowed = dict.fromkeys(page.source for site in subject.sites for page in site.hidden if page.why == "swallowed")
    codes = subject.configs[0].languages + subject.configs[0].disabled_languages
    bundles = {name.rpartition("/")[0]: name for name in subject.files.names() if parse(name, codes).type == "leaf"}
    homes = {page.source for site in subject.sites for page in site.pages if page.kind == "home"}
    inner = {folder: name for folder, name in bundles.items() if name not in homes}
    taken: dict[str, list[str]] = {}
    for source in swallowed:
        owner = _owner(source, bundles)
        in_root = owner in homes and not _owner(source, inner)
        if owner and _is_page(subject, source, codes, in_root=in_root):
            taken.setdefault(owner, []).append(source)
    shown = bool(taken) and _are_shown(subject)
    for owner, sources in taken.items():
        meant = sources if owner in homes or not shown else [name for name in sources if parse(name, codes).is_bundle]
        if meant:
            yield one.span(owner, message=_message(owner, meant))


def _are_shown(subject: SiteSubject) -> bool:
    """Whether templates show Markdown that is a resource: a glossary may be one page, each of its terms a file."""
    layouts = (name for name in subject.files.names() if _LAYOUT.search(name))
    return any(_PAGES_SHOWN.search(decode(subject.files.read(name))) for name in layouts)


def _owner(source: str, bundles: dict[str, str]) -> str:
    """The outermost index file at or above the folder of a page."""
    steps = source.split("/")[:-1]
    folders = ("/".join(steps[:n]) for n in range(1, len(steps) + 1))
    return next((bundles[folder] for folder in folders if folder in bundles), "")


def _is_page(subject: SiteSubject, source: str, codes: Collection[str], *, in_root: bool) -> bool:
    """Whether a file is meant as a page. HTML may be a part of sample code, `index.zh.md` of a language to come.

    `in_root`: what swallows it is no bundle but the home page, which seldom has Markdown for resources.
    """
    name = parse(source, codes)
    if name.is_bundle and name.ext in MARKDOWN:
        return True
    if name.name.startswith(("index.", "_index.")):
        return False
    if in_root and name.ext in MARKDOWN:
        return True
    try:
        document = subject.document(source)
    except FileRefused:
        return False  # the check of that file says so
    return document.error is None and not PAGE_KEYS.isdisjoint(key.lower() for key in document.plain)


def _message(owner: str, sources: list[str]) -> str:
    folder, _, name = owner.rpartition("/")
    beside = [source for source in sources if source.rpartition("/")[0] == folder and "/_index." in source.lower()]
    pages = "1 page has" if len(sources) == 1 else f"{len(sources)} pages have"
    said = f"{name} makes {folder}/ a single page, so {pages} no URL: {_some(sources)}"
    if beside:
        return f"{said}; take out {name} or {beside[0].rpartition('/')[2]}, which is the list of a section"
    rename = f"rename {name} to _index{name[5:]}, the list of a section"
    return f"{said}; move it out, or {rename}" if len(sources) == 1 else f"{said}; {rename}, or move them out"


def _some(sources: Iterable[str]) -> str:
    names = sorted(sources)
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
