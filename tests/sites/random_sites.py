"""Small random Hugo sites: names, bundles, languages, permalinks, dates, terms, menus. The same seed, the same site."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

_FOLDERS = ("post", "Blog Posts", "docs", "docs/Über", "docs/deep/er", "a.b", "tags", "x_y", "one-two/THREE")
_STEMS = ("a", "b", "Big Name", "c.d", "über", "2021-05-06-dated", "x & y", "q+r", "#hash", "e~", "ünï ödé", "UPPER")
_TITLES = ("A title", "über uns", "the Lord of the rings", "C# & C++", "x/y", "42", "it's \u201cquoted\u201d", "İst")
_TERMS = ("go", "Rust", "C++", "rock & roll", "Ünï", "a/b", "two words", "x.y", "#1")
_DATES = ("2020-01-02", "2021-03-04T05:06:07Z", "2022-12-31T23:30:00-05:00", "2019-07-08 09:10:11", "2035-01-01")
_HIDING = ("draft", "publishDate", "expiryDate", "date", "lastmod", "build", "headless", "cascade", "aliases")
_PATTERNS = (
    "/:year/:month/:slug/",
    "/:sections/:title/",
    "/:section/:contentbasename",
    "/:sections[1:]/:slugorcontentbasename/",
    "/x/:sectionslugs/:filename/",
    "/:year-:monthname/:day/:slugorfilename",
    "/:06/:title",
    "/:weekdayname/:yearday/:slug/",
)


@dataclass(slots=True)
class _Dice:
    rng: random.Random
    files: dict[str, str] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)

    def taken(self, name: str, languages: list[str]) -> bool:
        """Whether a file of that page is there already; else it is from now on."""
        folder, _, file = name.lower().replace(" ", "-").rpartition("/")
        for code in languages:
            file = file.replace(f".{code}.", ".")
            folder = folder.removeprefix(f"content/{code}")
        stem = file.rpartition(".")[0]
        path = folder if stem in ("index", "_index") else f"{folder}/{stem}"
        before = path in self.pages
        self.pages.add(path)
        return before

    def maybe(self, chance: float) -> bool:
        return self.rng.random() < chance

    def one(self, among: Any) -> Any:
        return self.rng.choice(among)

    def some(self, among: Any, most: int) -> list[Any]:
        return self.rng.sample(among, self.rng.randint(1, most))


def random_site(seed: int) -> dict[str, str]:
    """The files of a site, by path."""
    dice = _Dice(random.Random(seed))
    languages = _languages(dice)
    config = _config(dice, languages)
    dice.files["hugo.json"] = json.dumps(config, ensure_ascii=False, indent=1)
    roots = [(table.get("contentDir", "content"), code) for code, table in languages.items()] or [("content", "")]
    for _ in range(dice.rng.randint(3, 14)):
        _page(dice, dice.one(roots)[0], list(languages))
    if dice.maybe(0.3):
        dice.files["static/img/a b.png"] = "x"
    return dice.files


def _languages(dice: _Dice) -> dict[str, dict[str, Any]]:
    if dice.maybe(0.55):
        return {}
    codes = dice.one((["en", "de"], ["en", "fr", "de"], ["en", "pt-br"]))
    found: dict[str, dict[str, Any]] = {code: {} for code in codes}
    for code, table in found.items():
        if dice.maybe(0.7):
            table["weight"] = dice.rng.randint(1, 9)
        if dice.maybe(0.3):
            table["title"] = f"Site {code}"
    if dice.maybe(0.4):
        for code, table in found.items():
            table["contentDir"] = f"content/{code}"
    return found


def _config(dice: _Dice, languages: dict[str, dict[str, Any]]) -> dict[str, Any]:
    config: dict[str, Any] = {"baseURL": dice.one(("https://e.example/", "https://e.example/sub/")), "title": "Random"}
    if languages:
        config |= {"languages": languages, "defaultContentLanguage": dice.one(list(languages))}
    for key, (chance, make) in _SETTINGS.items():
        if dice.maybe(chance):
            config[key] = make(dice)
    if languages and config.get("uglyURLs") is True:
        del config["uglyURLs"]  # Hugo makes a folder index.htmlen, which the oracle takes for a page
    return config


def _permalinks(dice: _Dice) -> Any:
    if dice.maybe(0.25):
        target = dice.one(({"kind": "page"}, {"path": "/post/**"}, {"kind": "section", "path": "/docs/**"}))
        return [{"target": target, "pattern": dice.one(_PATTERNS)}]
    if dice.maybe(0.5):
        return {dice.one(("post", "docs", "tags")): dice.one(_PATTERNS)}
    return {
        "page": {dice.one(("post", "docs", "/")): dice.one(_PATTERNS)},
        **({"section": {"docs": "/manual/:slug/"}} if dice.maybe(0.3) else {}),
        **({"term": {"tags": "/t/:slug/"}} if dice.maybe(0.3) else {}),
    }


def _cascade(dice: _Dice) -> Any:
    more = (
        {},
        {"draft": True},
        {"weight": 5},
        {"tags": ["handed"]},
        {"build": {"render": "link"}},
        {"date": _DATES[0]},
    )
    values = {"params": {"sidebar": "left"}} | dice.one(more)
    if dice.maybe(0.6):
        of_language = {"sites": {"matrix": {"languages": ["de"]}}}
        values["target"] = dice.one(({"path": "/docs/**"}, {"kind": "page"}, {"path": "{/post,/post/**}"}, of_language))
    return values if dice.maybe(0.5) else [values]


def _menus(dice: _Dice) -> Any:
    return {
        "main": [
            {"name": "Home", "pageRef": "/", "weight": 1, "identifier": "home"},
            {"name": "Docs", "pageRef": dice.one(("/docs", "docs", "/nowhere")), "weight": 2},
            {"name": "Out", "url": dice.one(("https://x.example/", "/abs/", "rel/")), "parent": "home"},
            {"name": "In", "url": "/in/", "parent": dice.one(("Docs", "Nobody"))},
        ]
    }


_SETTINGS: dict[str, tuple[float, Callable[[_Dice], Any]]] = {
    "defaultContentLanguageInSubdir": (0.2, lambda _: True),
    "disablePathToLower": (0.1, lambda _: True),
    "removePathAccents": (0.1, lambda _: True),
    "buildDrafts": (0.1, lambda _: True),
    "buildFuture": (0.1, lambda _: True),
    "disableAliases": (0.05, lambda _: True),
    "uglyURLs": (0.15, lambda dice: dice.one((True, {"post": True, "docs": True}))),
    "permalinks": (0.4, _permalinks),
    "taxonomies": (0.25, lambda dice: dice.one(({"tag": "tags", "author": "authors"}, {"tag": "labels"}, {}))),
    "disableKinds": (0.15, lambda dice: dice.some(["taxonomy", "term", "section", "rss", "sitemap"], 2)),
    "timeZone": (0.2, lambda dice: dice.one(("Europe/Berlin", "America/New_York", "Asia/Kolkata"))),
    "frontmatter": (0.15, lambda _: {"date": [":filename", ":default"]}),
    "pluralizeListTitles": (0.12, lambda _: False),
    "capitalizeListTitles": (0.12, lambda _: False),
    "titleCaseStyle": (0.12, lambda dice: dice.one(("chicago", "go", "firstupper", "none"))),
    "sectionPagesMenu": (0.12, lambda _: "main"),
    "enableRobotsTXT": (0.12, lambda _: True),
    "cascade": (0.25, _cascade),
    "menus": (0.25, _menus),
}


def _page(dice: _Dice, root: str, languages: list[str]) -> None:
    folder = f"{root}/{dice.one(_FOLDERS)}" if dice.maybe(0.85) else root
    stem, kind = dice.one(_STEMS), dice.rng.random()
    suffix = f".{dice.one([*languages, 'xx'] if kind >= 0.4 else languages)}" if languages and dice.maybe(0.4) else ""
    front = _front(dice, list_page=kind < 0.2)
    if folder in (root, "content"):  # the oracle asks from home, which must be there
        front = {key: value for key, value in front.items() if key not in _HIDING}
    if kind < 0.2:
        name = f"{folder}/_index{suffix}.md"
    elif kind < 0.4:
        folder = f"{folder}/{stem}"
        name = f"{folder}/index{suffix}.md"
        if f"{folder}/r.txt" not in dice.files:
            dice.files[f"{folder}/r.txt"] = "x\n"
            for file in dice.some(["Im Age.png", "sub/s.txt", "page.md"], 2):
                dice.files[f"{folder}/{file}"] = "x\n"
    else:
        name = f"{folder}/{stem}{suffix}.{dice.one(('md', 'md', 'md', 'markdown'))}"
    if kind < 0.4 and str(front.get("url")).endswith(".html"):
        del front["url"]  # a folder of that name is what the oracle cannot read
    if dice.taken(name, languages):  # which of two files of one page Hugo takes is random
        return
    if "aliases" in front:  # and so is which of two pages keeps an alias
        front["aliases"] = [alias.replace("@", str(len(dice.files))) for alias in front["aliases"]]
    dice.files[name] = "---\n" + json.dumps(front, ensure_ascii=False, indent=1) + "\n---\nBody\n"


def _front(dice: _Dice, *, list_page: bool) -> dict[str, Any]:
    front: dict[str, Any] = {}
    for key, chance, values in (
        ("title", 0.8, _TITLES),
        ("date", 0.6, _DATES),
        ("lastmod", 0.2, _DATES),
        ("publishDate", 0.1, _DATES),
        ("expiryDate", 0.1, _DATES),
        ("draft", 0.1, (True, False)),
        ("weight", 0.3, (1, 2, 3, -1)),
        ("slug", 0.2, ("slug", "Slug Two", "ü-slug")),
        ("url", 0.1, ("/abs/", "rel/", "/file.html", "/:year/:slug/", "Deep/Er/")),
        ("linkTitle", 0.1, ("Link", "a")),
        ("aliases", 0.2, (["/old@/"], ["rel-old@", "/x/y@.html"], ["../up@"])),
        ("build", 0.08, ({"render": "never"}, {"list": "never"}, {"list": "local"}, {"publishResources": False})),
        ("headless", 0.03, (True,)),
        ("translationKey", 0.1, ("k1", "k2")),
        ("type", 0.05, ("other",)),
        ("menus", 0.15, ("main", ["main", "footer"], {"main": {"weight": 3, "parent": "home", "identifier": "me"}})),
    ):
        if dice.maybe(chance):
            front[key] = dice.one(values)
    for taxonomy in ("tags", "categories", "authors", "labels"):
        if dice.maybe(0.35):
            front[taxonomy] = dice.some(_TERMS, 3)
    if list_page and dice.maybe(0.4):
        front["cascade"] = _cascade(dice)
    return front
