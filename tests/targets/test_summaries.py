"""What feeds say of a page, where more than its first words decides it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.targets.building import Pair, every_target, site_of

pytestmark = pytest.mark.generators

_CONFIG = """
baseURL = "https://e.example/sub/"
[markup.goldmark.renderer]
unsafe = true
"""
_PAGES = {
    "reference": """[Piper][piper] and [below] *do* it.

<!--more-->

More.

[piper]: /p/ 'P'
[below]: https://b.example/
""",
    "none": """[Piper][piper] is no link.

<!--more-->

More.
""",
    "links": """[a](/p/) [b](rel/) [c](//x.example/) ![i](/i.png) ![j](j.png) [d](#x) [e](/sub/p/) [f](?q) [g](/)

<a href='/one/' data-x="/no/">x</a> <img srcset="/a.png 1x, /b.png 2x" src=/c.png> `href="/code/"`
""",
}


@pytest.mark.parametrize("target", every_target())
def test_links_lead_to_where_hugos_do(target: str, build_both: Callable[..., Pair], tmp_path: Path) -> None:
    pages = {f"content/{name}.md": f'{{"title": "{name}"}}\n{body}' for name, body in _PAGES.items()}
    pair = build_both(target, site_of(tmp_path, {"hugo.toml": _CONFIG, **pages}))
    hugo, new = (_descriptions(side / "index.xml") for side in (pair.hugo, pair.new))
    assert len(hugo) == len(_PAGES)
    assert new == hugo


def _descriptions(feed: Path) -> list[str]:
    items = re.findall(r"<item>.*?<description>(.*?)</description>", feed.read_text(encoding="utf-8"), re.DOTALL)
    return [html.unescape(item).strip() for item in items]
