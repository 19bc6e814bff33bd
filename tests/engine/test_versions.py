"""Which Hugo a site is read for."""

from __future__ import annotations

from pathlib import Path

import pytest

from hugokit.engine.context import Contexts
from hugokit.engine.settings import Settings
from hugokit.engine.versions import parse_version, site_version
from hugokit.limits import NEWEST_HUGO
from hugokit.site.config import Config

NETLIFY = '[build.environment]\n  HUGO_VERSION = "0.92.1"\n'
WORKFLOW = (
    "jobs:\n  build:\n    steps:\n      - uses: peaceiris/actions-hugo@v3\n        with:\n"
    "          hugo-version: '0.140.2'\n"
)
LATEST = WORKFLOW.replace("0.140.2", "latest")


def site(tmp_path: Path, **files: str) -> Path:
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    names = {"hugo": "hugo.toml", "netlify": "netlify.toml", "workflow": ".github/workflows/pages.yml"}
    for name, text in files.items():
        (tmp_path / names[name]).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("files", "version", "source"),
    [
        ({"hugo": 'title = "x"\n'}, NEWEST_HUGO, "the newest known"),
        ({"hugo": "", "netlify": NETLIFY}, (0, 92), "netlify.toml:2"),
        ({"hugo": "", "workflow": WORKFLOW}, (0, 140), ".github/workflows/pages.yml:6"),
        ({"hugo": "", "workflow": LATEST}, NEWEST_HUGO, "the newest known"),
        ({"hugo": "", "netlify": NETLIFY, "workflow": WORKFLOW}, (0, 92), "netlify.toml:2"),
        ({"hugo": '[module.hugoVersion]\nmin = "0.110"\n'}, (0, 110), "hugo.toml:1, module.hugoVersion.min"),
        ({"hugo": '[module.hugoVersion]\nmin = "0.110"\n', "netlify": NETLIFY}, (0, 92), "netlify.toml:2"),
        (
            {"hugo": '[module.hugoVersion]\nmax = "0.150.0"\n', "netlify": NETLIFY},
            (0, 150),
            "hugo.toml:1, module.hugoVersion.max",
        ),
        ({"hugo": "broken = = \n", "netlify": "also = = broken"}, NEWEST_HUGO, "the newest known"),
    ],
)
def test_the_version_and_where_it_comes_from(
    tmp_path: Path, files: dict[str, str], version: tuple[int, int], source: str
) -> None:
    root = site(tmp_path, **files)
    found = Contexts(Settings()).of(root / "content/a.md").hugo
    assert found.version == version
    assert found.source.startswith(source)
    assert found.guessed == (source == "the newest known")


def test_files_on_their_own() -> None:
    assert site_version(None, Config()).guessed


@pytest.mark.parametrize(
    ("text", "version"),
    [("0.168.0", (0, 168)), ("v0.151", (0, 151)), ("0.92.1/extended", (0, 92)), ("latest", None), ("1", None)],
)
def test_versions_as_people_write_them(text: str, version: tuple[int, int] | None) -> None:
    assert parse_version(text) == version
