"""What every target owes its users: the source is only read, nothing is written outside, twice gives the same."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from hugokit.engine.migrate import migrate
from hugokit.errors import MigrationError, SettingsError
from hugokit.target import load_targets
from tests.targets.building import NOW, files_of, site_of

pytestmark = pytest.mark.parametrize("target", sorted(load_targets()))


def digest(folder: Path) -> str:
    parts = (f"{p.relative_to(folder)} {p.stat().st_mtime_ns}" for p in sorted(folder.rglob("*")))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def test_the_source_is_only_read(target: str, tmp_path: Path) -> None:
    site = site_of(tmp_path, {"content/a.md": "---\ntitle: a\n---\nText.\n"})
    before = digest(site)
    migrate(site, target, tmp_path / "new", now=NOW)
    assert digest(site) == before


def test_the_same_bytes_twice(target: str, tmp_path: Path) -> None:
    site = site_of(tmp_path, {"content/p/a.md": "---\ntitle: a\ntags: [x, y]\ndate: 2020-01-01\n---\nText.\n"})
    for name in ("one", "two"):
        migrate(site, target, tmp_path / name, now=NOW)
    one, two = (files_of(tmp_path / name) for name in ("one", "two"))
    assert one == two
    assert len(one) > 5
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in one)


@pytest.mark.parametrize("url", ["/../../x/", "../../../x", "/a/../../../x.html", "/\x00/", "C:\\x", "/con/../../x"])
def test_no_page_leaves_the_folder(url: str, target: str, tmp_path: Path) -> None:
    head = json.dumps({"title": "a", "url": url, "aliases": [url, "/" + url]})
    site = site_of(tmp_path, {"content/a.md": head + "\nText.\n"})
    try:
        migrate(site, target, tmp_path / "deep" / "new", now=NOW)
    except MigrationError:
        assert not (tmp_path / "deep" / "new").exists()
    outside = [p for p in tmp_path.rglob("*") if p.is_file() and not p.is_relative_to(tmp_path / "deep" / "new")]
    assert all(p.is_relative_to(site) for p in outside)
    for file in (tmp_path / "deep").rglob("*.md"):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert not (line.startswith("permalink:") and ".." in line)


def test_names_that_are_one_on_some_disks_are_named(target: str, tmp_path: Path) -> None:
    pages = {"static/A.txt": "1", "static/a.txt": "2", "content/p.md": "---\ntitle: p\n---\n"}
    with pytest.raises(MigrationError, match=r"A\.txt"):
        migrate(site_of(tmp_path, pages), target, tmp_path / "new", now=NOW)
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_not_empty_is_left_alone(target: str, tmp_path: Path) -> None:
    site = site_of(tmp_path, {"content/a.md": "---\ntitle: a\n---\n"})
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(MigrationError, match="not empty"):
        migrate(site, target, tmp_path / "new", now=NOW)
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["mine"]


def test_it_is_named_where_there_is_none_of_that_name(target: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=target):
        migrate(site_of(tmp_path, {}), "gutenberg", tmp_path / "new")
