"""Runs all templates of a theme or site over abstract values, and collects what they do with parameters."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from hugokit.gotemplate import statements
from hugokit.gotemplate.embedded import EMBEDDED
from hugokit.gotemplate.evidence import Ref, Use
from hugokit.gotemplate.frame import Frame
from hugokit.gotemplate.lexer import TemplateError
from hugokit.gotemplate.nodes import Template
from hugokit.gotemplate.parser import parse
from hugokit.gotemplate.reach import Reach
from hugokit.gotemplate.stores import Read, Stores
from hugokit.gotemplate.values import (
    NOTHING,
    Const,
    Dict,
    Param,
    Text,
    Thing,
    Value,
    built,
    constants,
    params,
    thing,
    union,
)

MAX_FILES = 2_000
MAX_CHARS = 2_000_000
MAX_STEPS = 200_000
MAX_CALLS = 60
MAX_TIMES = 3
"""How often the same is run with the same dot, because what it reads has changed since."""
_Run = tuple[str, str, Value]
"""A file, the name of a `define` in it or "", and the dot."""
_PARTIALS = re.compile(r"layouts/(?:.*/)?_?partials/")
_SHORTCODES = re.compile(r"layouts/(?:.*/)?_?shortcodes/")
_HOOKS = re.compile(r"layouts/(?:.*/)?_markup/")
_BINARY = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|ico|woff2?|ttf|eot|otf|pdf|zip|gz|mp[34]|svgz)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unread:
    """A template that was not parsed: its line and column, and why."""

    file: str
    line: int
    column: int
    why: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found. `opened`: by scope, why keys that are not here may be read all the same."""

    uses: tuple[Use, ...]
    opened: Mapping[str, tuple[str, ...]]
    unread: tuple[Unread, ...]
    missing: tuple[str, ...]
    """Names of partials that are called and not there."""


def interpret(files: Mapping[str, str], names: Mapping[str, str] | None = None) -> Evidence:
    """What the templates in `files` (by path: layouts/…, assets/…) do with parameters. It never fails.

    `names`: what to call a file in the evidence, where that is not its path. Only what is run is taken from `files`:
    assets are many, and few of them are templates.
    """
    machine = Machine(files, names or {})
    machine.run()
    return Evidence(
        tuple(machine.reached()),
        {scope: tuple(why) for scope, why in machine.opened.items()},
        tuple(machine.unread),
        tuple(sorted(machine.missing)),
    )


class Machine:
    """The templates, what they have in common, and what was found. `uses` keeps the order of finding."""

    def __init__(self, files: Mapping[str, str], names: Mapping[str, str]) -> None:
        self._names = names
        layouts = [path for path in files if path.startswith("layouts/") and not _BINARY.search(path)]
        self._layouts = layouts[:MAX_FILES]
        self._files = files
        self._parsed: dict[str, Template | None] = {}
        self._memo: dict[_Run, Value] = {}
        self._callers: dict[_Run, dict[_Run, None]] = {}
        """By what was run: what took the value that it returned."""
        self._reads: dict[_Run, set[Read]] = {}
        """By what was run: what it read from stores itself."""
        self._times: Counter[_Run] = Counter()
        self._running: list[_Run] = []
        self._noted: set[Hashable] = set()
        self._steps = 0
        self.uses: dict[Use, str] = {}
        """By use the template it stands in, "" where it is not only about the page that is shown."""
        self.views: set[str] = set()
        self.opened: dict[str, dict[str, None]] = {}
        self.unread: list[Unread] = []
        self.missing: set[str] = set()
        self.stores = Stores()
        self._partials = {_PARTIALS.split(path)[-1].lower(): path for path in self._layouts if _PARTIALS.match(path)}
        self._entries = dict.fromkeys(path for path in self._layouts if not _PARTIALS.match(path))
        self._defines: dict[str, list[str]] = {}
        self._called: set[tuple[str, str]] = set()
        if len(layouts) > MAX_FILES:
            self.open("page", f"there are more than {MAX_FILES} templates")

    def name(self, file: str) -> str:
        """A file as reports call it."""
        return self._names.get(file, file)

    def noted(self, what: Hashable) -> bool:
        """Whether the same was said before; the next time it was."""
        before = len(self._noted)
        self._noted.add(what)
        return len(self._noted) == before

    def use(self, use: Use, path: str, *, anywhere: bool) -> None:
        """Notes a use in a template; `anywhere`: it is about pages that the template lists or looks up."""
        if anywhere:
            self.uses[use] = ""
        else:
            self.uses.setdefault(use, path)

    def reached(self) -> Iterator[Use]:
        """The uses, each with the pages that get there."""
        callers: dict[str, set[str]] = {}
        for run, by in self._callers.items():
            callers.setdefault(run[0], set()).update(one[0] for one in by)
        reach = Reach(callers, self._entries, self.views)
        known = {path: reach.of(path) for path in set(self.uses.values()) if path}
        for use, path in self.uses.items():
            yield use._replace(audiences=known[path]) if path and known[path] else use

    def open(self, scope: str, why: str) -> None:
        """Notes that more keys of a scope may be read than can be told."""
        self.opened.setdefault(scope, {}).setdefault(why)

    def step(self) -> bool:
        """Counts one statement; False when there were too many."""
        self._steps += 1
        if self._steps > MAX_STEPS:
            for scope in ("page", "site"):
                self.open(scope, f"the templates take more than {MAX_STEPS} steps to follow")
        return self._steps <= MAX_STEPS

    def run(self) -> None:
        """Runs every template that Hugo starts with, then again what read a store that holds more by now."""
        for path in self._layouts:
            template = self._template(path)
            for name in template.defines if template else ():
                self._defines.setdefault(name, []).append(path)
        self._all()
        while stale := [run for run, reads in self._reads.items() if self._may_again(run) and self.stores.moved(reads)]:
            self._again(stale)

    def _may_again(self, run: _Run) -> bool:
        return self._times[run] < MAX_TIMES

    def _again(self, stale: Iterable[_Run]) -> None:
        """Runs these again, and what took a value from one that returns another now."""
        waiting = deque(stale)
        while waiting:
            run = waiting.popleft()
            before = self._memo[run]
            if self._may_again(run) and self._run(run) != before:
                waiting += self._callers.get(run, ())

    def _all(self) -> None:
        for path in self._entries:
            self._execute(path, "", _dot_of(path))
        for name, bodies in self._defines.items():
            for path in bodies:
                if (path, name) not in self._called and path in self._entries:
                    self._execute(path, name, _dot_of(path))

    def _template(self, path: str) -> Template | None:
        if path not in self._parsed:
            self._parsed[path] = self._parse(path)
        return self._parsed[path]

    def _parse(self, path: str) -> Template | None:
        text = self._files[path]
        if len(text) > MAX_CHARS:
            if path in self._layouts:
                self.unread.append(Unread(self.name(path), 1, 1, f"it is longer than {MAX_CHARS} characters"))
            return None
        try:
            return parse(text)
        except TemplateError as error:
            if path not in self._layouts:
                return None  # an asset that is no template: what runs it asks first
            line = text.count("\n", 0, error.at) + 1
            column = error.at - text.rfind("\n", 0, error.at)
            self.unread.append(Unread(self.name(path), line, column, str(error)))
            return None

    def _execute(self, path: str, name: str, dot: Value) -> Value:
        """Runs a file, or a `define` in it, once for each context; what `return` gives."""
        self._called.add((path, name))
        run = (path, name, dot)
        if self._running:
            self._callers.setdefault(run, {}).setdefault(self._running[-1])
        if run in self._memo:
            return self._memo[run]
        if self._template(path) is None or len(self._running) > MAX_CALLS:
            return NOTHING
        return self._run(run)

    def _run(self, run: _Run) -> Value:
        """Runs it for the first time or again. Until it ends, a call of itself gives nothing."""
        path, name, dot = run
        template = self._template(path)
        if template is None:
            return NOTHING
        self._times[run] += 1
        self._memo[run] = NOTHING
        frame = Frame(self, path, template, dot)
        outer = self.stores.listen()
        self._running.append(run)
        try:
            statements.run(frame, template.defines[name] if name else template.body)
        finally:
            self._running.pop()
            self._reads[run] = self.stores.listen(outer)
        self._memo[run] = frame.result or NOTHING
        return self._memo[run]

    def invoke(self, frame: Frame, name: str, context: Value, at: int) -> None:
        """`template` and `block`: everything of this name; in a partial its own."""
        if name in frame.template.defines and frame.file not in self._entries:
            self._execute(frame.file, name, context)
            return
        for path in self._defines.get(name, ()):
            self._execute(path, name, context)
        if name not in self._defines:
            self._embedded(frame, name.removeprefix("_internal/"), context, at)

    def partial(self, frame: Frame, name: Value, context: Value, at: int) -> Value:
        """All partials that a name may mean, with a context; what they return."""
        found: list[Value] = []
        for atom in name:
            if isinstance(atom, Const):
                found.append(self._by_name(frame, str(atom.value), context, at))
            elif isinstance(atom, Text):
                found += [self._by_name(frame, one, context, at) for one in self._matching(frame, atom, at)]
            else:
                frame.record(frozenset([atom]), "partial name", at)
        return union(found)

    def _by_name(self, frame: Frame, name: str, context: Value, at: int) -> Value:
        low = name.strip("/").lower().removeprefix("partials/")
        for inline in (f"_partials/{name}", f"partials/{name}"):
            for path in self._defines.get(inline, ()):
                return self._called_partial(frame, path, inline, context)
        file = self._partials.get(low) or self._partials.get(f"{low}.html")
        if file is None:
            if not self._embedded(frame, low, context, at):
                self.missing.add(name)
            return NOTHING
        return self._called_partial(frame, file, "", context)

    def _called_partial(self, frame: Frame, path: str, name: str, context: Value) -> Value:
        if frame.quiet:
            return self._memo.get((path, name, context), NOTHING)
        return self._execute(path, name, context)

    def _matching(self, frame: Frame, name: Text, at: int) -> Iterator[str]:
        """The partials that a name with holes fits; the parameters in the holes have these values."""
        pattern, holes = "", []
        for part in name.pieces:
            if isinstance(part, str):
                pattern += re.escape(part.lower())
            elif part and all(isinstance(atom, Const) for atom in part):
                pattern += f"(?:{'|'.join(re.escape(str(one).lower()) for one in constants(part))})"
            else:
                pattern += "(.+)"
                holes.append(part)
        fits = re.compile(f"/?{pattern}(?:[.]html)?")
        found = [(one, hit) for one in self._partials if (hit := fits.fullmatch(one) or fits.fullmatch(one[:-5]))]
        for index, hole in enumerate(holes):
            values = tuple(sorted({hit[index + 1] for _, hit in found}))
            frame.record(hole, "partial name", at, values)
        yield from (one for one, _ in found)

    def _embedded(self, frame: Frame, name: str, context: Value, at: int) -> bool:
        """A template of Hugo's own: what it reads of the page and the site that it is given."""
        reads = EMBEDDED.get(name.removesuffix(".html"))
        if reads is None:
            return False
        pages = [atom for atom in context if isinstance(atom, Thing) and atom.kind == "page" and atom.name != "asset"]
        if pages:
            for read in reads:
                path = tuple(read.key.lower().split("."))
                other = read.scope == "page" and any(page.name != "current" for page in pages)
                asked = Param(read.scope, path, read.key.rpartition(".")[2], (), read.own, other)
                frame.record(frozenset([asked]), read.op, at, fallback=(Ref("site", path),) if read.site else ())
        return True

    def asset(self, resource: Value, context: Value) -> None:
        """`resources.ExecuteAsTemplate`: the page in it is whichever came first."""
        for atom in resource:
            path = f"assets/{atom.name}" if isinstance(atom, Thing) else ""
            if path in self._files:
                self._execute(path, "", _anyone(context))


def _anyone(context: Value) -> Value:
    found: list[Value] = []
    for atom in context:
        if isinstance(atom, Thing) and atom == Thing("page", "current"):
            found.append(thing("page", "asset"))
        elif isinstance(atom, Dict):
            found.append(built(Dict(tuple((key, _anyone(value)) for key, value in atom.items))))
        elif not any(one.scope == "page" for one in params(frozenset([atom]))):
            found.append(frozenset([atom]))
    return union(found)


def _dot_of(path: str) -> Value:
    if _SHORTCODES.match(path):
        return thing("shortcode")
    return thing("hook") if _HOOKS.match(path) else thing("page", "current")
