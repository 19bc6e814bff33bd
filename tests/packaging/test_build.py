from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.support import CHECKOUT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--outdir", str(out), str(CHECKOUT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def of_the_checkout(folder: str) -> set[str]:
    places = (p for p in (CHECKOUT / folder).rglob("*") if p.is_file())
    return {p.relative_to(CHECKOUT).as_posix() for p in places if "__pycache__" not in p.parts}


def test_the_wheel_has_the_package_and_the_schemas_and_nothing_else(built: Path) -> None:
    names = set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())
    package = {n for n in names if not n.split("/")[0].endswith(".dist-info")}
    assert package == of_the_checkout("hugokit") | {f"hugokit/{name}" for name in of_the_checkout("schemas")}
    assert "hugokit/schemas/hugo.json" in package


def test_the_sdist_has_everything(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {n.split("/", 1)[1] for n in archive.getnames() if "/" in n}
        page = archive.extractfile(next(m for m in archive if m.name.endswith("letter-from-windows.md")))
        assert page
        assert b"\r\n" in page.read()
    for folder in ("hugokit", "schemas", "seeds", "docs", "tests", ".ci"):
        assert of_the_checkout(folder) <= names
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".pre-commit-hooks.yaml"} <= names
