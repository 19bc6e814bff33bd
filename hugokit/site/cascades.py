"""Cascades: values that lists and the configuration hand down to pages (source resources/page/page_matcher.go)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hugokit.frontmatter.node import Path
from hugokit.frontmatter.values import to_string as text
from hugokit.page import lower_keys
from hugokit.site.config import Config, Rule
from hugokit.site.globs import matches
from hugokit.site.mounts import chosen
from hugokit.site.nodes import Node, Tree
from hugokit.site.values import table, words


def apply(tree: Tree, config: Config) -> None:
    """Give every page the values that it has not set itself: from itself, its parents, nearest first, then the site."""
    from_site = site_rules(config)
    own = {node.base: own_rules(node, config) for node in tree}
    for node in tree:
        chains = [own[node.base], *(own[parent.base] for parent in tree.parents(node.base)), from_site]
        inherit(node.values, (rule for chain in chains for rule in chain), node.kind, node.path)


def own_rules(node: Node, config: Config) -> tuple[Rule, ...]:
    """What a page hands down itself."""
    return _rules(node.values.get("cascade"), config) if "cascade" in node.values else ()


def site_rules(config: Config) -> tuple[Rule, ...]:
    """What the configuration hands down."""
    return _rules(config.cascade, config)


def keys_in(value: Any) -> frozenset[str]:
    """The keys, in lower case, that a `cascade` hands down to some page or other."""
    return frozenset(key.lower() for rule in _rules(value) for key in rule.values)


def inherit(values: dict[str, Any], rules: Iterable[Rule], kind: str, path: str) -> None:
    """Take over what the rules for a page of this kind at this logical path set and its values do not."""
    for rule in rules:
        if _reaches(rule, kind, path):
            for key, value in rule.values.items():
                values.setdefault(key, value)


def reaching(value: Any, kind: str, path: str) -> Iterator[tuple[str, Any, Path]]:
    """What a `cascade` hands down to a page: key in lower case, value, and the way to it within the cascade."""
    for at, entry in enumerate(value if isinstance(value, list) else [value]):
        rule = _rule(lower_keys(entry)) if isinstance(entry, dict) else None
        if rule is None or not _reaches(rule, kind, path):
            continue
        inner = table(lower_keys(entry).get("params"))
        for key, item in rule.values.items():
            way = (key,) if key in lower_keys(entry) or key not in inner else ("params", key)
            yield key, item, (at, *way) if isinstance(value, list) else way


def _reaches(rule: Rule, kind: str, path: str) -> bool:
    return (rule.kind is None or matches(rule.kind, kind)) and (rule.path is None or matches(rule.path, path))


def with_own(values: dict[str, Any], kind: str, path: str) -> dict[str, Any]:
    """A page's values (keys in lower case) with what its own cascade gives it."""
    out = dict(values)
    inherit(out, _rules(values.get("cascade")), kind, path)
    return out


def _entries(value: Any) -> list[Mapping[str, Any]]:
    return [lower_keys(entry) for entry in (value if isinstance(value, list) else [value]) if isinstance(entry, dict)]


def _rules(value: Any, config: Config | None = None) -> tuple[Rule, ...]:
    """The rules of a cascade; with `config` those for pages of its language."""
    return tuple(rule for entry in _entries(value) if (rule := _rule(entry, config)) is not None)


def _rule(entry: Mapping[str, Any], config: Config | None = None) -> Rule | None:
    target = table(entry.get("target")) or table(entry.get("_target"))
    values = {
        **table(entry.get("params")),
        **{k: v for k, v in entry.items() if k not in ("target", "_target", "params")},
    }
    environment = text(target.get("environment"))
    if not values or (environment and not matches(environment, "production")):
        return None
    matrix = table(table(target.get("sites")).get("matrix"))
    languages = (*words(matrix.get("languages")), *words(target.get("lang")))
    # What names no language of the site holds for all.
    if config is not None and config.lang not in (chosen(languages, config.languages) or config.languages):
        return None
    return Rule(text(target.get("kind")).lower() or None, text(target.get("path")).lower() or None, values=values)
