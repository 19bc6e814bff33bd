"""Lists that the site's own layouts cut, each in its own way, and others that they do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import run_hugo
from tests.targets.building import NOW, Moved, every_target, files_of, site_of, told

pytestmark = pytest.mark.generators

_LINK = '<a href="{{ .RelPermalink }}">{{ .Title }}</a>'
_CONFIG = """\
baseURL = "https://e.example/"
uglyURLs = %s
[pagination]
pagerSize = 3
[outputs]
home = ["RSS", "HTML"]
"""
_LAYOUTS = {
    "layouts/page.html": "{{ .Content }}",
    "layouts/list.html": f"{{{{ range .Pages }}}}{_LINK}{{{{ end }}}}",
    "layouts/home.html": f"{{{{ range .Paginator.Pages }}}}{_LINK}{{{{ end }}}}",
    "layouts/post/section.html": f"{{{{ range (.Paginate .RegularPages 2).Pages }}}}{_LINK}{{{{ end }}}}",
    "layouts/term.html": f"{{{{ range .Paginator.Pages }}}}{_LINK}{{{{ end }}}}",
}
_PAGES = {
    f"content/{section}/{number}.md": f"---\ntitle: {section} {number}\ndate: 2020-01-0{number}\ntags: [a]\n---\n"
    for section in ("post", "note")
    for number in range(1, 6)
}


@pytest.mark.parametrize("ugly", ["true", "false"])
@pytest.mark.parametrize("target", every_target())
def test_each_list_is_cut_as_its_own_layout_cuts_it(
    target: str, ugly: str, move: Callable[..., Moved], hugo: Path, tmp_path: Path
) -> None:
    moved = move(target, site_of(tmp_path, {"hugo.toml": _CONFIG % ugly, **_LAYOUTS, **_PAGES}), "")
    assert told(moved.proof.differing) == {}
    assert moved.proof.score == 100
    built = run_hugo(hugo, moved.source, tmp_path / "public", "--clock", NOW.isoformat())
    pagers = {name for name in files_of(built.public) if "/page/" in f"/{name}" and name.endswith(".html")}
    assert {name.split("page/")[0] for name in pagers} == {"", "post/", "tags/a/"}
    (site,) = moved.result.sites
    assert {output.file for page in site.pages for output in page.pagers} == pagers
    assert moved.proof.counts["redirect"]["same"] == 3


@pytest.mark.parametrize("target", every_target())
def test_a_list_that_is_a_feed_alone_has_no_page(target: str, move: Callable[..., Moved], tmp_path: Path) -> None:
    own = {"content/post/_index.md": "---\ntitle: Post\noutputs: [rss]\n---\n"}
    config = _CONFIG % "false" + 'section = ["RSS"]\n'
    moved = move(target, site_of(tmp_path, {"hugo.toml": config, **_PAGES, **own}), "")
    assert told(moved.proof.differing) == {}
    assert moved.proof.counts["feed"]["same"] >= 3
