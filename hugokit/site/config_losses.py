"""What a site sets and hugokit does not understand: one entry for each, with file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hugokit.frontmatter.values import to_bool as truth
from hugokit.ledger import Loss
from hugokit.site.config_files import NOWHERE, Settings
from hugokit.site.values import table

# Root keys that change nothing in what is carried over: how Hugo itself builds, serves, caches and logs.
_INERT = frozenset(
    "archetypedir assetdir build buildstats cachedir caches cleandestinationdir datadir debug deployment environment "
    "disablefastrender disablehugogeneratorinject disablelivereload footnotereturnlinkcontents i18ndir httpcache "
    "ignorecache ignoreerrors ignorelogs ignorevendorpaths layoutdir loglevel minify newcontenteditor nobuildlock "
    "nochmod notimes paniconwarning paginatepath printi18nwarnings printpathwarnings printunusedtemplates publishdir "
    "reflinkserrorlevel reflinksnotfoundurl related resourcedir security server templatemetrics timeout verbose "
    "templatemetricshints themesdir vendor watch workingdir writestats pygmentsuseclasses pygmentscodefences "
    "pygmentsuseclassic pygmentsstyle pygmentsoptions pygmentscodefencesguesssyntax "
    "enablemissingtranslationplaceholders label languagename languagedirection direction "
    "disabledefaultlanguageredirect disabledefaultsiteredirect capitalizelisttitles pluralizelisttitles "
    "titlecasestyle page".split()
)
_READ = frozenset(
    "baseurl title locale languagecode defaultcontentlanguage timezone taxonomies permalinks uglyurls pagination "
    "menus params markup disablekinds disablepathtolower removepathaccents builddrafts buildfuture buildexpired theme "
    "contentdir staticdir ignorefiles frontmatter enableemoji sectionpagesmenu disablealiases enablerobotstxt "
    "canonifyurls cascade outputs copyright privacy languages module hascjklanguage mainsections "
    "services defaultcontentlanguageinsubdir".split()
)
_WHY: dict[str, tuple[str, str]] = {
    "paginate": ("Hugo itself ignores this key since 0.156", "write pagination.pagerSize"),
    "outputformats": ("only HTML pages and RSS feeds are carried over", "build the other formats in the new site"),
    "mediatypes": ("only HTML pages and RSS feeds are carried over", "build the other formats in the new site"),
    "enablegitinfo": ("dates from the Git history are not read", "write lastmod into the pages that need it"),
    "sitemap": ("changefreq and priority are not carried over", "set them in the template of the sitemap"),
    "imaging": ("images are copied as they are", "process images in the new site"),
    "relativeurls": ("links are written from the root", "use the new generator's own way for relative links"),
}


def unread(values: Mapping[str, Any], places: Settings) -> Iterator[Loss]:
    """One entry for every setting of the whole site that is there and not understood."""
    for key, value in values.items():
        if key in _READ or key in _INERT or value in (False, None, "", [], {}):
            continue
        why, mend = _WHY.get(key, ("hugokit does not read this setting", "look for its counterpart in the new site"))
        yield lost(places, key, f"the setting {key}", why, mend)
    yield from _formats(table(values.get("outputs")), places)
    markup = table(values.get("markup"))
    yield from _unread_goldmark(table(markup.get("goldmark")), places)
    if markup.keys() - {"goldmark", "highlight", "tableofcontents"}:
        yield lost(
            places,
            "markup",
            "settings of other markup than Goldmark",
            "only Markdown is carried over",
            "convert the other pages to Markdown first",
        )


def _formats(outputs: Mapping[str, Any], places: Settings) -> Iterator[Loss]:
    """Output formats that the site asks for beyond pages and feeds."""
    for kind, names in outputs.items():
        for name in names if isinstance(names, list | tuple) else (names,):
            if isinstance(name, str) and name.lower() not in ("html", "rss"):
                why, mend = _WHY["outputformats"]
                yield lost(places, "outputs", f"{name} as a format of {kind}", why, mend)


def lost(places: Settings, key: str, what: str, why: str, mend: str) -> Loss:
    """The entry for a setting; its place is that of the root key it stands under."""
    place = places.get(key.partition(".")[0], NOWHERE)
    return Loss(place.file, place.line, key, what, why, mend)


def _unread_goldmark(goldmark: Mapping[str, Any], places: Settings) -> Iterator[Loss]:
    """What Goldmark can be told beyond Markdown as other generators have it."""
    extensions = table(goldmark.get("extensions"))
    extras = table(extensions.get("extras"))
    on = [f"extensions.extras.{name}" for name, given in extras.items() if truth(table(given).get("enable"))]
    if truth(table(extensions.get("cjk")).get("enable")):
        on.append("extensions.cjk")
    if table(goldmark.get("parser")).get("wrapstandaloneimagewithinparagraph") is False:
        on.append("parser.wrapStandAloneImageWithinParagraph")
    for name in on:
        yield lost(
            places,
            f"markup.goldmark.{name}",
            f"the Goldmark setting {name}",
            "the new generator's Markdown does not have it",
            "look at the pages that need it; a plugin of the new generator may do the same",
        )
