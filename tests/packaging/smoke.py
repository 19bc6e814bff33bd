"""Run with the Python of an environment that has only hugokit: does what was built work alone? `smoke.py PROGRAM`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import hugokit

PAGE = '---\r\ntitle: "a"   # kept\r\ntags: one\r\ntoc: no\r\n---\r\nbody\r\n'


def run(*command: str, code: int) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == code, (command, done.returncode, done.stdout, done.stderr)
    return done.stdout


def main(program: str) -> None:
    here = Path(hugokit.__file__)
    assert "site-packages" in here.parts, f"{here} is not the installed package"
    assert hugokit.__version__ == version("hugokit")
    for name in ("py.typed", "schemas/hugo.json", "schemas/themes/mainroad.json"):
        assert files("hugokit").joinpath(name).is_file(), f"{name} is not in the package"
    document = hugokit.loads(PAGE.encode())
    assert document.dumps() == PAGE.encode()
    document["tags"] = ["one"]
    changed = document.dumps()
    assert b'title: "a"   # kept\r\n' in changed
    assert hugokit.loads(changed)["tags"] == ["one"]
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.md"
        page.write_bytes(PAGE.encode())
        for command in ((program,), (sys.executable, "-I", "-m", "hugokit")):
            assert hugokit.__version__ in run(*command, "--version", code=0)
            found = run(*command, "check", "--schema", "mainroad", str(page), code=1)
            assert "page.md:3:1:" in found, found
            assert "page.md:4:1:" in found, found
    print(f"hugokit {hugokit.__version__} works alone in {here.parent}")


if __name__ == "__main__":
    main(sys.argv[1])
