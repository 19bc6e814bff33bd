"""The short way to a body's shortcodes says yes only where Hugo can read them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hugokit.body import plain_tags, shortcodes
from hugokit.body.lexer import ShortcodeError

PIECES = st.sampled_from([
    "{{<", "{{%", ">}}", "%}}", " ", "\n", "\t", "/", "x", "x-y", "é", "src", "=", "=x", '"a b"', '"a', "`r`", '\\"',
    "1.5", "-2", ".", "{", "}", "text", "{{</* x */>}}", 'src="a.png"', "{{< x >}}", "{{< /x >}}", "{{< x/>}}",
    "{{% x a b %}}", "a>b", "_",
])  # fmt: skip
INSIDE = st.lists(PIECES, max_size=10).map("".join)
BODIES = st.one_of(INSIDE, INSIDE.map("{{{{< {} >}}}}".format), INSIDE.map("{{{{% {} %}}}}".format))


@settings(max_examples=3000, deadline=None)
@given(BODIES)
def test_what_is_plain_can_be_read(body: str) -> None:
    if plain_tags.plain(body):
        shortcodes.check(body)


@pytest.mark.parametrize(
    "body",
    ['{{< figure src="a.png" >}}', "{{< x >}}text{{< /x >}}", "{{% note %}}a{{% /note %}}", "{{<x 1 two/>}}", "text"],
)
def test_what_is_common_is_plain(body: str) -> None:
    assert plain_tags.plain(body)


@pytest.mark.parametrize("body", ["{{< x", "{{< /x >}}", "{{< >}}", '{{< x a b="c" >}}', '{{< x "a >}}', "{{< x.y >}}"])
def test_what_hugo_refuses_is_not_plain(body: str) -> None:
    assert not plain_tags.plain(body)
    with pytest.raises(ShortcodeError):
        shortcodes.check(body)
