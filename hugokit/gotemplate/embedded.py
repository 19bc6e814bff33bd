"""What Hugo's own templates read where a theme calls them.

tests/infer/test_embedded.py holds this against the templates in the binary and against what they print.
"""

from __future__ import annotations

from typing import NamedTuple


class Read(NamedTuple):
    """`own`: a field of Hugo's; `site`: the site's parameter of the same name counts for a page without its own."""

    scope: str
    key: str
    op: str
    own: bool = False
    site: bool = False


def _ops(scope: str, key: str, *ops: str) -> list[Read]:
    return [Read(scope, key, op) for op in ops]


def _own(*keys: str) -> list[Read]:
    return [Read("page", key, "output", own=True) for key in keys]


_IMAGES = [
    Read("page", "images", "not", site=True),
    *_ops("page", "images", "range"),
    *_ops("page", "images.[]", "urls.Parse", "Resources.GetMatch"),
    *_ops("site", "images", "with", "first 1"),
    *_ops("site", "images.[]", "urls.Parse", "Resources.GetMatch"),
]
_TITLE = [*_own("title"), *_ops("site", "title", "or", "plainify")]
_DESCRIPTION = [*_own("description", "summary"), *_ops("site", "description", "or", "plainify")]
_DATES = _own("date", "lastmod", "publishDate")
EMBEDDED: dict[str, list[Read]] = {
    "opengraph": [
        *_IMAGES,
        *_TITLE,
        *_DESCRIPTION,
        *_DATES,
        *[read for key in ("audio", "videos") for read in _ops("page", key, "with", "first 1")],
        *[read for key in ("audio", "videos") for read in _ops("page", f"{key}.[]", "absURL")],
        *_ops("page", "locale", "or", "replace"),
        *_ops("page", "series", "GetTerms"),
        *_ops("page", "tags", "GetTerms"),
        *_ops("site", "social", "with", "typeof"),
        *_ops("site", "social.facebook_app_id", "with", "output"),
        *_ops("site", "social.facebook_admin", "with", "output"),
    ],
    "schema": [*_IMAGES, *_own("title"), *_DESCRIPTION, *_DATES, *_own("keywords"), *_ops("page", "tags", "GetTerms")],
    "twitter_cards": [
        *_IMAGES,
        *_TITLE,
        *_DESCRIPTION,
        *_ops("site", "social", "with", "typeof"),
        *_ops("site", "social.twitter", "with", "hasPrefix", "output"),
    ],
    "disqus": [
        *_ops("page", "disqus_identifier", "with", "output"),
        *_ops("page", "disqus_title", "with", "output"),
        *_ops("page", "disqus_url", "with", "safeURL"),
    ],
    "google_analytics": [],
    "pagination": [],
}
