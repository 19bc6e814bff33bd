"""Names to URLs: the tables of Hugo's own tests and measured sites."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from hugokit.site import names, permalinks, publishing, urls
from hugokit.site.config import Config
from tests.support import find_shared

# Hugo's own table holds these as failures that no test of theirs reaches; the binary expands them.
_BINARY_DIFFERS = {"/:year//:title", "/:2017", "/:2006-01-02"}


def cases(*groups: str) -> list[Any]:
    place = find_shared()
    if place is None:
        return []
    every = json.loads((place / "conformance/hugo_cases.json").read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=f"{case['group']} {case['name']}") for case in every if case["group"] in groups]


def test_the_tables_are_there(shared: Path) -> None:
    assert len(cases("make_path", "urlize", "permalink", "page_url", "should_build")) >= 60
    assert (shared / "conformance/urls_default.json").is_file()


@pytest.mark.parametrize(
    "case",
    cases(
        "make_path",
        "make_path_sanitized",
        "urlize",
        "sanitize_path",
        "path_escape",
        "file_and_ext",
        "make_permalink",
        "add_context_root",
        "permalink_slice",
    ),
)
def test_names(case: dict[str, Any]) -> None:
    given, rules = case["input"], urls.PathRules()
    got: Any = {
        "make_path": lambda: urls.make_path(given, urls.PathRules(remove_accents=case["removePathAccents"])),
        "make_path_sanitized": lambda: urls.path_name(given, urls.PathRules(not case.get("disablePathToLower"))),
        "urlize": lambda: urls.urlize(given, rules),
        "sanitize_path": lambda: urls.sanitize(given),
        "path_escape": lambda: urls.path_escape(given),
        "file_and_ext": lambda: list(urls.file_and_ext(given)),
        "make_permalink": lambda: urls.make_permalink(*given),
        "add_context_root": lambda: urls.add_context_root(*given),
        "permalink_slice": lambda: permalinks.cut(*given),
    }[case["group"]]()
    assert got == case["expect"]


@pytest.mark.parametrize("case", cases("permalink"))
def test_permalinks(case: dict[str, Any]) -> None:
    page, pattern = case["input"]["page"], case["input"]["pattern"]
    facts = permalinks.Facts(
        title=page["title"],
        slug=page["slug"],
        date=datetime.fromisoformat(page["date"]),
        section=page["section"],
        sections=tuple(page["sections"]),
        section_slugs=tuple(page.get("section_slugs", ())),
        file_name="test-page",
        content_base_name="test-page",
    )
    if "expect" in case:
        assert permalinks.expand(pattern, facts) == case["expect"]
    elif pattern in _BINARY_DIFFERS:
        assert permalinks.expand(pattern, facts)
    else:
        with pytest.raises(permalinks.UnknownToken):
            permalinks.expand(pattern, facts)


@pytest.mark.parametrize("case", cases("page_url"))
def test_page_urls(case: dict[str, Any]) -> None:
    given = case["input"]
    name = names.parse(given["file"])
    place = urls.Place(
        "page", name.base, name.container, given["slug"] or name.name, url=given["url"], ugly=given["uglyURLs"]
    )
    link = urls.page_target(place).link
    root = "" if given["canonifyURLs"] else urls.base_path(given["baseURL"])
    assert root + link == case["expect"]["relPermalink"]
    assert (urls.make_permalink(given["baseURL"], link) if given["baseURL"] else link) == case["expect"]["permalink"]


@pytest.mark.parametrize("case", cases("should_build"))
def test_what_is_published(case: dict[str, Any]) -> None:
    from hugokit.page import Page

    given = case["input"]

    def moment(key: str) -> datetime | None:
        return datetime.fromisoformat(given[key]) if given[key] else None

    page = Page(draft=given["draft"], publish_date=moment("publishDate"), expiry_date=moment("expiryDate"))
    config = Config(drafts=given["buildDrafts"], future=given["buildFuture"], expired=given["buildExpired"])
    now = moment("now")
    assert now is not None
    assert (publishing.unpublished(page, config, now) is None) == case["expect"]


def test_default_urls(shared: Path) -> None:
    rows = json.loads((shared / "conformance/urls_default.json").read_text(encoding="utf-8"))
    checked = 0
    for row in rows:
        if row["url"] is None:
            continue
        name = names.parse(row["file"], ("en",))
        place = urls.Place(row["kind"], name.base, name.container, name.name, name.is_bundle)
        assert (name.base, urls.page_target(place).link) == (row["path"], row["url"]), row["file"]
        checked += 1
    assert checked >= 25


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        ("Jan 2, 2006 at 3:04pm (MST)", "Apr 6, 2012 at 3:01am (UTC)"),
        ("02/01/06", "06/04/12"),
        ("Monday", "Friday"),
        ("2006-01-02T15:04:05Z07:00", "2012-04-06T03:01:59Z"),
        ("002", "097"),
    ],
)
def test_go_layouts(layout: str, text: str) -> None:
    assert permalinks.go_format(layout, datetime.fromisoformat("2012-04-06T03:01:59+00:00")) == text
