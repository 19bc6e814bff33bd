"""From the tree of pages to the frozen `Site`: URLs, dates of lists, terms, lists in order, menus, redirects, files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hugokit.ledger import Loss
from hugokit.page import MARKDOWN
from hugokit.site import addresses, cascades, dates, hooked, list_dates, menus, publishing, redirects, taxonomies
from hugokit.site.config import Config, Rule
from hugokit.site.config_files import Present, line_of
from hugokit.site.content import mounted
from hugokit.site.lists import Lists
from hugokit.site.model import Hidden, Output, Site, SitePage, Term
from hugokit.site.nodes import Node, Tree
from hugokit.site.remains import FOLDERS
from hugokit.site.resources import Shared
from hugokit.site.templates import Templates
from hugokit.site.urls import path_escape
from hugokit.site.values import NOTHING

_UNPUBLISHED = ("draft", "future", "expired")


def prepare(tree: Tree, now: datetime) -> None:
    """Decide what is published as at `now`; give every page its terms, dates, URL, aliases and menu entries."""
    publishing.decide(tree, tree.config, now)
    taxonomies.name_terms(tree)
    _add_terms(tree, tree.config, now)
    taxonomies.enter(tree)
    list_dates.give(tree, now)
    addresses.give(tree, tree.config)
    redirects.give(tree)
    menus.give(tree)


def site(tree: Tree, owned: Shared, present: Present, templates: Templates, *, whole: bool) -> Site:
    """The records of a tree that is prepared; `whole`: with parameters and the pages of lists."""
    config = tree.config
    lists = Lists(tree, templates)
    taken = _taken(config)
    made = {node.base: _page(node, tree, lists, owned, taken, whole=whole) for node in tree}
    published = [node for node in tree if node.linked and node.rendered and not node.hidden]
    order_of = sorted(published, key=lambda node: (node.sort_path, node.base))
    losses = (*config.losses, *tree.losses, *_date_losses(config), *_collisions(published))
    return Site(
        title=config.title,
        base_url=config.base_url,
        lang=config.lang,
        time_zone=config.time_zone,
        pages=tuple(made[node.base] for node in order_of),
        hidden=(*tree.hidden, *_hidden(tree)),
        menus=menus.read_menus(tree, config),
        taxonomies=dict(config.taxonomies),
        terms=_terms(tree, lists),
        redirects=redirects.of(published, tree),
        static=_static(config, present, tree, owned),
        params=config.params,
        pager_size=config.pager_size,
        markup=config.markup,
        losses=losses,
        unpublished=tuple(made[node.base] for node in tree if node.hidden in _UNPUBLISHED and node.source),
        root=config.root,
        prefix=config.prefix,
        folder=config.folder if config.multihost else "",
        locale=config.locale,
        pager_path=config.pager_path,
        paginates=templates.cut_lists,
        emoji=config.emoji,
        feed_limit=config.feed_limit,
        copyright=config.copyright,
        sitemap="" if "sitemap" in config.disabled_kinds else config.sitemap,
        privacy=config.privacy,
        lower_case=config.paths.lower_case,
        remove_accents=config.paths.remove_accents,
        title_style=config.title_style,
        shortcodes=templates.shortcodes,
        folders=_folders(present),
        robots=config.robots and "robotstxt" not in config.disabled_kinds,
        term_pages="term" not in config.disabled_kinds,
        has_404=templates.has_404() and "404" not in config.disabled_kinds,
        writes_aliases=config.aliases,
        inline_shortcodes=config.inline_shortcodes,
        guesses_code=config.guesses_code,
        summary_length=config.summary_length,
        cjk=config.cjk,
        hooks=hooked.hooks_of(templates.hooks, config),
        unlisted=tuple(made[n.base] for n in tree if n.linked and not n.rendered and not n.hidden),
    )


def _add_terms(tree: Tree, config: Config, now: datetime) -> None:
    before = set(tree.nodes)
    rules: dict[str, tuple[Rule, ...]] = {node.base: cascades.own_rules(node, config) for node in tree}
    rules["site"] = cascades.site_rules(config)
    taxonomies.add_term_pages(tree, rules)
    for base in tree.nodes.keys() - before:
        publishing.decide_one(tree.nodes[base], config, now)


def _urls(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(node.url for node in nodes if node.url)


def _page(node: Node, tree: Tree, lists: Lists, owned: Shared, taken: frozenset[str], *, whole: bool) -> SitePage:
    page, config = node.page, tree.config
    branch = node.is_branch
    written = node.linked and node.rendered and not node.hidden
    date, lastmod, publish_date = node.dates
    return SitePage(  # by position: forty names cost four times what the record does
        node.kind,
        node.url,
        node.source,
        addresses.section_of(node),
        node.title,
        node.link_title,
        node.read,
        node.body_line,
        node.format,
        config.lang,
        page.description,
        page.summary,
        date,
        lastmod,
        publish_date,
        page.expiry_date,
        page.weight,
        page.type,
        page.layout,
        page.slug,
        page.keywords or (),
        tuple([alias.path for alias in node.aliases]) if node.aliases else (),
        node.aliases if written else (),
        {plural: tuple(map(lists.term, found)) for plural, found in node.in_terms.items()}
        if node.in_terms
        else NOTHING,
        _term_weights(node) if whole and node.named else NOTHING,
        node.menus,
        owned.of(node, tree),
        _urls(lists.children(node)) if branch and whole else (),
        _params(node, taken) if whole else NOTHING,
        node.taxonomy,
        node.term_name,
        node.path,
        node.sort_path,
        tree.branch_above(node.base).path if node.base else "",
        node.file,
        node.target.folder if node.target else "",
        _written(node, tree, lists),
        node.listed,  # type: ignore[arg-type]
        not dates.has_none(page),
        page.draft,
        node.hidden or "",
        node.start,
        page.markup.lower() or ("markdown" if not node.name or node.name.ext in MARKDOWN else node.name.ext),
        node.keys,
        node.name.source if node.name else "",
        node.named,
        tuple(other.url for other in node.translations) if node.translations else (),
        page.translation_key,
        addresses.is_ugly(node, config),
        tuple(lists.pagers(node)) if branch and written else (),
    )


def _written(node: Node, tree: Tree, lists: Lists) -> tuple[Output, ...]:
    """The output formats of a page that there is a template for."""
    if len(node.outputs) == 1 and node.outputs[0].format == "html":
        return node.outputs
    formats, writes = tree.config.formats, lists.templates.writes
    return tuple(one for one in node.outputs if writes(node.kind, formats[one.format]))


_FIELDS = frozenset(
    "title linktitle description summary date lastmod modified publishdate pubdate published expirydate unpublishdate "
    "draft headless weight slug url layout type markup translationkey aliases keywords outputs build _build cascade "
    "resources menu menus sitemap iscjklanguage params sites".split()
)


def _taken(config: Config) -> frozenset[str]:
    """The keys of front matter that are no parameters of a page's own."""
    plurals = config.taxonomies.values()
    return _FIELDS.union(plurals, (f"{plural}_weight" for plural in plurals))


def _params(node: Node, taken: frozenset[str]) -> dict[str, object]:
    """The page's own parameters: what has no field of its own and names no terms."""
    params = node.page.params
    own = node.values.get("params")
    if not isinstance(own, dict):
        return {key: value for key, value in params.items() if key not in taken}
    return {key: value for key, value in params.items() if key not in taken or (key in own and key in _FIELDS)}


def _term_weights(node: Node) -> dict[str, int]:
    weights = {plural: taxonomies.weight_of(node, plural) for plural in node.named}
    return {plural: weight for plural, weight in weights.items() if weight}


def _terms(tree: Tree, lists: Lists) -> dict[str, tuple[Term, ...]]:
    nodes = [node for node in tree if node.kind == "term" and not node.hidden and tree.entries.get(node.base)]
    nodes.sort(key=lists.key)
    plurals = tree.config.taxonomies.values()
    return {plural: tuple(lists.term(node) for node in nodes if node.taxonomy == plural) for plural in plurals}


def _hidden(tree: Tree) -> Iterable[Hidden]:
    for node in tree:
        if node.hidden and node.source:
            yield Hidden(node.source, node.hidden, node.detail)
        elif node.source and not node.linked:
            yield Hidden(node.source, "headless" if node.page.headless else "never rendered", "")
        elif node.source and not node.rendered:
            yield Hidden(node.source, "never rendered", "build.render is link: it has a URL and no page")


def _static(config: Config, present: Present, tree: Tree, owned: Shared) -> dict[str, str]:
    """The static files by the URL they get, with the files of pages that are not rendered; the first of two wins."""
    found: dict[str, str] = {}
    for node in tree:
        if not node.hidden and not (node.rendered and node.linked):
            files = owned.of(node, tree)
            found.update((resource.url, resource.source) for resource in files if resource.published)
    for mount, below, source in mounted(present, config.mounts, "static"):
        if config.lang in (mount.languages or (config.lang,)):
            path = below.replace("#", "%23").replace("?", "%3F")
            found.setdefault(config.root + path_escape("/" + path), source)
    return found


def _folders(present: Present) -> dict[str, int]:
    """How many files lie in each folder of the site that is not carried over."""
    counts = {folder: len(present.below(folder + "/")) for folder in FOLDERS}
    return {folder: count for folder, count in counts.items() if count}


def _date_losses(config: Config) -> Iterable[Loss]:
    place = config.places.get("frontmatter")
    for source in dates.unread(config.front_matter):
        yield Loss(
            place.file if place else "hugo.toml",
            place.line if place else 0,
            "frontmatter",
            f"dates from {source}",
            "they are not in the content",
            "write the dates into the pages",
            "changed",
        )


def _collisions(published: Iterable[Node]) -> Iterable[Loss]:
    seen: dict[str, Node] = {}
    for node in published:
        before = seen.setdefault(node.file, node)
        if before is not node:
            yield Loss(
                node.source or before.source,
                line_of(node.head, "url"),
                "url",
                f"the URL {node.url}",
                f"{before.source or before.path} has the same URL; Hugo keeps one of the two",
                "give one of them another url or slug",
            )
