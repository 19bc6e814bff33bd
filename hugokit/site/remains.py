"""What no generator takes over by itself: settings of single pages and folders of a site. One ledger entry each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from hugokit.ledger import Loss
from hugokit.site.config_files import line_of
from hugokit.site.model import Resource, Site, SitePage
from hugokit.text.display import shorten

Grade = Literal["lost", "changed", "manual"]

_KEYS: dict[str, tuple[str, str]] = {
    "layout": ("it names a template of the Hugo site", "make a layout of that name and set it on the page"),
    "type": ("it chooses templates of the Hugo site", "make a layout for such pages"),
    "outputs": ("only HTML and the feeds of lists are made", "build the other formats in the new site"),
    "sitemap": ("the new sitemap has neither frequency nor priority", "set them in the sitemap's template"),
    "cascade": (
        "its values were written into the pages below; new pages do not get them",
        "put them where the new generator keeps the data of a folder",
    ),
    "iscjklanguage": ("it changes how Hugo counts words", "nothing, unless your layouts count words"),
    "markup": ("every page is written as Markdown", "look at the page"),
    "expirydate": (
        "the new site does not take the page away on that day",
        "delete it or build without it when it expires",
    ),
}


def of_page(page: SitePage) -> Iterator[Loss]:
    """The front matter keys of a page that have no counterpart."""
    if not page.source:
        return
    for key in page.keys:
        if key in _KEYS:
            why, mend = _KEYS[key]
            grade: Grade = "manual" if key in ("expirydate", "layout") else "changed"
            what = f"the key {key}{_formats(page) if key == 'outputs' else ''}"
            yield Loss(page.source, line_of(page.head, key), key, what, why, mend, grade)
    if page.hidden and page.keys and (built := next((key for key in ("build", "_build") if key in page.keys), "")):
        why = "the page is not published; when it is, the new site lists it like any other"
        yield Loss(page.source, line_of(page.head, built), built, f"the key {built}", why, "look at it then", "changed")
    for resource in page.resources:
        if resource.params or resource.title not in ("", resource.name):
            line = line_of(page.head, "resources")
            yield Loss(
                page.source,
                line,
                "resources",
                f"title and parameters of {resource.name}: {_about(resource)}",
                "files have no metadata of their own there",
                "write them where the file is shown",
                "lost",
            )


def _formats(page: SitePage) -> str:
    """The output formats of a page, in brackets."""
    names = ", ".join(output.format for output in page.outputs)
    return f" ({names})" if names else ""


def _about(resource: Resource) -> str:
    """What is said of a file and lost, in short."""
    said = {"title": resource.title, **resource.params}
    return shorten(", ".join(f"{key} {value!r}" for key, value in said.items()), 100)


def of_site(site: Site) -> Iterator[Loss]:
    """The folders of a site that are not content, the theme, and pages that are only names in lists."""
    for page in site.unlisted:
        yield Loss(
            page.source,
            line_of(page.head, "build"),
            "build",
            "the page",
            "build.render is link: lists name it and nothing is at its URL, as in Hugo",
            "publish it or take it out of the lists",
            "changed",
        )
    for folder, count in site.folders.items():
        why, mend = _FOLDERS[folder]
        yield Loss(folder, 0, "", f"{count} file{'s' if count > 1 else ''} in {folder}/", why, mend, "manual")


_FOLDERS: dict[str, tuple[str, str]] = {
    "layouts": ("Hugo's templates run nowhere else; plain templates take their place", "port what you need"),
    "themes": ("Hugo's templates run nowhere else; plain templates take their place", "port what you need"),
    "assets": ("they are files for Hugo's pipes", "move what you need to static/ or to a bundler"),
    "data": ("only templates read them", "put them into the new site's data folder and use them there"),
    "i18n": ("only templates read them", "translate the texts of the new templates"),
    "archetypes": ("they are for `hugo new`", "use them as models by hand"),
}
FOLDERS = tuple(_FOLDERS)
