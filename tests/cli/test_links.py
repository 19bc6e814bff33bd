"""`hugokit links`: what is said, in which form, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import hugokit, page
from tests.support import CHECKOUT


@pytest.fixture
def site(tmp_path: Path) -> Path:
    page(tmp_path, "hugo.toml", 'baseURL = "https://example.org/"\n')
    page(tmp_path, "layouts/all.html", "{{ .Content }}")
    page(
        tmp_path, "content/a.md", '---\ntitle: A\n---\n[b](../b/) ![p](p.png)\n\n[c]({{< ref "c" >}}) <https://x.y/>\n'
    )
    page(tmp_path, "content/b.md", "---\ntitle: B\naliases: [/old/]\n---\n# Head\n\n[d](/d/) [o](/old/) [h](#hed)\n")
    page(tmp_path, "content/d.md", "---\ntitle: D\ndraft: true\n---\n")
    return tmp_path


SAID = """\
content/a.md:4:17: 'p.png' leads to /a/p.png, where nothing is; write a path that is there, or take it out
content/a.md:6:5: there is no page 'c', which fails the build (REF_NOT_FOUND); write the path of a page that is there
content/b.md:7:5: '/d/' leads to content/d.md, which is a draft and not published; publish that page, or take it out
content/b.md:7:25: this page has no anchor '#hed'; write '#head'
"""


def test_what_leads_nowhere(site: Path) -> None:
    done = hugokit("links", "--check", cwd=site)
    assert (done.code, done.text, done.err) == (1, SAID, "")
    assert "read as Hugo" in done.version


def test_what_every_link_leads_to(site: Path) -> None:
    done = hugokit("links", cwd=site)
    assert done.code == 0
    lines = done.text.splitlines()
    assert "content/a.md:4:5: ../b/ -> page /b/" in lines
    assert "content/a.md:6:23: https://x.y/ -> elsewhere" in lines
    assert "content/b.md:7:14: /old/ -> alias /old/" in lines
    assert len(lines) == 7
    assert set(SAID.splitlines()) < set(lines)


def test_objects(site: Path) -> None:
    done = hugokit("links", "--output-format", "json-lines", cwd=site)
    rows = [json.loads(line) for line in done.text.splitlines()]
    assert rows[0] == {
        "path": "content/a.md", "line": 4, "column": 5, "link": "../b/", "image": False, "form": "markdown",
        "kind": "page", "url": "/b/", "target": "content/b.md", "slug": None, "message": None, "mend": None,
    }  # fmt: skip
    slugs = [row["slug"] for row in rows if row["slug"]]
    assert slugs == ["broken-image", "broken-ref", "link-to-unpublished", "broken-anchor"]
    checked = hugokit("links", "--check", "--output-format", "json-lines", cwd=site)
    assert checked.code == 1
    assert [json.loads(line) for line in checked.text.splitlines()] == [row for row in rows if row["slug"]]


def test_the_rules_say_the_same(site: Path) -> None:
    checked = hugokit("check", "--site", "--output-format", "json", cwd=site)
    found = {
        (row["slug"], row["line"], row["column"]) for row in json.loads(checked.text) if row["code"].startswith("HK5")
    }
    rows = [json.loads(line) for line in hugokit("links", "--output-format", "json-lines", cwd=site).text.splitlines()]
    assert found == {(row["slug"], row["line"], row["column"]) for row in rows if row["slug"]}


def test_a_site_without_broken_links() -> None:
    done = hugokit("links", "--check", "seeds", cwd=CHECKOUT)
    assert (done.code, done.text) == (0, "")


def test_no_site(tmp_path: Path) -> None:
    done = hugokit("links", cwd=tmp_path)
    assert done.code == 2
    assert "no Hugo site" in done.err
