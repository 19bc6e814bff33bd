"""Which pages a template is for, and a partial that only such templates call. Source: Hugo's lookup order of templates.

An audience is a word: `home`, `lists` (pages with an `_index` file), `leaves` (all others), `layout NAME` (pages that
ask for it), `folder NAME` (pages of this type, or in a section of this name).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

MAX_AUDIENCES = 8
KINDS = {
    **dict.fromkeys(("home", "index"), "home"),
    **dict.fromkeys(("list", "section", "taxonomy", "term", "terms"), "lists"),
    **dict.fromkeys(("single", "page"), "leaves"),
}
"""The templates of a kind of page, and their audience."""
_ANYONE = frozenset({"baseof", "all", "404", "rss", "sitemap", "sitemapindex", "robots", "alias"})
_FOLDERS_OF_KINDS = frozenset({"page", "home", "index", "section", "taxonomy", "term"})
_OF_BODIES = frozenset({"shortcodes", "_shortcodes", "partials", "_partials", "_markup"})


def audience(path: str, views: Collection[str] = ()) -> str:
    """The audience of a template that Hugo starts with, by its path (layouts/…); "" for all pages.

    `views`: the names that templates give to `.Render`, "*" among them for a name that is not known.
    """
    *folders, file = path.lower().split("/")[1:]
    name = file.partition(".")[0]
    if not _OF_BODIES.isdisjoint(folders):
        return ""
    if folders and folders[0] != "_default":
        return "" if folders[0] in _FOLDERS_OF_KINDS else f"folder {folders[0]}"
    if name in _ANYONE or len(folders) > 1:
        return ""
    if name in KINDS:
        return KINDS[name]
    return "" if name in views or "*" in views else f"layout {name}"


class Reach:
    """`callers`: by template, those that call it; `entries`: the templates that Hugo starts with."""

    def __init__(
        self, callers: Mapping[str, Iterable[str]], entries: Collection[str], views: Collection[str] = ()
    ) -> None:
        self._callers, self._entries, self._views = callers, entries, views

    def of(self, path: str) -> tuple[str, ...]:
        """The audiences of a template, itself and by those that call it; empty where it is for any page."""
        found: set[str] = set()
        seen, waiting = {path}, [path]
        while waiting:
            one = waiting.pop()
            callers = [caller for caller in self._callers.get(one, ()) if not self._frames(one, caller)]
            if one in self._entries:
                found.add(audience(one, self._views))
            elif not callers:
                found.add("")  # nobody is known to call it
            waiting += set(callers) - seen
            seen.update(callers)
        return () if "" in found or len(found) > MAX_AUDIENCES else tuple(sorted(found))

    def _frames(self, path: str, caller: str) -> bool:
        """Whether one is a base that shows a block of the other: that is no more than the other itself."""
        return path in self._entries and caller.rpartition("/")[2].lower().startswith("baseof.")
