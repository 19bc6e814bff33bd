"""Bringing a folder up to a plan: a new one with one rename, one in use by steps that a later run can finish."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from hugokit.engine.manifest import CONFLICTS, NAME, Manifest, manifest_of
from hugokit.engine.merge import Change, State, decide
from hugokit.engine.migrate_source import Source
from hugokit.errors import MigrationError
from hugokit.fs.ignore import Excluded
from hugokit.fs.staging import Staging, digest_of, staging_of
from hugokit.fs.update import Action, commit, finish, left_over, names_below, state_of
from hugokit.ledger import Loss
from hugokit.target import NewFile, Plan
from hugokit.text.display import escape


class Options(Protocol):
    """What of the options counts here (`engine.migrate.How`)."""

    @property
    def only(self) -> Sequence[str]: ...
    @property
    def limit(self) -> int | None: ...
    @property
    def dry_run(self) -> bool: ...
    @property
    def force(self) -> bool: ...
    @property
    def discard(self) -> bool: ...
    @property
    def watch(self) -> Callable[[Sequence[NewFile]], Iterable[NewFile]]: ...


class Piece(NamedTuple):
    """The content of a file: the bytes, or where to copy them from; with size, SHA-256 and losses."""

    content: bytes | Path
    size: int
    sha256: str
    losses: tuple[Loss, ...] = ()


class Writing:
    """A plan that is to be written, with the site that it is of. `resumed`: how many files a stopped run had done;
    `blocks`: how many the pages have, `html` how many of these are HTML now.
    """

    def __init__(self, target: str, plan: Plan, source: Source, options: Options) -> None:
        self.target, self.plan, self.source, self.options = target, plan, source, options
        self.losses: list[Loss] = []
        self.changes: list[Change] = []
        self.resumed = self.blocks = self.html = 0

    def pieces(self) -> Iterator[tuple[NewFile, Piece]]:
        """Every file with its content, one after the other; nothing is kept of it."""
        for file in self.options.watch(self.plan.files):
            yield file, self._piece(file)

    def _piece(self, file: NewFile) -> Piece:
        if file.copy_of:
            place = self.source.root / file.copy_of
            digest, size = digest_of(place)
            self.source.digests[file.copy_of] = digest
            return Piece(place, size, digest)
        made = file.made()
        self.losses += made.losses
        self.blocks += made.blocks
        self.html += made.html
        return Piece(made.content, len(made.content), hashlib.sha256(made.content).hexdigest())

    def is_asked_for(self, source: str) -> bool:
        """Whether what came of a source last time, and is not in the plan, is there no more; else it is only not asked
        for in this run.
        """
        if self.options.limit is not None:
            return False
        root = self.source.root
        return not self.options.only or (
            bool(source) and Excluded(self.options.only, root).covers(str(root / source), folder=False)
        )

    def note(self, file: NewFile, state: State, piece: Piece) -> None:
        """Remember what becomes of a file."""
        source = file.source or file.copy_of
        self.changes.append(Change(file.path, source, state, piece.size, piece.sha256))


def publish(dest: Path, writing: Writing, header: Mapping[str, str]) -> tuple[list[Change], list[Loss]]:
    """Bring the folder up to the plan, or with `dry_run` only find out what that would change."""
    options = writing.options
    if options.dry_run:
        known = manifest_of(dest, writing.target, force=options.force)
        _Update(dest, known or Manifest(writing.target), writing, None).plan()
        return writing.changes, writing.losses
    if not staging_of(dest).exists():
        manifest_of(dest, writing.target, force=options.force)  # refuses before anything is made
    with Staging(dest) as staging:
        _settle(staging)
        known = manifest_of(dest, writing.target, force=options.force)
        base = "" if known is None else hashlib.sha256(known.data()).hexdigest()
        writing.resumed = staging.begin({**header, "base": base}, discard=options.discard)
        update = _Update(dest, known or Manifest(writing.target), writing, staging)
        actions = update.plan()
        if known is None:
            staging.verify()
            staging.publish()
        elif actions:
            update.late(commit(staging, actions))
        else:
            staging.clear()
    return writing.changes, writing.losses


def _settle(staging: Staging) -> None:
    """Finish what a stopped run had begun to put into the destination; forget one that was through."""
    if staging.is_ready:
        finish(staging, left_over(staging))
    elif staging.known and not staging.site.is_dir():
        staging.clear()
    else:
        return
    staging.reopen()


class _Update:
    """One update: the decisions, what is staged for them, and the manifest that the next run will go by."""

    def __init__(self, dest: Path, known: Manifest, writing: Writing, staging: Staging | None) -> None:
        self.dest, self.known, self.writing, self.staging = dest, known, writing, staging
        self.is_there = dest.is_dir()
        self.open = set(names_below(dest, CONFLICTS)) if self.is_there else set()
        self.next = Manifest(writing.target)
        self.actions: list[Action] = []

    def plan(self) -> list[Action]:
        """Decide on every file, and stage what is to be written."""
        if self.known.sources and not self.known.sources.keys() & self.writing.source.digests.keys():
            raise MigrationError(
                f"{escape(str(self.dest))}: was made of another site, of which nothing would be left; choose another "
                "folder"
            )
        for file, piece in self.writing.pieces():
            self._one(file, piece)
        self._gone()
        digests = self.known.sources | self.writing.source.digests
        sources = {source for _, source in self.next.files.values()}
        self.next.sources = {source: digests[source] for source in sources if source in digests}
        self._manifest()
        return self.actions

    def _one(self, file: NewFile, piece: Piece) -> None:
        path, source = file.path, file.source or file.copy_of
        base = self.known.files.get(path, (None, ""))[0]
        there = self._there(path)
        state = decide(base, there, piece.sha256)
        if state == "written":
            self._write(path, there, piece)
        elif state == "conflict":
            self._set_aside(path, piece)
        elif state == "edited" and path in self.open:
            state = "conflict"  # until somebody takes the source's side out of the folder of conflicts
        if state in ("unchanged", "deleted", "written"):
            self._is_solved(path)
        self.next.files[path] = (piece.sha256, source)
        self.writing.note(file, state, piece)

    def _there(self, path: str) -> str | None:
        return state_of(self.dest, path) if self.is_there else None

    def _write(self, path: str, there: str | None, piece: Piece) -> None:
        self.actions.append(Action(path, there, piece.sha256, CONFLICTS + path))
        if self.staging is None:
            return
        if isinstance(piece.content, bytes):
            self.staging.put(path, piece.content, piece.sha256)
        else:
            self.staging.copy(path, piece.content, piece.sha256)

    def _set_aside(self, path: str, piece: Piece) -> None:
        """Both sides are kept: the target's in its place, the source's in the folder of conflicts."""
        self._write(CONFLICTS + path, self._there(CONFLICTS + path), piece)

    def _is_solved(self, path: str) -> None:
        if path in self.open:
            self._remove(CONFLICTS + path, self._there(CONFLICTS + path))

    def _gone(self) -> None:
        """What was written the last time, and is not in the plan."""
        planned = {file.path for file in self.writing.plan.files}
        for path, (base, source) in self.known.files.items():
            if path in planned:
                continue
            if not self.writing.is_asked_for(source):
                self.next.files[path] = (base, source)
                continue
            there = self._there(path)
            state = decide(base, there, None)
            if state == "removed":
                self._remove(path, there)
            self._is_solved(path)
            self.writing.changes.append(Change(path, source, state))

    def _remove(self, path: str, there: str | None) -> None:
        if there is not None:
            self.actions.append(Action(path, there, None))

    def _manifest(self) -> None:
        """The last step of all."""
        data = self.next.data()
        piece = Piece(data, len(data), hashlib.sha256(data).hexdigest())
        there = self._there(NAME)
        if there != piece.sha256:
            self._write(NAME, there, piece)

    def late(self, late: Iterable[Action]) -> None:
        """Files that somebody changed while this run went on: theirs is kept, and told as any other conflict."""
        paths = {action.path for action in late}
        self.writing.changes = [
            change._replace(state="conflict") if change.path in paths else change for change in self.writing.changes
        ]
