"""The main content of a page as lines: blocks, their nesting and text, code as it stands, links, images, marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from hugokit.proof.address import footnote, target
from hugokit.proof.facts import Lines, Side

_BLOCKS = frozenset(
    "p ul ol li h1 h2 h3 h4 h5 h6 blockquote table tr td th caption dl dt dd figure figcaption details summary pre hr "
    "menu fieldset legend".split()
)
# They end a line of text and are no structure that a reader sees.
_BREAKS = frozenset("div section article header footer main nav aside thead tbody tfoot form address hgroup".split())
_MARKS = {
    "em": "em", "i": "em", "strong": "strong", "b": "strong", "code": "code", "del": "del", "s": "del", "strike": "del",
    "sup": "sup", "sub": "sub", "mark": "mark", "kbd": "kbd", "ins": "ins", "u": "ins", "q": "q", "abbr": "abbr",
}  # fmt: skip
_EMBEDDED = frozenset("img iframe video audio source embed object track".split())
_UNSEEN = frozenset("script style template noscript svg button head select".split())
_NUMBERS = frozenset({"ln", "lnt", "lineno", "linenos", "gutter", "line-number"})
_HIDDEN = frozenset({"sr-only", "visually-hidden", "screen-reader-text"})
_PLAIN = frozenset({"", "text", "plaintext", "plain", "txt", "none", "fallback", "nohighlight"})
_INVISIBLE = re.compile("[\ufe0e\ufe0f\u200b\u200c\u200d\u2060\u00ad\ufeff]")
_CHECKED = {True: "[x] ", False: "[ ] "}


@dataclass
class Outline:
    """What was read. Each line of `text` is the text of one block; `structure` is the blocks, indented as they nest.

    A line of `structure` ends in "…" where the block has text of its own.
    """

    text: list[str] = field(default_factory=list)
    structure: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)

    def lines(self) -> dict[str, Lines]:
        """The aspects by their names."""
        return {name: tuple(getattr(self, name)) for name in self.__dataclass_fields__}


def fold(text: str) -> str:
    """Text as it is shown: white space in one piece, composed letters, without signs that nobody sees."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", _INVISIBLE.sub("", text))).strip()


def outline(root: LexborNode, url: str, side: Side, left_out: frozenset[int] = frozenset()) -> Outline:
    """The content below `root`, a page's at `url`. `left_out`: the `mem_id` of elements that are no part of it."""
    reader = _Reader(url, side, left_out)
    reader.read(root)
    return reader.made


@dataclass
class _Block:
    """An open block: its `label` is written with its first text, or when something else begins."""

    label: str
    depth: int
    told: bool = False


class _Reader:
    def __init__(self, url: str, side: Side, left_out: frozenset[int]) -> None:
        self.url, self.side, self.left_out = url, side, left_out
        self.made = Outline()
        self.open: list[_Block] = []
        self.buffer: list[str] = []
        self.begun: list[int] = []

    def read(self, root: LexborNode) -> None:
        """Without recursion: pages nest deeper than Python does."""
        for node, enters in _walk(root, self.passes):
            if node.is_text_node:
                self.buffer.append(node.text_content or "")
            elif enters:
                self.enter(node, node.tag or "")
            else:
                self.leave(node, node.tag or "")
        self.flush()

    def passes(self, node: LexborNode) -> bool:
        """Whether what is inside is read; a code block and an embedded thing are read in one piece."""
        tag = node.tag or ""
        if node.mem_id in self.left_out or _is_unseen(node, tag):
            return False
        if tag == "pre":
            self.code(node)
            return False
        return True

    def enter(self, node: LexborNode, tag: str) -> None:
        name = node.attributes.get("id")
        if name and tag not in _HEADINGS and not footnote(f"#{name}"):
            self.made.ids.append(f"#{name}")
        if tag in _BLOCKS and not _lays_out_code(node, tag):
            self.flush()
            self.tell()
            self.open.append(_Block(_label(node, tag), len(self.open)))
        elif tag in _BREAKS:
            self.flush()
        elif tag == "br":
            self.flush()
            self.structure("br")
        elif tag in _MARKS:
            self.begun.append(len(self.buffer))
        elif tag in _EMBEDDED:
            self.embedded(node, tag)
        elif tag == "input" and node.attributes.get("type") == "checkbox":
            self.buffer.append(_CHECKED["checked" in node.attributes])
        if tag == "a":
            self.link(node)

    def leave(self, node: LexborNode, tag: str) -> None:
        if tag in _BLOCKS and not _lays_out_code(node, tag):
            if tag in _HEADINGS:
                self.heading(node, tag)
            self.flush()
            if tag != "p" or node.child is not None:  # nobody sees an empty paragraph, such as a stray </p> makes
                self.tell()
            self.open.pop()
        elif tag in _BREAKS:
            self.flush()
        elif tag in _MARKS:
            marked = fold("".join(self.buffer[self.begun.pop() :]))
            if marked:
                self.made.marks.append(f"{_MARKS[tag]}: {marked}")

    def flush(self) -> None:
        text = fold("".join(self.buffer))
        self.buffer.clear()
        self.begun = [0] * len(self.begun)
        if text:
            self.tell(" …")
            self.made.text.append(text)

    def tell(self, sign: str = "") -> None:
        """Write the innermost block down, once; text that stands behind an inner block is a line of its own."""
        block = self.open[-1] if self.open else None
        if block is not None and not block.told:
            block.told = True
            self.made.structure.append(f"{'  ' * block.depth}{block.label}{sign}")
        elif sign:
            self.structure("text …")

    def structure(self, label: str) -> None:
        if self.open and not self.open[-1].told:
            self.tell()
        self.made.structure.append(f"{'  ' * len(self.open)}{label}")

    def heading(self, node: LexborNode, tag: str) -> None:
        text = fold("".join(self.buffer))
        self.made.headings.append(f"{tag} {text}")
        self.made.ids.append(f"{tag} #{node.attributes.get('id') or ''}")

    def link(self, node: LexborNode) -> None:
        href = node.attributes.get("href")
        if href is not None and _heading_of(node) is None:
            self.made.links.append(footnote(href) or target(href, self.url, self.side))

    def embedded(self, node: LexborNode, tag: str) -> None:
        source = node.attributes.get("src") or node.attributes.get("data") or ""
        named = [fold(node.attributes.get(key) or "") for key in (("alt", "title") if tag == "img" else ())]
        said = "".join(f" {text!r}" for text in named if text)
        if source:
            self.made.images.append(f"{tag} {target(source, self.url, self.side)}{said}")

    def code(self, node: LexborNode) -> None:
        text = _code_text(node).rstrip("\n")
        if not text.strip():
            return
        self.flush()
        self.structure("pre …")
        self.made.code += [f"``` {_language(node)}".rstrip(), *text.split("\n"), "```"]
        self.made.text += [line for line in map(fold, text.split("\n")) if line]


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def _walk(root: LexborNode, passes: object) -> Iterator[tuple[LexborNode, bool]]:
    """The nodes below `root` in order: elements when they are entered and left, text once."""
    assert callable(passes)
    node = root.child
    while node is not None:
        inner = None
        if node.is_text_node:
            yield node, True
        elif node.is_element_node and passes(node):
            yield node, True
            inner = node.child
            if inner is None:
                yield node, False
        if inner is not None:
            node = inner
            continue
        while node.next is None:
            parent = node.parent
            if parent is None or parent.mem_id == root.mem_id:
                return
            node = parent
            yield node, False
        node = node.next


def _is_unseen(node: LexborNode, tag: str) -> bool:
    if tag in _UNSEEN or "hidden" in node.attributes:
        return True
    style = (node.attributes.get("style") or "").replace(" ", "").lower()
    if "display:none" in style or "user-select:none" in style:
        return True
    heading = _heading_of(node) if tag == "a" else None
    if heading is not None:
        text = fold(node.text())
        return len(text) <= 1 and text != fold(heading.text())
    if tag == "hr" and node.parent is not None and "footnotes" in _classes(node.parent):
        return True
    return not (_NUMBERS | _HIDDEN).isdisjoint(_classes(node))


def _heading_of(link: LexborNode) -> LexborNode | None:
    """The heading that a template put a link to itself into; None for any other link."""
    above = link.parent
    while above is not None and above.tag not in _BLOCKS:
        above = above.parent
    if above is None or above.tag not in _HEADINGS or not above.attributes.get("id"):
        return None
    return above if link.attributes.get("href") == f"#{above.attributes['id']}" else None


def _lays_out_code(node: LexborNode, tag: str) -> bool:
    """A table that a highlighter makes of a code block, with the numbers of the lines in its first column."""
    above: LexborNode | None = node
    while above is not None and tag in ("table", "tr", "td"):
        classes = _classes(above)
        if classes & {"lntable", "rouge-table", "highlighttable"}:
            return True
        if "highlight" in classes:
            return True
        above = above.parent
    return False


def _label(node: LexborNode, tag: str) -> str:
    given = node.attributes
    if tag == "ol":
        more = [f"{key}={given[key]}" for key in ("start", "type") if given.get(key) not in (None, "1")]
        return " ".join([tag, *more, *(["reversed"] if "reversed" in given else [])])
    if tag in ("td", "th"):
        style = re.search(r"text-align:\s*(\w+)", given.get("style") or "")
        aligned = (style[1] if style else given.get("align") or "") if node.child else ""  # nobody sees it of nothing
        spans = [f"{key}={given[key]}" for key in ("colspan", "rowspan") if given.get(key) not in (None, "1")]
        return " ".join([tag, *([aligned] if aligned else []), *spans])
    return "ul" if tag == "menu" else tag


def _classes(node: LexborNode) -> set[str]:
    return set((node.attributes.get("class") or "").split())


def _code_text(node: LexborNode) -> str:
    parts = []
    for inner, enters in _walk(node, lambda one: not _is_unseen(one, one.tag or "")):
        if inner.is_text_node:
            parts.append(inner.text_content or "")
        elif enters and inner.tag == "br":
            parts.append("\n")
    return "".join(parts).replace("\u00a0", " ")


def _language(node: LexborNode) -> str:
    """The language that a highlighter is told, wherever it is: on the code, the block or one of two wrappers."""
    near = [*node.css("code")[:1], node]
    above = node.parent
    for _ in range(2):
        if above is not None:
            near.append(above)
            above = above.parent
    for one in near:
        given = one.attributes.get("data-lang") or one.attributes.get("data-language") or ""
        named = re.search(r"(?:^|\s)lang(?:uage)?-(\S+)", one.attributes.get("class") or "")
        found = (given or (named[1] if named else "")).lower()
        if found:
            return "" if found in _PLAIN else found
    return ""
