"""Bodies without shortcodes: what they print put in their place, as Markdown and HTML that any generator can read."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from hugokit.body import embedded, trivial
from hugokit.body.counting import count
from hugokit.body.embedded import Around, Output
from hugokit.body.filling import Tools, fill
from hugokit.body.known import EMBEDDED
from hugokit.body.lexer import ShortcodeError
from hugokit.body.line_reader import line_reader
from hugokit.body.lines import one_line, safe_inline
from hugokit.body.regions import Code
from hugokit.body.shortcodes import Literal, Node, Shortcode, Text, parse
from hugokit.body.signatures import signature
from hugokit.body.standing import Standing
from hugokit.body.typographer import signs
from hugokit.ledger import Loss
from hugokit.site import fences, hooked
from hugokit.site.model import Site, SitePage
from hugokit.site.recipes import Recipe
from hugokit.site.refs import Index
from hugokit.site.values import table
from hugokit.text.encoding import BOM, encode

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# HTML that stands in a paragraph; a line that begins with any other tag is an HTML block to Markdown.
_IN_LINE = re.compile(
    r"(?!<)|<(?:a|abbr|b|code|em|i|img|kbd|mark|q|s|small|span|strong|sub|sup|time|u)\b", re.IGNORECASE
)
# More than one paragraph, which is all that Hugo prints without its tags.
_BLOCKS = re.compile(
    r"\n[ \t]*\n|^[ \t]{0,3}(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]|^[ \t]{0,3}(?:[>|]|```|~~~)|^[ \t|]*:?-{3,}:?[ \t]*\|",
    re.MULTILINE,
)
# What is put in the line above it, as a block of HTML would end the paragraph there.
_JOINED = "\ufdd0"  # no text has it: Unicode keeps it free
_JOIN = re.compile(rf"(?:[ \t]*\r?\n[ \t>]*)?{_JOINED}")
_MORE = "<!--more-->"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a generator wants what shortcodes print. `raw`: marks around HTML that passes where other HTML does not."""

    raw: tuple[str, str] = ("", "")


class Converted(NamedTuple):
    """A body without shortcodes, and the entries of the ledger that it gives rise to.

    `blocks`: how many the page had, `html` how many of them are HTML now.
    """

    text: str
    losses: tuple[Loss, ...]
    blocks: int = 0
    html: int = 0


@dataclass(slots=True)
class Bodies:
    """Turns the bodies of one site's pages into plain Markdown, and says what was lost on the way."""

    site: Site
    dialect: Dialect = Dialect()
    index: Index[SitePage] = field(init=False)
    templates: Mapping[str, trivial.Template | None] = field(init=False)
    own_inner: Mapping[str, bool | None] = field(init=False)
    _line: MarkdownIt | None = None

    def __post_init__(self) -> None:
        self.index = Index((*self.site.pages, *self.site.unlisted))
        self.templates = {name: trivial.parse(source) for name, source in self.site.shortcodes.items()}
        self.own_inner = {name: signature(source).inner for name, source in self.site.shortcodes.items()}

    @property
    def wraps_hard(self) -> bool:
        """Whether a line end in a paragraph is one that is seen."""
        return table(self.site.markup.get("renderer")).get("hardwraps") is True

    def convert(self, page: SitePage) -> Converted:
        """The body of a page without shortcodes, its links as render hooks find them."""
        done = self._without_shortcodes(page)
        told = tuple(fences.losses(page, guessed=self.site.guesses_code))
        done = done._replace(losses=(*told, *done.losses)) if told else done
        if not self.site.hooks or page.markup != "markdown":
            return done
        hooks = hooked.of_page(self.site.hooks, page)
        text = hooked.looked_up(done.text, page, hooks, self.index)
        return done._replace(text=text, losses=(*done.losses, *hooked.losses(page, hooks)))

    def _without_shortcodes(self, page: SitePage) -> Converted:
        plain = "{{<" not in page.body and "{{%" not in page.body
        blocks = count(page.body)
        if plain:
            return Converted(_divided(page.body), (), blocks)
        work = _Work(self, page)
        try:
            nodes = parse(page.body, self.takes_inner)
        except ShortcodeError as error:
            work.lose(
                error.offset,
                "",
                "the page's shortcodes stand as written",
                f"Hugo stops here: {error.message}",
                "mend the shortcode and migrate again",
                "manual",
            )
            return Converted(_divided(page.body), tuple(work.losses), blocks)
        text = work.nodes(nodes)
        text = _divided(_JOIN.sub(" ", text) if _JOINED in text else text)
        return Converted(text, tuple(work.losses), blocks, min(work.html_blocks, blocks))

    def in_line(self, text: str) -> str:
        """A line of Markdown in a shortcode as HTML."""
        if self._line is None:
            extensions = table(self.site.markup.get("extensions"))
            protocol = str(extensions.get("linkifyprotocol") or "https")
            linked = extensions.get("linkify", True) is not False
            self._line = line_reader(signs(extensions.get("typographer", {})), protocol if linked else "")
        return str(self._line.renderInline(text))

    def takes_inner(self, name: str) -> bool | None:
        """Whether a shortcode reads what stands between its tags; None where its template is not there."""
        if name in self.own_inner:
            return self.own_inner[name]
        hugos = EMBEDDED.get(name)
        return True if name.endswith(".inline") else hugos.signature.inner if hugos else None


def _divided(body: str) -> str:
    """A body whose first divider ends its paragraph, as Hugo has it where text stands on its line."""
    at = body.find(_MORE)
    behind = at + len(_MORE)
    if at < 0 or not (body[body.rfind("\n", 0, at) + 1 : at] + body[behind:].partition("\n")[0]).strip():
        return body
    return f"{body[:behind]}\n\n{body[behind:]}"


class _Work:
    """The work on one page."""

    def __init__(self, bodies: Bodies, page: SitePage) -> None:
        self.bodies, self.page = bodies, page
        self.body = page.body
        self.code = Code(page.body)
        self.stands = Standing(page.body)
        self.losses: list[Loss] = []
        self.html_blocks = 0
        indent = self.stands.indent
        self.around = Around(self.ref, self.param, self.markdown, self.resource, _privacy(bodies.site), indent)

    def lose(self, offset: int, name: str, what: str, why: str, mend: str, grade: str = "changed") -> None:
        line = self.page.body_line + self.body.count("\n", 0, offset)
        self.losses.append(Loss(self.page.source, line, name, what, why, mend, grade))  # type: ignore[arg-type]

    def nodes(self, nodes: tuple[Node, ...], above: str = "") -> str:
        """`above`: the place of the call that these are in, as `Site.rendered` names it."""
        number = 0
        parts: list[str] = []
        for node in nodes:
            parts.append(node.text if isinstance(node, Text | Literal) else self.call(node, above, number))
            number += isinstance(node, Shortcode)
        return "".join(parts)

    def call(self, node: Shortcode, above: str, number: int) -> str:
        place = f"{above}/{number}" if above else self.place(node)
        printed = self.bodies.site.rendered.get(self.page.source, {}).get(place)
        if printed is not None and node.name.lower() not in self.bodies.site.recipes:
            output = self.once(node, printed)
        else:
            output = self.output(node, self.nodes(node.inner, place))
        region = self.code.at(node.start)
        if region is not None:
            return self.in_code(node, output)
        if output.kind == "text":
            return self.text(node, output.content)
        if output.kind == "markdown":
            return self.blocks(node, output)
        return self.html(node, output.content)

    def place(self, call: Shortcode) -> str:
        """Where a call stands: bytes from the beginning of the file, without its mark, as Hugo counts."""
        if not self.bodies.site.rendered:
            return ""
        return str(len(encode((self.page.head + self.body[: call.start]).removeprefix(BOM))))

    def once(self, call: Shortcode, printed: str) -> Output:
        """What Hugo printed."""
        what, why = f"what the shortcode {call.name} prints", "Hugo rendered it once: it follows its template no more"
        self.lose(call.start, call.name, what, why, "write a recipe for it, if it is to be kept alive")
        return Output("markdown", printed) if call.markup else Output("html", one_line(printed))

    def output(self, call: Shortcode, inner: str) -> Output:
        name = call.name.lower()
        if call.inline:
            return self.written_here(call)
        if name in self.bodies.site.recipes:
            return self.by_recipe(call, self.bodies.site.recipes[name], inner)
        if name in self.bodies.site.shortcodes:
            template = self.bodies.templates[name]
            if template is not None:
                return self.own(call, template, inner)
        else:
            found = embedded.render(call, inner, self.around)
            if found is not None:
                if found.note:
                    self.lose(
                        call.start,
                        call.name,
                        f"the shortcode {call.name}",
                        found.note,
                        "write what you want to see there into the page",
                    )
                return found
        self.lose(
            call.start,
            call.name,
            f"what the shortcode {call.name} prints",
            self.why(name),
            "give a recipe (`hugokit shortcodes --recipes FILE`), or write its HTML into the page",
            "manual",
        )
        return self.stub(call, inner)

    def written_here(self, call: Shortcode) -> Output:
        """An inline shortcode: a template that stands in the page, which Hugo runs where it is allowed to."""
        runs = self.bodies.site.inline_shortcodes
        template = trivial.parse("".join(node.text for node in call.inner if isinstance(node, Text))) if runs else None
        if template is not None and call.inner:
            return self.own(call, template, "")
        what = f"the inline shortcode {call.name}"
        if runs:
            self.lose(call.start, call.name, what, "only Hugo runs it", "write what it prints into the page", "manual")
            return self.stub(call, "")
        why = "Hugo prints nothing of it: security.enableInlineShortcodes is off"
        self.lose(call.start, call.name, what, why, "nothing, if nothing is to be seen there", "lost")
        return Output("text", "")

    def own(self, call: Shortcode, template: trivial.Template, inner: str) -> Output:
        """A template of the site's own that only prints parameters and content."""
        filled = self.filled(call, template, inner)
        if call.markup or (_BLOCKS.search(inner.strip()) and template.renders_inner):
            return Output("markdown", filled)
        return Output("html", filled if "<pre" in filled else re.sub(r"\s*\n\s*", " ", filled))

    def by_recipe(self, call: Shortcode, recipe: Recipe, inner: str) -> Output:
        """What the user wants in the place of a shortcode. Content that the recipe does not ask for stays behind it."""
        if inner.strip() and not recipe.template.takes_inner:
            what, why = f"the content of the shortcode {call.name}", "its recipe does not print .Inner"
            self.lose(call.start, call.name, what, why, "put {{ .Inner }} into the recipe, or take the content away")
            return Output("markdown", self.filled(call, recipe.template, "") + inner)
        if recipe.kind == "markdown":
            lines = inner.strip("\n")
            return Output("markdown", self.filled(call, recipe.template, lines), fresh=self.stands.alone(call))
        filled = self.filled(call, recipe.template, inner)
        if _BLOCKS.search(inner.strip()) and recipe.template.takes_inner:
            return Output("markdown", filled)
        return Output("html", filled if "<pre" in filled else re.sub(r"\s*\n\s*", " ", filled))

    def filled(self, call: Shortcode, template: trivial.Template, inner: str) -> str:
        content = inner.strip()
        many = _BLOCKS.search(content) is not None
        rendered = f"\n\n{content}\n\n" if many else self.markdown(content)
        filled = fill(template, call, Tools(self.markdown, self.rooted, inner, rendered))
        before, found, after = filled.partition(rendered) if many else (filled, "", "")
        return f"{self.raw(before)}{found}{self.raw(after)}" if found else filled

    def raw(self, content: str) -> str:
        """HTML around Markdown, on one line: Markdown sees neither code nor the end of the HTML in it."""
        opening, closing = self.bodies.dialect.raw
        return f"{opening}{one_line(content)}{closing}" if content.strip() else ""

    def why(self, name: str) -> str:
        if name in self.bodies.site.shortcodes:
            return "it is the site's own and its template does more than print its parameters; only its text was kept"
        if name in EMBEDDED:
            return "Hugo refuses this call"
        return "its template is not in the site's folders; only its text was kept"

    @staticmethod
    def stub(call: Shortcode, inner: str) -> Output:
        """Something visible in the place of a shortcode: its content, else its parameters, else its name."""
        if inner.strip():
            return Output("markdown", inner)
        values = [str(value) for value in (*call.args, *call.named.values())]
        shown = html.escape(" ".join(values) or f"[{call.name}]", quote=False)
        return Output("html", f'<span class="hugo-shortcode" title="{html.escape(call.name)}">{shown}</span>')

    def in_code(self, call: Shortcode, output: Output) -> str:
        if output.kind != "text":
            self.lose(
                call.start,
                call.name,
                f"the HTML of the shortcode {call.name} within code",
                "Markdown shows HTML in code as text",
                "take the shortcode out of the code",
            )
        return html.unescape(re.sub(r"<[^>]*>", "", output.content)) if output.kind == "html" else output.content

    def text(self, call: Shortcode, content: str) -> str:
        if self.stands.in_link(call):
            return content
        return safe_inline(html.escape(content, quote=False))

    def html(self, call: Shortcode, content: str) -> str:
        opening, closing = self.bodies.dialect.raw
        if self.stands.alone(call):
            is_block = not _IN_LINE.match(content.lstrip())
            self.html_blocks += is_block
            if is_block and "\n" not in content and not self.bodies.wraps_hard and self.stands.goes_on_from_above(call):
                return f"{_JOINED}{opening}{safe_inline(content)}{closing}"
            # A block of HTML would take the lines below it along, up to a blank one; a comment ends on its line.
            guard = "<!---->" if is_block and content and not opening and self.stands.goes_on(call) else ""
            return f"{guard}{opening}{content}{closing}"
        return f"{opening}{safe_inline(content)}{closing}"

    def blocks(self, call: Shortcode, output: Output) -> str:
        content = output.content
        opening, closing = self.bodies.dialect.raw
        if opening:
            content = re.sub(
                r"^(?=<(?:details|/details))|(?<=</summary>)$|(?<=</details>)$", "\x00", content, flags=re.MULTILINE
            )
            content = re.sub(r"^\x00", opening, content, flags=re.MULTILINE).replace("\x00", closing)
        indent = self.body[: call.start].rpartition("\n")[2] if self.stands.alone(call) else ""
        if output.fresh:
            return content.replace("\n", "\n" + indent)
        before, newline, last = content.rpartition("\n")
        return f"{before}{newline}{indent}{last}" if newline and last.startswith("<") else content

    # -- what a shortcode asks of its page ---------------------------------------------------------------------------
    def ref(self, ref: str) -> str | None:
        path, hash_, fragment = ref.partition("#")
        path = path.split("?")[0]
        if not path:
            return "#" + fragment if fragment else ""
        if re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", path):
            return ""
        found = self.bodies.index.find(path, self.folder())
        return None if found is None else found.url + hash_ + fragment

    def folder(self) -> str:
        """The logical folder that relative references start from."""
        page = self.page
        return page.path if page.kind != "page" else page.path.rpartition("/")[0] or "/"

    def param(self, key: str) -> str | None:
        for start in (self.page.params, self.bodies.site.params):
            value: object = start
            for part in key.lower().split("."):
                value = value.get(part) if isinstance(value, Mapping) else None
            if value is not None:
                return ("true" if value else "false") if isinstance(value, bool) else str(value)
        return None

    def markdown(self, text: str) -> str:
        return self.bodies.in_line(text)

    def rooted(self, path: str) -> str:
        """A path from the root of the site as a URL."""
        return path if path.startswith("/") or "//" in path else f"{self.bodies.site.root}/{path}"

    def resource(self, name: str) -> str | None:
        found = self.page.resource(name)
        return found.url if found else None


def _privacy(site: Site) -> dict[str, Mapping[str, object]]:
    return {key: value for key, value in site.privacy.items() if isinstance(value, Mapping)}
