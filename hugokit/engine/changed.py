"""Which files git says are changed: since a revision, or staged for the next commit.

As in engine.git nothing of the repository is run: filters, which git would start to compare files of the work tree, are
switched off.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from hugokit.engine.git import Objects, commit_of, git
from hugokit.errors import SettingsError

_NO_PROGRAMS = ("--no-ext-diff", "--no-textconv", "--no-renames", "--ignore-submodules=all")
_REGULAR = ("100644", "100755")


def changed_since(paths: Iterable[Path], revision: str) -> frozenset[str]:
    """The absolute paths of the files, in the repositories of `paths`, that differ from a revision or are untracked.

    The revision is that where the branch left it: what was changed over there since then is not counted. A renamed file
    is there under its new name. What git ignores, and what is in submodules, is not. SettingsError where there is no
    repository, or no such revision.
    """
    found: set[str] = set()
    for root in _repositories(paths):
        commit = _fork(root, commit_of(root, revision))
        words = ("diff", *_NO_PROGRAMS, "--name-only", "-z", "--diff-filter=d", commit, "--")
        listed = git(root, *words, more=_without_filters(root))
        listed += git(root, "ls-files", "-z", "--others", "--exclude-standard")
        found.update(os.path.join(root, name) for name in os.fsdecode(listed).split("\0") if name)  # noqa: PTH118
    return frozenset(found)


class Staged:
    """What the next commit would change, with its content: what is in the index, which the work tree may not be.

    A context manager. `paths` as for `changed_since`.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._held = ExitStack()
        self._ids: dict[str, tuple[Objects, str]] = {}
        self._objects = {root: Objects(root) for root in _repositories(paths)}
        for root, objects in self._objects.items():
            self._ids.update((path, (objects, object_)) for path, object_ in _staged(root))

    def __enter__(self) -> Self:
        for objects in self._objects.values():
            self._held.enter_context(objects)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()

    @property
    def names(self) -> frozenset[str]:
        """The absolute paths of the files."""
        return frozenset(self._ids)

    def read(self, path: str) -> bytes:
        """The content of a file in the index (FileRefused)."""
        objects, object_ = self._ids[path]
        return objects.read(object_, path, "the index")


def _staged(root: Path) -> Iterator[tuple[str, str]]:
    """The absolute path and the object of each regular file that the next commit would change."""
    words = ("diff", "--cached", *_NO_PROGRAMS, "--raw", "--no-abbrev", "-z", "--diff-filter=d", "--")
    index = {name: os.environ[name] for name in ("GIT_INDEX_FILE",) if name in os.environ}  # of `git commit a.md`
    fields = iter(os.fsdecode(git(root, *words, more=index)).split("\0"))
    for facts in fields:
        if facts:
            _, mode, _, object_, _ = facts.split()
            name = next(fields)
            if mode in _REGULAR:
                yield os.path.join(root, name), object_  # noqa: PTH118


def absolute(path: str | os.PathLike[str]) -> str:
    """A path as `changed_since` and `Staged` name it: links in its folders are followed, not the file itself."""
    folder, name = os.path.split(path)
    return os.path.join(os.path.realpath(folder), name)  # noqa: PTH118


def _repositories(paths: Iterable[Path]) -> list[Path]:
    roots: dict[Path, None] = {}
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in paths)
    for folder in folders:
        if not folder.is_dir():
            raise SettingsError(f"{folder}: no such folder")
        said = git(folder, "rev-parse", "--show-toplevel")
        roots[Path(os.fsdecode(said).removesuffix("\n")).resolve()] = None
    return list(roots)


def _fork(root: Path, commit: str) -> str:
    """Where HEAD left the history of a commit; the commit itself where they have nothing in common."""
    try:
        return git(root, "merge-base", commit, "HEAD").decode().strip()
    except SettingsError:
        return commit


def _without_filters(root: Path) -> dict[str, str]:
    """An environment in which git starts none of the filters that its configuration names."""
    try:
        said = git(root, "config", "-z", "--name-only", "--get-regexp", r"^filter\..*\.(clean|process|required)$")
    except SettingsError:
        return {}  # none are configured
    keys = sorted(set(os.fsdecode(said).split("\0")) - {""})
    given = {"GIT_CONFIG_COUNT": str(len(keys))}
    for number, key in enumerate(keys):
        given[f"GIT_CONFIG_KEY_{number}"] = key
        given[f"GIT_CONFIG_VALUE_{number}"] = "false" if key.endswith(".required") else ""
    return given
