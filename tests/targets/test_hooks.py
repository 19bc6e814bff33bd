"""Links that a render hook of the site looks up lead to the same place; what hooks print besides is in the ledger."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.targets.building import Moved, every_target, site_of, told

pytestmark = pytest.mark.generators

_LOOKS_UP = """\
{{- $url := urls.Parse .Destination }}{{ $to := .Destination }}
{{- with $url.Path }}{{ with $.Page.GetPage . }}{{ $to = .RelPermalink }}
{{- with $url.Fragment }}{{ $to = printf "%s#%s" $to . }}{{ end }}
{{- with $url.RawQuery }}{{ $to = printf "%s?%s" $to . }}{{ end }}{{ end }}{{ end -}}
<a href="{{ $to }}"{{ with .Title }} title="{{ . }}"{{ end }}>{{ .Text }}</a>
{{- /**/ -}}
"""
_PAGES = {
    "content/docs/a.md": """---
title: A
---
[b](b/index.md) [c](c.md#x "t") [c]( <c.md> ) [c](c) [none](none.md) [self](#x) [out](https://x.example/c.md)
`[c](c.md)` [ref][r] [short] [c](../docs/c) [root](/docs/c.md) [query](/docs/b/?a=b) [mail](mailto:c.md)

[r]: c.md
[short]: <b/>

    [c](c.md)
""",
    "content/docs/b/index.md": "---\ntitle: B\n---\n[c](../c.md) [c](/docs/c)\n",
    "content/docs/c.md": '---\ntitle: C\nslug: "c (1)"\n---\n## X\n\n[a](a)\n',
    "content/docs/_index.md": "---\ntitle: D\n---\n[a](a.md)\n",
}


@pytest.mark.parametrize("target", every_target())
def test_links_lead_where_the_hook_finds_the_page(target: str, move: Callable[..., Moved], tmp_path: object) -> None:
    config = 'baseURL = "https://e.example/sub/"\ndisableKinds = ["rss"]\n'
    pages = {"hugo.toml": config, "layouts/_markup/render-link.html": _LOOKS_UP, **_PAGES}
    moved = move(target, site_of(tmp_path, pages), "")
    assert told(moved.proof.differing) == {}
    assert not [loss for loss in moved.result.ledger if "hook" in loss.what]
    text = (moved.new / moved.result.target.content / "docs/a.md").read_text("utf-8")
    assert '[c](/sub/docs/c-1/#x "t")' in text
    assert "[none](none.md)" in text


_PRINTS = {
    "layouts/_markup/render-image.html": '<figure id="f"><img src="{{ .Destination }}" alt="{{ .Text }}"></figure>',
    "layouts/_markup/render-codeblock-note.html": "<aside>{{ .Inner }}</aside>",
    "layouts/docs/_markup/render-blockquote.html": "<div>{{ .Text }}</div>",
}


def test_what_hooks_print_is_in_the_ledger_of_each_page(move: Callable[..., Moved], tmp_path: object) -> None:
    body = "---\ntitle: A\n---\n{text}\n\n```go\nx\n```\n"
    pages = {
        "content/docs/a.md": body.format(text="one\n\n> q"),
        "content/docs/b.md": body.format(text="![i](/i.png)\n\n```note\nx\n```"),
        "content/other.md": body.format(text="> q"),
    }
    moved = move("eleventy", site_of(tmp_path, {**_PRINTS, **pages}), "")
    found = [(loss.source, loss.line, loss.what) for loss in moved.result.ledger if "hook" in loss.what]
    assert found == [
        ("content/docs/a.md", 6, "what the render hook for blockquote prints"),
        ("content/docs/b.md", 4, "what the render hook for image prints"),
        ("content/docs/b.md", 6, "what the render hook for codeblock note prints"),
    ]
