"""Which pages a template is for, by its path and by what calls it."""

from __future__ import annotations

import pytest

from hugokit.gotemplate.reach import Reach, audience
from hugokit.schema.infer.shown import Shown

AUDIENCES = {
    "layouts/index.html": "home",
    "layouts/_default/index.json": "home",
    "layouts/_default/list.rss.xml": "lists",
    "layouts/term.html": "lists",
    "layouts/_default/single.de.html": "leaves",
    "layouts/service.html": "layout service",
    "layouts/posts/single.html": "folder posts",
    "layouts/docs/_partials/x.html": "",
    "layouts/_default/baseof.html": "",
    "layouts/docs/baseof.html": "folder docs",
    "layouts/page/single.html": "",
    "layouts/404.html": "",
    "layouts/_default/rss.xml": "",
    "layouts/shortcodes/note.html": "",
    "layouts/_default/_markup/render-link.html": "",
}


@pytest.mark.parametrize(("path", "wanted"), AUDIENCES.items())
def test_audiences(path: str, wanted: str) -> None:
    assert audience(path) == wanted


def test_a_view_is_for_any_page() -> None:
    assert audience("layouts/_default/card.html", {"card"}) == ""
    assert audience("layouts/_default/card.html", {"*"}) == ""
    assert audience("layouts/_default/card.html", {"other"}) == "layout card"


def test_a_partial_is_for_the_pages_of_all_that_call_it() -> None:
    base, home, single, odd = (f"layouts/{name}.html" for name in ("baseof", "home", "single", "odd"))
    callers = {home: [base], single: [base], "p": [home, "q"], "q": [single, "p"], "r": ["p", base], "lost": []}
    reach = Reach(callers, [base, home, single, odd])
    assert reach.of(home) == ("home",)
    assert reach.of("p") == reach.of("q") == ("home", "leaves")
    assert reach.of("r") == reach.of("lost") == ()


def test_which_templates_may_show_a_page() -> None:
    leaf, branch = Shown.of({"Layout": "Service"}, "docs/a.md"), Shown.of({}, "_index.de.md")
    assert [leaf.by([one]) for one in ("leaves", "lists", "home", "layout service", "folder docs", "folder a")] == [
        True, False, False, True, True, True,
    ]  # fmt: skip
    assert [branch.by([one]) for one in ("leaves", "lists", "home", "layout service", "folder docs")] == [
        False, True, True, False, False,
    ]  # fmt: skip
    assert not Shown.of({}, "docs/_index.md").by(["home"])
    assert Shown.of({}, "a.md", {"layout", "type"}).by(["layout x"])
    assert Shown.of({"layout": "list"}, "a.md").by(["lists"])
    assert leaf.by(())
