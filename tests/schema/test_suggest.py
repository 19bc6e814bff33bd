"""Did you mean: sure, or silent."""

from __future__ import annotations

import pytest

from hugokit.schema.store import load
from hugokit.schema.suggest import Words, distance
from hugokit.schema.validate import unknown

MEANT = {
    "categorys": "categories", "catgories": "categories", "category": "categories", "categorie": "categories",
    "Categoris": "categories", "-categories": "categories",
    "tag": "tags", "tgas": "tags", "tagss": "tags",
    "titel": "title", "tittle": "title", "Titl": "title",
    "desciption": "description", "descripton": "description", "summery": "summary",
    "dtae": "date", "last_mod": "lastmod", "lastmodified": "lastmod", "publish_date": "publishDate",
    "pub_date": "pubdate", "expiry-date": "expiryDate", "darft": "draft", "drft": "draft",
    "side-bar": "sidebar", "sidbar": "sidebar", "widget": "widgets", "wigdets": "widgets",
    "math-jax": "mathjax", "author_box": "authorbox", "autorbox": "authorbox",
    "postmeta": "post_meta", "post-meta": "post_meta", "thumb": "thumbnail", "thumbnial": "thumbnail",
    "comment": "comments", "pagger": "pager", "alias": "aliases", "keyword": "keywords", "lnkTitle": "linkTitle",
    "likeTitle": "linkTitle", "wieght": "weight", "link_title": "linkTitle", "trasnlationKey": "translationKey",
}  # fmt: skip

OWN = [
    "data", "dat", "date2", "image", "author", "authors", "page", "pages", "paper", "read", "load", "head", "side",
    "site", "state", "style", "theme", "time", "types", "video", "output", "link", "links", "local", "height",
    "subtitle", "cover", "toc_depth", "tocs2", "math", "katex", "lede", "rag", "bags", "tab", "mend", "url2", "uri",
    "slag", "plug", "related", "cspell:ignore", "translations", "catégories", "_comment", "publishers", "sizes",
    "editable", "x", "", "contents",
]  # fmt: skip


@pytest.mark.parametrize(("key", "meant"), MEANT.items())
def test_slips_are_found(key: str, meant: str) -> None:
    assert [one.suggestion for one in unknown(load("mainroad"), {key: "x"})] == [meant]


@pytest.mark.parametrize("key", OWN)
def test_words_of_their_own_are_left_alone(key: str) -> None:
    assert [one.suggestion for one in unknown(load("mainroad"), {key: "x"})] == [None]
    assert unknown(load("hugo"), {key: "x"}) == ()


def test_a_field_that_the_page_has_is_not_suggested() -> None:
    page = {"tags": ["a"], "tag": "b", "modified": "2025-01-01", "last_mod": "2025-01-01"}
    assert [(one.key, one.suggestion) for one in unknown(load("mainroad"), page)] == [("tag", None), ("last_mod", None)]


def test_without_a_theme_only_near_misses_count() -> None:
    assert [one.key for one in unknown(load("hugo"), {"titel": "x", "sidebar": "left", "own": 1, "lang": "en"})] == [
        "titel"
    ]


def test_plain_parameters_that_were_fields() -> None:
    found = unknown(load("mainroad"), {"lang": ["en"], "translations": ["en"]})
    assert [(one.key, one.suggestion, one.plain_since) for one in found] == [
        ("lang", None, "0.165"),
        ("translations", None, None),
    ]


@pytest.mark.parametrize(
    ("values", "path", "meant"),
    [
        ({"menu": {"main": {"nme": "N"}}}, ("menu", "main", "nme"), "name"),
        ({"Menu": {"main": {"wieght": 1}}}, ("Menu", "main", "wieght"), "weight"),
        ({"thumbnail": {"url": "a.png"}}, ("thumbnail", "url"), "src"),
        ({"thumbnail": {"image": "a.png"}}, ("thumbnail", "image"), "src"),
        ({"thumbnail": {"src": "a.png", "visible": ["list"]}}, ("thumbnail", "visible"), None),
        ({"sitemap": {"changefrq": "daily"}}, ("sitemap", "changefrq"), "changefreq"),
        ({"sitemap": {"exclude": True}}, ("sitemap", "exclude"), None),
        ({"build": {"lst": "never"}}, ("build", "lst"), "list"),
        ({"cascade": [{"target": {"knd": "page"}}]}, ("cascade", 0, "target", "knd"), "kind"),
        ({"sites": {"matrix": {"language": ["en"]}}}, ("sites", "matrix", "language"), "languages"),
        ({"params": {"titel": "x", "sidebra": "left"}}, ("params", "sidebra"), "sidebar"),
        ({"cascade": {"sidebra": "left"}}, ("cascade", "sidebra"), "sidebar"),
    ],
)
def test_closed_maps(values: dict[str, object], path: tuple[object, ...], meant: str | None) -> None:
    found = {one.path: one.suggestion for one in unknown(load("mainroad"), values)}
    assert path in found
    assert found[path] == meant


def test_the_parameters_of_an_entry_are_free() -> None:
    assert unknown(load("mainroad"), {"menu": {"main": {"params": {"icon": "x"}, "pageRef": "/a"}}}) == ()


def test_a_whole_alphabet_of_short_keys_is_silent() -> None:
    words = Words(load("mainroad").keys())
    letters = "abcdefghijklmnopqrstuvwxyz"
    found = {word: words.suggest(word) for word in (a + b + c for a in letters for b in letters for c in letters)}
    other = {word: meant for word, meant in found.items() if meant and sorted(word) != sorted(meant)}
    assert other == {"tag": "tags"}


@pytest.mark.parametrize(
    ("a", "b", "steps"), [("", "abc", 3), ("titel", "title", 1), ("kitten", "sitting", 3), ("a", "a", 0)]
)
def test_distance(a: str, b: str, steps: int) -> None:
    assert distance(a, b) == distance(b, a) == steps
