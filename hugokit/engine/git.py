"""Git, asked about the past of a site without a checkout. What a repository holds is data: nothing of it is run.

No hook, filter, textconv, external diff, file system monitor or fetch can start: only objects and the index are read,
and of the configuration nothing that names a program counts.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from hugokit.engine.site_files import NOT_SOURCES
from hugokit.errors import FileRefused, SettingsError
from hugokit.limits import MAX_FILE_BYTES
from hugokit.site.config_files import SiteFiles
from hugokit.text.display import escape

_SAFE = (
    "--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs", "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null", "-c", "safe.bareRepository=explicit",
)  # fmt: skip
_REGULAR = ("100644", "100755", "100664")
_SUBMODULE = "160000"


def _environment() -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**own, "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "LC_ALL": "C"}


def git(folder: Path, *words: str, more: Mapping[str, str] | None = None) -> bytes:
    """What a command of git says (SettingsError where it fails, or there is no git). `more`: for its environment."""
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours; a revision stands behind --end-of-options
            ["git", *_SAFE, "-C", str(folder), *words],  # noqa: S607 - git is found on PATH as in any shell
            capture_output=True, env={**_environment(), **(more or {})}, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    except OSError as error:
        raise SettingsError(f"git cannot be run: {error.strerror}; install git to compare revisions") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise SettingsError(f"{escape(str(folder))}: git {words[0]}: {escape(said[-1] if said else 'failed')}")
    return done.stdout


class Objects:
    """What a repository keeps, by the ids of its objects.

    A context manager: it holds a `git cat-file` that reads one object after the other.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(  # noqa: S603 - as in git
            ["git", *_SAFE, "-C", str(self._folder), "cat-file", "--batch"],  # noqa: S607
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(),
        )  # fmt: skip
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        process, self._process = self._process, None
        if process is not None:
            with suppress(BrokenPipeError):
                self._pipe(process.stdin).close()
            self._pipe(process.stdout).close()
            process.wait()

    def read(self, object_: str, name: str, where: str) -> bytes:
        """The bytes of an object, which is the file `name` as it stands `where` (FileRefused)."""
        assert self._process is not None, "objects are read inside their `with`"
        out = self._pipe(self._process.stdout)
        into = self._pipe(self._process.stdin)
        into.write(object_.encode() + b"\n")
        into.flush()
        _, _, size = out.readline().rpartition(b" ")
        if not size.strip().isdigit():
            raise FileRefused(f"{escape(name)}: git has not got its content here (a partial clone): fetch it first")
        if int(size) > MAX_FILE_BYTES:
            raise FileRefused(f"{escape(name)}: has more than {MAX_FILE_BYTES // 1024**2} MiB in {where}")
        data = out.read(int(size))
        out.read(1)
        return data

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None
        return pipe


class Revision:
    """A site as it stood in a revision: its files by their paths from the site's root, as the reader asks for them.

    A context manager: it reads by `Objects`. Links and what is no regular file are not there. What git does not keep
    for the site, submodules and themes that are no part of the repository, is lent by the files of now.
    """

    def __init__(self, root: Path, revision: str, now: SiteFiles) -> None:
        """`root`: the site's folder, in a work tree. SettingsError where there is no repository or no such revision."""
        self._root, self._now = root, now
        self.commit = commit_of(root, revision)
        listed = list(_entries(git(root, "ls-tree", "-r", "-z", self.commit, "--", ".")))
        self._ids = {name: object_ for mode, object_, name in listed if mode in _REGULAR and _is_source(name)}
        modules = tuple(f"{name}/" for mode, _, name in listed if mode == _SUBMODULE)
        themes = {_theme(name) for name in self._ids}
        self._lent = {
            name
            for name in now.names()
            if name.startswith(modules) or (name.startswith("themes/") and _theme(name) not in themes)
        }
        self._objects = Objects(root)

    def __enter__(self) -> Self:
        self._objects.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._objects.__exit__(kind, error, trace)

    def names(self) -> list[str]:
        """Every file, by its path from the site's root with `/`."""
        return sorted(self._ids.keys() | self._lent)

    def read(self, name: str) -> bytes:
        """The bytes of one file (FileRefused)."""
        if name not in self._ids:
            return self._now.read(name)
        return self._objects.read(self._ids[name], name, self.commit[:9])

    def renames(self) -> dict[str, str]:
        """What git holds for renamed between the revision and the index: old path to new, from the site's root."""
        listed = git(
            self._root, "diff", "--cached", "--no-ext-diff", "--no-textconv", "--relative", "-M", "--diff-filter=R",
            "--name-status", "-z", self.commit, "--",
        )  # fmt: skip
        words = iter(os.fsdecode(listed).split("\0"))
        return {next(words): next(words) for status in words if status.startswith("R")}


def commit_of(root: Path, revision: str) -> str:
    """The commit that a revision means in the repository of a folder (SettingsError)."""
    try:
        said = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
    except SettingsError as error:
        if "rev-parse: failed" not in str(error):
            raise
        raise SettingsError(
            f"{escape(revision)}: git knows no such revision in {escape(str(root))}; name a commit, tag or branch "
            "(a shallow clone has only the last ones: git fetch --unshallow)"
        ) from error
    return said.decode().strip()


def _entries(listed: bytes) -> Iterator[tuple[str, str, str]]:
    """(mode, id of the object, path) of what a tree holds."""
    for line in listed.split(b"\0"):
        facts, tab, name = line.partition(b"\t")
        if tab:
            mode, _, object_ = facts.decode().split()
            yield mode, object_, os.fsdecode(name)


def _is_source(name: str) -> bool:
    return name.partition("/")[0] not in NOT_SOURCES


def _theme(name: str) -> str:
    return "/".join(name.split("/", 2)[:2])
