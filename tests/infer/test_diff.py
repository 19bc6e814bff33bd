"""`schema infer --diff`: what changes between two versions of a theme, and what that does to a site's pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from hugokit.cli.main import main

OLD = {
    "layouts/page.html": (
        "{{ if .Params.math }}m{{ end }}{{ .Params.lead }}{{ range .Params.tags }}{{ . | urlize }}{{ end }}"
        '{{ .Params.author | markdownify }}{{ .Params.width | default "normal" | lower }}{{ .Title }}'
        "{{ with .Params.cover }}{{ .image | relURL }}{{ end }}{{ with .Params.show_toc }}toc{{ end }}"
        "{{ range .Params.cards }}{{ .title | upper }}{{ end }}{{ range .Params.plain }}{{ . | lower }}{{ end }}"
    ),
    "layouts/home.html": '{{ range where site.RegularPages "Params.hidden" "!=" true }}{{ .Title }}{{ end }}',
}
NEW = {
    "layouts/page.html": (
        "{{ printf `%s` .Params.lead }}{{ range .Params.tags }}{{ . | urlize }}{{ end }}"
        '{{ range .Params.author }}{{ . | upper }}{{ end }}{{ .Params.width | default "wide" | lower }}{{ .Title }}'
        "{{ with .Params.showToc }}toc{{ end }}{{ .Params.banner | relURL }}"
        "{{ range .Params.cards }}{{ .title | upper }}{{ end }}{{ range .Params.plain }}x{{ end }}"
    ),
    "layouts/home.html": "{{ range site.RegularPages }}{{ .Title }}{{ end }}",
}
PAGES = {
    "content/a.md": "---\nmath: true\nhidden: true\nauthor: Jo\n---\n",
    "content/b.md": "---\nAuthor: [Jo]\nwidth: full\ncover: {image: a.png}\n---\n",
    "content/c.md": "---\nlead: x\n---\n",
}


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Two versions of a theme, and a site."""
    site = {"hugo.toml": "theme = []\n", **PAGES}
    for name, files in {"old": OLD, "new": NEW, "site": site}.items():
        for path, text in files.items():
            place = tmp_path / name / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
    return tmp_path


def differ(folders: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["schema", "infer", *arguments])
    return result.exit_code, result.output


def as_json(folders: Path, *site: str) -> dict[tuple[str, str], dict[str, object]]:
    code, said = differ(folders, *site, "--diff", str(folders / "old"), str(folders / "new"), "--output-format", "json")
    assert code == 1, said
    return {(one["what"], one["name"]): one for one in json.loads(said)}


def test_keys_come_go_and_change(folders: Path) -> None:
    found = as_json(folders)
    assert set(found) == {
        ("removed", "math"),
        ("removed", "cover"),
        ("removed", "hidden"),
        ("removed", "show_toc"),
        ("type", "author"),
        ("default", "width"),
        ("added", "showToc"),
        ("added", "banner"),
    }
    assert (found["type", "author"]["old"], found["type", "author"]["new"]) == ("string", "array")
    assert (found["default", "width"]["old"], found["default", "width"]["new"]) == ('"normal"', '"wide"')
    assert found["removed", "math"]["place"] == "layouts/page.html:1"


def test_a_filter_that_goes_and_a_new_name_are_told(folders: Path) -> None:
    found = as_json(folders)
    assert "show up" in str(found["removed", "hidden"]["says"])
    assert "showToc is read in its place" in str(found["removed", "show_toc"]["says"])


def test_pages_of_a_site_that_a_change_meets(folders: Path) -> None:
    found = as_json(folders, str(folders / "site"))
    files = {key: [hit["file"] for hit in one["pages"]] for key, one in found.items()}  # type: ignore[attr-defined]
    assert files["removed", "math"] == files["removed", "hidden"] == files["type", "author"] == ["content/a.md"]
    assert files["removed", "cover"] == ["content/b.md"]
    assert files["added", "banner"] == []
    assert files["default", "width"] == ["2 pages"]
    hits = found["type", "author"]["pages"]
    assert hits == [{"file": "content/a.md", "says": "the build fails (layouts/page.html:1)"}]


def test_in_words(folders: Path) -> None:
    code, said = differ(folders, str(folders / "site"), "--diff", str(folders / "old"), str(folders / "new"))
    assert code == 1
    assert "removed math: boolean (layouts/page.html:1)" in said
    assert "content/a.md: nothing reads it any more" in said


def test_no_change(folders: Path) -> None:
    assert differ(folders, "--diff", str(folders / "old"), str(folders / "old")) == (0, "")


def test_diff_stands_alone(folders: Path) -> None:
    code, said = differ(folders, "--diff", str(folders / "old"), str(folders / "new"), "--explain", "math")
    assert code == 2
    assert "neither --explain nor --overlay" in said
