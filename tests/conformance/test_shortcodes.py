"""Shortcodes: the tokens of Hugo's own tests, and what the binary takes or refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hugokit.body.lexer import ShortcodeError, lex
from hugokit.body.shortcodes import Shortcode, parse
from tests.support import find_shared

_KINDS = {"{{<": "left", "{{%": "left", ">}}": "right", "%}}": "right", "paramval": "value", "indent": "text"}


def cases(name: str) -> Any:
    place = find_shared()
    return json.loads((place / "conformance" / name).read_text(encoding="utf-8")) if place else None


def lexer_cases() -> list[Any]:
    every = cases("hugo_cases.json")
    if every is None:
        return []
    wanted = [case for case in every["cases"] if case["group"] == "page_lexer" and not case["front_matter"]]
    return [pytest.param(case, id=case["name"]) for case in wanted]


def joined(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Hugo cuts text into more pieces than matter here."""
    out: list[tuple[str, str]] = []
    for kind, text in tokens:
        if kind == "text" and out and out[-1][0] == "text":
            out[-1] = ("text", out[-1][1] + text)
        else:
            out.append((kind, text))
    return out


@pytest.mark.parametrize("case", lexer_cases())
def test_tokens(case: dict[str, Any]) -> None:
    got: list[tuple[str, str]] = []
    try:
        for token in lex(case["input"]):
            got.append(("text" if token.kind == "literal" else token.kind, token.text))
            assert case["input"][token.start : token.end] or token.kind == "text"
    except ShortcodeError as error:
        got.append(("error", error.message))
    want = [(_KINDS.get(kind, kind), text) for kind, text in case["expect"] if kind != "eof"]
    assert [(k, t.split("'")[0] if k == "error" else t) for k, t in joined(got)] == [
        (k, t.split("'")[0] if k == "error" else t) for k, t in joined(want)
    ]


def test_what_hugo_takes(shared: Path) -> None:
    table = cases("shortcodes.json")
    inner = {"inner": True, "no": False, "a/b": False, "no.inline": True}
    for case in table["cases"]:
        try:
            parse(case["body"], inner.get)
            taken = True
        except ShortcodeError:
            taken = False
        assert taken == (case["exit"] == 0), case["body"]
    assert len(table["cases"]) >= 20


def test_values_are_typed() -> None:
    (call,) = parse('{{< x a=3 b=3.5 c=true d="3" e=`raw\nline` f=314x >}}')
    assert getattr(call, "named") == {"a": 3, "b": 3.5, "c": True, "d": "3", "e": "raw\nline", "f": "314x"}  # noqa: B009


def test_a_closing_tag_closes_the_innermost() -> None:
    (outer,) = parse("{{< a >}}1{{% b %}}2{{< /a >}}3{{< /b >}}", lambda name: True)
    assert [node.__class__.__name__ for node in getattr(outer, "inner")] == ["Text", "Shortcode", "Text"]  # noqa: B009


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        ("{{< a >}}1{{</>}}2", [("a", ["1"]), "2"]),
        ("{{< a >}}1{{< b >}}2{{% / %}}3{{< /a >}}", [("a", ["1", ("b", ["2"]), "3"])]),
        ("{{< no >}}1{{< a >}}2{{</>}}3{{</>}}", "refused"),
        ("{{< no >}}1{{< yes >}}2{{</>}}3", [("no", []), "1", ("yes", ["2"]), "3"]),
        ("{{< a >}}1{{< yes >}}2{{</>}}3{{</>}}", [("a", ["1", ("yes", ["2"]), "3"])]),
        ("1{{</>}}", "refused"),
    ],
)
def test_a_closing_tag_without_a_name(body: str, tree: object) -> None:
    """It closes the innermost: of templates that are not known the last that nobody closed."""

    def shown(nodes: Any) -> list[object]:
        return [(node.name, shown(node.inner)) if isinstance(node, Shortcode) else node.text for node in nodes]

    try:
        found: object = shown(parse(body, {"yes": True, "no": False}.get))
    except ShortcodeError:
        found = "refused"
    assert found == tree


def test_offsets_cover_the_body() -> None:
    body = "x {{< a >}}y{{< b 1 />}}{{< /a >}} {{</* c */>}} z"
    nodes = parse(body)
    assert [body[node.start : node.end] for node in nodes] == [
        "x ",
        "{{< a >}}y{{< b 1 />}}{{< /a >}}",
        " ",
        "{{</* c */>}}",
        " z",
    ]
