"""The report of `verify`: text, JSON, and the page in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from hugokit.proof.facts import Difference, Verdict
from hugokit.proof.result import Looked, Proof
from hugokit.report import verify as report
from hugokit.report.verify_html import page

MENU = Difference("menus", ("- main: Log → /post/", "  main: Boats → /boats/", "+ main: Logs → /post/"), 0.5)
TEXT = Difference("text", ("- High water at noon.", "+ High water."), 0.7)


def proof(*verdicts: Verdict, argued: tuple[Verdict, ...] = (), **more: Any) -> Proof:
    sites = tuple(
        Looked(name, "read as it is", "https://e.example", 12, {"div.body": 8}) for name in ("public", "_site")
    )
    counts = {"page": {"same": 6, "differs": 3, "missing": 1}, "redirect": {"same": 2}}
    given = {"score": 87.5, "counts": counts, "aspects": {"menus": 2, "text": 1}, **more}
    return Proof(sites=sites, differing=verdicts, argued=argued, **given)  # type: ignore[arg-type]


def differs(file: str, *differences: Difference, **more: Any) -> Verdict:
    return Verdict(file, f"/{file}", "page", "differs", 80.0, differences, **more)


SOME = proof(
    differs("a/", MENU, title="A page"),
    differs("b/", MENU),
    differs("c/", TEXT),
    Verdict("d.html", "/d.html", "page", "missing", 0.0, note="there is /d/"),
    argued=(differs("e/", TEXT, argued=("content/e.md:3 lost url: the address: too long",)),),
    left_out={"lastmod": "no page of OTHER shows it"},
    extra_files=3,
    notes=("OTHER: Eleventy ended with code 1: it said so",),
)


def test_text_tells_the_same_difference_once() -> None:
    said = report.text(SOME)
    assert said.count("main: Logs → /post/") == 1
    assert "/a/: 80 of 100, page 'A page'\n  the same on 1 more: /b/\n  menus\n    - main: Log → /post/\n" in said
    assert "/d.html: missing in OTHER, page (there is /d/)\n" in said
    assert "Argued in the ledger:\n  /e/: 80 of 100, page\n    content/e.md:3 lost url: the address: too long\n" in said
    tail = said.splitlines()[-8:]
    assert tail == [
        "note: OTHER: Eleventy ended with code 1: it said so",
        "note: lastmod was not compared: no page of OTHER shows it",
        "note: 3 files only in OTHER (no pages) were not compared",
        "pages: 6 same, 3 differs, 1 missing",
        "redirects: 2 same",
        "differing: menus (2), text (1)",
        "argued in the ledger: 1",
        "score: 87.5",
    ]


def test_json_has_everything() -> None:
    found = json.loads(report.to_json(SOME))
    assert found["score"] == 87.5
    assert [row["url"] for row in found["differing"]] == ["/a/", "/b/", "/c/", "/d.html"]
    assert found["differing"][0]["differences"][0] == {
        "aspect": "menus",
        "diff": list(MENU.diff),
        "likeness": 0.5,
    }
    assert found["argued"][0]["argued"] == ["content/e.md:3 lost url: the address: too long"]
    assert found["counts"]["page"] == {"same": 6, "differs": 3, "missing": 1}
    assert found["not_compared"] == {"lastmod": "no page of OTHER shows it"}


@pytest.mark.browser
def test_the_page_opens_in_a_browser(browse: Callable[..., Any]) -> None:
    see = ("see", None)
    said = browse(page(SOME, "1.2.3"), see, ("scheme", "dark"), see, ("size", 360), see)
    assert said["said"] == []
    assert said["asked"] == 1
    light, dark, small = said["results"]
    assert light["shown"] == [
        "/a/: 80 of 100, page 'A page'",
        "/c/: 80 of 100, page",
        "/d.html: missing in OTHER, page (there is /d/)",
    ]
    assert light["elements"] == 0, "no script, no picture, nothing from elsewhere"
    assert len([width for width, height in light["bars"] if height > 5]) == 4 + 4 + 2
    assert (light["ink"], light["paper"]) != (dark["ink"], dark["paper"])
    assert not small["wide"]


@pytest.mark.browser
def test_nothing_of_a_site_runs(browse: Callable[..., Any]) -> None:
    attacks = [
        "</pre><script>window.alarm = 1</script>",
        "<img src=x onerror='window.alarm = 1'>",
        "\u202ex\x1b[31m\udcff",
    ]
    verdicts = [
        differs(f"{at}/{text}", Difference("text", (f"- {text}", f"+ {text}x")), title=text, note=text, argued=(text,))
        for at, text in enumerate(attacks)
    ]
    said = browse(page(proof(*verdicts, argued=tuple(verdicts), notes=tuple(attacks)), "1"), ("see", None))
    assert said["said"] == []
    [seen] = said["results"]
    assert (len(seen["shown"]), seen["elements"], seen["alarm"]) == (3, 0, None)


@pytest.mark.browser
def test_a_proof_without_differences_opens(browse: Callable[..., Any]) -> None:
    said = browse(page(proof(score=100.0, counts={}, aspects={}), "1"), ("see", None))
    assert (said["said"], said["results"][0]["shown"]) == ([], [])
