"""Sites in several languages: each language's own host, translations by key, the words of the templates."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.targets.building import every_target, site_of
from tests.targets.pages import read

pytestmark = pytest.mark.generators

_HOSTS = """
title = "Two hosts"
defaultContentLanguage = "en"
[languages.en]
baseURL = "https://en.example/"
weight = 1
[languages.de]
baseURL = "https://de.example/doku/"
title = "Zwei Rechner"
weight = 2
[[languages.de.menus.main]]
name = "Liste"
pageRef = "/post"
"""


def page(title: str, *more: str) -> str:
    lines = "\n".join((f"title: {title}", "date: 2020-05-01T10:00:00+02:00", "tags: [eins]", *more))
    return f"---\n{lines}\n---\nText of {title}.\n"


@pytest.fixture(scope="module", params=every_target())
def hosts(
    build_both: Callable[..., Any], request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Any:
    pages = {
        "hugo.toml": _HOSTS,
        "content/post/a.md": page("A", "aliases: [/old/]"),
        "content/post/a.de.md": page("A auf Deutsch", "aliases: [/alt/]"),
        "content/post/b/index.md": page("B", "translationKey: bee"),
        "content/post/b/x.txt": "x",
        "content/post/biene.de.md": page("Biene", "translationKey: bee"),
        "static/shared.txt": "s",
    }
    return build_both(request.param, site_of(tmp_path_factory.mktemp("hosts"), pages))


def test_each_host_has_hugos_files(hosts: Any) -> None:
    own = {f"{language}/{hosts.result.target.style}" for language in ("de", "en") if hosts.result.target.style}
    assert hosts.new_files() - own == hosts.hugo_files()
    assert own <= hosts.new_files()


def test_pages_of_both_hosts_lead_to_each_other(hosts: Any) -> None:
    for name, url, other in (
        ("en/post/b/index.html", "https://en.example/post/b/", "https://de.example/doku/post/biene/"),
        ("de/post/biene/index.html", "https://de.example/doku/post/biene/", "https://en.example/post/b/"),
    ):
        hugo, new = read(hosts.hugo / name, url), read(hosts.new / name, url)
        assert new.languages == [other]
        assert (new.title, new.text, new.time, new.terms) == (hugo.title, hugo.text, hugo.time, hugo.terms)


def test_redirects_stay_on_their_host(hosts: Any) -> None:
    names = [f"{site.folder}/{name}" for site in hosts.result.sites for name in site.redirects]
    assert len(names) == 2
    for name in names:
        targets = [re.search(r"url=([^\"'>]+)", (side / name).read_text("utf-8")) for side in (hosts.hugo, hosts.new)]
        assert targets[0] is not None
        assert targets[1] is not None
        assert targets[0].group(1) == targets[1].group(1)


def test_menus_are_those_of_the_language(hosts: Any) -> None:
    english = (hosts.new / "en/index.html").read_text(encoding="utf-8")
    german = (hosts.new / "de/index.html").read_text(encoding="utf-8")
    assert re.search(r'<html[^>]* lang="?en\b', english)
    assert re.search(r'<html[^>]* lang="?de\b', german)
    assert "Liste" in german
    assert "Liste" not in english


@pytest.mark.parametrize("hosts", ["astro", "eleventy"], indirect=True)
def test_templates_speak_the_language(hosts: Any) -> None:
    german = (hosts.new / "de/post/biene/index.html").read_text(encoding="utf-8")
    assert 'aria-label="Sprachen"' in german
    assert ">English</a>" in german
    assert '<link rel="alternate" hreflang="en" href="https://en.example/post/b/">' in german
