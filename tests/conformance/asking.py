"""A site whose home page is the JSON of what Hugo made of each of some pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

_CONFIG = """\
baseURL = "https://example.org/"
timeZone = "%s"
disableKinds = ["taxonomy", "term", "section", "rss", "sitemap", "404"]
[outputs]
  home = ["json"]
"""
_HOME = """\
{{- $time := "2006-01-02T15:04:05.999999999Z07:00" -}}
[{{ range $number := seq %d }}{{ if gt $number 1 }},{{ end }}
{{- with site.GetPage (printf "/p/%%d" $number) -}}
{{- dict "params" .Params "title" .Title "linkTitle" .LinkTitle "description" .Description "draft" .Draft
  "weight" .Weight "slug" .Slug "layout" .Layout "type" .Type "aliases" .Aliases "keywords" .Keywords
  "date" (.Date.Format $time) "lastmod" (.Lastmod.Format $time) "publishDate" (.PublishDate.Format $time)
  "expiryDate" (.ExpiryDate.Format $time) | jsonify -}}
{{- else }}null{{ end }}
{{- end }}]
"""


def lay_out(root: Path, pages: Sequence[str], zone: str = "UTC") -> list[Path]:
    """Make the site in a new folder; the place of each page. Its home is index.json, null for a lost page."""
    (root / "content/p").mkdir(parents=True)
    (root / "layouts").mkdir()
    (root / "hugo.toml").write_text(_CONFIG % zone, encoding="utf-8")
    (root / "layouts/home.json").write_text(_HOME % len(pages), encoding="utf-8")
    places = [root / f"content/p/{number}.md" for number in range(1, len(pages) + 1)]
    for place, page in zip(places, pages, strict=True):
        place.write_bytes(page.encode(errors="surrogateescape"))
    return places
