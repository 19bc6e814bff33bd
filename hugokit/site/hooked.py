"""Render hooks, which no other generator has: links that they look up are written out, the rest goes to the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from urllib.parse import unquote, urljoin

from hugokit.body.lexer import ShortcodeError
from hugokit.ledger import Loss
from hugokit.site.config import Config
from hugokit.site.hooks import is_embedded
from hugokit.site.model import Hook, SitePage
from hugokit.site.refs import Index, folder_of
from hugokit.text.edits import Edit, splice

_FILE = re.compile(
    r"(?P<folder>(?:[^/]+/)*?)(?:_default/)?_markup/"
    r"render-(?P<kind>image|link|heading|blockquote|table|passthrough|codeblock)(?P<name>-[^/.]+)?\.html"
)
_LOOKS_UP = {
    "page": re.compile(r"\b(?:GetPage|relref|ref|Ref|RelRef)\b"),
    "resource": re.compile(r"\bResources\b|\bresources\.Get"),
}
_ACTION = re.compile(r"(?:\s*\{\{-|\{\{)(?:(?!\}\}).)*?(?:-\}\}\s*|\}\})", re.DOTALL)
_ONLY_LINKS = re.compile(r"(?:<a\b[^<>]*>\s*</a>)+\Z")
_SIGNS = {
    "image": re.compile(r"!\["),
    "link": re.compile(r"(?<!!)\[[^\]\n]*\]\(|^ {0,3}\[[^\]\n]+\]:|https?://|\bwww\.", re.MULTILINE),
    "heading": re.compile(r"^ {0,3}(?:#{1,6}[ \t]|=+[ \t]*$)", re.MULTILINE),
    "blockquote": re.compile(r"^ {0,3}>", re.MULTILINE),
    "table": re.compile(r"^[ \t|]*:?-{2,}:?[ \t]*\|", re.MULTILINE),
    "passthrough": re.compile(r"\$\$|\\[(\[]"),
    "codeblock": re.compile(r"^[ \t]*(?:```|~~~)[ \t]*(?P<lang>[^\s`{]*)", re.MULTILINE),
}
_MAYBE = re.compile(r"(?:\]\(|^ {0,3}\[[^\]\n]+\]:)\s*<?(?!#|//|[A-Za-z][A-Za-z0-9+.\-]*:)", re.MULTILINE)
_DEFINITION = re.compile(r"^( {0,3}\[[^\]\n]+\]:[ \t]*)(<[^<>\n]*>|[^\s<]\S*)", re.MULTILINE)
Hooks = Mapping[tuple[str, str], Hook]
_GOES_NOWHERE = re.compile(r"\{\{|[<>$\\]")


def hooks_of(layouts: Mapping[str, str], config: Config) -> tuple[Hook, ...]:
    """The hooks of a language. `layouts`: the text of each file by its path below layouts/, in lower case."""
    own = [_hook(found, layouts[path]) for path in layouts if (found := _FILE.fullmatch(path))]
    for kind, looks_up in (("link", ("page", "resource")), ("image", ("resource",))):
        everywhere = any(hook.kind == kind and not hook.folder for hook in own)
        if is_embedded(config, kind, own=everywhere):
            own = [hook for hook in own if hook.kind != kind]
            own.append(Hook(kind, "", "", looks_up, prints_more=False))
    return tuple(own)


def _hook(found: re.Match[str], text: str) -> Hook:
    kind, name = found["kind"], (found["name"] or "").removeprefix("-")
    looks_up = tuple(what for what, sign in _LOOKS_UP.items() if sign.search(text)) if kind in ("link", "image") else ()
    plain = kind == "link" and _ONLY_LINKS.match(_ACTION.sub("", text)) is not None
    return Hook(kind, found["folder"].strip("/"), name, looks_up, prints_more=not plain)


def of_page(hooks: tuple[Hook, ...], page: SitePage) -> Hooks:
    """The hooks that Hugo asks for a page, by kind and name: that of the nearest folder."""
    near = [hook for hook in hooks if not hook.folder or f"{page.path}/".startswith(f"/{hook.folder}/")]
    return {(hook.kind, hook.name): hook for hook in sorted(near, key=lambda hook: len(hook.folder))}


def losses(page: SitePage, hooks: Hooks) -> Iterator[Loss]:
    """An entry for each hook that prints in its own way what the page has, at the first place."""
    own = [hook for hook in hooks.values() if hook.prints_more]
    body = page.body if own else ""
    for at, hook in sorted((_first(hook, body), hook) for hook in own):
        if at >= 0:
            line = page.body_line + body.count("\n", 0, at)
            what = f"what the render hook for {hook.kind} {hook.name}".rstrip() + " prints"
            mend = "the new site prints it plainly: change that in its renderer of Markdown"
            yield Loss(page.source, line, "", what, "it is a template of Hugo's", mend, "changed")


def _first(hook: Hook, body: str) -> int:
    """Where a body first has what a hook is for, -1 for nowhere."""
    every = _SIGNS[hook.kind].finditer(body)
    wanted = (one for one in every if hook.name in ("", one.groupdict().get("lang", hook.name).lower()))
    return next((one.start() for one in wanted), -1)


def looked_up(body: str, page: SitePage, hooks: Hooks, index: Index[SitePage]) -> str:
    """A body without shortcodes whose links and images lead to what their hooks find; nothing else is changed."""
    wanted = {kind: hooks[kind, ""].looks_up for kind in ("link", "image") if (kind, "") in hooks}
    if not any(wanted.values()) or not _MAYBE.search(body):
        return body
    from hugokit.body.links import links  # it loads a parser, which few sites need here

    @cache
    def goal(to: str, image: bool) -> str:
        return _goal(to, page, index, wanted.get("image" if image else "link", ()))

    try:
        found = [one for one in links(body) if one.form == "markdown"]
    except ShortcodeError:
        return body  # the ledger says already that they stand as written
    edits: list[Edit] = []
    defined: dict[str, str] = {}
    for one in found:
        url = goal(one.to, one.image)
        if url and body[one.start : one.end].startswith(("[", "![")):
            defined[one.to] = url
        elif url:
            edits.append(Edit(one.start, one.end, url))
    for line in _DEFINITION.finditer(body) if defined else ():
        url = defined.get(unquote(line[2].strip("<>")), "")
        if url:
            edits.append(Edit(line.start(2), line.end(2), url))
    return splice(body, edits)


def _goal(to: str, page: SitePage, index: Index[SitePage], wanted: tuple[str, ...]) -> str:
    """The address of what a destination names, "" where it names nothing or leads there as it is."""
    path, mark, rest = _parted(to)
    if not path or "://" in path or path.startswith("//") or ":" in path.split("/")[0] or _GOES_NOWHERE.search(to):
        return ""
    path = unquote(path).removeprefix("./")
    url = ""
    if "page" in wanted:
        found = index.find(path, folder_of(page, path), by_name=False)
        url = found.url if found else ""
    if not url and "resource" in wanted:
        own = page.resource(path)
        url = own.url if own else ""
    if not url or urljoin(page.url, to) == url + mark + rest:
        return ""
    whole = url + mark + rest
    return f"<{whole}>" if re.search(r"[()\s]", whole) else whole


def _parted(to: str) -> tuple[str, str, str]:
    """A destination as its path, the first ? or #, and what is behind it."""
    cut = re.search(r"[?#]", to)
    return (to[: cut.start()], cut[0], to[cut.end() :]) if cut else (to, "", "")
