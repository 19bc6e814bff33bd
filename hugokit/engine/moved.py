"""The use case urls --since: what moved in a site since a revision of git, and the aliases that are missing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache

from hugokit.document import loads
from hugokit.engine.changes import Append, Assign, Change
from hugokit.engine.files import Outcome, Run
from hugokit.engine.git import Revision
from hugokit.engine.sites import Model, model_of
from hugokit.errors import MigrationError, SettingsError
from hugokit.site.config_files import SiteFiles
from hugokit.site.moves import Before, Moved, moves
from hugokit.site.names import CONTENT
from hugokit.site.spots import Spots
from hugokit.text.display import escape


def moved_since(model: Model, revision: str, *, now: datetime | None = None) -> list[Moved]:
    """The pages and aliases of a revision at whose URLs nothing is any more.

    Both states are read for the same Hugo, as at `now` (aware; None is the present), so that a page that expired
    meanwhile did not move. SettingsError where there is no such revision, or no site in it.
    """
    moment = now or datetime.now(UTC)
    with Revision(model.root, revision, model.files) as then:
        if not Spots(then, model.hugo.version).configuration:
            raise SettingsError(f"{escape(revision)}: in that revision {escape(str(model.root))} is no Hugo site")
        try:
            old = model_of(model.root, then, now=moment, hugo=model.hugo.version)
        except MigrationError as error:
            raise SettingsError(f"{escape(revision)}: the site of that revision cannot be read: {error}") from error
        before = Before(old.sites, then.renames(), _same_content(then, model.files))
        return list(moves(before, model.sites, model.hugo.version))


def _same_content(then: SiteFiles, now: SiteFiles) -> Callable[[str], str | None]:
    """Where the content of an old file is now, for those that git has not been told of."""

    @cache
    def new() -> dict[bytes, str]:
        names = set(now.names()) - set(then.names())
        return {_digest(now.read(name)): name for name in names if name.rpartition(".")[2].lower() in CONTENT}

    return lambda source: new().get(_digest(then.read(source))) if new() else None


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def add_aliases(run: Run, name: str, data: bytes, aliases: Sequence[str]) -> Outcome:
    """A page's bytes with aliases put behind those that it has."""
    document = loads(data, hugo=run.contexts.of(name).hugo.version)
    held = None if document.error else next((v for k, v in document.plain.items() if k.lower() == "aliases"), None)
    # A single text is one alias to Hugo; the list that it becomes keeps it.
    alone = isinstance(held, str) and held != ""
    change: Change = Assign(("aliases",), [held, *aliases]) if alone else Append(("aliases",), tuple(aliases))
    return run.edit(name, data, (change,))
