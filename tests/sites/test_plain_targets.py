"""The short ways of the site model say what the long ones say."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hugokit.frontmatter import dates
from hugokit.site import urls
from hugokit.site.urls import HTML, PathRules, Place

NAMES = st.sampled_from([
    "a", "b", "post", "index", "index.html", "x.y", "2020", "-", "a-b", "a_b", ".", "..", "A", "é", " ", "+", "~", "@",
    "#", "%20", "a%2fb", "", "a.", ".a",
])  # fmt: skip
RULES = st.builds(PathRules, st.booleans(), st.booleans())
PARTS = st.sampled_from(["0000", "2024", "-", "01", "13", "31", "T", "24", "23", ":", "59", "60", "Z", "+", "00", " "])


@settings(max_examples=3000, deadline=None)
@given(st.lists(NAMES, max_size=3), NAMES, st.booleans(), st.sampled_from(["", "/fr"]), RULES)
def test_a_plain_page(folders: list[str], name: str, bundle: bool, prefix: str, rules: PathRules) -> None:
    container = "".join(f"/{folder}" for folder in folders)
    place = Place("page", f"{container}/{name}", container, name, bundle, prefix=prefix)
    plain = urls._plain_target(place)
    assume(plain is not None)
    assert plain == urls._Builder(place, rules, HTML, "").build()


@settings(max_examples=3000, deadline=None)
@given(st.one_of(
    st.lists(PARTS, max_size=12).map("".join),
    st.datetimes().map(lambda one: one.isoformat(timespec="seconds") + "Z"),
    st.builds("{}-{}-{}T{}:{}:{}{}".format, *[PARTS] * 7),
))  # fmt: skip
def test_a_plain_date(text: str) -> None:
    for zone in (UTC, timezone(timedelta(hours=2))):
        assert dates.parse_date(text, zone) == dates._by_layout(text, zone)
