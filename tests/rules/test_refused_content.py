"""HK008 and the real Hugo agree about what is let in."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hugokit.api import check, load_settings
from tests.support import program

PAGE = "---\ntitle: A\n---\ntext\n"
SITES = [
    ("", ("a.html",), True),
    ("", ("b/index.md", "b/part.htm"), True),
    ("", ("a.org",), True),
    ("", ("a.md", "b.markdown", "c.mdown"), False),
    ("['^text/(markdown|html)$']", ("a.html", "b.md"), False),
    ("['^text/html$']", ("a.html",), False),
    ("['^text/html$']", ("a.html", "b.md"), True),
    ("['.*', '! ^text/org$']", ("a.html", "b.md"), False),
    ("['.*', '! ^text/org$']", ("a.org",), True),
    ("'text/org'", ("a.org",), False),
]


@pytest.mark.parametrize(("allowed", "pages", "refused"), SITES)
def test_the_build_ends_where_the_check_says_so(
    tmp_path: Path, allowed: str, pages: tuple[str, ...], refused: bool
) -> None:
    (tmp_path / "hugo.toml").write_text(f"[security]\nallowContent = {allowed}\n" if allowed else "")
    for page in pages:
        file = tmp_path / "content" / page
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("#+title: A\n" if page.endswith(".org") else PAGE)
    found = check([tmp_path], settings=load_settings(tmp_path))
    assert any(one.diagnostic.code == "HK008" for one in found) == refused
    hugo = program("hugo")
    assert hugo is not None
    built = subprocess.run([hugo, "--renderToMemory"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ("security.allowContent" in built.stdout + built.stderr) == refused
    assert bool(built.returncode) == refused


def test_content_of_every_language(tmp_path: Path) -> None:
    languages = "".join(f'[languages.{lang}]\ncontentDir = "content/{lang}"\n' for lang in ("en", "fr"))
    (tmp_path / "hugo.toml").write_text(languages)
    for lang in ("en", "fr"):
        (tmp_path / "content" / lang).mkdir(parents=True)
        (tmp_path / "content" / lang / "a.html").write_text(PAGE)
    found = check([tmp_path], settings=load_settings(tmp_path))
    assert sum(one.diagnostic.code == "HK008" for one in found) == 2
