"""The configuration of a site is checked with its pages, and on its own where its file is named."""

from __future__ import annotations

from pathlib import Path

from hugokit import api
from tests.cli.program import hugokit

CONFIG = 'baseURL = "https://example.org/"\npaginate = 5\n'


def site(folder: Path) -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "a.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    (folder / "hugo.toml").write_text(CONFIG, encoding="utf-8")
    return folder


def test_a_site_and_its_configuration_by_name(tmp_path: Path) -> None:
    folder = site(tmp_path / "s")
    wanted = [(f"{folder}/hugo.toml:2:1", "HK901")]
    for asked in ([str(folder)], [str(folder), "--site"], [str(folder / "hugo.toml")]):
        ran = hugokit("check", *asked, cwd=folder)
        assert (ran.code, ran.places()) == (1, wanted), ran.err
    assert [one.diagnostic.code for one in api.check(folder)] == ["HK901"]
    assert [one.diagnostic.code for one in api.check(folder, site=True)] == ["HK901"]


def test_it_can_be_left_out(tmp_path: Path) -> None:
    folder = site(tmp_path / "s")
    assert hugokit("check", str(folder), "--ignore", "HK901", cwd=folder).code == 0
    assert hugokit("check", str(folder / "content"), cwd=folder).code == 0
    (folder / "hugokit.toml").write_text('[lint.per-file-ignores]\n"hugo.toml" = ["HK9"]\n', encoding="utf-8")
    assert hugokit("check", str(folder), cwd=folder).code == 0


def test_the_version_counts(tmp_path: Path) -> None:
    folder = site(tmp_path / "s")
    assert hugokit("check", str(folder), "--hugo-version", "0.120", cwd=folder).code == 0
    assert "ends the build since 0.140" in hugokit("check", str(folder), "--hugo-version", "0.150", cwd=folder).text


def test_other_files_of_that_kind_are_pages_or_nothing(tmp_path: Path) -> None:
    folder = site(tmp_path / "s")
    (folder / "content" / "hugo.md").write_text("---\npaginate: 5\n---\n", encoding="utf-8")
    ran = hugokit("check", str(folder / "content" / "hugo.md"), cwd=folder)
    assert (ran.code, ran.places()) == (0, [])


def test_a_configuration_that_cannot_be_read(tmp_path: Path) -> None:
    folder = site(tmp_path / "s")
    (folder / "hugo.toml").write_text("baseURL = \n", encoding="utf-8")
    ran = hugokit("check", str(folder), cwd=folder)
    assert ran.places() == []
    assert "hugo.toml" in ran.err
