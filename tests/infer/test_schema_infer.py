"""`hugokit schema infer`: a site's own layouts, its theme and its pages together, and what is said of a key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hugokit.engine.infer import infer
from tests.cli.program import hugokit

SITE = {
    "hugo.toml": 'baseURL = "https://e.org/"\ntheme = "t"\n[params]\nfoo = 1\n',
    "layouts/_partials/head.html": '{{ .Param "Canonical" | default "none" | absURL }}',
    "content/a.md": '---\ntitle: A\nCoverImage: a.png\nsub_title: words\n---\n{{< param "from.page" >}}\n',
    "content/b.md": "---\ntitle: B\nsub_title: words\n---\n",
    "themes/t/layouts/baseof.html": '{{ partial "head.html" . }}{{ block "main" . }}{{ end }}',
    "themes/t/layouts/page.html": (
        '{{ define "main" }}\n{{ with .Params.coverimage }}<img src="{{ . }}">{{ end }}\n'
        "{{ if .Params.sub_title }}{{ end }}{{ range .Params.files }}{{ .name }}{{ end }}{{ end }}"
    ),
    "themes/t/layouts/_partials/head.html": "{{ .Params.hidden_by_the_site }}",
    "themes/t/archetypes/default.md": "---\ntitle: x\nFiles: []\n---\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in SITE.items():
        place = tmp_path / "site" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return tmp_path / "site"


def test_a_site_its_theme_and_its_pages(site: Path) -> None:
    ran = hugokit("schema", "infer", str(site), cwd=site.parent)
    assert (ran.code, ran.err) == (0, "")
    document = json.loads(ran.out)
    assert sorted(document["properties"]) == ["Canonical", "CoverImage", "Files", "from", "sub_title"]
    assert document["properties"]["sub_title"]["x-hugokit"]["likely"] == ["string"]
    assert document["properties"]["Canonical"]["default"] == "none"
    assert document["properties"]["from"]["properties"]["page"]["x-hugokit"]["source"][0]["file"] == "content/a.md"
    assert sorted(document["$defs"]["site"]["properties"]) == ["Canonical", "from"]
    assert document["x-hugokit"] == {"closed": True}


def test_what_is_printed_can_be_used(site: Path) -> None:
    (site.parent / "t.json").write_bytes(hugokit("schema", "infer", str(site), cwd=site.parent).out)
    ran = hugokit("schema", "validate", "t.json", cwd=site.parent)
    assert ran.code == 0, ran.text
    assert hugokit("check", "--schema", "../t.json", "content", cwd=site).code == 0
    (site / "content" / "c.md").write_text("---\ntitle: C\nfiles: one\n---\n", encoding="utf-8")
    ran = hugokit("check", "--schema", "../t.json", "content", cwd=site)
    assert (ran.code, [place for place, _ in ran.places()]) == (1, ["content/c.md:3:1"]), ran.text + ran.err


def test_a_theme_alone(site: Path) -> None:
    found = infer(site / "themes" / "t")
    assert {key.path[0] for key in found.keys if key.scope == "page"} == {
        "coverimage", "files", "hidden_by_the_site", "sub_title",
    }  # fmt: skip
    assert found.templates == 3


def test_what_pages_of_its_example_site_read_is_no_key_of_a_theme(site: Path) -> None:
    page = site / "themes" / "t" / "exampleSite" / "content" / "a.md"
    page.parent.mkdir(parents=True)
    page.write_text("---\ntitle: A\nhidden_by_the_Site: x\n---\n{{< param `colour` >}}\n", encoding="utf-8")
    keys = {key.path: key.spelled for key in infer(site / "themes" / "t").keys if key.scope == "page"}
    assert ("colour",) not in keys
    assert keys["hidden_by_the_site",] == "hidden_by_the_Site"


def test_taxonomies_that_are_only_written_to_a_script_are_lists(site: Path) -> None:
    (site / "layouts" / "page.json").write_text("{{ dict `a` .Params.tags `b` .Params.other | jsonify }}")
    (tags,) = infer(site).key("tags")
    (other,) = infer(site).key("other")
    assert (tags.types, other.types) == (("array",), ())


def test_explain_names_every_place(site: Path) -> None:
    ran = hugokit("schema", "infer", "--explain", "COVERIMAGE", cwd=site)
    assert ran.text.splitlines() == [
        "page.Params.CoverImage: string",
        "  themes/t/layouts/page.html:2:9: with",
        "  themes/t/layouts/page.html:2:43: attr src",
    ]
    ran = hugokit("schema", "infer", "--explain", "site.Params.canonical", cwd=site)
    assert "site.Params.Canonical" in ran.text
    ran = hugokit("schema", "infer", "--explain", "coverimag", cwd=site)
    assert ran.code == 2
    assert "no template of site reads coverimag; did you mean coverimage?" in ran.err


def test_a_theme_that_is_not_there_leaves_the_schema_open(site: Path) -> None:
    (site / "hugo.toml").write_text('theme = ["t", "gone"]\n', encoding="utf-8")
    assert infer(site).document["x-hugokit"] == {"open": ["the theme gone is not on disk"]}


def test_a_template_that_does_not_parse_is_told(site: Path) -> None:
    (site / "layouts" / "list.html").write_text("\n{{ if }}", encoding="utf-8")
    ran = hugokit("schema", "infer", cwd=site)
    assert ran.code == 0
    assert ran.err == "layouts/list.html:2:4: the template does not parse: a value is missing\n"
    assert "does not parse" in json.loads(ran.out)["x-hugokit"]["open"][0]


def test_a_folder_without_templates_is_wrong_use(tmp_path: Path) -> None:
    ran = hugokit("schema", "infer", cwd=tmp_path)
    assert ran.code == 2
    assert "no templates: name the folder of a site or of a theme" in ran.err
