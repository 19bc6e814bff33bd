"""The site that a migration reads: which bytes it was made of, and whether the plan that came of it can be written."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from hugokit.engine.site_files import FolderFiles
from hugokit.errors import FileRefused, MigrationError
from hugokit.ledger import Loss
from hugokit.site.model import Site
from hugokit.target import Plan, Target
from hugokit.text.display import escape
from hugokit.text.paths import why_unportable


class Choice(Protocol):
    """The part of the options that says what is in a plan."""

    @property
    def only(self) -> Sequence[str]:
        """Globs of sources."""

    @property
    def limit(self) -> int | None:
        """At most so many."""

    @property
    def version(self) -> str:
        """That of hugokit."""


class Source(FolderFiles):
    """The files of a site. `digests`: the SHA-256 of each that was read, as it was when it was read first."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.digests: dict[str, str] = {}

    def read(self, name: str) -> bytes:
        """The bytes of one file (FileRefused; MigrationError where they are no longer those that were read first)."""
        data = super().read(name)
        digest = hashlib.sha256(data).hexdigest()
        if self.digests.setdefault(name, digest) != digest:
            raise MigrationError(f"{escape(name)}: changed while the site was read; run again")
        return data


def checked_output(output: str | os.PathLike[str], root: Path) -> Path:
    """The folder to write. MigrationError where it is the site itself, a folder that the site is in, or its content."""
    place = Path(os.path.abspath(output))  # noqa: PTH100 - resolve() would follow a link that is swapped in
    whole, site = place.resolve(), root.resolve()
    inside = whole.relative_to(site).parts[:1] if whole.is_relative_to(site) else ()
    if site.is_relative_to(whole) or inside in [(name,) for name in _OF_HUGO]:
        raise MigrationError(f"{escape(str(place))}: is a part of the site that is read, or holds it; choose another")
    return place


_OF_HUGO = ("content", "static", "layouts", "themes", "assets", "data", "i18n", "archetypes", "config")


def fingerprint(target: Target, sites: Iterable[Site], plan: Plan, source: Source, choice: Choice) -> dict[str, str]:
    """What the new site is made of, so that a stopped run is gone on with for the same one alone.

    `config`: SHA-256 of the configuration and the options; `plan`: of all that is read, of what is published at this
    moment, and of the paths that come of it. Files that are only copied count by size and time.
    """
    config, whole = hashlib.sha256(), hashlib.sha256()
    options = [target.name, target.version, *sorted(choice.only), str(choice.limit)]
    config.update("\0".join(options).encode("utf-8", "surrogateescape"))
    for name, digest in sorted(source.digests.items()):
        (whole if name.startswith("content/") else config).update(f"{name}\0{digest}\0".encode(*_ANY))
    for site in sites:
        for page in (*site.pages, *site.unlisted, *site.unpublished):
            whole.update(f"{page.source}\0{page.url}\0{page.hidden}\0".encode(*_ANY))
    for file in plan.files:
        whole.update(f"{file.path}\0{file.source}\0{file.copy_of}\0{_state(source, file.copy_of)}".encode(*_ANY))
        whole.update(file.content)
    whole.update(config.digest())
    return {"hugokit": choice.version, "config": config.hexdigest(), "plan": whole.hexdigest()}


_ANY = ("utf-8", "surrogateescape")


def _state(source: Source, name: str) -> str:
    if not name:
        return ""
    try:
        state = (source.root / name).lstat()
    except OSError as error:
        raise FileRefused(f"{escape(str(source.root / name))}: cannot be copied: {error.strerror}") from error
    return f"{state.st_size} {state.st_mtime_ns}"


def unportable(plan: Plan) -> Iterator[Loss]:
    """An entry for each file that nobody can check out on Windows."""
    for file in plan.files:
        why = why_unportable(file.path)
        if why:
            yield Loss(
                file.source or file.copy_of, 0, "", f"the file {file.path} on Windows", why,
                "give the page another url, or the file another name", "changed",
            )  # fmt: skip
