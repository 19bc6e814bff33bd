"""`--since` and `--staged`: only the files that git says are changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hugokit.api import Outcome
from hugokit.cli.common import is_stdin

if TYPE_CHECKING:
    import os

    from hugokit.engine.changed import Staged
    from hugokit.fs.walk import FoundFile

F = TypeVar("F", bound=Callable[..., Any])


def git_options(command: F) -> F:
    """The options of a command that can look at changed files only."""
    since = click.option("--since", metavar="REV", help="Only files that git says differ from REV, or are untracked.")
    staged = click.option("--staged", is_flag=True, help="Only what is staged for the next commit, as it is staged.")
    return since(staged(command))


@dataclass(frozen=True, slots=True)
class Changed:
    """The files to look at, by their absolute paths; None for all. `staged` has their content where that counts."""

    names: frozenset[str] | None = None
    staged: Staged | None = None

    @property
    def all(self) -> bool:
        """Whether every file is looked at."""
        return self.names is None

    def has(self, path: str | os.PathLike[str]) -> bool:
        """Whether a file is to be looked at."""
        if self.names is None:
            return True
        from hugokit.engine.changed import absolute

        return absolute(path) in self.names

    def files(self, found: Iterator[FoundFile]) -> Iterable[FoundFile]:
        """Those of the files that are to be looked at."""
        return found if self.names is None else (file for file in found if self.has(file))

    def work(self, work: Callable[[str, bytes], Outcome]) -> Callable[[str, bytes], Outcome]:
        """The work, done on what is staged where that counts."""
        staged = self.staged
        if staged is None:
            return work
        from hugokit.engine.changed import absolute

        return lambda name, data: work(name, staged.read(absolute(name)))


@contextmanager
def only_changed(paths: tuple[Path, ...], options: dict[str, Any]) -> Iterator[Changed]:
    """What the options ask for. UsageError for what does not go together, SettingsError where git knows no answer."""
    if not (options["since"] or options["staged"]):
        yield Changed()
        return
    if is_stdin(paths) or (options["since"] and options["staged"]):
        raise click.UsageError("--since and --staged go with files and folders, and not with each other")
    from hugokit.engine.changed import Staged, changed_since  # most runs do not wait for git

    if options["since"]:
        yield Changed(changed_since(paths or (Path(),), options["since"]))
        return
    if options["fix"] or options["add_ignore"] or options["diff"] or options["site"]:
        raise click.UsageError(
            "--staged only looks at what is in git's index: --fix, --diff, --add-ignore and --site look at files; "
            "use --since HEAD with them"
        )
    with Staged(paths or (Path(),)) as staged:
        yield Changed(staged.names, staged)
