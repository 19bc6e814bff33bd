"""What the real Hugo makes of a site, built beside it and never into it, so that two builds can be compared."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from hugokit.engine.process import hugo_version, last_line, run
from hugokit.errors import SettingsError

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Built:
    """The SHA-256 of each file that Hugo built, by its path; or `problem`, one line that says why there are none."""

    hugo: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


def build(site: Path, clock: datetime) -> Built:
    """Build a site as its own environment has it, at the time `clock` (aware), into a folder that goes away."""
    hugo = shutil.which("hugo")
    if hugo is None:
        return Built(problem="there is no hugo on PATH")
    with tempfile.TemporaryDirectory(prefix="hugokit-built-") as made:
        folder = Path(made)
        try:
            if (site / "resources").is_dir():
                shutil.copytree(site / "resources", folder / "resources", symlinks=True)
            version = hugo_version(hugo, site)
            done = run([hugo, *_words(site, folder, clock)], site, _apart(folder))
        except SettingsError as error:
            return Built(problem=str(error))
        except (OSError, shutil.Error) as error:
            return Built(problem=f"resources/ cannot be copied: {error}")
        if done.returncode:
            return Built(problem=f"hugo failed: {last_line(done)}")
        return Built(version, _digests(folder / "public"))


def compared(before: Built, after: Built) -> str:
    """One sentence on how two builds differ, or why that is not known."""
    if before.problem:
        return f"The site was not built to compare it: {before.problem}."
    if after.problem:
        return f"The site was built before this change only; after it: {after.problem}."
    both = {**before.files, **after.files}
    differ = sorted(name for name in both if before.files.get(name) != after.files.get(name))
    if not differ:
        return f"The site that Hugo {after.hugo} builds is the same."
    more = ", …" if len(differ) > _SHOWN else ""
    return f"{len(differ)} of {len(both)} built files differ: {', '.join(differ[:_SHOWN])}{more}"


def _words(site: Path, folder: Path, clock: datetime) -> list[str]:
    return [
        "--source", str(site), "--destination", str(folder / "public"), "--cacheDir", str(folder / "cache"),
        "--noBuildLock", "--clock", clock.isoformat(timespec="seconds"),
    ]  # fmt: skip


def _apart(folder: Path) -> dict[str, str]:
    """Settings for what Hugo writes into a site besides its pages."""
    return {
        "HUGO_RESOURCEDIR": str(folder / "resources"),
        "HUGO_BUILD_BUILDSTATS_ENABLE": "false",
        "HUGO_BUILD_NOJSCONFIGINASSETS": "true",
    }


def _digests(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
