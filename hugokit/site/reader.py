"""Reads a Hugo site from its files: every page with its final URL, as Hugo publishes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from hugokit.body import plain_tags, shortcodes
from hugokit.body.lexer import ShortcodeError
from hugokit.errors import FrontMatterError
from hugokit.frontmatter.block import Glance, glance
from hugokit.frontmatter.values import lower_keys
from hugokit.ledger import Loss
from hugokit.limits import NEWEST_HUGO
from hugokit.page import PageRules, Trouble, read_lowered
from hugokit.site import assemble, cascades, content, resources, taxonomies, translations
from hugokit.site.config import Config
from hugokit.site.config_files import Present, SiteFiles, line_of
from hugokit.site.content import Content
from hugokit.site.model import Hidden, Kind, ReadText, Site
from hugokit.site.names import Name
from hugokit.site.nodes import Node, Tree
from hugokit.site.templates import Templates
from hugokit.site.titles import section_title, taxonomy_title
from hugokit.text.encoding import decode

UNRUN = "pages that templates make are not known without running them"
_BREAK = re.compile(r"\r\n|\n|\r")
# What is looked up in the values of a page once its fields are read; the others would fill the memory.
_NEEDED_LATER = ("cascade", "params")
_PROGRAM = frozenset({"ad", "adoc", "asciidoc", "pandoc", "pdc", "rst"})


def read_sites(
    files: SiteFiles,
    configs: Sequence[Config],
    now: datetime,
    hugo: tuple[int, int] = NEWEST_HUGO,
    *,
    whole: bool = True,
) -> tuple[Site, ...]:
    """The whole site as this Hugo publishes it at `now` (aware): one `Site` for each language of `configs`.

    `whole`: with all that a migration needs: pages know their text, and read it again when they are asked for it, and
    lists know their pages in order. Without it `body`, `head`, `keys`, `children`, `params` and
    `term_weights` are empty.
    """
    present = Present(files.names())
    found = content.collect(present, configs)
    read = _reading(files) if whole else None
    trees = [_tree(files, found[config.lang], config, hugo, read) for config in configs]
    for tree in trees:
        assemble.prepare(tree, now)
    translations.link(trees)
    share = resources.Shared(trees, [found[config.lang].files for config in configs])
    templates = Templates(files, present, configs[0])
    return tuple(assemble.site(tree, share, present, templates, whole=whole) for tree in trees)


def read_site(files: SiteFiles, config: Config, now: datetime, hugo: tuple[int, int] = NEWEST_HUGO) -> Site:
    """The site in the language of `config` alone."""
    return read_sites(files, (config,), now, hugo)[0]


def _reading(files: SiteFiles) -> ReadText:
    """What reads texts again."""
    return lambda source: decode(files.read(source)) if source else ""


def _tree(files: SiteFiles, content: Content, config: Config, hugo: tuple[int, int], read: ReadText | None) -> Tree:
    rules = config.page_rules(hugo)
    tree = Tree(config, hugo)
    tree.hidden += content.hidden
    for source in content.adapters:
        tree.losses.append(Loss(source, 0, "", "a content adapter", UNRUN, "write the pages as files first"))
    for name, source in content.pages:
        refusal = _refusal(name, rules)
        if refusal:
            _refuse(tree, source, 0, refusal, "convert the page to Markdown")
        else:
            _add_page(Node(kind_of(name, config), name.base, name.raw, name, source), files, rules, tree, read)
    _add_lists(tree, config)
    cascades.apply(tree, config)
    _read_pages(tree, config, rules)
    lists = {node.source for node in tree if node.hidden == "refused" and node.is_branch}
    if lists:
        return _without(lists, tree, files, content, read)
    _drop_refused(tree)
    return tree


def _drop_refused(tree: Tree) -> None:
    """Take pages that Hugo refuses out of the tree, and sections that were there for them alone."""
    refused = [node for node in tree if node.hidden == "refused" and node.source]
    for node in refused:
        del tree.nodes[node.base]
        tree.hidden.append(Hidden(node.source, "refused", node.detail))
    roots = {f"/{node.name.section}" for node in refused if node.name and node.name.section}
    for base in roots:
        section = tree.get(base)
        alone = section is not None and not section.source and section.kind == "section"
        if alone and not any(node.base.startswith(base + "/") for node in tree):
            del tree.nodes[base]


def _without(lists: set[str], tree: Tree, files: SiteFiles, content: Content, read: ReadText | None) -> Tree:
    """The tree once more, where lists that Hugo refuses hand nothing down: they are as if they had no file."""
    rest = replace(content, pages=[file for file in content.pages if file.source not in lists])
    again = _tree(files, rest, tree.config, tree.hugo, read)
    again.hidden += (Hidden(n.source, "refused", n.detail) for n in tree if n.source in lists)
    again.losses += (loss for loss in tree.losses if loss.source in lists and loss not in again.losses)
    return again


def _refusal(name: Name, rules: PageRules) -> str:
    if name.ext in _PROGRAM:
        return f".{name.ext} needs a program outside Hugo"
    if rules.denies(name.ext):
        return f"Hugo refuses .{name.ext} content unless security.allowContent lets it in"
    return ""


def _add_page(node: Node, files: SiteFiles, rules: PageRules, tree: Tree, read: ReadText | None) -> None:
    source, present = node.source, tree.get(node.base)
    if present:
        why = f"{present.source} has the same path {node.base or '/'}"
        tree.hidden.append(Hidden(source, "collision", why, present.source))
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
        seen = glance(files.read(source), rules.hugo)
    except FrontMatterError as error:
        _refuse(tree, source, error.line or 1, error.message, "mend the front matter")
        return
    _fill(node, seen, read)
    try:
        if read is None and not plain_tags.plain(seen.text, seen.start):  # a migration judges them itself
            shortcodes.check(seen.text[seen.start :])
    except ShortcodeError as error:
        line = 1 + seen.text.count("\n", 0, seen.start + error.offset)
        _refuse(tree, source, line, f"Hugo stops here: {error.message}", "mend the shortcode")
    else:
        tree.add(node)


def _refuse(tree: Tree, source: str, line: int, why: str, mend: str) -> None:
    tree.hidden.append(Hidden(source, "refused", why))
    tree.losses.append(Loss(source, line, "", "the page", why, mend))


def _fill(node: Node, seen: Glance, read: ReadText | None) -> None:
    node.values = lower_keys(seen.values)
    node.format = seen.format
    if read is not None:
        node.keys = tuple(node.values)
        node.read, node.start = read, seen.start
        node.body_line = len(_BREAK.findall(seen.text, 0, seen.start)) + 1


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
        section = name.section if name else ""
        if not name or not section or tree.get(f"/{section}") or taxonomies.taxonomy_of(node.base, config):
            continue
        title = section_title(
            name.raw_section, plural=config.plural_titles, capitalize=config.title_case, style=config.title_style
        )
        tree.add(Node("section", f"/{section}", f"/{name.raw_section}", title=title))
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
    line = line_of(node.head, key.lower()) if key and node.head else 0
    if trouble.grade == "fatal":
        node.hidden, node.detail = "refused", trouble.message
        tree.losses.append(
            Loss(node.source, line, key, "the page", f"Hugo stops here: {trouble.message}", "mend the value")
        )
    else:
        tree.losses.append(
            Loss(node.source, line, key, f"the value of {key}", trouble.message, "mend the value", "changed")
        )


def _stem(name: str) -> str:
    """What Hugo looks for a date and a slug in: it takes what is behind the last dot for one more extension."""
    return name.rpartition(".")[0] or name


def _read_pages(tree: Tree, config: Config, rules: PageRules) -> None:
    for node in tree:
        node.page = read_lowered(node.values, rules, _stem(node.name.raw_name) if node.name else "")
        node.values = {key: node.values[key] for key in _NEEDED_LATER if key in node.values}
        node.taxonomy = taxonomies.taxonomy_of(node.base, config) if node.kind in ("taxonomy", "term") else ""
        if node.name:
            node.title = node.page.title
        else:
            node.title = node.page.title or node.title
        for trouble in node.page.troubles:
            _trouble(node, trouble, tree)
