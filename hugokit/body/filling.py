"""What a simple template prints for a call."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from hugokit.body.functions import FUNCTIONS, MARKDOWN, ROOTED, Html, Inner, Url, Value, escaped_url, said
from hugokit.body.shortcodes import Shortcode
from hugokit.body.trivial import If, Part, Print, Set, Template
from hugokit.gotemplate.nodes import Call, Dot, Expression, Fields, Literal, Variable

_URL = re.compile(
    r"\s(?:href|src|action|poster|cite|data|formaction)\s*=\s*(?:\"([^\"]*)|'([^']*)|([^\s\"'<>]*))\Z", re.IGNORECASE
)
_IN_TAG = re.compile(r"<[A-Za-z/][^<>]*\Z")
# What a line of a quotation or of a list begins with: lines of the content that follows there begin alike.
_PREFIX = re.compile(r"(?<![^\n])[ \t]*(?:>[ \t]?)+\Z|(?<![^\n])[ \t]+\Z")
_MARKUP = re.compile(r"<[^>]*>")


class Tools(NamedTuple):
    """What a template asks for: `markdown` renders a line, `url` puts the site's root before a path.

    `inner` is the content of the call, `rendered` the same as Markdown makes it.
    """

    markdown: Callable[[str], str]
    url: Callable[[str], str]
    inner: str = ""
    rendered: str = ""


def fill(template: Template, call: Shortcode, tools: Tools) -> str:
    """What a call prints, as Hugo's templates escape it."""
    filling = _Filling(call, tools)
    filling.parts(template.parts, None)
    return filling.out.strip("\n")


class _Filling:
    def __init__(self, call: Shortcode, tools: Tools) -> None:
        self.call, self.tools = call, tools
        self.variables: dict[str, Value] = {}
        self.out = ""

    def parts(self, parts: Sequence[Part], dot: Value) -> None:
        for part in parts:
            if isinstance(part, str):
                self.out += part
            elif isinstance(part, Print):
                value = self.value(part.value, dot)
                said = self.escaped(value)
                before = _PREFIX.search(self.out) if isinstance(value, Inner) else None
                self.out += said.replace("\n", f"\n{before.group()}") if before else said
            elif isinstance(part, Set):
                self.variables[part.name] = self.value(part.value, dot)
            else:
                self.ladder(part, dot)

    def ladder(self, ladder: If, dot: Value) -> None:
        for arm in ladder.arms:
            value = self.value(arm.value, dot)
            if arm.name:
                self.variables[arm.name] = value
            if value:
                self.parts(arm.body, value if arm.word == "with" else dot)
                return
        self.parts(ladder.otherwise, dot)

    def escaped(self, value: Value) -> str:
        """The text of a value at this place of the HTML."""
        text = said(value)
        url = _URL.search(self.out)
        if url:
            before = url[1] or url[2] or url[3] or ""
            return html.escape(text if isinstance(value, Url | Html) else escaped_url(text, before), quote=True)
        if _IN_TAG.search(self.out):
            return html.escape(_MARKUP.sub("", html.unescape(text)) if isinstance(value, Html) else text, quote=True)
        return text if isinstance(value, Html) else html.escape(text, quote=True)

    def value(self, value: Expression, dot: Value) -> Value:
        if isinstance(value, Literal):
            return value.value
        if isinstance(value, Dot):
            return dot
        if isinstance(value, Variable):
            return self.variables.get(value.name)
        if isinstance(value, Call):
            return self.called(value, dot)
        return self.field(value, dot)

    def field(self, field: Fields, dot: Value) -> Value:
        name = field.names[0]
        if name == "Page":
            return self.rendered(self.value(field.args[-1], dot))
        if name.startswith("Inner"):
            return Inner(self.tools.inner)
        if name == "Name":
            return self.call.name
        if name == "IsNamedParams":
            return bool(self.call.named)
        if name == "Params":
            return self.call.get(field.names[1])
        return self.get(self.value(field.args[0], dot))

    def get(self, key: Value) -> Value:
        return self.call.get(key) if isinstance(key, str | int) and not isinstance(key, bool) else None

    def rendered(self, value: Value) -> Html:
        return Html(self.tools.rendered if isinstance(value, Inner) else self.tools.markdown(said(value)))

    def called(self, call: Call, dot: Value) -> Value:
        if call.name in ("isset", "index"):
            found = self.get(self.value(call.args[1], dot))
            return found is not None if call.name == "isset" else found
        args = [self.value(arg, dot) for arg in call.args]
        if call.name in MARKDOWN:
            return self.rendered(args[-1])
        if call.name in ROOTED:
            return self.tools.url(said(args[-1]))
        return FUNCTIONS[call.name](args)
