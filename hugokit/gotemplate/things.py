"""What the fields and methods of Hugo's things give: data, as far as a way to parameters leads through them."""

from __future__ import annotations

_PAGES = "Pages RegularPages RegularPagesRecursive Sections Ancestors Translations AllTranslations AllPages Alternates"
_PAGE = "Page Parent CurrentSection FirstSection Next Prev NextInSection PrevInSection NextPage PrevPage Home PageInner"
_ORDERS = (
    "ByWeight ByTitle ByLinkTitle ByDate ByPublishDate ByExpiryDate ByLastmod ByLength ByLanguage Reverse Limit Related"
)
_GROUPS = "GroupBy GroupByDate GroupByPublishDate GroupByExpiryDate GroupByLastmod"


def _to(kind: str, names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), kind)


FIELDS: dict[str, dict[str, str]] = {
    "page": {
        **_to("pages", _PAGES),
        **_to("page", _PAGE + " GetPage Rotate"),
        **_to("resources", "Resources"),
        **_to("language", "Language"),
        **_to("site", "Site"),
        **_to("data", "Data"),
        **_to("paginator", "Paginator Paginate"),
        "Sites": "sites",
    },
    "site": {
        **_to("pages", _PAGES),
        **_to("page", "Home GetPage"),
        **_to("language", "Language"),
        **_to("sites", "Sites"),
        "Menus": "menus",
        "Taxonomies": "taxonomies",
        "Languages": "languages",
        "Data": "files",
    },
    "hugo": {"Sites": "sites", "Data": "files"},
    "sites": {"First": "site", "Default": "site"},
    "pages": {
        **_to("pages", _ORDERS),
        **_to("page", "Next Prev"),
        **_to("groups", _GROUPS),
    },
    "weighted": {**_to("weighted", _ORDERS), **_to("pages", "Pages"), **_to("page", "Page Next Prev")},
    "group": {**_to("pages", _ORDERS), "Pages": "pages"},
    "groups": {"Reverse": "groups"},
    "paginator": {
        **_to("pages", "Pages"),
        **_to("paginator", "First Last Next Prev"),
        **_to("groups", "PageGroups"),
        **_to("paginators", "Pagers"),
    },
    "entry": {**_to("page", "Page"), **_to("menu", "Children")},
    "resources": {**_to("resource", "Get GetMatch"), **_to("resources", "Match ByType ByName")},
    "resource": _to("resource", "Resize Fit Fill Crop Process Filter Minify Fingerprint Publish Transform Colors"),
    "shortcode": {**_to("page", "Page"), **_to("site", "Site"), **_to("shortcode", "Parent")},
    "hook": {**_to("page", "Page PageInner")},
    "data": {"Terms": "taxonomy", "Pages": "pages"},
    "taxonomy": {**_to("terms", "Alphabetical ByCount"), **_to("weighted", "Get")},
    "terms": {"Reverse": "terms"},
    "term": {**_to("weighted", "WeightedPages"), **_to("pages", "Pages"), **_to("page", "Page")},
}
ANY_FIELD = {"menus": "menu", "taxonomies": "taxonomy", "taxonomy": "weighted", "files": "files"}
"""Things whose keys are names that a site chooses; `files` is what its data files say."""
ITEMS = {
    "pages": "page",
    "weighted": "page",
    "groups": "group",
    "menu": "entry",
    "menus": "menu",
    "resources": "resource",
    "taxonomies": "taxonomy",
    "taxonomy": "weighted",
    "terms": "term",
    "sites": "site",
    "languages": "language",
    "paginators": "paginator",
}
"""What `range`, `index` and `first` find in them."""
SCOPES = {
    "page": "page",
    "site": "site",
    "entry": "menu",
    "resource": "resource",
    "shortcode": "shortcode",
    "language": "language",
}
"""Things that have parameters, and the scope of these."""
OWN = {
    "Title": "title",
    "LinkTitle": "linkTitle",
    "Description": "description",
    "Summary": "summary",
    "Keywords": "keywords",
    "Date": "date",
    "Lastmod": "lastmod",
    "PublishDate": "publishDate",
    "ExpiryDate": "expiryDate",
    "Weight": "weight",
    "Draft": "draft",
    "Layout": "layout",
    "Slug": "slug",
    "Aliases": "aliases",
}
"""Fields of a page that front matter sets, after Hugo has cast them."""
DATE_METHODS = frozenset(
    "Format Year Month Day Hour Minute Unix UnixMilli IsZero Before After Equal Local UTC AddDate YearDay".split()
)
NOT_KEYS = frozenset("Site Page Resources RelPermalink Permalink Pages RegularPages OutputFormats File Content".split())
"""Fields of pages: on a parameter they are a slip of the theme, and no key."""
LISTS = frozenset({"pages", "weighted", "resources", "menu", "groups", "terms"})
