"""What fmt makes of terms, on request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import hugokit
from hugokit.api import load_settings
from hugokit.engine.files import Run
from hugokit.engine.settings import PRESETS, Format, Settings, Terms, synonyms_of
from hugokit.errors import SettingsError
from tests.support import HugoResult

GO = synonyms_of({"Tags": {"golang": "Go", "k8s": "Kubernetes"}})


def fmt(text: str, **terms: Any) -> str:
    run = Run.of(Settings(schema="hugo", fmt=Format("minimal", terms=Terms(**terms))))
    outcome = run.fmt("page.md", text.encode())
    assert outcome.error is None
    assert run.fmt("page.md", outcome.after).changed is False, "a second run must change nothing"
    return outcome.after.decode()


def test_no_preset_has_anything_of_terms() -> None:
    assert all(preset.terms.idle for preset in PRESETS.values())
    page = "---\ntags: [Go, golang, go, B, a]\n---\n"
    assert fmt(page) == fmt(page, repeated="keep") == page


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[Golang, go, k8s]", "[Go, Kubernetes]"),
        ('["GoLang", K8S]', '["Go", Kubernetes]'),
        ("golang", "Go"),
        ("[go lang]", "[go lang]"),
        ("\n  - golang # one\n  # two\n  - x", "\n  - Go # one\n  # two\n  - x"),
        ("[1, golang, true, null]", "[1, Go, true, null]"),
        ("{golang: 1}", "{golang: 1}"),
    ],
)
def test_synonyms(before: str, after: str) -> None:
    before, after = (value if value[0] == "\n" else f" {value}" for value in (before, after))
    assert fmt(f"---\ntags:{before}\ncategories: [golang]\n---\n", synonyms=GO) == (
        f"---\ntags:{after}\ncategories: [golang]\n---\n"
    )


def test_synonyms_in_toml_and_json() -> None:
    assert fmt("+++\nTags = ['golang', 'x'] # c\n+++\n", synonyms=GO) == "+++\nTags = ['Go', 'x'] # c\n+++\n"
    assert fmt('{\n  "tags": [\n    "golang",\n    "go"\n  ]\n}\n', synonyms=GO) == '{\n  "tags": [\n    "Go"\n  ]\n}\n'


def test_lower_case_leaves_what_a_synonym_spells() -> None:
    page = "---\ntags: [Golang, GitHub, NEWS]\ncategories: [A B, a-b, ÄÖ]\n---\n"
    assert fmt(page, case="lower", synonyms=GO) == "---\ntags: [Go, github, news]\ncategories: [a b, äö]\n---\n"
    assert fmt(page, case="lower", repeated="keep", taxonomies=("categories",)) == (
        "---\ntags: [Golang, GitHub, NEWS]\ncategories: [a b, a-b, äö]\n---\n"
    )


def test_a_repeated_term_with_a_comment_stays() -> None:
    page = "---\ntags:\n  - a\n  - A # why\n---\n"
    assert fmt(page, repeated="remove") == page
    assert fmt("---\ntags: [a, A, b]\n---\n", repeated="remove") == "---\ntags: [a, b]\n---\n"


def test_terms_in_order() -> None:
    assert fmt("---\ntags: [c, 'B', a]\n---\n", order="sorted").startswith("---\ntags: [a, ")
    assert fmt("---\ntags:\n- c\n- b\n---\n", order="sorted") == "---\ntags:\n- b\n- c\n---\n"
    assert fmt("+++\ntags = [\n  'b',\n  'a',\n]\n+++\n", order="sorted") == "+++\ntags = [\n  'a',\n  'b',\n]\n+++\n"
    commented = "---\ntags:\n  - b # why\n  - a\n---\n"
    assert fmt(commented, order="sorted") == commented


@pytest.mark.parametrize(
    ("synonyms", "named"),
    [
        ('a = "b"\nb = "c"', "'b' would be written both 'b' and 'c'"),
        ('a = "b"\nA = "c"', "'A' would be written both 'b' and 'c'"),
        ('a = "Go"\nb = "go"', "'go' would be written both 'Go' and 'go'"),
    ],
)
def test_a_term_has_one_spelling(synonyms: str, named: str, tmp_path: Path) -> None:
    file = tmp_path / "hugokit.toml"
    file.write_text(f"[fmt.terms.synonyms.tags]\n{synonyms}\n")
    with pytest.raises(SettingsError, match=named) as caught:
        load_settings(tmp_path)
    assert str(file) in str(caught.value)


def test_taxonomies_are_those_of_the_site(tmp_path: Path) -> None:
    config = tmp_path / "hugo.toml"
    config.write_text('[taxonomies]\nspecies = "species"\n')
    settings = Settings(schema="hugo", site_config=config, fmt=Format(terms=Terms(case="lower")))
    outcome = Run.of(settings).fmt("page.md", b"---\nspecies: [Cod]\ntags: [Cod]\n---\n")
    assert outcome.after == b"---\nspecies: [cod]\ntags: [Cod]\n---\n"


def test_hugo_builds_one_term_page_instead_of_two(tmp_path: Path, build_site: Callable[..., HugoResult]) -> None:
    content, layouts = tmp_path / "content", tmp_path / "layouts"
    content.mkdir()
    layouts.mkdir()
    (tmp_path / "hugo.toml").write_text('disableKinds = ["rss", "sitemap"]\n')
    (layouts / "all.html").write_text("{{ .Title }}:{{ range .Pages.ByTitle }} {{ .Title }}{{ end }}")
    (content / "a.md").write_text("---\ntitle: A\ntags: [golang]\n---\n")
    (content / "b.md").write_text("---\ntitle: B\ntags: [Go, golang]\n---\n")
    before = build_site(tmp_path)
    assert "tags/golang/index.html" in before.files
    settings = replace(Settings(), fmt=Format(terms=Terms(synonyms=GO)))
    assert sum(outcome.changed for outcome in hugokit.fmt(content, settings=settings)) == 2
    after = build_site(tmp_path)
    assert set(before.files) - set(after.files) == {"tags/golang/index.html"}
    assert after.text("tags/go/index.html") == "Go: A B"
