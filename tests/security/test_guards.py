"""What is made to exhaust a reader ends in a finding, early, in every format and for both readings of YAML.

That it ends early is shown by the place of the finding: what lies behind it was never looked at. Speed itself is
measured in benchmarks/.
"""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest

from hugokit.document import loads
from hugokit.limits import MAX_BLOCK_CHARS

NEW, OLD = (0, 168), (0, 151)
MANY = 100_000


def yaml(block: str) -> str:
    return f"---\n{block}\n---\nbody\n"


def toml(block: str) -> str:
    return f"+++\n{block}\n+++\nbody\n"


def layers(start: str, each: str, count: int = 9) -> str:
    """Each name is defined by the one before it, many times over."""
    names = [chr(ord("a") + index) for index in range(count)]
    lines = [f"a: &a {start}", *(each.format(new=new, old=old) for old, new in pairwise(names))]
    return "\n".join(lines)


def times(count: int) -> str:
    """That many aliases of the name before."""
    return ", ".join(["*{old}"] * count)


BOMBS = {
    "aliases": yaml(layers("[x, x, x, x, x, x, x, x, x]", f"{{new}}: &{{new}} [{times(9)}]")),
    "merges": yaml(layers("{x: 1}", f"{{new}}: &{{new}}\n  l: [{times(8)}]\n  <<: [{times(2)}]")),
    "many aliases": yaml("a: &a 1\nb: [" + "*a, " * MANY + "]"),
    "brackets": yaml("a: " + "[" * MANY),
    "braces": yaml("a: " + "{a: " * MANY),
    "dashes": yaml("- " * MANY),
    "questions": yaml("? " * MANY),
    "tags": yaml("a: " + "!t " * MANY),
    "colons": yaml(": " * MANY),
    "quotes": yaml("a: " + '"' * MANY),
}  # fmt: skip
DEEP = {
    "yaml anchors": yaml("&a " * MANY),
    "yaml indentation": yaml("".join(" " * level + "a:\n" for level in range(900))),
    "toml brackets": toml("a = " + "[" * MANY),
    "toml inline tables": toml("a = " + "{a = " * MANY),
    "toml dotted keys": toml("a" + ".a" * MANY + " = 1"),
    "json brackets": '{"a": ' + "[" * MANY + "]" * MANY + "}\n",
    "json braces": '{"a": ' * MANY + "1" + "}" * MANY + "\n",
    "org blocks": "#+begin_quote\n" * MANY,
}


@pytest.mark.parametrize("hugo", [NEW, OLD], ids=["yaml-new", "yaml-old"])
@pytest.mark.parametrize("name", BOMBS)
def test_yaml_bombs_are_refused(name: str, hugo: tuple[int, int]) -> None:
    error = loads(BOMBS[name], hugo=hugo).error
    assert error is not None
    assert error.code in ("HK103", "HK101")
    assert error.offset < 20_000


@pytest.mark.parametrize("name", DEEP)
def test_depth_is_refused(name: str) -> None:
    error = loads(DEEP[name]).error
    assert error is not None
    assert error.code == "HK103"
    assert error.offset < 5_000


@pytest.mark.parametrize("hugo", [NEW, OLD])
def test_a_long_list_without_aliases_is_no_bomb(hugo: tuple[int, int]) -> None:
    document = loads(yaml("a: [" + "y, " * 120_000 + "]"), hugo=hugo)
    assert len(document["a"]) == 120_000


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_a_huge_block_is_refused(fence: str) -> None:
    text = f"{fence}\n" + "# comment\n" * (MAX_BLOCK_CHARS // 9) + f"{fence}\n"
    error = loads(text).error
    assert error is not None
    assert error.code == "HK103"


def test_nothing_recurses_as_deep_as_the_input() -> None:
    """With little stack to spare every bomb still ends in a finding, and none in RecursionError."""
    before = sys.getrecursionlimit()
    frame, depth = sys._getframe(), 0
    while frame is not None:
        frame, depth = frame.f_back, depth + 1  # type: ignore[assignment]
    sys.setrecursionlimit(depth + 500)
    try:
        for text in (*BOMBS.values(), *DEEP.values()):
            assert loads(text).error is not None
    finally:
        sys.setrecursionlimit(before)
