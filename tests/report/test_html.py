"""The HTML report in a real browser: filter, keyboard, both colour schemes, and nothing that a page put there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hugokit.diagnostic import Diagnostic, Fix, Located, Severity, locate
from hugokit.text.edits import Edit
from tests.report.reading import written

pytestmark = pytest.mark.browser
Browse = Callable[..., Any]


def finding(path: str, message: str, text: str, *, error: bool = False, **other: Any) -> Located:
    severity = Severity.ERROR if error else Severity.WARNING
    given: dict[str, Any] = {"code": "HK401", "slug": "empty-menu", **other}
    one = Diagnostic(severity=severity, message=message, start=0, end=len(text), **given)
    return locate(path, text, [one], lambda fix: fix.edits)[0]


SOME = (
    finding("content/post/a.md", "about nets", "menu: ''", error=True, fix=Fix("cut", edits=(Edit(0, 1, "x"),))),
    finding("content/post/b.md", "about boats", "menu: ''"),
    finding("content/page/c.md", "about nets", "x: 1", code="HK201", slug="unknown-key"),
)
A, B, C = "content/post/a.md:1:1", "content/post/b.md:1:1", "content/page/c.md:1:1"


def shown(result: Any) -> set[str]:
    return set(result["shown"])


def test_the_filter_works_by_keyboard_and_by_choice(browse: Browse) -> None:
    see = ("see", None)
    tabs = [("press", "Tab")] * 2
    said = browse(
        written("html", *SOME), see, *tabs, see, ("type", "NETS"), see, ("select", ["severity", "error"]), see,
        ("select", ["severity", ""]), ("select", ["section", "page"]), see,
        ("select", ["rule", "HK401 empty-menu"]), see, *[("press", "Tab")] * 4, ("press", "Enter"), see,
    )  # fmt: skip
    assert said["said"] == []
    assert said["asked"] == 1
    first, focused, word, error, section, rule, reset = said["results"]
    assert (shown(first), first["told"]) == ({A, B, C}, "3 of 3 shown")
    assert focused["focus"] == "word"
    assert (shown(word), word["told"]) == ({A, C}, "2 of 3 shown")
    assert shown(error) == {A}
    assert shown(section) == {C}
    assert (shown(rule), rule["told"]) == (set(), "0 of 3 shown")
    assert (reset["focus"], shown(reset)) == ("BUTTON", {A, B, C})
    assert first["unnamed"] == 0
    widths = [width for width, height in first["bars"] if height > 5]
    assert len(widths) == 4
    assert widths[0] == pytest.approx(2 * widths[1], rel=0.05)


def test_light_dark_and_small(browse: Browse) -> None:
    see = ("see", None)
    said = browse(written("html", *SOME), ("scheme", "light"), see, ("scheme", "dark"), see, ("size", 360), see)
    light, dark, small = said["results"]
    assert (light["ink"], light["paper"]) != (dark["ink"], dark["paper"])
    for one in (light, dark):
        assert contrast(one["ink"], one["paper"]) > 7
    assert not small["wide"]


def contrast(one: str, other: str) -> float:
    """The contrast of two CSS colours as WCAG reckons it."""

    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in colour[4:-1].split(",")]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dim, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dim + 0.05)


def test_nothing_of_a_page_runs(browse: Browse) -> None:
    attacks = [
        "</script><script>window.alarm = 1</script>", "<img src=x onerror='window.alarm = 1'>",
        "' onclick='window.alarm=1", '"><svg onload="window.alarm = 1">', "<base href='https://example.org/'>",
        "\u202egnp.exe", "\x1b[31m\x07", "a\udcff",
    ]  # fmt: skip
    found = []
    for at, text in enumerate(attacks):
        fix = Fix(text, edits=(Edit(0, 1, text),))
        found.append(finding(f"content/{at}{text}/x.md", text, text, fix=fix))
    said = browse(written("html", *found), ("see", None), ("type", "x"), ("see", None))
    assert said["said"] == []
    assert said["asked"] == 1
    for seen in said["results"]:
        assert len(seen["shown"]) == len(attacks)
        assert (seen["elements"], seen["alarm"]) == (1, None)


def test_the_policy_stops_what_is_put_there(browse: Browse) -> None:
    """That the console is heard at all, and that the policy holds."""
    said = browse(written("html", *SOME), ("run", "window.alarm = 1"), ("see", None))
    assert said["results"][0]["alarm"] is None
    assert any("Content Security Policy" in line for line in said["said"])


def test_an_empty_report_opens(browse: Browse) -> None:
    said = browse(written("html"), ("see", None))
    assert (said["said"], said["results"][0]["shown"], said["results"][0]["elements"]) == ([], [], 0)
