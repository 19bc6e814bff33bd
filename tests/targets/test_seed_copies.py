"""The page of the seed three hundred times, each with a title, a date and tags of its own: all of them equal."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import find_shared
from tests.targets.building import Moved, every_target, told

pytestmark = [pytest.mark.generators, pytest.mark.slow]

COPIES = 300
_TITLES = (
    "Plain", "It's: a #1 \\\"quote\\\"", "null", "2024", "yes", "<b>bold</b> & co", "{{ 7*7 }} {% raw %}",
    "été – naïve", "日本語", "- dash", "@at", "a\\tb", "emoji 🎉", "100%", "[list]", "*star* _under_ `code`",
)  # fmt: skip
_DATES = (
    "2025-02-08 09:45:27", "2025-02-08", "2024-02-29T23:59:59+05:30", "2021-03-28T02:30:00-08:00",
    "2019-12-31T23:30:00-02:00", "2020-06-01T00:00:00Z", "1999-01-01", "2025-02-08T09:45:27.123Z",
)  # fmt: skip
_TAGS = ("C++", "c#", "été", "a b", "A B", "x/y", "1", "null", "50% off", "news", "日本", "tag: colon", "It's")


def copies(seed: str, folder: Path) -> Path:
    """A site of as many copies, with every title, date and tag of the lists in it."""
    chance = random.Random(7)
    content = folder / "copies" / "content" / "post"
    content.mkdir(parents=True)
    (folder / "copies" / "hugo.toml").write_text('baseURL = "https://c.example/sub/"\ntitle = "Copies"\n', "utf-8")
    for number in range(COPIES):
        title = f"{_TITLES[number % len(_TITLES)]} {number // len(_TITLES) or ''}".strip()
        tags = "".join(f"  - {tag!r}\n" if "'" not in tag else f'  - "{tag}"\n' for tag in chance.sample(_TAGS, 3))
        text = re.sub(r"^title: .*$", lambda _, t=title: f'title: "{t}"', seed, count=1, flags=re.MULTILINE)
        text = re.sub(r"^date: .*$", f"date: {_DATES[number % len(_DATES)]!r}", text, count=1, flags=re.MULTILINE)
        text = re.sub(r"^tags:\n(?:  - .*\n)+", lambda _, t=tags: f"tags:\n{t}", text, count=1, flags=re.MULTILINE)
        (content / f"p{number:03}.md").write_text(text, "utf-8")
    return folder / "copies"


@pytest.mark.parametrize("target", every_target())
def test_every_copy_says_the_same(target: str, move: Callable[..., Moved], tmp_path: Path) -> None:
    shared = find_shared()
    assert shared is not None, "the seed is in shared/seeds: set HUGOKIT_SHARED"
    seed = next((shared / "seeds").glob("*.txt")).read_text(encoding="utf-8")
    moved = move(target, copies(seed, tmp_path), "paged")
    assert told(moved.proof.differing) == {}
    assert moved.proof.score == 100
    assert moved.proof.counts["page"]["same"] >= COPIES
