"""YAML as Hugo before 0.152 reads it: gopkg.in/yaml.v2, which is libyaml's grammar with YAML 1.1 words.

PyYAML follows the same grammar and gives the place of everything; what a scalar means is decided here.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Iterable
from typing import Any

import yaml

from hugokit.errors import FrontMatterError
from hugokit.frontmatter.node import Alias, Mapping, Node, Pair, Scalar, Sequence, Value
from hugokit.frontmatter.values import sprint
from hugokit.frontmatter.yaml_edit import edits
from hugokit.frontmatter.yaml_old_scanner import loader_of
from hugokit.frontmatter.yaml_spell import spell
from hugokit.limits import MAX_ALIASES, MAX_BLOCK_CHARS, MAX_DEPTH, MAX_EXPANDED_NODES
from hugokit.text.encoding import first_stray

__all__ = ["edits", "read", "resolve", "spell"]

_PROPERTIES = re.compile(r"(?:[&!]\S*(?:[ \t]+|[ \t]*(?:\r\n|\r|\n)\s*|\Z))*")
_STYLES = {"": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
_WORDS: dict[str, Value] = {
    **dict.fromkeys("y Y yes Yes YES on On ON true True TRUE".split(), True),
    **dict.fromkeys("n N no No NO off Off OFF false False FALSE".split(), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
}
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_TYPES: dict[str, type] = {"!!int": int, "!!float": float, "!!bool": bool, "!!null": type(None)}
_TIMESTAMP = re.compile(
    r"\d{4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])"
    r"(?:[Tt]\d\d?:\d\d?:\d\d?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)|[ ]\d\d?:\d\d?:\d\d?(?:\.\d+)?)?\Z"
)
_BASES = (
    (2, re.compile(r"([-+]?)0[bB]([01]+)\Z")),
    (8, re.compile(r"([-+]?)0[oO]?([0-7]+)\Z")),
    (16, re.compile(r"([-+]?)0[xX]([0-9a-fA-F]+)\Z")),
    (10, re.compile(r"([-+]?)(0|[1-9][0-9]*)\Z")),
)
_DEEP = re.compile(rf"(?:[-?][ \t]+){{{MAX_DEPTH}}}")


def read(text: str, start: int, end: int) -> Mapping:
    """The map in text[start:end] as Hugo 0.151 reads it. A repeated key is no error: the last one counts."""
    block = text[start:end]
    _guard(block, start)
    loader = loader_of(block)
    try:
        root = _Builder(text, start, loader).build()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FrontMatterError(error.problem or "not YAML", start + (mark.index if mark else 0)) from error
    except yaml.YAMLError as error:
        raise FrontMatterError("a control character is not allowed in YAML", start + _control(block)) from error
    finally:
        loader.dispose()
    if root is None:
        return Mapping(start, start, (), {})
    if isinstance(root, Scalar) and root.value is None:
        return Mapping(start, start, (), {})
    if not isinstance(root, Mapping):
        raise FrontMatterError("front matter must be a map: `key: value` lines", root.start)
    return root


def _guard(block: str, start: int) -> None:
    """What could exhaust the parser is refused before it sees a character: it recurses in C."""
    if len(block) > MAX_BLOCK_CHARS:
        raise FrontMatterError(f"the front matter is longer than {MAX_BLOCK_CHARS} characters", start, "HK103")
    depth = 0
    for found in re.finditer(r"[\[{]|[\]}]", block):
        depth = depth + 1 if found.group() in "[{" else max(0, depth - 1)
        if depth > MAX_DEPTH:
            raise FrontMatterError(f"nested more than {MAX_DEPTH} deep", start + found.start(), "HK103")
    if deep := _DEEP.search(block):
        raise FrontMatterError(f"nested more than {MAX_DEPTH} deep", start + deep.start(), "HK103")
    indents = {len(line) - len(line.lstrip(" ")) for line in block.split("\n")}
    if len(indents) > 2 * MAX_DEPTH:
        raise FrontMatterError(f"nested more than {MAX_DEPTH} deep", start, "HK103")
    stray = first_stray(block)
    if stray is not None:
        raise FrontMatterError("a byte that is not UTF-8", start + stray)


def _control(block: str) -> int:
    found = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", block)
    return found.start() if found else 0


class _Builder:
    """Turns the events of the first document into nodes."""

    def __init__(self, text: str, start: int, loader: Any) -> None:
        self.text = text
        self.start = start
        self.loader = loader
        self.anchors: dict[str, Node | None] = {}
        self.sizes: dict[int, int] = {}
        self.aliases = 0

    def build(self) -> Node | None:
        """The first document's value; what follows it is never looked at. None for an empty stream."""
        self.loader.get_event()
        if self.loader.check_event(yaml.StreamEndEvent):
            return None
        self.loader.get_event()
        root = self.node(top=True)
        self.loader.check_event()  # the token behind the document is looked at, and can be a fault
        return root

    def node(self, *, top: bool = False) -> Node:
        event = self.loader.get_event()
        start, end = self.start + event.start_mark.index, self.start + event.end_mark.index
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event.anchor, start, end)
        properties = _PROPERTIES.match(self.text, start, end)
        start = properties.end() if properties else start
        if event.anchor:
            self.anchors[event.anchor] = None
        if isinstance(event, yaml.ScalarEvent):
            style = _STYLES[event.style or ""] if start < end else "empty"
            made: Node = Scalar(start, end, _value(event, start), style, event.anchor)
        elif isinstance(event, yaml.SequenceStartEvent):
            made = self.sequence(event, start)
        else:
            made = self.mapping(event, start, top=top)
        if event.anchor:
            self.anchors[event.anchor] = made
        return made

    def alias(self, name: str | None, start: int, end: int) -> Node:
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            raise FrontMatterError(f"more than {MAX_ALIASES} aliases", start, "HK103")
        if name not in self.anchors:
            raise FrontMatterError(f"there is no anchor &{name} before this alias", start)
        target = self.anchors[name]
        if target is None:
            raise FrontMatterError(f"the anchor &{name} contains itself", start)
        node = Alias(start, end, name, target.value, target)
        self.sizes[id(node)] = self.sizes.get(id(target), 1)
        return node

    def weigh(self, node: Node, children: Iterable[Node]) -> None:
        self.sizes[id(node)] = 1 + sum(self.sizes.get(id(child), 1) for child in children)
        if self.aliases and self.sizes[id(node)] > MAX_EXPANDED_NODES:
            raise FrontMatterError("the aliases in this block expand to too many values", node.start, "HK103")

    def sequence(self, event: Any, start: int) -> Sequence:
        items: list[Node] = []
        marks: list[int] = []
        at = start
        while not self.loader.check_event(yaml.SequenceEndEvent):
            begins = self.start + self.loader.peek_event().start_mark.index
            if not event.flow_style:
                marks.append(self.text.rfind("-", at, begins + 1) if begins > at else at)
            items.append(self.node())
            at = max(items[-1].end, begins)
        end = self.close(start, items, flow=event.flow_style)
        style = "flow" if event.flow_style else "block"
        values = [item.value for item in items]
        node = Sequence(start, end, tuple(items), values, style, event.anchor, tuple(marks))
        self.weigh(node, items)
        return node

    def mapping(self, event: Any, start: int, *, top: bool) -> Mapping:
        pairs: list[Pair] = []
        value: dict[str, Value] = {}
        while not self.loader.check_event(yaml.MappingEndEvent):
            key, node = self.node(), self.node()
            name, merge = self.name(key, top=top)
            pairs.append(Pair(name, key.start, key.end, node))
            for merged in _merged(node) if merge else [{name: node.value}]:
                value.update(merged)
        end = self.close(start, [pair.node for pair in pairs], flow=event.flow_style)
        style = "flow" if event.flow_style else "block"
        made = Mapping(start, end, tuple(pairs), value, style, event.anchor)
        self.weigh(made, [pair.node for pair in pairs])
        return made

    def close(self, start: int, children: list[Node], *, flow: bool) -> int:
        """Where a collection ends: PyYAML says of a block that it ends where the next thing begins."""
        event = self.loader.get_event()
        if flow or not children:
            return self.start + int(event.end_mark.index)
        return max(start, *(child.end for child in children))

    def name(self, key: Node, *, top: bool) -> tuple[str, bool]:
        """A key as text, and whether it is a merge. At the top it is as written, deeper down what it means."""
        if isinstance(key.value, dict | list):
            raise FrontMatterError("a list or a map cannot be a key", key.start)
        written = self.text[key.start : key.end]
        if isinstance(key, Scalar) and key.style == "plain" and written == "<<":
            return "<<", True
        if key.value is None:
            return "", False
        return (written if top and not isinstance(key.value, str) else hugo_text(key.value)), False


def hugo_text(value: Value) -> str:
    """A key's value as text."""
    return value if isinstance(value, str) else sprint(value)


def _value(event: Any, at: int) -> Value:
    """What a scalar means by its style and the tag that is written before it."""
    text = str(event.value)
    if event.tag is None:
        return text if event.style else resolve(text)
    tag = event.tag.replace("tag:yaml.org,2002:", "!!")
    if tag == "!!binary":
        return _binary(text, at)
    if tag == "!!timestamp" and not _TIMESTAMP.match(text):
        raise FrontMatterError(f"{text!r} is no {tag}", at)
    return _cast(tag, resolve(text), text, at) if tag in _TYPES else text


def _cast(tag: str, value: Value, text: str, at: int) -> Value:
    if tag == "!!float" and type(value) is int:
        return float(value)
    if type(value) is not _TYPES[tag]:
        raise FrontMatterError(f"{text!r} is no {tag}", at)
    return value


def _merged(node: Node) -> list[dict[str, Value]]:
    if isinstance(node.value, dict):
        return [node.value]
    if isinstance(node.value, list) and all(isinstance(item, dict) for item in node.value):
        return list(reversed(node.value))
    raise FrontMatterError("map merge requires map or sequence of maps as the value", node.start)


def _binary(text: str, at: int) -> str:
    try:
        return base64.b64decode(re.sub("[\r\n]", "", text), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError) as error:
        raise FrontMatterError("!!binary value contains invalid base64 data", at) from error


def resolve(text: str) -> Value:
    """What a plain scalar means to yaml.v2: None, bool, int, float or the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    plain = text.replace("_", "")
    if not plain or text[0] not in "+-.0123456789":
        return text
    for base, pattern in _BASES:
        found = pattern.match(plain)
        if found:
            number = int(found[1] + found[2], base)
            if -(2**63) <= number < 2**64:
                return number
    if _FLOAT.match(plain):
        value = float(plain)
        return text if math.isinf(value) else value
    return text
