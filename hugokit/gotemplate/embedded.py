"""What Hugo's own templates read where a theme calls them: (scope, key, operation, whether it is a field of Hugo's)."""

from __future__ import annotations

_IMAGES = [("page", "images", "range", False), ("site", "images", "range", False), ("page", "title", "output", True)]
_TEXTS = [
    ("page", "description", "or", True),
    ("page", "summary", "or", True),
    ("site", "description", "or", False),
]
EMBEDDED: dict[str, list[tuple[str, str, str, bool]]] = {
    "opengraph": [
        *_IMAGES,
        *_TEXTS,
        ("page", "audio", "range", False),
        ("page", "videos", "range", False),
        ("page", "locale", "replace", False),
        ("page", "series", "GetTerms", False),
        ("page", "tags", "GetTerms", False),
        ("page", "date", ".Format", True),
        ("page", "lastmod", ".Format", True),
        ("page", "publishDate", ".Format", True),
        ("site", "title", "or", False),
        ("site", "social.facebook_app_id", "output", False),
        ("site", "social.facebook_admin", "output", False),
    ],
    "schema": [
        *_IMAGES,
        *_TEXTS,
        ("page", "keywords", "range", True),
        ("page", "date", ".Format", True),
        ("page", "lastmod", ".Format", True),
        ("page", "publishDate", ".Format", True),
    ],
    "twitter_cards": [*_IMAGES, *_TEXTS, ("site", "social.twitter", "hasPrefix", False)],
    "disqus": [
        ("page", "disqus_identifier", "js", False),
        ("page", "disqus_title", "js", False),
        ("page", "disqus_url", "js", False),
    ],
    "google_analytics": [],
    "google_news": [("page", "keywords", "range", True)],
    "pagination": [],
}
