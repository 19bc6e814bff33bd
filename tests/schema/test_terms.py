"""Where Hugo puts a term, and where a theme's link leads: the real Hugo is the judge."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from hugokit.schema.terms import leads_to_term, sanitize, term_key, term_path, urlize
from tests.support import HugoResult

TERMS = [
    "a & b", "a - b", "Q&A", "a--b", " x", "x ", "a,b", "R (lang)", "C++", "a+b", "İx", "ß", "日 本", "a%zz", "a%20b",
    "#1", "x#y", "a’s", "½", "…", "a @b", "~x", "\\w", "C#", ".NET", "a/b", "A.B", "a_b", "!!!", "É", "a  b", "Go 1.22",
    "node.js", "ＡＢ", "e\u0301", "٣", "a\u00a0b",
]  # fmt: skip
SINGLE = """{{- range $term := .Params.tags }}
{{- $path := (urls.Parse (urlize $term)).Path }}
{{- $page := site.GetPage (printf "/tags/%s" $path) }}
{{- $found := "" }}{{ with $page }}{{ $found = .Path }}{{ end }}
{{ dict "term" $term "link" (urlize $term) "found" $found | jsonify (dict "noHTMLEscape" true) | safeHTML }}
{{- end }}
{{- range .GetTerms "tags" }}
{{ dict "path" .Path "url" .RelPermalink | jsonify (dict "noHTMLEscape" true) | safeHTML }}
{{- end }}
"""


def test_terms_and_links_as_hugo_has_them(build_site: Callable[..., HugoResult], tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "layouts").mkdir()
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ncapitalizeListTitles = false\ndisableKinds = ["rss", "sitemap"]\n', "utf-8"
    )
    (tmp_path / "content" / "a.md").write_text(json.dumps({"title": "A", "tags": TERMS}), "utf-8")
    (tmp_path / "layouts" / "page.html").write_text(SINGLE, "utf-8")
    (tmp_path / "layouts" / "list.html").write_text("x", "utf-8")
    result = build_site(tmp_path)
    assert result.exit == 0, result.messages
    rows = [json.loads(line) for line in (result.public / "a" / "index.html").read_text("utf-8").splitlines() if line]
    links = {row["term"]: row for row in rows if "term" in row}
    pages = {row["path"].removeprefix("/tags/"): row for row in rows if "path" in row}
    assert set(links) == set(TERMS)
    for term in TERMS:
        assert term_key(term) in pages, term
        page = pages[term_key(term)]
        url = page["url"].removeprefix("/tags/").rstrip("/")
        assert term_path(term) == url, term
        assert urlize(term) == links[term]["link"].partition("#")[0], term
        assert leads_to_term(term, "page") == (links[term]["found"] == page["path"]), term
        assert leads_to_term(term, "urlize") == (links[term]["link"] == url != ""), term


def test_sanitize_changes_nothing_twice() -> None:
    assert all(sanitize(sanitize(term)) == sanitize(term) for term in TERMS)
