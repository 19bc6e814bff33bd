"""Reads a Hugo site from its files: every page with its final URL, as Hugo 0.168 publishes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from hugokit import document
from hugokit.errors import FrontMatterError
from hugokit.ledger import Loss
from hugokit.limits import NEWEST_HUGO
from hugokit.page import PageRules, Trouble, lower_keys, read_page
from hugokit.site import assemble, cascades, names, taxonomies
from hugokit.site.config import Config
from hugokit.site.config_files import SiteFiles, line_of
from hugokit.site.model import Hidden, Kind, Site
from hugokit.site.names import Name
from hugokit.site.nodes import Node, Tree
from hugokit.site.titles import section_title, taxonomy_title

_BREAK = re.compile(r"\r\n|\n|\r")
_PROGRAM = frozenset({"ad", "adoc", "asciidoc", "pandoc", "pdc", "rst"})


def read_site(files: SiteFiles, config: Config, now: datetime, hugo: tuple[int, int] = NEWEST_HUGO) -> Site:
    """The whole site as this Hugo publishes it at `now` (aware)."""
    rules = config.page_rules(hugo)
    present = sorted(files.names())
    tree = Tree()
    resources = _collect(files, present, config, rules, tree)
    _add_lists(tree, config)
    cascades.apply(tree, config)
    _read_pages(tree, config, rules)
    return assemble.site(tree, resources, config, present, now, files)


def _content(present: list[str], config: Config, tree: Tree) -> Iterator[tuple[Name, str]]:
    prefix = config.content_dir + "/"
    patterns = [re.compile(pattern) for pattern in config.ignore]
    for source in present:
        if not source.startswith(prefix):
            continue
        below = source[len(prefix) :]
        if names.ignored(below) or any(p.search("/" + below) for p in patterns):
            continue
        name = names.parse(below, config.languages)
        if name.lang and name.lang != config.lang:
            tree.hidden.append(Hidden(source, "language", f"written in {name.lang}"))
        elif name.type == "adapter":
            tree.losses.append(
                Loss(
                    source,
                    0,
                    "",
                    "a content adapter",
                    "pages that templates make are not known without running them",
                    "write the pages as files first",
                    "lost",
                )
            )
        else:
            yield name, source


def _collect(
    files: SiteFiles, present: list[str], config: Config, rules: PageRules, tree: Tree
) -> list[tuple[Name, str]]:
    """Put every page with a file into the tree; gives back the files that are resources."""
    content = list(_content(present, config, tree))
    leaves = {_raw_folder(name) for name, _ in content if name.type == "leaf"}
    resources: list[tuple[Name, str]] = []
    for name, source in content:
        owner = _inside(name, leaves)
        if owner is not None and not (name.type == "leaf" and _raw_folder(name) == owner):
            _bundle_member(name, source, owner, tree)
            if name.ext not in names.CONTENT:
                resources.append((name, source))
        elif name.type == "file":
            resources.append((name, source))
        else:
            refusal = _refusal(name, rules)
            if refusal:
                _refuse(tree, source, 0, refusal, "convert the page to Markdown")
            else:
                _add_page(Node(kind_of(name, config), name.base, name.raw, name, source), files, rules, tree)
    return resources


def _raw_folder(name: Name) -> str:
    return ("/" + name.source).rsplit("/", 1)[0]


def _inside(name: Name, leaves: set[str]) -> str | None:
    """The outermost leaf bundle that the file lies in."""
    parts = _raw_folder(name).split("/")
    folders = ("/".join(parts[:n]) for n in range(1, len(parts) + 1))
    return next((folder for folder in folders if folder in leaves), None)


def _bundle_member(name: Name, source: str, owner: str, tree: Tree) -> None:
    if name.ext in names.CONTENT:
        tree.hidden.append(
            Hidden(
                source,
                "swallowed",
                f"{owner.lstrip('/') or 'the root'}/ is a leaf bundle: its other pages are resources without a URL",
            )
        )


def _refusal(name: Name, rules: PageRules) -> str:
    if name.ext in _PROGRAM:
        return f".{name.ext} needs a program outside Hugo"
    if rules.denies(name.ext):
        return f"Hugo refuses .{name.ext} content unless security.allowContent lets it in"
    return ""


def _add_page(node: Node, files: SiteFiles, rules: PageRules, tree: Tree) -> None:
    source, present = node.source, tree.get(node.base)
    if present:
        tree.hidden.append(Hidden(source, "collision", f"{present.source} has the same path {node.base or '/'}"))
        tree.losses.append(
            Loss(
                source,
                0,
                "",
                "the page",
                f"{present.source} has the same path for Hugo, which takes one of the two at random",
                "give one of them another name",
                "lost",
            )
        )
        return
    try:
        _fill(node, document.loads(files.read(source), hugo=rules.hugo))
    except FrontMatterError as error:
        line = error.line or 1
        _refuse(tree, source, line, error.message, "mend the front matter")
        return
    tree.add(node)


def _refuse(tree: Tree, source: str, line: int, why: str, mend: str) -> None:
    tree.hidden.append(Hidden(source, "refused", why))
    tree.losses.append(Loss(source, line, "", "the page", why, mend))


def _fill(node: Node, doc: document.Document[bytes]) -> None:
    node.values = lower_keys(doc.to_dict())
    node.keys = tuple(node.values)
    node.format = doc.format
    node.body = doc.body
    start = len(doc.text) - len(doc.body)
    node.head = doc.text[:start]
    node.body_line = len(_BREAK.findall(node.head)) + 1


def kind_of(name: Name, config: Config) -> Kind:
    """What kind of page a content file makes."""
    if not name.base:
        return "home"
    if name.type != "branch":
        return "page"
    taxonomy = taxonomies.taxonomy_of(name.base, config)
    if not taxonomy:
        return "section"
    return "taxonomy" if name.base == f"/{taxonomy}" else "term"


def _add_lists(tree: Tree, config: Config) -> None:
    """Home, the taxonomies and the sections at the root, where no file makes them."""
    if "" not in tree.nodes:
        tree.add(Node("home", "", "", title=config.title))
    for node in list(tree):
        name = node.name
        if not name or not name.section or taxonomies.taxonomy_of(node.base, config) or tree.get(f"/{name.section}"):
            continue
        title = section_title(
            name.raw_section, plural=config.plural_titles, capitalize=config.title_case, style=config.title_style
        )
        tree.add(Node("section", f"/{name.section}", f"/{name.raw_section}", title=title))
    if {"taxonomy", "term"} <= config.disabled_kinds:
        return
    for plural in config.taxonomies.values():
        if not tree.get(f"/{plural}"):
            title = taxonomy_title(plural, capitalize=config.title_case, style=config.title_style)
            tree.add(Node("taxonomy", f"/{plural}", f"/{plural}", title=title, taxonomy=plural))


def _trouble(node: Node, trouble: Trouble, tree: Tree) -> None:
    """What Hugo refuses takes the page away; what it only logs leaves the value out. Silent ones are for `check`."""
    if trouble.grade == "silent" or not node.source:
        return
    key = str(trouble.path[0]) if trouble.path else ""
    line = line_of(node.head, key.lower()) if key else 1
    if trouble.grade == "fatal":
        node.hidden, node.detail = "refused", trouble.message
        tree.losses.append(
            Loss(node.source, line, key, "the page", f"Hugo stops here: {trouble.message}", "mend the value")
        )
    else:
        tree.losses.append(
            Loss(node.source, line, key, f"the value of {key}", trouble.message, "mend the value", "changed")
        )


def _read_pages(tree: Tree, config: Config, rules: PageRules) -> None:
    for node in tree:
        node.page = read_page(node.values, rules=rules, file_name=node.name.raw_name if node.name else "")
        node.taxonomy = taxonomies.taxonomy_of(node.base, config) if node.kind in ("taxonomy", "term") else ""
        if node.name:
            node.title = node.page.title
        else:
            node.title = node.page.title or node.title
        for trouble in node.page.troubles:
            _trouble(node, trouble, tree)
