"""What is wrong with the shortcodes of a body, given what the site has: what Hugo refuses, and what it passes over.

Hugo reads a body from its start and stops at the first thing it cannot take (hugolib/shortcode.go): names, pairs and
spelling in one pass, so the order of what is found matters. The rest is told as well: who mends one mends all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hugokit.body.known import Embedded, Known, Version
from hugokit.body.lexer import ShortcodeError, lex
from hugokit.body.shortcodes import Literal as Escaped
from hugokit.body.shortcodes import Tag, Text, items
from hugokit.text.alike import most_alike

Kind = Literal["unknown", "spelling", "unclosed", "closing", "parameter", "missing", "removed", "deprecated"]
UNREADABLE: frozenset[Kind] = frozenset({"unknown", "spelling", "unclosed", "closing"})
REFUSED: frozenset[Kind] = UNREADABLE | {"missing", "removed"}
# Older templates of Hugo's own printed nothing where they now fail.
_FAILS_SINCE: Version = (0, 146)


@dataclass(frozen=True, slots=True)
class Finding:
    """A judgement on `name`, with the stretch of the body that it is about. `outer`: where Hugo says that it is: the
    start of the outermost shortcode around. `message`: what is wrong and the mend.
    """

    kind: Kind
    name: str
    message: str
    start: int
    end: int
    outer: int

    @property
    def refused(self) -> bool:
        """Whether Hugo ends with an error."""
        return self.kind in REFUSED

    @property
    def unreadable(self) -> bool:
        """Whether Hugo cannot read the page at all: it ends with an error even where that is a draft."""
        return self.kind in UNREADABLE


def judge(body: str, known: Known) -> tuple[Finding, ...]:
    """All that is wrong with the shortcodes of a body: what Hugo cannot read, by place, then the rest, by place.

    The first of them is what Hugo ends with; behind a tag that it cannot spell nothing is known.
    """
    work = _Work(known)
    try:
        for item in items(lex(body)):
            if not isinstance(item, Text | Escaped):
                work.tag(item)
    except ShortcodeError as error:
        at = error.offset
        message = f"Hugo cannot read this: {error.message}"
        work.refused.append(Finding("spelling", "", message, at, min(at + 1, len(body)), at))
    else:
        work.end()
    return (*work.refused, *work.calls())


@dataclass(frozen=True, slots=True)
class _Call:
    tag: Tag
    outer: int


class _Work:
    """The walk through the tags of one body. `open`: those whose content is being read, `done` every call.

    `crossed`: what was closed by a tag of another name, with that tag; `thieves`: those tags whose own template reads
    no content, by the name of what they closed. `unsure`: a shortcode before may read content.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self.open: list[_Call] = []
        self.done: list[_Call] = []
        self.crossed: list[tuple[Tag, Tag]] = []
        self.thieves: dict[str, list[Tag]] = {}
        self.refused: list[Finding] = []
        self.unsure = False

    def outer(self, tag: Tag) -> int:
        return self.open[0].tag.start if self.open else tag.start

    def tag(self, tag: Tag) -> None:
        if tag.close:
            self.closing(tag)
            return
        call = _Call(tag, self.outer(tag))
        inner = self.takes_inner(tag)
        self.done.append(call)
        if inner is None:
            self.unsure = True
            if self.known.complete and self.known.signature(tag.name) is None:
                self.unknown(tag)
        elif not tag.self_closed:
            self.open += [call] if inner else []
        elif not inner:
            self.refuse("closing", tag, f"{_said(tag)} is closed, but its template reads no content: take the / out")

    def takes_inner(self, tag: Tag) -> bool | None:
        signature = self.known.signature(tag.name)
        return True if tag.inline else signature.inner if signature else None

    def refuse(self, kind: Kind, tag: Tag, message: str, outer: int | None = None) -> None:
        begins = self.outer(tag) if outer is None else outer
        self.refused.append(Finding(kind, tag.name, message, tag.start, tag.end, begins))

    def unknown(self, tag: Tag) -> None:
        near = self.known.near(tag.name)
        mend = f"write {near}" if near else f"make layouts/_shortcodes/{tag.name.lower()}.html, or take the call out"
        self.refuse("unknown", tag, f"there is no shortcode {tag.name}, and Hugo stops here: {mend}")

    def closing(self, tag: Tag) -> None:
        """A closing tag closes the innermost shortcode that reads content, whatever its name."""
        if self.open:
            opened = self.open.pop().tag
            if tag.name and opened.name.lower() != tag.name.lower():
                self.crossed.append((opened, tag))
                if self.reads_nothing(tag):
                    self.thieves.setdefault(opened.name.lower(), []).append(tag)
        elif not self.unsure:
            self.closes_nothing(tag)

    def closes_nothing(self, tag: Tag) -> None:
        """The tag that is too many, or one before it that closed what this one should."""
        thief = self.thief(tag)
        if thief:
            what = f"{_said(thief)} closes {tag.name}, and Hugo stops at {_said(tag)}: the template of {thief.name}"
        else:
            what = f"{_said(tag)} closes nothing, and Hugo stops here: its template"
        if thief or self.reads_nothing(tag):
            self.refuse("closing", thief or tag, f"{what} reads no content: take the closing tag out", tag.start)
        else:
            message = f"{_said(tag)} closes nothing, and Hugo stops here: what it would close is closed already"
            self.refuse("closing", tag, f"{message}: take it out")

    def thief(self, tag: Tag) -> Tag | None:
        """The tag of a template that reads no content which closed what this one should; each is named once."""
        found = self.thieves.get(tag.name.lower())
        return found.pop() if found else None

    def reads_nothing(self, tag: Tag) -> bool:
        signature = self.known.signature(tag.name)
        return signature is not None and signature.inner is False

    def end(self) -> None:
        """The shortcode that is still open at the end, or the one that its closing tag was spent on."""
        wanting = [call for call in self.open if not call.tag.inline]
        if not wanting or self.unsure or self.open[-1].tag.inline:
            return
        named = wanting[-1].tag
        # The closing tag of `named` may have closed one within it that nobody closed: that one is to be mended.
        culprit = next((opened for opened, by in self.crossed if _same(by, named)), named)
        message = f"{_said(culprit)} is never closed, and Hugo stops here: write {_closed(culprit)} behind it"
        self.refuse("unclosed", culprit, f"{message}, or {_self_closed(culprit)}", self.open[0].tag.start)

    # -- parameters -----------------------------------------------------------------------------------------------
    def calls(self) -> Iterator[Finding]:
        above = self.known.above
        for call in self.done:
            own = self.known.embedded(call.tag.name)
            if own is not None and not call.tag.inline:
                yield from self.embedded(call, own)
            if not above.open and not call.tag.inline:
                yield from self.parameters(call)

    def embedded(self, call: _Call, own: Embedded) -> Iterator[Finding]:
        tag, hugo = call.tag, self.known.hugo
        if own.removed and own.removed <= hugo:
            version = f"{own.removed[0]}.{own.removed[1]}"
            yield self.about(
                "removed", call, f"Hugo has no shortcode {tag.name} since {version}, and fails: {own.mend}"
            )
        elif own.deprecated and own.deprecated <= hugo:
            version = f"{own.deprecated[0]}.{own.deprecated[1]}"
            yield self.about("deprecated", call, f"the shortcode {tag.name} is deprecated since {version}: {own.mend}")
        elif tag.name.lower() not in self.known.off:
            yield from self.missing(call, own)

    def missing(self, call: _Call, own: Embedded) -> Iterator[Finding]:
        tag = call.tag
        if tag.name.lower() in ("ref", "relref"):
            if not tag.args and not tag.named:
                yield self.about("missing", call, f"{tag.name} needs the page that it is to link to")
        elif own.needs and self.known.hugo >= _FAILS_SINCE and not any(all(_has(tag, k) for k in w) for w in own.needs):
            ways = " or ".join(" and ".join(_shown(key) for key in way) for way in own.needs)
            yield self.about("missing", call, f"{tag.name} needs {ways}, and Hugo fails without: give it")

    def parameters(self, call: _Call) -> Iterator[Finding]:
        tag, signature = call.tag, self.known.signature(call.tag.name)
        if signature is None or signature.keys.open:
            return
        keys = signature.keys | self.known.above
        for name, (start, end) in tag.places.items():
            if isinstance(name, int) and name >= keys.positions:
                yield self._passed_over(
                    call, f"parameter {name + 1}", start, end, _takes(signature.keys.named, keys.positions)
                )
                return
            if isinstance(name, str) and name not in keys.named:
                mend = _meant(name, keys.named) or _takes(signature.keys.named, keys.positions)
                yield self._passed_over(call, name, start, end, mend)

    @staticmethod
    def _passed_over(call: _Call, what: str, start: int, end: int, mend: str) -> Finding:
        message = f"the shortcode {call.tag.name} does not read {what}, so it has no effect: {mend}"
        return Finding("parameter", call.tag.name, message, start, end, call.outer)

    @staticmethod
    def about(kind: Kind, call: _Call, message: str) -> Finding:
        return Finding(kind, call.tag.name, message, call.tag.start, call.tag.end, call.outer)


def _same(one: Tag, other: Tag) -> bool:
    return one.name.lower() == other.name.lower()


def _meant(name: str, named: frozenset[str]) -> str:
    """The mend of a parameter that has nearly a name that is read, "" where none is near."""
    alike = next((one for one in sorted(named) if one.lower() == name.lower()), "")
    near = most_alike(name, sorted(named), cutoff=0.75)
    return f"write {alike}, Hugo tells case apart" if alike else f"write {near}" if near else ""


def _takes(named: frozenset[str], positions: int) -> str:
    count = "1 without a name" if positions == 1 else f"{positions} without names" if positions else ""
    told = " and ".join(part for part in (", ".join(sorted(named)), count) if part)
    return f"it takes {told}" if told else "it takes none"


def _has(tag: Tag, key: str | int) -> bool:
    value = tag.named.get(key) if isinstance(key, str) else tag.args[key] if key < len(tag.args) else None
    return bool(value)


def _shown(key: str | int) -> str:
    return key if isinstance(key, str) else "a first parameter without a name"


def _said(tag: Tag) -> str:
    mark = ("%", "%") if tag.markup else ("<", ">")
    return f"{{{{{mark[0]} {'/' if tag.close else ''}{tag.name} {mark[1]}}}}}"


def _closed(tag: Tag) -> str:
    mark = ("%", "%") if tag.markup else ("<", ">")
    return f"{{{{{mark[0]} /{tag.name} {mark[1]}}}}}"


def _self_closed(tag: Tag) -> str:
    mark = ("%", "%") if tag.markup else ("<", ">")
    return f"{{{{{mark[0]} {tag.name} … /{mark[1]}}}}}"
