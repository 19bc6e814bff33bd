"""What a target generator declares, and the plan its writer makes. Pure: nothing here touches the disk."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files as packaged
from typing import NamedTuple

from hugokit.errors import MigrationError
from hugokit.ledger import Loss
from hugokit.site.bodies import Dialect
from hugokit.site.model import Site
from hugokit.text.paths import collisions, why_unsafe


class Made(NamedTuple):
    """The content of a file that is made when it is written, and what was lost on the way.

    `blocks`: how many the body of its page has, `html` how many of these are HTML now and were Markdown.
    """

    content: bytes
    losses: tuple[Loss, ...] = ()
    blocks: int = 0
    html: int = 0


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to write: `path` relative with `/`; its content, or `copy_of`, a source path from the Hugo site's root.

    `source` is the file of the Hugo site that it comes from, "" for what the target brings along. `make` gives the
    content and its losses when the file is written, and nothing is kept of it: with it 100,000 pages fit into memory
    (`page.body` is read from the disk each time it is asked for). It must give the same bytes whenever it is called.
    """

    path: str
    content: bytes = b""
    copy_of: str = ""
    source: str = ""
    make: Callable[[], Made] | None = None

    def made(self) -> Made:
        """The content, made now where it is made at all."""
        return Made(self.content) if self.make is None else self.make()


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a migration will write, and what it will not carry over as far as that is known before it writes."""

    files: tuple[NewFile, ...]
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """One generator.

    `build` is the command that builds the result, `install` the one that gets the generator, `output` the folder it
    writes. `date_form` spells a date in front matter. `reserved`: front matter keys that mean something else there,
    with the name that they get. `content` and `static` are the folders for pages and for files published as they are;
    `drafts` the front matter of a page that must not be published. `write` gets the site in each language, in Hugo's
    order. `cannot`: what it carries over of no site; `shares`: folders of templates that
    other targets have too; `style`: the style sheet that every page links to, "" where the generator has its own.
    """

    name: str
    title: str
    version: str
    install: tuple[str, ...]
    build: tuple[str, ...]
    output: str
    write: Callable[[tuple[Site, ...]], Plan]
    date_form: Callable[[datetime], object]
    content: str = "content"
    static: str = "static"
    reserved: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, object] = field(default_factory=dict)
    dialect: Dialect = field(default_factory=Dialect)
    cannot: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    style: str = "hugokit.css"


TARGETS: dict[str, Target] = {}


def register(target: Target) -> Target:
    """Make a target known by its name, which is used once."""
    if target.name in TARGETS:
        raise AssertionError(f"the target {target.name} is registered twice")
    TARGETS[target.name] = target
    return target


def load_targets() -> dict[str, Target]:
    """Every target of the package by its name."""
    package = importlib.import_module("hugokit.targets")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"hugokit.targets.{module.name}")
    return TARGETS


def templates(name: str) -> dict[str, bytes]:
    """The files that a target's site starts from, by their path below templates/NAME."""
    found: dict[str, bytes] = {}
    todo = [(packaged("hugokit.templates").joinpath(name), "")]
    while todo:
        folder, prefix = todo.pop()
        for entry in folder.iterdir():
            if entry.is_dir():
                todo.append((entry, f"{prefix}{entry.name}/"))
            elif not entry.name.endswith(".pyc"):
                found[prefix + entry.name] = entry.read_bytes()
    return dict(sorted(found.items()))


def checked(files: Iterable[NewFile], losses: Iterable[Loss]) -> Plan:
    """The plan. MigrationError names the sources where a path leaves the folder or two files are one on some disks."""
    plan = Plan(tuple(files), tuple(losses))
    sources = {file.path: file.source or file.copy_of or "the target's own files" for file in plan.files}
    for file in plan.files:
        why = why_unsafe(file.path)
        if why:
            raise MigrationError(f"{sources[file.path]}: the path {file.path!r} {why}; give it another url")
    for before, after in collisions(file.path for file in plan.files):
        raise MigrationError(
            f"{sources[after]} and {sources[before]} would be the same file {after!r} on some disks; "
            "give one of them another name"
        )
    return plan
