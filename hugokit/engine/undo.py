"""Taking a run back: every file that it replaced and that still is as it left it gets its old bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hugokit.errors import FileConflict, FileRefused, SettingsError
from hugokit.fs.access import Access
from hugokit.fs.journal import Journal
from hugokit.fs.past import Journaled, Kept, PastRun, past_runs, reopened
from hugokit.fs.walk import FoundFile
from hugokit.text.display import escape

__all__ = ["Journal", "Journaled", "PastRun", "Restored", "last_run", "past_runs", "reopened", "undo"]


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of one file of a run.

    `state`: "back" (or would be), "same" (it was as before the run already), "changed" (since the run, so it is left),
    "gone" (so it is not made again), "failed". `before` and `after`: its bytes now and then, where it comes back;
    `error`: why it does not. `path` is absolute; empty where the journal is damaged.
    """

    path: str
    state: Literal["back", "same", "changed", "gone", "failed"]
    before: bytes = b""
    after: bytes = b""
    error: FileRefused | None = None


def last_run(folder: Path) -> PastRun:
    """The newest run that was not undone and was called in a folder, or above or below it; else SettingsError.

    A run on another site is not taken: whoever types `undo` in one window does not mean what runs in the other.
    """
    left = [run for run in past_runs() if run.undone is None]
    here = folder.absolute()
    for run in left:
        if here.is_relative_to(run.root) or Path(run.root).is_relative_to(here):
            return run
    where = escape(str(here))
    if not left:
        raise SettingsError(f"{where}: there is no run to undo; old files are kept by a run with --backup")
    other = left[0]
    called = f"{other.id}, {escape(' '.join(other.command))} in {escape(other.root)}"
    raise SettingsError(f"{where}: no run to undo was called here; the last one elsewhere was {called}: name it")


def undo(journal: Journaled, *, write: bool = True, counts: Journal | None = None) -> Iterator[Restored]:
    """Put the files of a run back, the last one first; each at once and whole, or not at all.

    A run that is undone to the last file is marked, and raises SettingsError from then on. Until then undo can be
    called again, after a kill too: what is back already is passed over. `counts` counts what was replaced.
    """
    if journal.run.undone is not None:
        raise SettingsError(f"{journal.run.id}: was undone already, {journal.run.undone}")
    whole = True
    with Access(counts) as access:
        for kept in journal.newest_first():
            if isinstance(kept, FileRefused):
                restored = Restored("", "failed", error=kept)
            else:
                restored = _restore(access, kept, write=write)
            whole &= restored.state in ("back", "same")
            yield restored
    if write and whole:
        journal.mark_undone()


def _restore(access: Access, kept: Kept, *, write: bool) -> Restored:
    path = Path(kept.path)
    file = FoundFile(kept.path, Path(kept.root or path.parent), named=kept.root is None)
    try:
        now = access.read(file)
        digest = now.identity.digest
        if digest == kept.before:
            return Restored(kept.path, "same")
        if digest != kept.after:
            return Restored(kept.path, "changed", error=_changed(kept))
        if write:
            access.replace(file, now, kept.old)
    except FileConflict as error:
        return Restored(kept.path, "changed", error=error)
    except FileRefused as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return Restored(kept.path, "gone", error=_gone(kept))
        return Restored(kept.path, "failed", error=error)
    return Restored(kept.path, "back", now.data, kept.old)


def _changed(kept: Kept) -> FileConflict:
    return FileConflict(f"{escape(kept.path)}: changed since that run; left as it is")


def _gone(kept: Kept) -> FileRefused:
    return FileRefused(f"{escape(kept.path)}: is no longer there; not made again")
