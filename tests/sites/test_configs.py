"""The configuration of sites against what the real Hugo makes of the same files, in several of its versions."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hugokit.engine.site_files import FolderFiles
from hugokit.site.config import read_configs
from tests.sites import config_judge as judge
from tests.support import CHECKOUT, hugo_of

VERSIONS = ("0.148.2", "0.158.0", "0.168.0")
CASES = CHECKOUT / "tests/sites/configs.md"
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_FILE = re.compile(r"^```(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@cache
def sections() -> dict[str, str]:
    parts = _SECTION.split(CASES.read_text(encoding="utf-8"))[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def cases() -> dict[str, dict[str, str]]:
    """The sites by name: text by path."""
    return {name: dict(_FILE.findall(body)) for name, body in sections().items()}


def tried() -> list[Any]:
    """Each site with each version of Hugo that it is for: its section may say "Since 0.162." or "Until 0.163."."""
    found = []
    for name, body in sections().items():
        bounds = dict(re.findall(r"^(Since|Until) (\S+)\.$", body, re.MULTILINE))
        low, high = (
            version(bounds.get(word, default) + ".0") for word, default in (("Since", "0.0"), ("Until", "9.9"))
        )
        found += [pytest.param(name, hugo, id=f"{name} {hugo}") for hugo in VERSIONS if low <= version(hugo) <= high]
    return found


def version(text: str) -> tuple[int, int]:
    major, minor, _ = text.split(".")
    return int(major), int(minor)


def written(name: str, folder: Path) -> Path:
    for path, text in cases()[name].items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


def differences(site: Path, hugo: str, environment: str = "production") -> list[tuple[Any, ...]]:
    """Where the two readings of a site differ: (language, setting, Hugo's, ours)."""
    configs = read_configs(FolderFiles(site), hugo=version(hugo), environment=environment)
    assert configs
    found: list[tuple[Any, ...]] = []
    for config in configs:
        theirs = judge.of_hugo(hugo_of(hugo), site, config.lang, "--environment", environment)
        ours = judge.of_config(config)
        found += [(config.lang, key, value, ours[key]) for key, value in theirs.items() if value != ours[key]]
    mounts = judge.mounts_of_hugo(hugo_of(hugo), site)
    ours = judge.mounts_of_config(configs[0].mounts)
    return found if mounts == ours else [*found, ("", "mounts", mounts, ours)]


def test_there_are_many_sites() -> None:
    assert len(cases()) >= 30
    assert all("hugo." in " ".join(files) or "config" in " ".join(files) for files in cases().values())


def test_the_names_of_the_sites_are_unique() -> None:
    names = _SECTION.findall(CASES.read_text(encoding="utf-8"))
    assert len(names) == len(set(names)) == len(cases())


@pytest.mark.parametrize(("name", "hugo"), tried())
def test_settings_and_mounts(name: str, hugo: str, tmp_path: Path) -> None:
    assert differences(written(name, tmp_path / "site"), hugo) == []


@pytest.mark.parametrize(("name", "hugo"), tried())
def test_languages_and_where_they_are_published(name: str, hugo: str, tmp_path: Path) -> None:
    site = written(name, tmp_path / "site")
    configs = read_configs(FolderFiles(site), hugo=version(hugo))
    layouts = next(mount.source for mount in configs[0].mounts if mount.target == "layouts")
    theirs = judge.sites_of_hugo(hugo_of(hugo), site, layouts, tmp_path / "public")
    ours = judge.sites_of_configs(configs)
    for one, its in zip(ours, theirs, strict=True):
        if one["main"] is None:
            one["main"] = its["main"]  # nothing is set, and Hugo looks for the largest section
    assert ours == theirs
