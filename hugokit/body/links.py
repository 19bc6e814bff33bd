"""Every link of a Markdown or HTML body with its place. Offsets count characters of the body."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import isStrSpace
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from markdown_it.token import Token

from hugokit.body.shortcodes import Node, Shortcode, TakesInner, Text, calls, not_known, parse

Form = Literal["markdown", "html", "auto", "ref", "relref", "figure"]
REFERENCES = ("ref", "relref")
# Says of a call whether what stands between its tags is read as Markdown.
ReadsInner = Callable[[Shortcode], bool]

_HIDDEN = "\ue000"  # a letter to Markdown, as what Hugo puts in the place of a shortcode
_BREAK = re.compile(r"\r\n|\n|\r")
_MAYBE = re.compile(r"\]\s*[(\[:]|<[A-Za-z]|\{\{[<%]")
_FOOTNOTE = re.compile(r"\[(?=\^[^\]\s]+\])")
_SILENT = re.compile(r"<!--.*?-->|<(script|style|template|textarea)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(
    r"<(?P<tag>a|area|img|source|video|audio|iframe)(?P<rest>\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'>/=]+)(?:\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s\"'>]+)))?", re.IGNORECASE
)
_ANCHORED = re.compile(r"#[^\s)\]\"'>]*")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image; `start` and `end` enclose where it leads, of one by reference the whole link.

    `to`: the destination without entities and escapes; of ref and relref the path, with `lang` and `format`
    ("" where not given) and with what follows in the destination, such as `#part`; of figure its `src`.
    """

    start: int
    end: int
    to: str
    form: Form
    image: bool = False
    lang: str = ""
    format: str = ""


class _Found(NamedTuple):
    start: int
    end: int
    to: str
    form: Form
    image: bool


def links(
    body: str,
    reads_inner: ReadsInner = lambda call: call.markup,
    takes_inner: TakesInner = not_known,
    *,
    markup: str = "markdown",
) -> list[Link]:
    """The links of a body in order; none in code. ShortcodeError for a body that Hugo refuses.

    `takes_inner` is that of `parse`. Of what shortcodes write only that of `ref`, `relref` and `figure` is seen.
    `markup`: markdown or html; of any other kind only the shortcodes are known.
    """
    if not _MAYBE.search(body):
        return []
    nodes = parse(body, takes_inner)
    found = [_OF_CALLS[call.name.lower()](call, body) for call in calls(nodes) if call.name.lower() in _OF_CALLS]
    text = _masked(body, nodes, reads_inner)
    if markup == "markdown":
        found += _in_markdown(text)
    elif markup == "html":
        found += _in_html(text, 0, len(text))
    return sorted(
        (one for one in found if _HIDDEN not in one.to and (one.to or not one.image)), key=lambda one: one.start
    )


def _of_figure(call: Shortcode, body: str) -> Link:
    del body
    return Link(call.start, call.end, str(call.get("src") or ""), "figure", image=True)


def _of_reference(call: Shortcode, body: str) -> Link:
    path = call.get("path") if call.named else call.get(0)
    lang, format_ = (call.get("lang"), call.get("outputFormat")) if call.named else (call.get(1), call.get(2))
    to = "" if path is None else str(path)
    after = _ANCHORED.match(body, call.end)
    if after and "#" not in to and to:
        to += after[0]
    form: Form = "ref" if call.name.lower() == "ref" else "relref"
    return Link(call.start, call.end, to, form, lang=str(lang or ""), format=str(format_ or ""))


_OF_CALLS = {"ref": _of_reference, "relref": _of_reference, "figure": _of_figure}


def _masked(body: str, nodes: tuple[Node, ...], reads_inner: ReadsInner) -> str:
    """The body with a letter for each character of a shortcode, and footnotes that look like no links."""
    pieces: list[str] = []
    _mask(body, nodes, reads_inner, pieces)
    return _FOOTNOTE.sub(_HIDDEN, "".join(pieces))


def _mask(body: str, nodes: tuple[Node, ...], reads_inner: ReadsInner, pieces: list[str]) -> None:
    for node in nodes:
        if isinstance(node, Text):
            pieces.append(body[node.start : node.end])
        elif isinstance(node, Shortcode) and node.inner and reads_inner(node):
            pieces.append(_HIDDEN * (node.inner[0].start - node.start))
            _mask(body, node.inner, reads_inner, pieces)
            pieces.append(_HIDDEN * (node.end - node.inner[-1].end))
        else:
            pieces.append(_HIDDEN * (node.end - node.start))


# -- Markdown ---------------------------------------------------------------------------------------------------------


def _in_markdown(text: str) -> Iterator[Link]:
    starts = [0, *(m.end() for m in _BREAK.finditer(text)), len(text)]
    env: dict[str, Any] = {}
    at = 0
    for token in _MARKDOWN.parse(text, env):
        if token.map is None or token.type not in ("inline", "html_block"):
            continue
        first, last = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
        if token.type == "html_block":
            yield from _in_html(text, first, last)
        elif _MAYBE.search(token.content) or "[" in token.content:
            places, at = _places(token, text, starts, at)
            yield from _in_inline(token, places, env)


def _places(token: Token, text: str, starts: list[int], at: int) -> tuple[list[tuple[int, int]], int]:
    """For every line of an inline token where it begins in the token and where in the body; and where it all ends."""
    found: list[tuple[int, int]] = []
    inside = 0
    for number, line in enumerate(token.content.split("\n"), token.map[0] if token.map else 0):
        start, end = starts[number], starts[min(number + 1, len(starts) - 1)]
        place = text.find(line, max(at, start), end)
        found.append((inside, place if place >= 0 else start))
        inside += len(line) + 1
        at = at if place < 0 else place + len(line)
    return found, at


def _in_inline(token: Token, places: list[tuple[int, int]], env: dict[str, Any]) -> Iterator[Link]:
    env["found"], env["depth"] = [], 0
    _MARKDOWN.inline.parse(token.content, _MARKDOWN, env, [])
    for one in env["found"]:
        base, place = next(pair for pair in reversed(places) if pair[0] <= one.start)
        start = place + one.start - base
        yield Link(start, start + one.end - one.start, one.to, one.form, one.image)


def _parser() -> MarkdownIt:
    """Blocks alone; inline text is read token by token, by rules that note the places of what they find."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.inline.ruler.at("link", _noting(link, _goal_of_link))
    parser.inline.ruler.at("image", _noting(image, _goal_of_image))
    parser.inline.ruler.at("autolink", _noting(autolink, _goal_of_autolink))
    parser.inline.ruler.at("html_inline", _noting(html_inline, _goals_of_html))
    return parser


Rule = Callable[[StateInline, bool], bool]


def _noting(rule: Rule, goals: Callable[[StateInline, int, Token], Iterator[_Found]]) -> Rule:
    def noting(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        state.env["depth"] += rule is image
        matched = rule(state, silent)
        state.env["depth"] -= rule is image
        if matched and not silent and not state.env["depth"]:
            # A rule may first flush the text before it.
            token = next(one for one in state.tokens[before:] if one.type != "text")
            state.env["found"] += goals(state, start, token)
        return matched

    return noting


def _goal_of_link(state: StateInline, start: int, token: Token) -> Iterator[_Found]:
    yield _goal(state, start, start, str(token.attrGet("href") or ""), image=False)


def _goal_of_image(state: StateInline, start: int, token: Token) -> Iterator[_Found]:
    yield _goal(state, start, start + 1, str(token.attrGet("src") or ""), image=True)


def _goal(state: StateInline, start: int, bracket: int, known: str, *, image: bool) -> _Found:
    """The destination behind the label, where there is one; of a link by reference the whole link."""
    here, end = state.pos, state.pos
    label = state.md.helpers.parseLinkLabel(state, bracket, not image)
    state.pos = here
    at = label + 2
    if label >= 0 and state.src[label + 1 : at] == "(" and at < end:
        while at < end and (isStrSpace(state.src[at]) or state.src[at] == "\n"):
            at += 1
        goal = state.md.helpers.parseLinkDestination(state.src, at, end)
        if goal.ok:
            return _Found(at, goal.pos, goal.str, "markdown", image)
    return _Found(start, end, unquote(known), "markdown", image)


def _goal_of_autolink(state: StateInline, start: int, token: Token) -> Iterator[_Found]:
    yield _Found(start + 1, state.pos - 1, str(token.attrGet("href") or ""), "auto", False)


def _goals_of_html(state: StateInline, start: int, token: Token) -> Iterator[_Found]:
    del token
    yield from _tags(state.src, start, state.pos)


def _in_html(text: str, start: int, end: int) -> Iterator[Link]:
    bare = _SILENT.sub(lambda found: _HIDDEN * len(found[0]), text[start:end])
    for one in _tags(bare, 0, len(bare)):
        yield Link(start + one.start, start + one.end, one.to, one.form, one.image)


def _tags(text: str, start: int, end: int) -> Iterator[_Found]:
    for tag in _TAG.finditer(text, start, end):
        wanted = "href" if tag["tag"].lower() in ("a", "area") else "src"
        for goal in _ATTRIBUTE.finditer(text, tag.start("rest"), tag.end("rest")):
            group = next((name for name in "abc" if goal[name] is not None), None)
            if group and goal["name"].lower() == wanted:
                place = goal.span(group)
                yield _Found(*place, html.unescape(goal[group]).strip(), "html", wanted == "src")


_MARKDOWN = _parser()
