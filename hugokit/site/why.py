"""Why a file or a URL of a site is published or not, and where: every answer with the line that decides it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property
from urllib.parse import quote, unquote, urlsplit

from hugokit.frontmatter.dates import iso_moment
from hugokit.site import content, names
from hugokit.site.addresses import pattern_of
from hugokit.site.answers import Answer, Fact, by, lists_of, no_language, spellings, spot_of
from hugokit.site.config import Config
from hugokit.site.config_files import Present, SiteFiles
from hugokit.site.content import File
from hugokit.site.listing import Url, url_of, urls
from hugokit.site.model import Hidden, Site, SitePage
from hugokit.site.origins import Origin, Origins
from hugokit.site.reader import kind_of
from hugokit.site.spots import Spot, Spots

_FOLDERS = {
    "layouts": "a template: Hugo makes pages with it and publishes none of it",
    "archetypes": "an archetype: the model that `hugo new` begins a page with",
    "data": "data, which only templates read",
    "i18n": "translations of the texts of templates",
    "assets": "an asset: published where a template asks for it, and only then",
    "themes": "a part of a theme",
}
_DATES = {"date": "date", "lastmod": "lastmod", "publishdate": "publish_date", "expirydate": "expiry_date"}


class Asker:
    """Answers questions about one site, as it was read for one moment and one version of Hugo."""

    def __init__(
        self, files: SiteFiles, configs: Sequence[Config], sites: Sequence[Site], hugo: tuple[int, int]
    ) -> None:
        self.files, self.configs, self.sites, self.hugo = files, configs, sites, hugo
        self.spots = Spots(files, hugo)

    # questions --------------------------------------------------------------------------------------------------

    def path(self, source: str) -> Answer:
        """About a file, named from the site's root."""
        for site in self.sites:
            for page in (*site.pages, *site.unlisted):
                if page.source == source:
                    return self._page(source, page, site)
        hidden = next((h for site in self.sites for h in site.hidden if h.source == source), None)
        if hidden is not None:
            return self._hidden(hidden)
        found = next((url for url in self._urls if url.source == source and url.kind == "resource"), None)
        if found is not None:
            return self._resource(source, found)
        return self._other(source)

    def url(self, asked: str) -> Answer:
        """About a URL: a path from the server's root, or a whole one."""
        parts = urlsplit(asked)
        path = parts.path or "/"
        for wanted in spellings(path):
            found = [url for url in self._urls if unquote(url.url) == wanted]
            if found:
                return self._found(asked, found)
        for site in self.sites:
            for page in site.unpublished:
                if page.file and unquote(url_of(page.file, site.root)) in spellings(path):
                    answer = self.path(page.source)
                    return Answer(asked, False, answer.reason, f"is that of {page.source}, which {answer.verdict}",
                                  facts=answer.facts, spot=answer.spot)  # fmt: skip
        near = get_close_matches(unquote(path), [unquote(url.url) for url in self._urls], n=3, cutoff=0.5)
        facts = tuple(Fact("near", quote(url, safe="/$&+,:;=@~")) for url in near)
        return Answer(asked, False, "unknown", "is no URL of this site", facts=facts)

    # URLs -------------------------------------------------------------------------------------------------------

    @cached_property
    def _urls(self) -> list[Url]:
        return list(urls(self.sites))

    def _found(self, asked: str, found: list[Url]) -> Answer:
        url = found[0]
        page, site = self._page_of(url)
        also = tuple(Fact("also wanted by", f"{other.kind} {other.source or other.target}") for other in found[1:])
        if url.kind == "alias":
            return self._alias(asked, url, also)
        if page is not None and url.kind not in ("pager", "feed", "resource"):
            facts = self._page(asked, page, site).facts
            said = f"is published: {page.source or 'made by Hugo'}, a page of the kind {page.kind}"
            return Answer(asked, True, "published", said, page.url, facts=(*facts, *also))
        if url.kind == "resource" and url.source:
            answer = self._resource(url.source, url)
            return Answer(asked, True, answer.reason, f"is {url.source}: {answer.verdict}", url.url, facts=also)
        kinds = {"pager": "a further page of a list", "feed": "a feed", "sitemap": "the sitemap"}
        of = f" of {url.source or url.title}" if url.source or url.title else ""
        facts = (Fact("file", url.file), *also)
        return Answer(asked, True, "published", f"is {kinds.get(url.kind, url.kind)}{of}", url.url, facts=facts)

    def _page_of(self, url: Url) -> tuple[SitePage | None, Site]:
        for site in self.sites:
            for page in site.pages:
                if page.file == url.file and site.lang == (url.lang or site.lang):
                    return page, site
        return None, self.sites[0]

    def _alias(self, asked: str, url: Url, also: tuple[Fact, ...]) -> Answer:
        for site in self.sites:
            for page in site.pages:
                for item, alias in enumerate(page.redirects):
                    if alias.file == url.file and page.source:
                        spot = self.spots.of_key(page.source, ("aliases", item))
                        facts = (Fact("leads to", page.url), Fact("file", url.file), *also)
                        said = f"is an alias of {page.source}"
                        return Answer(asked, True, "published", said, url.url, spot, facts)
        facts = (Fact("leads to", url.target), Fact("file", url.file), *also)
        return Answer(asked, True, "published", "is Hugo's redirect to the default language", url.url, facts=facts)

    # pages ------------------------------------------------------------------------------------------------------

    @cached_property
    def _contents(self) -> dict[str, dict[str, File]]:
        found = content.collect(Present(self.files.names()), self.configs)
        return {lang: {file.name.base: file for file in one.pages} for lang, one in found.items()}

    @cached_property
    def _by_source(self) -> dict[str, tuple[Config, File]]:
        files = ((config, file) for config in reversed(self.configs) for file in self._contents[config.lang].values())
        return {file.source: (config, file) for config, file in files}

    def _origins(self, source: str) -> tuple[Origins, File] | None:
        if source not in self._by_source:
            return None
        config, file = self._by_source[source]
        return Origins(self.files, config, self._contents[config.lang], self.spots, self.hugo), file

    def _page(self, subject: str, page: SitePage, site: Site) -> Answer:
        facts = (*self._why_url(page, site), *self._dates(page), *lists_of(page, site), *self._no_draft(page))
        if page not in site.pages:
            found = self._origins(page.source)
            spot = found and spot_of(found[0].of(found[1]), "build", "_build")
            said = "has a URL and no page there: build.render is link"
            return Answer(subject, False, "never rendered", said, page.url, spot, facts)
        said = f"is published: a page of the kind {page.kind}, at {page.url}"
        outputs = (Fact("file", page.file), *(Fact("feed", page.feed),) * bool(page.feed))
        return Answer(subject, True, "published", said, page.url, facts=(*facts[:1], *outputs, *facts[1:]))

    def _why_url(self, page: SitePage, site: Site) -> Iterator[Fact]:
        """Which of `url`, a permalink pattern, `slug` and the name decides the URL."""
        config = next(config for config in self.configs if config.lang == site.lang)
        found = self._origins(page.source) if page.source else None
        if found is None:
            yield Fact("URL", f"{page.url}, made by Hugo: no file is there for this {page.kind}")
        else:
            values = found[0].of(found[1])
            pattern = pattern_of(page.kind, page.path, config)
            if "url" in values and page.kind != "home":
                yield Fact("URL", f"{page.url}, from `url`{by(values['url'])}", values["url"].spot)
            elif pattern:
                yield Fact("URL", f"{page.url}, from the permalink pattern {pattern}", self._of_pattern(pattern, page))
            elif "slug" in values and page.kind == "page":
                yield Fact("URL", f"{page.url}, from `slug`{by(values['slug'])}", values["slug"].spot)
            else:
                yield Fact("URL", f"{page.url}, from the name of the file")
            yield from no_language(page.source, config)
        for item, alias in enumerate(page.redirects):
            spot = self.spots.of_key(page.source, ("aliases", item)) if page.source else None
            yield Fact("alias", alias.written, spot)
        yield from (Fact("translation", url) for url in page.translations)

    def _no_draft(self, page: SitePage) -> Iterator[Fact]:
        """A `draft` that somebody meant and Hugo does not: `draft: yes` is a text since 0.152."""
        found = self._origins(page.source) if page.source and not page.draft else None
        origin = found[0].of(found[1]).get("draft") if found else None
        if origin is not None and isinstance(origin.value, str) and origin.value:
            yield Fact("draft", f"the text {origin.value!r}, which Hugo does not read as true{by(origin)}", origin.spot)

    def _of_pattern(self, pattern: str, page: SitePage) -> Spot | None:
        """Where the configuration has a permalink pattern: with the page's section on the way, else the first."""
        places = [
            (path, spot) for path, value, spot in self.spots.settings() if "permalinks" in path and value == pattern
        ]
        own = (spot for path, spot in places if page.section in path)
        return next(own, None) or next((spot for _, spot in places), None)

    def _dates(self, page: SitePage) -> Iterator[Fact]:
        found = self._origins(page.source) if page.source else None
        values = found[0].of(found[1]) if found else {}
        for name, attribute in _DATES.items():
            moment = getattr(page, attribute)
            if moment is None:
                continue
            origin = found[0].date(name, found[1], values) if found else None
            if origin is None:
                yield Fact(name, f"{iso_moment(moment)}, the latest of its pages")
            else:
                yield Fact(name, f"{iso_moment(moment)}, from {origin.key}{by(origin)}", origin.spot)

    # what is not published --------------------------------------------------------------------------------------

    def _hidden(self, hidden: Hidden) -> Answer:
        found = self._origins(hidden.source)
        values = found[0].of(found[1]) if found else {}
        said, spot, facts = self._reason(hidden, found, values)
        for site in self.sites:
            for page in site.unpublished:
                if page.source == hidden.source:
                    facts += (Fact("URL it would have", url_of(page.file, site.root)), *self._dates(page))
        return Answer(hidden.source, False, hidden.why, said, "", spot, tuple(facts))

    def _reason(
        self, hidden: Hidden, found: tuple[Origins, File] | None, values: dict[str, Origin]
    ) -> tuple[str, Spot | None, list[Fact]]:
        match hidden.why:
            case "draft":
                key = "draft" if "draft" in values else "published"
                return f"is not published: it is a draft{by(values.get(key))}", spot_of(values, key), []
            case "future" | "expired" if found is not None:
                return self._by_time(hidden, found, values)
            case "headless" | "never rendered":
                key = next((key for key in ("headless", "build", "_build") if key in values), "build")
                what = "it is headless" if key == "headless" else "its build options say not to render it"
                return f"is not published: {what}{by(values.get(key))}", spot_of(values, key), []
            case "kind disabled":
                kind = kind_of(found[1].name, found[0].config) if found else "page"
                said = f"is not published: pages of the kind {kind} are disabled"
                return said, self.spots.of_setting("disablekinds"), []
            case "refused":
                losses = (loss for site in self.sites for loss in site.losses if loss.source == hidden.source)
                line = next((loss.line for loss in losses if loss.what == "the page"), 1)
                return f"is not published: Hugo refuses it: {hidden.detail}", Spot(hidden.source, line or 1), []
            case "swallowed":
                return f"is not published: {hidden.detail}", self._bundle_of(hidden.source), []
            case "collision":
                return f"may not be published: {hidden.detail}, and Hugo takes one of the two at random", None, []
            case "ignored":
                return self._ignored(hidden.source)
            case "language":
                return self._language(hidden)
        return f"is not published: {hidden.why} {hidden.detail}".rstrip(), None, []

    @staticmethod
    def _by_time(
        hidden: Hidden, found: tuple[Origins, File], values: dict[str, Origin]
    ) -> tuple[str, Spot | None, list[Fact]]:
        name = "publishdate" if hidden.why == "future" else "expirydate"
        origin = found[0].date(name, found[1], values)
        if origin is None:
            return f"is not published: {hidden.why} ({hidden.detail})", None, []
        moment: datetime = origin.value
        what = "its time has not come" if hidden.why == "future" else "it has expired"
        said = f"is not published: {what}, by {origin.key}{by(origin)}"
        change = "published from" if hidden.why == "future" else "published until"
        return said, origin.spot, [Fact(change, iso_moment(moment), origin.spot)]

    def _bundle_of(self, source: str) -> Spot | None:
        """The `index` file of the outermost leaf bundle that a file lies in."""
        steps = source.split("/")[:-1]
        present = set(self.files.names())
        for n in range(1, len(steps) + 1):
            folder = "/".join(steps[:n]) + "/"
            inside = (name for name in present if name.startswith(folder) and "/" not in name[len(folder) :])
            for name in sorted(inside):
                if names.parse(name[len(folder) :], self.configs[0].languages).type == "leaf" and name != source:
                    return Spot(name)
        return None

    def _ignored(self, source: str) -> tuple[str, Spot | None, list[Fact]]:
        if names.ignored(source):
            return "is not published: Hugo passes over names that begin with . or # or end with ~", None, []
        for config in self.configs:
            below = source.removeprefix(config.content_dir)
            for at, pattern in enumerate(config.ignore):
                if re.search(pattern, below):
                    spot = self.spots.of_setting("ignorefiles", at) or self.spots.of_setting("ignorefiles")
                    return f"is not published: ignoreFiles has the pattern {pattern}, which it matches", spot, []
        return "is not published: it is ignored", None, []

    def _language(self, hidden: Hidden) -> tuple[str, Spot | None, list[Fact]]:
        lang = hidden.detail.removeprefix("written in ")
        off = self.spots.of_setting("languages", lang, "disabled") or self.spots.of_setting("disablelanguages")
        if off is not None:
            return f"is not published: its language {lang} is disabled", off, []
        return f"is not published: its language {lang} is not built", self.spots.of_setting("languages"), []

    # files that are no pages ------------------------------------------------------------------------------------

    def _resource(self, source: str, url: Url) -> Answer:
        owners = (p for s in self.sites for p in s.pages if any(r.source == source for r in p.resources))
        owner = next(owners, None)
        content_file = any(source.startswith(config.content_dir + "/") for config in self.configs)
        plain = "a file of a page that is not" if content_file else "a static file"
        what = plain if owner is None else f"a resource of {owner.source or owner.url}"
        said = f"is published: {what}, at {url.url}"
        return Answer(source, True, "published", said, url.url, facts=(Fact("file", url.file),))

    def _other(self, source: str) -> Answer:
        present = list(self.files.names())
        if source not in present:
            near = get_close_matches(source, present, n=3)
            facts = tuple(Fact("near", name) for name in near)
            return Answer(source, False, "unknown", "is no file of this site that Hugo reads", facts=facts)
        if source in self.spots.configuration:
            return Answer(source, False, "no content", "is configuration")
        top = source.partition("/")[0]
        if top in _FOLDERS:
            return Answer(source, False, "no content", f"is {_FOLDERS[top]}")
        for config in self.configs:
            if source.startswith(config.content_dir + "/"):
                return self._loose(source)
            if any(source.startswith(f"{folder}/") for folder in config.static_dirs):
                return Answer(source, False, "shadowed", "is a static file, but another one has the same URL")
        return Answer(source, False, "no content", "is no content: Hugo reads nothing there")

    def _loose(self, source: str) -> Answer:
        """A file below the content folder that is neither a page nor a published resource."""
        if source.endswith("/_content.gotmpl"):
            return Answer(source, False, "no content", "is a content adapter: what it makes is not known here")
        said, spot, _ = self._ignored(source)
        if spot is not None or names.ignored(source):
            return Answer(source, False, "ignored", said, spot=spot)
        return Answer(source, False, "resource", "is a resource of a page that is not published, or publishes none")
