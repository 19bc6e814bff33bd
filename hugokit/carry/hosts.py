"""Languages with a host each: their files lie in a folder each, while URLs begin at the host."""

from __future__ import annotations

from collections.abc import Iterable

from hugokit.site.model import Output, Site, SitePage


def in_folder(site: Site) -> Site:
    """The site with every file that it publishes named from the root of what is built, as with one host for all."""
    if not site.folder:
        return site
    folder = site.folder.strip("/") + "/"
    return site._replace(
        pages=tuple(_page(page, folder) for page in site.pages),
        unlisted=tuple(_page(page, folder) for page in site.unlisted),
        unpublished=tuple(_page(page, folder) for page in site.unpublished),
        redirects={folder + file: url for file, url in site.redirects.items()},
    )


def _page(page: SitePage, folder: str) -> SitePage:
    outputs, pagers = _outputs(page.outputs, folder), _outputs(page.pagers, folder)
    return page._replace(file=folder + page.file if page.file else "", outputs=outputs, pagers=pagers)


def _outputs(outputs: Iterable[Output], folder: str) -> tuple[Output, ...]:
    return tuple(output._replace(file=folder + output.file) for output in outputs)
