"""Only what may have findings: of a folder that nobody has touched, the files in which a former run found some.

What is kept beside a site is one digest a folder (names, sizes, times and inodes of its files) and the names of those
that are looked at again in any case; no finding is kept. A page counts as done only where what is found in it rests on
the file, the settings and the site's own configuration, schema and cascades, which all go into a digest of their own.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from itertools import groupby, repeat
from pathlib import Path
from typing import Any, NamedTuple

from hugokit.diagnostic import Severity
from hugokit.engine.context import Context
from hugokit.engine.files import Outcome, Run
from hugokit.engine.maker import maker
from hugokit.fs.cache import keep_cached, read_cached, stamp
from hugokit.fs.walk import FoundFile

_FILE = "checked.json"
_FRESH_NS = 2_000_000_000
"""A file that was written so shortly before it was read may be written again without a new time."""


class _Folder(NamedTuple):
    """A folder as it was found: the digest of its files, and the names of those that are to be looked at again."""

    digest: str
    again: set[str]


class _Site(NamedTuple):
    """What is known of a site's folders: by a former run, and by this one."""

    basis: str
    before: dict[str, Any]
    now: dict[str, _Folder]


class Incremental:
    """The files of one run that need a look, and how many do not."""

    def __init__(self, run: Run, least: Severity) -> None:
        self._run = run
        self._least = least
        self._sites: dict[Path, _Site] = {}
        self._unchanged = 0

    def of(self, files: Iterable[FoundFile]) -> Iterator[FoundFile]:
        """Those of the files, which come folder by folder, that are to be looked at; all that were named themselves."""
        for (folder, named), group in groupby(files, key=lambda file: (os.path.split(file.name)[0], file.named)):
            found = list(group)
            context = self._run.contexts.of(found[0].name)
            if named or context.site is None:
                yield from found
            else:
                yield from self._of_folder(folder, found, context)

    def note(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes of these files as they come, then one for each file that needed no look."""
        for outcome in outcomes:
            if not (outcome.is_quiet and outcome.lasting):
                folder, name = os.path.split(outcome.path)
                context = self._run.contexts.of(outcome.path)
                if context.site in self._sites and folder in self._sites[context.site].now:
                    self._sites[context.site].now[folder].again.add(name)
            yield outcome
        yield from repeat(Outcome(""), self._unchanged)
        self._keep()

    def _of_folder(self, folder: str, files: list[FoundFile], context: Context) -> Iterator[FoundFile]:
        assert context.site is not None
        if context.site not in self._sites:
            self._sites[context.site] = self._site(context)
        site = self._sites[context.site]
        states = [(os.path.split(file.name)[1], _state(file)) for file in files]
        digest = hashlib.sha256(repr(states).encode("utf-8", "surrogatepass")).hexdigest()
        was = site.before.get(_key(folder, context.site))
        if was is not None and was[0] == digest:
            site.now[folder] = _Folder(digest, set(was[1]))
            needed = [file for file, (name, _) in zip(files, states, strict=True) if name in was[1]]
            self._unchanged += len(files) - len(needed)
            yield from needed
            return
        recent = time.time_ns() - _FRESH_NS
        fresh = {name for name, state in states if state is None or state[1] > recent}
        site.now[folder] = _Folder(digest, fresh)
        yield from files

    def _site(self, context: Context) -> _Site:
        assert context.site is not None
        basis = self._basis(context)
        return _Site(basis, _kept(context.site, basis), {})

    def _basis(self, context: Context) -> str:
        """A digest of all that findings rest on but the pages. By the clock alone no page gets a finding."""
        settings = self._run.settings
        schemas = sorted({name for name in (settings.schema, *(one.uses for one in settings.schemas)) if name})
        said = (
            maker(), repr(settings), int(self._least), stamp(settings.root, schemas),
            json.dumps([context.schema.document, context.schema.library], default=dict, sort_keys=True),
            repr((context.hugo, context.rules, context.config)), context.handed_down.said, context.read_elsewhere.said,
        )  # fmt: skip
        return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()

    def _keep(self) -> None:
        for root, site in self._sites.items():
            now = {_key(folder, root): [one.digest, sorted(one.again)] for folder, one in site.now.items()}
            document = {"basis": site.basis, "folders": {**site.before, **now}}
            if document["folders"] != site.before:
                keep_cached(root, _FILE, json.dumps(document, sort_keys=True).encode("utf-8", "surrogatepass"))


def _state(file: FoundFile) -> tuple[int, int, int] | None:
    """Size, time of the last change in nanoseconds and inode of a file; None where the system tells nothing."""
    try:
        state = os.stat(file.name, follow_symlinks=False)  # noqa: PTH116 - for every file of a tree
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns, state.st_ino


def _key(folder: str, root: Path) -> str:
    return Path(os.path.relpath(folder or ".", root)).as_posix()


def _kept(root: Path, basis: str) -> dict[str, Any]:
    """The folders that a former run on the same basis has kept; none where what is there is anything else."""
    data = read_cached(root, _FILE)
    try:
        found = json.loads(data) if data else {}
    except (ValueError, RecursionError):
        return {}
    folders = found.get("folders") if isinstance(found, dict) and found.get("basis") == basis else None
    if not isinstance(folders, dict) or not all(map(_is_folder, folders.values())):
        return {}
    return folders


def _is_folder(entry: object) -> bool:
    if not (isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], str) and isinstance(entry[1], list)):
        return False
    return all(isinstance(name, str) for name in entry[1])
