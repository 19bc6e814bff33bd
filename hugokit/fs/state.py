"""Where journals lie, and what keeps them apart: private files in the user's state folder, never in the site."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hugokit.errors import SettingsError

SUFFIX = ".jsonl"


def undo_folder() -> Path:
    """$HUGOKIT_STATE_DIR/undo; without it that of $XDG_STATE_HOME/hugokit, ~/.local/state/hugokit, on Windows
    %LOCALAPPDATA%/hugokit. It may not be there. Raises SettingsError where there is no home folder either.
    """
    if own := os.environ.get("HUGOKIT_STATE_DIR"):
        return Path(own).absolute() / "undo"
    windows = sys.platform == "win32"
    given = Path(os.environ.get("LOCALAPPDATA" if windows else "XDG_STATE_HOME") or "")
    try:  # XDG: a relative path is not to be used
        base = given if given.is_absolute() else Path.home() / ("AppData/Local" if windows else ".local/state")
    except RuntimeError as error:
        raise SettingsError("no home folder to keep old files in: set HUGOKIT_STATE_DIR to a folder") from error
    return base / "hugokit" / "undo"


def make_undo_folder() -> Path:
    """The folder, made for its owner alone. Raises OSError."""
    folder = undo_folder()
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def is_ours(state: os.stat_result) -> bool:
    """Whether a journal is this user's: nobody else says what is put back."""
    return not hasattr(os, "geteuid") or state.st_uid == os.geteuid()


def lock(fd: int) -> bool:
    """Take a journal for this process, until it is closed; False where another one has it. Windows has no flock."""
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
