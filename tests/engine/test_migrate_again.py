"""Runs after the first: what changed in the source comes, what was edited in the target stays, and nothing is lost."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hugokit.engine.manifest import CONFLICTS, NAME
from hugokit.engine.merge import State, decide
from hugokit.engine.migrate import How, Result, migrate
from hugokit.errors import MigrationError

NOW = datetime(2026, 1, 1, tzinfo=UTC)
STATES: list[tuple[str | None, str | None, str | None, State]] = [
    (None, None, "new", "written"), (None, "new", "new", "unchanged"), (None, "mine", "new", "conflict"),
    ("old", "old", "old", "unchanged"), ("old", "old", "new", "written"), ("old", "mine", "old", "edited"),
    ("old", "mine", "new", "conflict"), ("old", "new", "new", "unchanged"), ("old", None, "old", "deleted"),
    ("old", None, "new", "deleted"), ("old", "old", None, "removed"), ("old", None, None, "removed"),
    ("old", "mine", None, "orphan"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "there", "new", "state"), STATES)
def test_what_becomes_of_a_file(base: str | None, there: str | None, new: str | None, state: State) -> None:
    assert decide(base, there, new) == state


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


class Sides:
    """A site and what is made of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.site, self.dest = folder, folder / "site", folder / "new"
        self.write("hugo.toml", 'baseURL = "https://e.org/"\ntitle = "T"\ndisableKinds = ["taxonomy", "term"]\n')

    def write(self, name: str, text: str) -> None:
        place = self.site / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def page(self, name: str, body: str) -> None:
        self.write(f"content/{name}.md", f"---\ntitle: {name}\n---\n{body}\n")

    def run(self, **how: object) -> Result:
        return migrate(self.site, "eleventy", self.dest, now=NOW, how=How(**how))  # type: ignore[arg-type]

    def made(self, name: str) -> Path:
        return self.dest / f"content/{name}.md"


@pytest.fixture
def sides(tmp_path: Path) -> Sides:
    found = Sides(tmp_path)
    for name in "abcdef":
        found.page(f"p/{name}", f"text of {name}")
    found.write("static/s.txt", "static")
    found.run()
    return found


def test_each_side_keeps_what_it_did(sides: Sides) -> None:
    sides.page("p/a", "A of the source")
    sides.page("p/new", "NEW of the source")
    sides.made("p/b").write_text("B of the target", encoding="utf-8")
    sides.made("p/c").unlink()
    sides.page("p/c", "C of the source")
    (sides.site / "content/p/d.md").unlink()
    sides.page("p/e", "E of the source")
    sides.made("p/e").write_text("E of the target", encoding="utf-8")
    (sides.site / "content/p/f.md").unlink()
    sides.made("p/f").write_text("F of the target", encoding="utf-8")
    (sides.dest / "mine.txt").write_text("mine", encoding="utf-8")
    (sides.site / "static/s.txt").write_text("static of the source", encoding="utf-8")
    result = sides.run()
    assert "A of the source" in sides.made("p/a").read_text()
    assert "NEW of the source" in sides.made("p/new").read_text()
    assert sides.made("p/b").read_text() == "B of the target"
    assert not sides.made("p/c").exists()
    assert not sides.made("p/d").exists()
    assert sides.made("p/e").read_text() == "E of the target"
    assert "E of the source" in (sides.dest / f"{CONFLICTS}content/p/e.md").read_text()
    assert sides.made("p/f").read_text() == "F of the target"
    assert (sides.dest / "mine.txt").read_text() == "mine"
    assert (sides.dest / "static/s.txt").read_text() == "static of the source"
    assert {(one.path, one.state) for one in result.conflicts} == {
        ("content/p/e.md", "conflict"), ("content/p/f.md", "orphan"),
    }  # fmt: skip
    before = tree(sides.dest)
    again = sides.run()
    assert tree(sides.dest) == before
    assert [(one.path, one.state) for one in again.conflicts] == [("content/p/e.md", "conflict")], "until it is solved"
    sides.made("p/e").write_bytes((sides.dest / f"{CONFLICTS}content/p/e.md").read_bytes())
    assert sides.run().conflicts == ()
    assert not (sides.dest / CONFLICTS).exists(), "who takes over the source's side has solved it"


def test_a_link_in_the_target_is_not_followed(sides: Sides, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    shutil.rmtree(sides.dest / "content/p")
    (sides.dest / "content/p").symlink_to(outside)
    sides.page("p/a", "changed")
    sides.page("p/new", "new")
    result = sides.run()
    assert list(outside.iterdir()) == []
    assert {"content/p/a.md", "content/p/new.md"} <= {one.path for one in result.conflicts}


def test_a_folder_of_another_site_is_refused(sides: Sides, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "content").mkdir(parents=True)
    (other / "config.toml").write_text('baseURL = "https://o.org/"\n', encoding="utf-8")
    before = tree(sides.dest)
    with pytest.raises(MigrationError, match="was made of another site"):
        migrate(other, "eleventy", sides.dest, now=NOW)
    assert tree(sides.dest) == before


def test_a_manifest_that_cannot_be_read_is_refused(sides: Sides) -> None:
    (sides.dest / NAME).write_text("{", encoding="utf-8")
    before = tree(sides.dest)
    with pytest.raises(MigrationError, match="cannot be read, so it is not known what was edited"):
        sides.run()
    assert tree(sides.dest) == before


def edits(dice: random.Random, sides: Sides, number: int) -> Iterator[str]:
    """Random edits on both sides; each text that the target's user writes is given."""
    names = [f"p/{name}" for name in "abcdefghij"]
    for name in dice.sample(names, 4):
        if dice.random() < 0.3:
            (sides.site / f"content/{name}.md").unlink(missing_ok=True)
        else:
            sides.page(name, f"source {number} {dice.random()}")
    for name in dice.sample(names, 3):
        place = sides.made(name)
        if place.exists() and dice.random() < 0.3:
            place.unlink()
        elif place.parent.is_dir():
            text = f"target {number} {name} {dice.random()}"
            place.write_text(text, encoding="utf-8")
            yield name


@pytest.mark.parametrize("seed", range(4))
def test_ten_rounds_of_edits_on_both_sides_lose_none(tmp_path: Path, seed: int) -> None:
    dice, sides = random.Random(seed), Sides(tmp_path)
    for name in "abcdef":
        sides.page(f"p/{name}", f"text of {name}")
    sides.run()
    for number in range(10):
        list(edits(dice, sides, number))
        mine = {path: data for path, data in tree(sides.dest).items() if b"target " in data}
        gone = {f"content/p/{name}.md" for name in "abcdefghij"} - tree(sides.dest).keys()
        known = set(tree(sides.dest))
        result = sides.run()
        now = tree(sides.dest)
        assert {path: now.get(path) for path in mine} == mine, "what somebody wrote in the target is as it was"
        states = {one.path: one.state for one in result.changes}
        for path, state in states.items():
            if path in gone:
                assert path not in now or state == "written"
        fresh = migrate(sides.site, "eleventy", tmp_path / f"fresh{number}", now=NOW)
        for path, data in tree(tmp_path / f"fresh{number}").items():
            if path == NAME or states[path] == "deleted":
                continue
            kept = [now.get(path), now.get(CONFLICTS + path)]
            assert data in kept or (state_of_edit(states[path]) and path in known), f"{path}: {states[path]}"
        assert fresh.conflicts == ()
        before = tree(sides.dest)
        sides.run()
        assert tree(sides.dest) == before, "a run with nothing new changes nothing"


def state_of_edit(state: str) -> bool:
    """The source's side was seen by the user before: it was there, and was edited, or the conflict was solved."""
    return state == "edited"
