"""One commit of what one rule mended: whether git may make it, its message, and the commit itself."""

from __future__ import annotations

import difflib
import os
import subprocess
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from hugokit.engine.changed import absolute
from hugokit.engine.files import Outcome
from hugokit.engine.git import git
from hugokit.errors import HugokitError, SettingsError
from hugokit.text.display import escape


class CommitRefused(HugokitError):
    """Git or one of its hooks made no commit; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The work tree that a commit is made in."""

    root: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """That of a folder. SettingsError where there is none, or where something is staged."""
        try:
            said = git(folder, "rev-parse", "--show-toplevel")
        except SettingsError as error:
            raise SettingsError(f"{error}; --commit needs a git repository: git init, and commit the site") from error
        root = Path(os.fsdecode(said).removesuffix("\n")).resolve()
        staged = _names(git(root, "diff", "--cached", "--name-only", "--no-ext-diff", "-z"))
        if staged:
            raise SettingsError(f"{_some(staged)}: staged for a commit already; commit or `git restore --staged` first")
        return cls(root)

    def refuse_unclean(self, paths: Collection[str]) -> None:
        """SettingsError where a file is not tracked by git, or differs from the last commit."""
        names = self._own(paths)
        unknown = sorted(names - _names(git(self.root, "ls-files", "-z")))
        if unknown:
            raise SettingsError(f"{_some(unknown)}: not tracked in {escape(str(self.root))}; git add and commit first")
        words = ("diff", "--name-only", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "-z", "HEAD")
        dirty = sorted(names & _names(git(self.root, *words)))
        if dirty:
            raise SettingsError(f"{_some(dirty)}: has uncommitted changes; commit or `git stash` them first")

    def head(self) -> str:
        """The commit that the work tree stands on (SettingsError where there is none yet)."""
        return git(self.root, "rev-parse", "--verify", "HEAD").decode().strip()

    def commit(self, paths: Collection[str], message: str) -> None:
        """Commit these files and no others, with all hooks of the repository (CommitRefused)."""
        with tempfile.TemporaryDirectory(prefix="hugokit-commit-") as made:
            listed = Path(made, "paths")
            listed.write_bytes(b"\0".join(os.fsencode(f":(top,literal){name}") for name in sorted(self._own(paths))))
            words = ["--only", "--quiet", "-F", "-", f"--pathspec-from-file={listed}", "--pathspec-file-nul"]
            try:
                said, code = _told(["git", "-C", str(self.root), "commit", *words], message)
            except OSError as error:
                raise CommitRefused(f"git cannot be run: {error.strerror}") from error
        if code:
            raise CommitRefused(said.strip() or f"git commit ended with {code} and did not say why")

    def _own(self, paths: Collection[str]) -> set[str]:
        return {Path(os.path.relpath(absolute(path), self.root)).as_posix() for path in paths}


def message_of(code: str, slug: str, done: Sequence[Outcome], built: str, *, unsafe: bool) -> str:
    """The message for what a rule mended. `built`: the sentence about the built site."""
    findings = sum(one.fixed for one in done)
    lines = sum(_changed_lines(one) for one in done)
    files = _count(len(done), "file")
    fixes = "Unsafe fixes were allowed: they may change what is published.\n" if unsafe else ""
    counts = f"{files}, {_count(findings, 'finding')} mended, {_count(lines, 'line')} changed."
    return f"hugokit: mend {code} {slug} in {files}\n\n{counts}\n{fixes}{built}\n"


def _changed_lines(one: Outcome) -> int:
    """How many lines were changed, added or taken out; a changed line counts once."""
    matcher = difflib.SequenceMatcher(None, one.before.splitlines(), one.after.splitlines(), autojunk=False)
    return sum(max(j - i, n - m) for kind, i, j, m, n in matcher.get_opcodes() if kind != "equal")


def _told(words: list[str], given: str) -> tuple[str, int]:
    with subprocess.Popen(  # noqa: S603 - a plain commit, as in any shell
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        errors="replace",
    ) as process:  # fmt: skip
        try:
            said, _ = process.communicate(given)
        except BaseException:  # asked to stop, git takes its locks away; killed, it would leave them
            process.terminate()
            process.wait()
            raise
    return said, process.returncode


def _names(listed: bytes) -> set[str]:
    return {name for name in os.fsdecode(listed).split("\0") if name}


def _some(names: Collection[str]) -> str:
    first = escape(min(names))
    return first if len(names) == 1 else f"{first} and {len(names) - 1} more"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
