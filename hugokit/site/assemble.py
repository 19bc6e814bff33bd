"""From the tree of pages to the frozen `Site`: URLs, dates of lists, terms, lists in order, menus, redirects, files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from hugokit.ledger import Loss
from hugokit.site import addresses, cascades, dates, menus, order, publishing, redirects, taxonomies
from hugokit.site.config import Config, Rule
from hugokit.site.config_files import SiteFiles, line_of
from hugokit.site.model import Hidden, Site, SitePage, Term
from hugokit.site.names import MARKDOWN, normalise
from hugokit.site.nodes import Node, Tree
from hugokit.site.remains import FOLDERS
from hugokit.site.resources import Shared
from hugokit.site.urls import path_escape
from hugokit.text.encoding import decode

_UNPUBLISHED = ("draft", "future", "expired")


def prepare(tree: Tree, now: datetime) -> None:
    """Decide what is published as at `now`; give every page its URL, its terms and its dates."""
    config = tree.config
    publishing.decide(tree, config, now)
    _add_terms(tree, config, now)
    addresses.give(tree, config)
    tree.entries = taxonomies.entries(tree, config)
    _date_lists(tree, config, tree.entries)


def site(tree: Tree, owned: Shared, present: list[str], source: SiteFiles) -> Site:
    """The records of a tree that is prepared."""
    config, entries = tree.config, tree.entries
    lists = _Lists(tree, entries)
    made = {node.base: _page(node, tree, config, lists, owned) for node in tree}
    published = [node for node in tree if node.linked and node.rendered and not node.hidden]
    order_of = sorted(published, key=lambda node: (node.sort_path, node.base))
    losses = (*config.losses, *tree.losses, *_date_losses(config), *_themes(config, present), *_collisions(published))
    return Site(
        title=config.title,
        base_url=config.base_url,
        lang=config.lang,
        time_zone=config.time_zone,
        pages=tuple(made[node.base] for node in order_of),
        hidden=(*tree.hidden, *_hidden(tree)),
        menus=menus.read_menus(tree, config),
        taxonomies=dict(config.taxonomies),
        terms=_terms(tree, config, entries),
        redirects=redirects.of(published, tree),
        static=_static(config, present, tree, owned),
        params=config.params,
        pager_size=config.pager_size,
        markup=config.markup,
        losses=losses,
        unpublished=tuple(made[node.base] for node in tree if node.hidden in _UNPUBLISHED and node.source),
        root=config.root,
        prefix=config.prefix,
        locale=config.locale,
        pager_path=config.pager_path,
        paginates=_paginates(source, config, present),
        emoji=config.emoji,
        feed_limit=config.feed_limit,
        copyright=config.copyright,
        sitemap="" if "sitemap" in config.disabled_kinds else "sitemap.xml",
        privacy=config.privacy,
        lower_case=config.paths.lower_case,
        remove_accents=config.paths.remove_accents,
        title_style=config.title_style,
        shortcodes=_shortcodes(source, config, present),
        folders=_folders(present),
        robots=config.robots,
        ugly=config.ugly is True,
        term_pages="term" not in config.disabled_kinds,
        writes_aliases=config.aliases,
        unlisted=tuple(made[n.base] for n in tree if n.linked and not n.rendered and not n.hidden),
    )


def _add_terms(tree: Tree, config: Config, now: datetime) -> None:
    before = set(tree.nodes)
    rules: dict[str, tuple[Rule, ...]] = {node.base: cascades.own_rules(node) for node in tree}
    rules["site"] = cascades.site_rules(config)
    taxonomies.add_term_pages(tree, config, rules)
    for base in tree.nodes.keys() - before:
        publishing.decide_one(tree.nodes[base], config, now)


def _date_lists(tree: Tree, config: Config, entries: Mapping[str, list[tuple[int, Node]]]) -> None:
    for node in tree:
        node.dates = dates.of_page(node.page)
    for node in tree:
        if node.kind == "term" and dates.has_none(node.page):
            node.dates = dates.latest(dates.of_page(page.page) for _, page in entries.get(node.base, ()))
    below: dict[str, list[dates.Dates]] = {}
    for node in tree:
        if node.hidden in (None, "draft", "future", "expired") and not (node.hidden and not node.is_branch):
            for parent in tree.parents(node.base):
                if node.kind != "term" or parent.kind == "taxonomy":
                    below.setdefault(parent.base, []).append(node.dates)
    for node in tree:
        if node.kind in ("home", "section", "taxonomy") and dates.has_none(node.page):
            node.dates = dates.latest(below.get(node.base, ()))


class _Lists:
    """The pages of every list, in Hugo's order."""

    def __init__(self, tree: Tree, entries: Mapping[str, list[tuple[int, Node]]]) -> None:
        self.tree, self.entries = tree, entries
        self.below: dict[str, list[Node]] = {}
        self.everywhere: list[Node] = []
        for node in tree:
            if node.base and not node.hidden and node.listed != "never":
                self.below.setdefault(tree.branch_above(node.base).base, []).append(node)
            if node.kind == "page" and not node.hidden and node.listed == "always":
                self.everywhere.append(node)

    def children(self, node: Node) -> list[Node]:
        """`.Pages` of a list."""
        if node.kind == "term":
            members = [(w, n) for w, n in self.entries.get(node.base, ()) if n.listed != "never"]
            return [n for _, n in sorted(members, key=lambda member: order.key(member[1], member[0]))]
        kinds = ("term",) if node.kind == "taxonomy" else ("page", "section")
        found = self._terms_below(node) if node.kind == "taxonomy" else self.below.get(node.base, [])
        return sorted((n for n in found if n.kind in kinds), key=order.key)

    def _terms_below(self, node: Node) -> list[Node]:
        prefix = node.base + "/"
        return [n for n in self.tree if n.base.startswith(prefix) and not n.hidden and n.listed != "never"]


def _urls(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(node.url for node in nodes if node.url)


def _page(node: Node, tree: Tree, config: Config, lists: _Lists, owned: Shared) -> SitePage:
    page = node.page
    branch = node.is_branch
    date, lastmod, publish_date = node.dates
    return SitePage(
        kind=node.kind,
        url=node.url,
        source=node.source,
        section=addresses.section_of(node),
        title=node.title,
        link_title=node.link_title,
        body=node.body,
        body_line=node.body_line,
        format=node.format,
        lang=config.lang,
        description=page.description,
        summary=page.summary,
        date=date,
        lastmod=lastmod,
        publish_date=publish_date,
        expiry_date=page.expiry_date,
        weight=page.weight,
        type=page.type,
        layout=page.layout,
        slug=page.slug,
        keywords=page.keywords or (),
        aliases=redirects.aliases(node, tree),
        redirects=redirects.own(node, tree) if node.linked and node.rendered and not node.hidden else (),
        terms={plural: tuple(found) for plural, found in node.terms.items()},
        term_weights=_term_weights(node, config),
        menus=tuple(menus.of_page(node, tree)) if not node.hidden and node.listed == "always" else (),
        resources=owned.of(node, tree),
        children=_urls(lists.children(node)) if branch else (),
        params=_params(node, config),
        taxonomy=node.taxonomy,
        term=node.term_name,
        path=node.path,
        sort_path=node.sort_path,
        parent=tree.branch_above(node.base).path if node.base else "",
        file=node.file,
        folder=node.target.folder if node.target else "",
        feed=node.feed,
        listed=node.listed,  # type: ignore[arg-type]
        own_date=not dates.has_none(page),
        draft=page.draft,
        hidden=node.hidden or "",
        head=node.head,
        content_path=node.name.source if node.name else "",
        term_names=_term_names(node, config),
        keys=node.keys,
        translations=tuple(other.url for other in node.translations),
        translation_key=node.page.translation_key,
        ugly=addresses.is_ugly(node, config),
        markup=page.markup.lower() or ("markdown" if not node.name or node.name.ext in MARKDOWN else node.name.ext),
    )


_FIELDS = frozenset(
    "title linktitle description summary date lastmod modified publishdate pubdate published expirydate unpublishdate "
    "draft headless weight slug url layout type markup translationkey aliases keywords outputs build _build cascade "
    "resources menu menus sitemap iscjklanguage params sites".split()
)


def _params(node: Node, config: Config) -> dict[str, object]:
    """The page's own parameters: what has no field of its own and names no terms."""
    taken = _FIELDS | set(config.taxonomies.values()) | {f"{plural}_weight" for plural in config.taxonomies.values()}
    own = node.values.get("params")
    inner = set(own) if isinstance(own, dict) else set()
    return {
        key: value for key, value in node.page.params.items() if key not in taken or (key in inner and key in _FIELDS)
    }


def _term_names(node: Node, config: Config) -> dict[str, tuple[str, ...]]:
    names = {plural: taxonomies.values_of(node.page.params.get(plural)) for plural in config.taxonomies.values()}
    return {plural: tuple(found) for plural, found in names.items() if found}


def _term_weights(node: Node, config: Config) -> dict[str, int]:
    weights = {plural: taxonomies.weight_of(node, plural) for plural in config.taxonomies.values()}
    return {plural: weight for plural, weight in weights.items() if weight}


def _terms(tree: Tree, config: Config, entries: Mapping[str, list[tuple[int, Node]]]) -> dict[str, tuple[Term, ...]]:
    found: dict[str, tuple[Term, ...]] = {}
    for plural in config.taxonomies.values():
        nodes = [n for n in tree if n.kind == "term" and n.taxonomy == plural and not n.hidden and entries.get(n.base)]
        found[plural] = tuple(
            next(t for t in entries[n.base][0][1].terms[plural] if normalise(f"/{plural}/{t.key}") == n.base)
            for n in sorted(nodes, key=order.key)
        )
    return found


def _hidden(tree: Tree) -> Iterable[Hidden]:
    for node in tree:
        if node.hidden and node.source:
            yield Hidden(node.source, node.hidden, node.detail)
        elif node.source and not node.linked:
            yield Hidden(node.source, "headless" if node.page.headless else "never rendered", "")
        elif node.source and not node.rendered:
            yield Hidden(node.source, "never rendered", "build.render is link: it has a URL and no page")


def _static(config: Config, present: list[str], tree: Tree, owned: Shared) -> dict[str, str]:
    """The static files by the URL they get, with the files of pages that are not rendered; the first of two wins."""
    found: dict[str, str] = {}
    for node in tree:
        if not node.hidden and not (node.rendered and node.linked):
            files = owned.of(node, tree)
            found.update((resource.url, resource.source) for resource in files)
    themes = [f"themes/{theme}/static" for theme in config.themes]
    for folder in [*config.static_dirs, *themes]:
        prefix = folder + "/"
        for source in present:
            if source.startswith(prefix):
                path = source[len(prefix) :].replace("#", "%23").replace("?", "%3F")
                found.setdefault(config.root + path_escape("/" + path), source)
    return found


def _paginates(files: SiteFiles, config: Config, present: list[str]) -> bool:
    """Whether the layouts on disk page their lists; without any layouts the answer is yes, as most themes do."""
    folders = ("layouts/", *(f"themes/{theme}/layouts/" for theme in config.themes))
    own = [name for name in present if name.startswith(folders) and name.endswith((".html", ".htm"))]
    pages = [name for name in own if not any(part in name for part in ("/shortcodes/", "/_shortcodes/", "/_markup/"))]
    theme_missing = any(not any(n.startswith(f"themes/{theme}/") for n in present) for theme in config.themes)
    return not pages or theme_missing or any(b"Paginat" in files.read(name) for name in pages)


def _folders(present: list[str]) -> dict[str, int]:
    """How many files lie in each folder of the site that is not carried over."""
    counts = {folder: sum(name.startswith(folder + "/") for name in present) for folder in FOLDERS}
    return {folder: count for folder, count in counts.items() if count}


def _shortcodes(files: SiteFiles, config: Config, present: list[str]) -> dict[str, str]:
    """The templates of the site's own shortcodes and its themes', by name; the site's come first."""
    found: dict[str, str] = {}
    roots = ["layouts", *(f"themes/{theme}/layouts" for theme in config.themes)]
    for folder in [f"{root}/{name}/" for root in roots for name in ("_shortcodes", "shortcodes")]:
        for name in present:
            if name.startswith(folder) and name.endswith(".html"):
                found.setdefault(name[len(folder) :].removesuffix(".html").lower(), decode(files.read(name)))
    return found


def _themes(config: Config, present: list[str]) -> Iterable[Loss]:
    """Themes that are not on disk, or whose own settings Hugo would mix in."""
    place = config.places.get("theme")
    where = (place.file, place.line) if place else ("hugo.toml", 0)
    for theme in config.themes:
        prefix = f"themes/{theme}/"
        if not any(name.startswith(prefix) for name in present):
            yield Loss(
                *where,
                "theme",
                f"the theme {theme}",
                "it is not on disk, so its shortcodes, static files and settings are not known",
                "put it into themes/ and migrate again",
                "manual",
            )
        elif any(
            name in (f"{prefix}{stem}.{ext}" for stem in ("hugo", "config") for ext in ("toml", "yaml", "yml", "json"))
            for name in present
        ):
            yield Loss(
                *where,
                "theme",
                f"the settings of the theme {theme}",
                "they are not mixed into the site's own",
                "write those that you need into the site's configuration",
                "changed",
            )


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
