"""Every command of the how-tos and of the README works, in the order in which they stand."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import VERSION, environment
from tests.support import CHECKOUT

PAGES = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs" / "how-to").glob("*.md"))]
# What is not hugokit's is left out here: other tests install, build with Eleventy and run pre-commit.
PREAMBLE = """
set -u
exec 3>&1
failed=0
hugokit() { "$PYTHON" -m hugokit "$@" >out 2>err; local code=$?; echo "hugokit $* -> $code" >&3
  [ -f /dev/stdout ] && cat out
  if [ $code -gt 1 ]; then cat out err >&3; failed=1; fi; }
npm() { :; }; npx() { :; }; bundle() { :; }; pre-commit() { :; }; jq() { cat; }
"""


def script(page: Path) -> str:
    """The blocks in sh of a page; those after a marker of CI are run by .ci/run."""
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"<!-- ci: \w+ -->\n```sh\n.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    lines = "\n".join(re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)).splitlines()
    return "\n".join(line.replace("~/.hugokit/bin/", "") for line in lines if not line.startswith("python3 -m venv"))


def put_themes(site: Path, page: Path) -> None:
    """The themes that pages speak of, and the overlay that stands in one as an example."""
    names = re.findall(r"themes/(\w+)", script(page))
    for folder in [*(site / "themes" / name for name in names), *([site] if names else [])]:
        template = folder / "layouts" / "single.html"
        template.parent.mkdir(parents=True, exist_ok=True)
        reads = "{{ with .Params.cover }}{{ .image }}{{ end }}{{ if .Params.debug }}{{ .Params.sidebar }}{{ end }}"
        template.write_text(reads, encoding="utf-8")
    for overlay in re.findall(r"--overlay (\S+)", script(page)):
        example = re.findall(r"^```toml\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        (site / overlay).write_text(example[0], encoding="utf-8")


@pytest.mark.parametrize("page", [p for p in PAGES if "hugokit " in script(p)], ids=lambda p: p.stem)
def test_commands_work(page: Path, tmp_path: Path) -> None:
    site = shutil.copytree(CHECKOUT / "seeds", tmp_path / "my-site")
    examples = re.findall(r"^```json\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    for example in examples:
        (site / "my-theme.json").write_text(example, encoding="utf-8")
    put_themes(site, page)
    done = subprocess.run(
        ["bash", "-c", f"{PREAMBLE}{script(page)}\nexit $failed"], cwd=tmp_path, capture_output=True, text=True,
        env=environment(PYTHON=sys.executable), check=False, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.count("hugokit ") >= 1
    assert not re.search(r"-> [2-9]", done.stdout), done.stdout


def test_the_settings_of_the_how_to_are_settings(tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / "seeds", tmp_path, dirs_exist_ok=True)
    page = (CHECKOUT / "docs" / "how-to" / "check-a-site.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    schema = re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert (len(blocks), len(schema)) == (2, 1)
    (tmp_path / "my-theme.json").write_text(schema[0], encoding="utf-8")
    for block in blocks:
        (tmp_path / "hugokit.toml").write_text(block, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "hugokit", "check"], cwd=tmp_path, env=environment(), capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        said = [line for line in done.stderr.splitlines() if not VERSION.match(line)]
        assert (done.returncode, said) == (1, []), block
