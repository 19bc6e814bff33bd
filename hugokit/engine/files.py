"""Files in, files out: the documents of a run, read once and written only where they changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hugokit.diagnostic import Diagnostic, Located, Severity, locate
from hugokit.document import Document, loads
from hugokit.engine.check import Checker
from hugokit.engine.context import Contexts, is_configuration, is_site
from hugokit.engine.settings import Settings
from hugokit.errors import FrontMatterError, HugokitError, SettingsError, UnsupportedEdit
from hugokit.fs.access import Access
from hugokit.fs.read import FileBytes, Identity, read_file
from hugokit.fs.walk import FoundFile, walk

if TYPE_CHECKING:
    from hugokit.engine.changes import Change
    from hugokit.engine.convert import To
    from hugokit.fs.journal import Journal
    from hugokit.ledger import Loss
    from hugokit.where import Question

STDIN = "-"


class Outcome(NamedTuple):
    """What became of one file.

    `before` and `after`: its bytes; `found`: the findings that are left; `fixed`: how many were mended, `ignored`: how
    many got a comment; `notes`: what could not be done and why, and what went with a change; `refused`: why nothing was
    done; `selected`: whether the file was to be changed at all; `ledger`: what another format could not take; `error`:
    why the file could not be read or written, in which case it is as it was. `marks`: what each of `found` is known by,
    where there is a baseline. `lasting`: that nothing was found rests on this file, the settings
    and the configuration alone; worked out where a run is incremental.
    """

    path: str
    before: bytes = b""
    after: bytes = b""
    found: tuple[Located, ...] = ()
    fixed: int = 0
    ignored: int = 0
    notes: tuple[str, ...] = ()
    refused: str = ""
    selected: bool = True
    ledger: tuple[Loss, ...] = ()
    error: HugokitError | None = None
    marks: tuple[str, ...] = ()
    lasting: bool = True

    @property
    def changed(self) -> bool:
        """Whether the file differs from what it was."""
        return self.before != self.after

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is to be said of the file: nothing was found, changed or refused."""
        return not (self.found or self.error or self.notes or self.refused) and self.before is self.after

    def only(self, keep: Callable[[Located], bool]) -> Outcome:
        """The same with those findings alone that are kept."""
        kept = [at for at, one in enumerate(self.found) if keep(one)]
        marks = tuple(self.marks[at] for at in kept) if self.marks else ()
        return self._replace(found=tuple(self.found[at] for at in kept), marks=marks)


@dataclass(frozen=True, slots=True)
class Run:
    """One run over files: check, fix, fmt, edit or convert is done; `write` says whether the files are changed.

    `edits`: whether findings come with what their fixes would replace; it is found out by carrying each one out.
    """

    settings: Settings
    contexts: Contexts
    checker: Checker
    edits: bool = False

    @classmethod
    def of(cls, settings: Settings, *, edits: bool = False) -> Run:
        """A run with these settings."""
        return cls(settings, Contexts(settings), Checker.of(settings), edits)

    def files(self, paths: Iterable[str | os.PathLike[str]], *, force_exclude: bool = False) -> Iterator[FoundFile]:
        """The content files that paths stand for, each with the folder that was named."""
        return walk(list(paths), exclude=self.settings.exclude, base=self.settings.root, force_exclude=force_exclude)

    def check(self, name: str, data: bytes, least: Severity = Severity.INFO) -> Outcome:
        """The findings of a file's content, those of at least this severity; of a configuration file what it sets."""
        if is_configuration(name):
            return self._configuration(name, data, least)
        context = self.contexts.of(name)
        document = loads(data, hugo=context.hugo.version)
        own = self.contexts.for_page(name, document)
        found = self.checker.check(document, own, name, least)
        if not found:
            lasting = not self.settings.incremental or (own is context and not _hands_down(document))
            return Outcome(name, data, data, lasting=lasting)
        located = self._located(name, document, found)
        return Outcome(name, data, data, located, marks=self._marks(located, document))

    def _located(self, name: str, document: Document[bytes], found: Collection[Diagnostic]) -> tuple[Located, ...]:
        if not (found and self.edits):
            return tuple(locate(name, document.text, found))
        from hugokit.engine.fix_edits import edits_of

        return tuple(locate(name, document.text, found, partial(edits_of, document)))

    def fix(self, name: str, data: bytes, *, unsafe: bool = False) -> Outcome:
        """A file's content with its findings mended."""
        from hugokit.engine.fix import fix_document  # a hook that checks does not wait for what it does not need

        if is_configuration(name):
            return self._configuration(name, data, self.settings.show)
        context = self.contexts.of(Path(name))
        document = loads(data, hugo=context.hugo.version)
        context = self.contexts.for_page(name, document)
        least = self.settings.show  # what is not shown is not changed
        fixed = fix_document(document, self.checker, context, Path(name), unsafe=unsafe, least=least)
        after: bytes = fixed.document.dumps()
        found = self._located(name, fixed.document, fixed.left)
        notes = (*(f"not mended: {why}" for why in fixed.refused), *_gone(fixed.lost))
        marks = self._marks(found, fixed.document)
        return Outcome(name, data, after, found, len(fixed.done), notes=notes, marks=marks)

    def _marks(self, found: tuple[Located, ...], document: Document[bytes]) -> tuple[str, ...]:
        if self.settings.baseline is None or not found:
            return ()
        from hugokit.engine.marks import marks_of  # for those who have a baseline

        return marks_of(found, document.text, {} if document.error else document.plain)

    def ignore(self, name: str, data: bytes, *, reason: str = "", besides: Sequence[Diagnostic] = ()) -> Outcome:
        """A file's content with a comment for each finding that is shown. `besides`: what was found in it elsewhere."""
        from hugokit.engine.ignore import add_comments

        context = self.contexts.of(Path(name))
        document = loads(data, hugo=context.hugo.version)
        context = self.contexts.for_page(name, document)
        found = [*self.checker.check(document, context, name, self.settings.show), *besides]
        done = add_comments(document, Path(name), found, reason)
        notes = tuple(f"not ignored: {why}" for why in done.notes)
        left = self._located(name, done.document, done.left)
        return Outcome(
            name, data, done.document.dumps(), left,
            ignored=len(found) - len(left), notes=notes, marks=self._marks(left, done.document),
        )  # fmt: skip

    def configurations(self, paths: Iterable[str | os.PathLike[str]], least: Severity) -> Iterator[Outcome]:
        """What the configuration files of the sites among the paths set, a file each; () stands for this folder."""
        for path in paths or (Path(),):
            if is_site(Path(path)):
                from hugokit.engine.config_check import ConfigurationChecker

                yield from ConfigurationChecker(self.settings, self.checker).check(Path(path), self.contexts, least)

    def _configuration(self, name: str, data: bytes, least: Severity) -> Outcome:
        from hugokit.engine.config_check import ConfigurationChecker, root_of_configuration

        root = root_of_configuration(Path(name))
        outcomes = ConfigurationChecker(self.settings, self.checker).check(root, self.contexts, least)
        own = next((one for one in outcomes if Path(one.path) == Path(name)), Outcome(name))
        return own._replace(path=name, before=data, after=data)

    def fmt(self, name: str, data: bytes) -> Outcome:
        """A file's content in the wanted form. Front matter that cannot be read stays as it is, and is the error."""
        from hugokit.engine.fmt import format_document

        context = self.contexts.of(Path(name))
        document = loads(data, hugo=context.hugo.version)
        if document.error is not None:
            document.error.path = name
            return Outcome(name, data, data, error=document.error)
        format_document(document, self.settings.fmt, context)
        return Outcome(name, data, document.dumps())

    def edit(
        self, name: str, data: bytes, changes: Sequence[Change], where: Question | None = None, *, begin: bool = True
    ) -> Outcome:
        """A file's content with all the changes made, or none; `where` says whether it is to be changed at all.

        `begin`: whether a file without front matter gets one even where no site is known that it is a page of.
        """
        from hugokit.engine.edit import edit_document
        from hugokit.engine.pages import facts
        from hugokit.where import holds

        context = self.contexts.of(Path(name))
        document = loads(data, hugo=context.hugo.version)
        if document.error is not None:
            document.error.path = name
            return Outcome(name, data, data, error=document.error)
        if document.fences is None and context.site is None and not begin:
            return Outcome(name, data, data, selected=False)
        if where is not None and not holds(where, facts(document, name, context)):
            return Outcome(name, data, data, selected=False)
        order = self.settings.fmt.key_order
        try:
            edit_document(document, changes, order if isinstance(order, tuple) else context.schema.keys())
        except UnsupportedEdit as refusal:
            return Outcome(name, data, data, refused=str(refusal))
        return Outcome(name, data, document.dumps(), notes=_gone(document.lost_comments))

    def convert(self, name: str, data: bytes, to: To, *, drop_null: bool = False) -> Outcome:
        """A file's content with its front matter in another format."""
        from hugokit.engine.convert import convert_document

        context = self.contexts.of(Path(name))
        document = loads(data, hugo=context.hugo.version)
        try:
            done = convert_document(document, to, context, name, drop_null=drop_null)
        except FrontMatterError as error:
            error.path = name
            return Outcome(name, data, data, error=error)
        except UnsupportedEdit as refusal:
            return Outcome(name, data, data, refused=str(refusal))
        return Outcome(name, data, document.as_given(done.text), ledger=done.ledger)

    def over(
        self,
        files: Iterable[str | os.PathLike[str]],
        work: Callable[[str, bytes], Outcome],
        *,
        write: bool = False,
        journal: Journal | None = None,
    ) -> Iterator[Outcome]:
        """Do the work on every file; a file that cannot be read or written is told of and the others go on.

        With `write` changed files are replaced, and their old bytes go into the journal before.
        """
        with Access(journal) as access:
            for path in files:
                yield _one(_found(path), work, access, write=write)


def _hands_down(document: Document[bytes]) -> bool:
    """Whether a page has a cascade, whose keys other pages may ask for."""
    return document.error is None and any(key.lower() == "cascade" for key in document.plain)


def _gone(comments: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"the comment {comment!r} went with what was taken out" for comment in comments)


def publish_pages(output: Path, files: Sequence[FoundFile], outcomes: Iterable[Outcome]) -> None:
    """Write the pages as they came out, or as they were, into a new folder: below it as they are below the named one.

    What could not be read at all is not there. Raises MigrationError where nothing is written.
    """
    from hugokit.fs.stage import publish_tree

    done = [(file, one) for file, one in zip(files, outcomes, strict=True) if one.error is None or one.before]
    publish_tree(output, [(Path(os.path.relpath(file.name, file.root)).as_posix(), one.after) for file, one in done])


def _found(path: str | os.PathLike[str]) -> FoundFile:
    return path if isinstance(path, FoundFile) else FoundFile(os.fspath(path), Path(path).parent, named=True)


def _one(file: FoundFile, work: Callable[[str, bytes], Outcome], access: Access, *, write: bool) -> Outcome:
    try:
        before = access.read(file)
        outcome = work(file.name, before.data)
        if write and outcome.changed:
            access.replace(file, before, outcome.after)
    except SettingsError:
        raise  # a schema that is not there is no fault of this file
    except HugokitError as error:
        return Outcome(file.name, error=error)
    return outcome


def _replace(path: str | Path, data: bytes, identity: Identity) -> bool:
    from hugokit.fs.write import replace, undisturbed

    with undisturbed():
        return replace(path, data, identity)


class FileDocument(Document[bytes]):
    """A document with its file. `path` is where `save` writes it."""

    def __init__(self, path: Path, file: FileBytes) -> None:
        super().__init__(file.data)
        self.path = path
        self._identity = file.identity

    def save(self) -> bool:
        """Write the file if the document changed; False where there was nothing to write.

        The file is replaced at once and whole. Raises FileConflict where somebody changed it since it was loaded, and
        FileRefused for links, special files and what the system refuses; the file is then as it was.
        """
        if not _replace(self.path, self.dumps(), self._identity):
            return False
        self._identity = read_file(self.path).identity
        return True
