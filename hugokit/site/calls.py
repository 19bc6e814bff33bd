"""The shortcodes that pages call, judged by the templates that a site has for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from hugokit.body.lexer import ShortcodeError
from hugokit.body.shortcodes import Shortcode, calls, parse
from hugokit.body.signatures import EMBEDDED, REMOVED_SINCE, Signature, infer
from hugokit.site.model import Site
from hugokit.site.modules import MISSING

Wrong = Literal["unknown", "unclosed", "parameter"]


@dataclass(frozen=True, slots=True)
class Misuse:
    """A call that is wrong, by its offsets in the body."""

    kind: Wrong
    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Known:
    """The shortcodes of a site by name, in lower case. `whole`: its layouts, themes and modules are all on disk."""

    own: Mapping[str, Signature]
    whole: bool
    hugo: tuple[int, int]

    def get(self, name: str) -> Signature | None:
        """What a shortcode takes; None where that is not known: a theme that is missing may have one of that name."""
        found = self.own.get(name.lower())
        if found is not None or not self.whole or self.removed(name):
            return found
        return EMBEDDED.get(name.lower())

    def removed(self, name: str) -> tuple[int, int] | None:
        """Since when Hugo has no shortcode of this name any more."""
        since = REMOVED_SINCE.get(name.lower())
        return since if since is not None and since <= self.hugo and name.lower() not in self.own else None


def known_of(sites: Sequence[Site], hugo: tuple[int, int]) -> Known:
    """The shortcodes of a site, which its languages share, its themes' and Hugo's own."""
    own = {name: infer(template) for name, template in sites[0].shortcodes.items()}
    missing = any(loss.why == MISSING for site in sites for loss in site.losses)
    layouts = any(sites[0].folders.get(folder) for folder in ("layouts", "themes"))
    return Known(own, layouts and not missing, hugo)


def misuses(body: str, known: Known) -> Iterator[Misuse]:
    """What Hugo refuses or passes over in the shortcodes of a body. Of tags that are wrong the first is told."""
    if "{{<" not in body and "{{%" not in body:
        return

    def takes_inner(name: str) -> bool | None:
        signature = known.get(name)
        return True if name.endswith(".inline") else None if signature is None else signature.inner

    try:
        nodes = parse(body, takes_inner)
    except ShortcodeError as error:
        yield Misuse("unclosed", error.offset, error.offset, f"Hugo stops here: {error.message}")
        return
    for call in calls(nodes):
        yield from _judge(call, known)


def _judge(call: Shortcode, known: Known) -> Iterator[Misuse]:
    signature = known.get(call.name)
    tag_end = call.start + len("{{<") + len(call.name) + 1
    if call.inline:
        return
    if signature is None:
        message = _unknown(call.name, known)
        if message:
            yield Misuse("unknown", call.start, tag_end, message)
        return
    if signature.open:
        return
    for name in call.named:
        if name.lower() not in signature.names:
            near = get_close_matches(name.lower(), signature.names, 1)
            mend = f"write {near[0]!r}" if near else f"it reads {_list(signature)}"
            yield Misuse("parameter", call.start, tag_end, f"{call.name} does not read the parameter {name!r}; {mend}")
    if len(call.args) > signature.positions:
        extra = str(call.args[signature.positions])
        yield Misuse(
            "parameter", call.start, tag_end, f"{call.name} does not read {extra!r}; it reads {_list(signature)}"
        )


def _unknown(name: str, known: Known) -> str:
    if not known.whole:
        return ""
    since = known.removed(name)
    if since is not None:
        return f"Hugo has no shortcode {name} since {since[0]}.{since[1]}; make a template of your own, or write HTML"
    near = get_close_matches(name.lower(), [*known.own, *EMBEDDED], 1)
    mend = f"did you mean {near[0]}?" if near else "make layouts/_shortcodes/" + name + ".html"
    return f"there is no shortcode {name}, and Hugo stops here; {mend}"


def _list(signature: Signature) -> str:
    names = ", ".join(sorted(signature.names))
    positions = f"{signature.positions} without a name" if signature.positions else ""
    return " and ".join(filter(None, (names, positions))) or "no parameters"
