"""The shortcodes that the pages of a site call: how often, where, and what becomes of each in a migration."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from hugokit.body import embedded, trivial
from hugokit.body.known import Known
from hugokit.body.lexer import ShortcodeError
from hugokit.body.shortcodes import Node, Shortcode, parse
from hugokit.body.signatures import Signature

Owner = Literal["site", "hugo", "missing"]


class Place(NamedTuple):
    """Where a call stands: the file from the site's root, the line from 1."""

    source: str
    line: int


class Used(NamedTuple):
    """A shortcode that is called. `owner`: a template of the site or its themes, Hugo itself, or none is on disk.

    `template`: the file, "" for none; `named` and `positions`: the parameters that it reads, and more with `open`;
    `inner`: whether it reads what stands between its tags, None where that cannot be told; `carried`: whether
    hugokit does it without a recipe.
    """

    name: str
    owner: Owner
    places: tuple[Place, ...]
    template: str
    named: tuple[str, ...]
    positions: int
    open: bool
    inner: bool | None
    carried: bool

    @property
    def recipe(self) -> str:
        """A recipe to begin with: everything that the template reads is shown."""
        shown = [f'{{{{ .Get "{name}" }}}}' for name in self.named] + [
            f"{{{{ .Get {at} }}}}" for at in range(self.positions)
        ]
        if self.inner:
            heading = [f"**{' '.join(shown)}**"] if shown else []
            return "\n\n".join([*heading, "{{ .Inner }}"])
        return f'<span class="{self.name}">{" ".join(shown)}</span>'


def used(pages: Mapping[str, str], known: Known, templates: Mapping[str, tuple[str, str]]) -> list[Used]:
    """The shortcodes of bodies, the most called first.

    `pages`: the text of each file, bodies and all before them; `templates`: file and text of the site's own by name.
    """
    places: dict[str, list[Place]] = {}
    for source, text in pages.items():
        for call in calls(text, _takes_inner(known)):
            line = 1 + text.count("\n", 0, call.start)
            places.setdefault(call.name.lower(), []).append(Place(source, line))
    found = [_used(name, tuple(where), known, templates) for name, where in places.items()]
    return sorted(found, key=lambda one: (-len(one.places), one.name))


def calls(text: str, takes_inner: Callable[[str], bool | None]) -> Iterator[Shortcode]:
    """Every call in a text, nested ones too; none in one that Hugo refuses, nor templates that stand in pages."""
    if "{{<" not in text and "{{%" not in text:
        return
    try:
        nodes = parse(text, takes_inner)
    except ShortcodeError:
        return
    yield from _walk(nodes)


def _walk(nodes: Sequence[Node]) -> Iterator[Shortcode]:
    for node in nodes:
        if isinstance(node, Shortcode) and not node.inline:
            yield node
            yield from _walk(node.inner)


def _takes_inner(known: Known) -> Callable[[str], bool | None]:
    def takes(name: str) -> bool | None:
        found = known.signature(name)
        return None if found is None else found.inner

    return takes


def _used(name: str, places: tuple[Place, ...], known: Known, templates: Mapping[str, tuple[str, str]]) -> Used:
    own = name in templates
    owner: Owner = "site" if own else "hugo" if embedded.knows(name) else "missing"
    reads = known.signature(name) or Signature()
    file, text = templates.get(name, ("", ""))
    carried = trivial.parse(text) is not None if own else owner == "hugo"
    keys = reads.keys
    return Used(name, owner, places, file, tuple(sorted(keys.named)), keys.positions, keys.open, reads.inner, carried)
