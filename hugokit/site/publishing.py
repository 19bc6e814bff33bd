"""Which pages are published at a moment, rendered, linked and listed (source hugolib/site.go, page__meta.go)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hugokit.frontmatter.values import to_string as text
from hugokit.page import Page
from hugokit.site.config import Config
from hugokit.site.model import Why
from hugokit.site.nodes import Node, Tree


def decide(tree: Tree, config: Config, now: datetime) -> None:
    """Set `hidden`, `rendered`, `linked` and `listed` of every node."""
    for node in tree:
        decide_one(node, config, now)


def decide_one(node: Node, config: Config, now: datetime) -> None:
    """The same for one node. Lists that are not built keep their place in the tree but have no page."""
    _build_options(node)
    why = unpublished(node.page, config, now)
    disabled: Why | None = "kind disabled" if node.kind in config.disabled_kinds else None
    reason = disabled or why
    if reason is None:
        return
    node.rendered = node.linked = False
    node.listed = "never"
    node.hidden = reason
    node.detail = _detail(reason, node.page)


def unpublished(page: Page, config: Config, now: datetime) -> Why | None:
    """Why Hugo leaves a page out at `now`: draft, future or expired; None where it does not."""
    if page.draft and not config.drafts:
        return "draft"
    if page.publish_date and page.publish_date > now and not config.future:
        return "future"
    if page.expiry_date and page.expiry_date < now and not config.expired:
        return "expired"
    return None


def _detail(why: Why, page: Page) -> str:
    if why == "future" and page.publish_date:
        return f"not before {page.publish_date.isoformat()}"
    if why == "expired" and page.expiry_date:
        return f"expired {page.expiry_date.isoformat()}"
    return ""


def _build_options(node: Node) -> None:
    build: Mapping[str, object] = node.page.build
    listed = text(build.get("list")).lower() if "list" in build else "always"
    render = text(build.get("render")).lower() if "render" in build else "always"
    node.listed = {"never": "never", "false": "never", "local": "local"}.get(listed, "always")
    if node.page.headless:
        render = node.listed = "never"
    node.rendered = render not in ("never", "false", "link")
    node.linked = render not in ("never", "false")
