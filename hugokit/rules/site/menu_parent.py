"""HK406 menu-parent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hugokit.diagnostic import Severity
from hugokit.frontmatter.node import Path
from hugokit.frontmatter.values import to_string
from hugokit.site.config import Config
from hugokit.site.model import MenuEntry, Site
from hugokit.site.refs import Index
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK406", "menu-parent", Severity.WARNING)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A menu entry below a parent that is not there, one that another entry takes the place of, or one to no page.

    ## Why is this bad?
    `parent` is the identifier of an entry of the same menu, or its name where it has none, in the same case. Hugo makes
    an entry without a link of a parent that is not there; where several entries name it, that may be wanted, and it is
    told as info. Of two entries with one identifier (or name) it keeps one without a word: the last of the
    configuration, or else the first page. A `pageRef` to a page that is not published becomes an entry without a link.

    ## Example
    ```toml hugo.toml
    [[menus.main]]
    name = "Products"
    identifier = "products"
    url = "/products/"
    [[menus.main]]
    name = "Nets"
    parent = "Products"
    url = "/nets/"
    ```

    ## Use instead
    ```toml hugo.toml
    [[menus.main]]
    name = "Products"
    identifier = "products"
    url = "/products/"
    [[menus.main]]
    name = "Nets"
    parent = "products"
    url = "/nets/"
    ```

    ## Fix safety
    There is no fix: which entry was meant cannot be told.
    """
    judged: dict[Path, list[dict[Path, tuple[str, Severity]]]] = {}
    for site, config in zip(subject.sites, subject.configs, strict=True):
        language = _Language.of(site, config)
        for menu, index, item in language.items:
            place = _place(subject, config, menu, index)
            if place:
                judged.setdefault(place, []).append(dict(language.wrong_in_config(menu, index, item)))
    for place, languages in judged.items():
        for key, (message, severity) in languages[0].items():
            if all(key in other for other in languages):  # an entry that one language has a use for is none too many
                yield one.setting(subject, *place, *key, message=message, severity=severity)
    for site, config in zip(subject.sites, subject.configs, strict=True):
        yield from _pages(one, subject, _Language.of(site, config))


@dataclass(frozen=True, slots=True)
class _Language:
    """The menus of a language. `items`: those of the configuration, with their places in its lists, -1 for a table.

    `names`: for each menu the keys of its entries, with the names of those that have an identifier, too.
    `parents`: how many entries name a parent, by menu and parent.
    """

    site: Site
    config: Config
    items: tuple[tuple[str, int, Mapping[str, Any]], ...]
    names: Mapping[str, Mapping[str, str]]
    parents: Counter[tuple[str, str]]

    @classmethod
    def of(cls, site: Site, config: Config) -> _Language:
        items = tuple(_items(config))
        names: dict[str, dict[str, str]] = {}
        for menu, _, item in items:
            name = to_string(item.get("name"))
            names.setdefault(menu, {})[to_string(item.get("identifier")) or name] = name
        for menu, entries in site.menus.items():
            for entry in _flat(entries):
                if entry.page or entry.url:
                    names.setdefault(menu, {})[entry.identifier or entry.name] = entry.name
        for page in site.pages:
            for entry in page.menus:
                names.setdefault(entry.menu, {})[entry.identifier or entry.name] = entry.name
        parents = Counter((menu, to_string(item.get("parent"))) for menu, _, item in items)
        parents.update((entry.menu, entry.parent) for page in site.pages for entry in page.menus)
        return cls(site, config, items, names, parents)

    def wrong_in_config(
        self, menu: str, index: int, item: Mapping[str, Any]
    ) -> Iterator[tuple[Path, tuple[str, Severity]]]:
        """What is wrong with an entry of the configuration, and how much, by the key in it."""
        parent = to_string(item.get("parent"))
        if parent and parent not in self.names[menu]:
            yield ("parent",), (self.no_parent(menu, parent), self.weight(menu, parent))
        key = "identifier" if item.get("identifier") else "name"
        name = to_string(item.get(key))
        later = [at for other, at, one in self.items if other == menu and at > index and _key(one) == name]
        if name and later:
            message = (
                f"a later entry of the menu {menu} has the same {_what(self.items, menu, later[0])} {name!r}, and Hugo "
                "keeps only the last; give each an identifier of its own"
            )
            yield (key,), (message, Severity.WARNING)
        ref = to_string(item.get("pageref"))
        if ref and not item.get("url"):
            message = self.no_page(ref)
            if message:
                yield ("pageRef",), (message, Severity.WARNING)

    def meant(self, menu: str, parent: str) -> list[str]:
        """The identifiers of entries whose own, or whose name, is that of a parent but for the case of letters."""
        fold = parent.casefold()
        known = self.names.get(menu, {})
        return [key for key, name in known.items() if fold in (key.casefold(), name.casefold())]

    def weight(self, menu: str, parent: str) -> Severity:
        """Of a parent that is not there: where several entries have it, a heading without a link may be wanted."""
        is_heading = self.parents[menu, parent] > 1 and not self.meant(menu, parent)
        return Severity.INFO if is_heading else Severity.WARNING

    def no_parent(self, menu: str, parent: str) -> str:
        """The words for a parent that is not there."""
        known, meant = self.names.get(menu, {}), self.meant(menu, parent)
        hint = f"write {meant[0]!r}" if meant else f"add that entry, or name one of {_list(sorted(known))}"
        if not meant and not known:
            hint = "add that entry"
        return f"the menu {menu} has no entry with the identifier {parent!r}, so Hugo makes one without a link; {hint}"

    def no_page(self, ref: str) -> str:
        """The words for a reference to a page that is not published, or "" for one that is."""
        plain = ref.partition("#")[0].partition("?")[0]
        if Index((*self.site.pages, *self.site.unlisted)).find(plain, None) is not None:
            return ""
        waiting = Index(self.site.unpublished).find(plain, None)
        if waiting is not None:
            return f"{ref!r} is {waiting.source}, which is not published ({waiting.hidden}), so the entry has no link"
        where = f" in {self.site.lang}" if len(self.config.languages) > 1 else ""
        return f"there is no page {ref!r}{where}, so the entry has no link; write a page's path from the content folder"


def _key(item: Mapping[str, Any]) -> str:
    return to_string(item.get("identifier")) or to_string(item.get("name"))


def _what(items: tuple[tuple[str, int, Mapping[str, Any]], ...], menu: str, index: int) -> str:
    item = next(one for other, at, one in items if (other, at) == (menu, index))
    return "identifier" if item.get("identifier") else "name"


def _list(names: list[str]) -> str:
    return ", ".join(map(repr, names[:5])) + (" …" if len(names) > 5 else "")


def _items(config: Config) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    for menu, items in config.menus.items():
        if isinstance(items, list):
            yield from ((menu, index, item) for index, item in enumerate(items) if isinstance(item, dict))
        elif isinstance(items, dict):
            yield menu, -1, items


def _flat(entries: tuple[MenuEntry, ...]) -> Iterator[MenuEntry]:
    for entry in entries:
        yield entry
        yield from _flat(entry.children)


def _place(subject: SiteSubject, config: Config, menu: str, index: int) -> Path:
    """The way to an entry in the site's own configuration; () for one of a theme."""
    last: Path = (menu, index) if index >= 0 else (menu,)
    for name in ("menus", "menu"):
        for way in (("languages", config.lang, name, *last), (f"{name}.{config.lang}", *last), (name, *last)):
            if subject.spots.holder(*way) is not None:
                return way
    return ()


def _pages(one: SiteRule, subject: SiteSubject, language: _Language) -> Iterator[SiteFinding]:
    """What is wrong with the entries that pages ask for."""
    taken = {(menu, _key(item)): "the configuration" for menu, _, item in language.items}
    for page in sorted(language.site.pages, key=lambda page: page.path):
        for entry in page.menus if page.source else ():
            places = tuple((*head, name) for head in ((), ("params",)) for name in ("menus", "menu"))
            if entry.parent and entry.parent not in language.names[entry.menu]:
                keys = tuple((*place, entry.menu, "parent") for place in places)
                severity = language.weight(entry.menu, entry.parent)
                message = language.no_parent(entry.menu, entry.parent)
                yield one.at(subject, page.source, *keys, message=message, severity=severity)
            key = entry.identifier or entry.name
            other = taken.setdefault((entry.menu, key), page.source)
            if other != page.source:
                message = (
                    f"the menu {entry.menu} has an entry {key!r} already, from {other}, so this page is not in it; "
                    "give the entry an identifier of its own"
                )
                keys = tuple((*place, entry.menu, "identifier") for place in places)
                yield one.at(subject, page.source, *keys, message=message)
