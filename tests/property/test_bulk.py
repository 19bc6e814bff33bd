"""Random bulk edits of real pages, as the command line spells them: only what was asked changes, to us and to Hugo.

What each change must come to is said a second time here, on plain dicts.
"""

from __future__ import annotations

import copy
import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hugokit import Document, loads
from hugokit.engine.changes import READERS, Change
from hugokit.engine.files import Outcome, Run
from hugokit.engine.settings import Settings
from hugokit.frontmatter.operations import same
from hugokit.text.keypath import KeyPath, show_key
from tests.support import HugoResult

EDITS = 3_000
HUGO_PAGES = 80
# Anchors that others use, comments that would be lost, dates inside of lists of TOML …
MOST_REFUSED = {"yaml": 0.01, "toml": 0.03, "json": 0.001}
VALUES: list[Any] = [
    True, False, 0, -3, 1.5, "x", "no", "012", "1e3", "a: b", "# c", "it's", 'say "hi"', "", " lead", "é日本", "[x]",
    "*a", "~", "x" * 150, [], ["a"], ["a", "b c", "no"], {"k": "v"}, {"k": {"z": [1, 2]}},
]  # fmt: skip
NAMES = ["new", "sidebar", "a key", "tags", "Weight"]
RUN = Run.of(Settings(schema="mainroad"))


class Asked(NamedTuple):
    """An option with its text, and the same as values for the model. `path` is spelled as in the page."""

    name: str
    text: str
    path: KeyPath
    value: Any = None
    other: Any = None


class Refused(Exception):
    """The model says that the change cannot be meant."""


def pages(shared: Path) -> list[tuple[str, bytes]]:
    found = []
    for file in sorted(path for path in (shared / "corpus").rglob("*") if path.is_file()):
        data = file.read_bytes() if file.suffix != ".jsonl" else b""
        document = loads(data)
        if 0 < len(data) < 40_000 and document.error is None and document.format in MOST_REFUSED:
            found.append((file.name, data))
    return found


def spelled(value: Any) -> str:
    """A value on the command line; JSON is YAML on one line."""
    return json.dumps(value, ensure_ascii=False)


def path_in(chance: random.Random, values: dict[str, Any]) -> KeyPath:
    """A key that is there, on some level."""
    path: list[str | int] = []
    here: Any = values
    while True:
        step = chance.choice(list(here) if isinstance(here, dict) else range(len(here)))
        path.append(step)
        here = here[step]
        if not isinstance(here, dict | list) or not here or chance.random() < 0.6:
            return tuple(path)


def random_change(chance: random.Random, values: dict[str, Any]) -> Asked:
    there = path_in(chance, values) if values and chance.random() < 0.75 else None
    path = there or (spelling(values, chance.choice(NAMES)),)
    key = show_key(tuple(s.upper() if isinstance(s, str) and at == 0 else s for at, s in enumerate(path)))
    key = key if there and chance.random() < 0.2 else show_key(path)
    value = chance.choice(VALUES)
    held = at(values, path) if there else None
    item = chance.choice(held) if isinstance(held, list) and held else value
    item = value if isinstance(item, list) or not plain(item) else item
    kind = chance.choice(list(READERS))
    if kind == "set-text":
        return Asked(
            kind,
            f"{key}={value if isinstance(value, str) else 'text'}",
            path,
            value if isinstance(value, str) else "text",
        )
    if kind in ("set", "default"):
        return Asked(kind, f"{key}={spelled(value)}", path, value)
    if kind == "delete":
        return Asked(kind, key, path)
    if kind == "rename" and isinstance(path[-1], str):
        new = chance.choice(NAMES)
        return Asked(kind, f"{key}={show_key((new,))}", path, new)
    if kind in ("append", "remove"):
        return Asked(kind, f"{key}={spelled(item)}", path, item)
    return Asked("replace", f"{key}={spelled(item)}={spelled(value)}", path, item, value)


def spelling(values: dict[str, Any], name: str) -> str:
    return next((key for key in values if key.lower() == name.lower()), name)


def plain(value: Any) -> bool:
    return value is None or isinstance(value, str | bool | int)


def at(values: Any, path: KeyPath) -> Any:
    for step in path:
        values = values[step]
    return values


def expected(values: dict[str, Any], asked: Asked, stored: Callable[[Any], Any]) -> dict[str, Any]:
    """The values after the change. Raises Refused where it must not be made."""
    out = copy.deepcopy(values)
    holder, last = at(out, asked.path[:-1]), asked.path[-1]
    there = isinstance(last, int) or last in holder
    if asked.name in ("set", "set-text") or (asked.name == "default" and not there):
        holder[last] = stored(asked.value)
    elif asked.name == "delete" and there:
        del holder[last]
    elif asked.name == "rename" and there and last != asked.value:
        if any(key.lower() == asked.value.lower() and key != last for key in holder):
            raise Refused
        renamed = {asked.value if key == last else key: value for key, value in holder.items()}
        holder.clear()
        holder.update(renamed)
    elif asked.name in ("append", "remove", "replace"):
        in_list(holder, last, there, asked, stored)
    return out


def in_list(holder: Any, last: str | int, there: bool, asked: Asked, stored: Callable[[Any], Any]) -> None:
    items = stored(asked.value if isinstance(asked.value, list) and asked.name != "replace" else [asked.value])
    held = holder[last] if there else None
    if asked.name == "append":
        held = None if held == "" else held
        if held is not None and not isinstance(held, list):
            raise Refused
        new = list(held or [])
        new += [item for at, item in enumerate(items) if not among(item, new) and not among(item, items[:at])]
        if items:
            holder[last] = new
    elif asked.name == "remove":
        if not isinstance(held, list):
            if there and among(held, items):
                raise Refused
            return
        holder[last] = [item for item in held if not among(item, items)]
    else:
        swap(holder, last, there, stored(asked.value), stored(asked.other))


def swap(holder: Any, last: str | int, there: bool, old: Any, new: Any) -> None:
    held = holder[last] if there else None
    if not isinstance(held, list):
        if there and same(held, old):
            holder[last] = new
        return
    if same(old, new):
        return
    found = [index for index, item in enumerate(held) if same(item, old)]
    keep = not among(new, held)
    holder[last] = [
        new if index in found else item
        for index, item in enumerate(held)
        if index not in found or (keep and index == found[0])
    ]


def among(value: Any, items: list[Any]) -> bool:
    return any(same(value, item) for item in items)


def twins(value: Any) -> bool:
    """Whether a key stands somewhere in two spellings; such pages are refused, which edits.md tests."""
    if isinstance(value, dict):
        return len({key.lower() for key in value}) < len(value) or any(map(twins, value.values()))
    return isinstance(value, list) and any(map(twins, value))


def stored_in(format_: str | None) -> Callable[[Any], Any]:
    def stored(value: Any) -> Any:
        if isinstance(value, list):
            return [stored(item) for item in value]
        if isinstance(value, dict):
            return {key: stored(item) for key, item in value.items()}
        return float(value) if format_ == "json" and isinstance(value, int) and not isinstance(value, bool) else value

    return stored


def untouched(before: Document[bytes], after: Document[bytes]) -> bool:
    assert before.fences is not None
    assert after.fences is not None
    return (
        after.body == before.body
        and after.text[: after.fences.open] == before.text[: before.fences.open]
        and after.text[after.fences.end : after.fences.body] == before.text[before.fences.end : before.fences.body]
    )


def edited(data: bytes, *changes: Change) -> Outcome:
    return RUN.edit("content/post/a.md", data, changes)


def edit(chance: random.Random, name: str, data: bytes, counts: Counter[tuple[str, str]]) -> None:
    before = loads(data)
    values = before.to_dict()
    asked = random_change(chance, values)
    outcome = edited(data, READERS[asked.name](asked.text))
    assert before.format is not None
    try:
        wanted = expected(values, asked, stored_in(before.format))
    except Refused:
        assert outcome.refused, (name, asked)
        return
    if outcome.refused:
        assert outcome.after == data, (name, asked)
        counts[before.format, "refused"] += 1
        return
    counts[before.format, "made"] += 1
    after = loads(outcome.after)
    assert after.error is None, (name, asked, after.error)
    assert same(after.to_dict(), wanted), (name, asked)
    assert untouched(before, after), (name, asked)
    assert outcome.changed or same(values, wanted), (name, asked)
    if same(values, wanted) and list(wanted) == list(values):
        assert not outcome.changed, (name, asked, "nothing was to be done")


@pytest.fixture(scope="module")
def corpus(shared: Path) -> list[tuple[str, bytes]]:
    return [(name, data) for name, data in pages(shared) if not twins(loads(data).to_dict())]


def run(corpus: list[tuple[str, bytes]], number: int, seed: int) -> None:
    chance, counts = random.Random(seed), Counter[tuple[str, str]]()
    for _ in range(number):
        name, data = chance.choice(corpus)
        if chance.random() < 0.15 and b"\r" not in data:
            data = data.replace(b"\n", b"\r\n")
        if loads(data).error is None:
            edit(chance, name, data, counts)
    for format_, most in MOST_REFUSED.items():
        made, refused = counts[format_, "made"], counts[format_, "refused"]
        assert made > 20
        assert refused <= most * (made + refused) + 3, counts


def test_random_edits_do_what_they_say(corpus: list[tuple[str, bytes]]) -> None:
    run(corpus, EDITS, seed=4)


@pytest.mark.long
def test_many_more_random_edits(corpus: list[tuple[str, bytes]]) -> None:
    run(corpus, 20 * EDITS, seed=99)


# the real Hugo --------------------------------------------------------------------------------------------------

LAYOUT = "{{ range site.AllPages }}{{ with .File }}{{ .Path }}{{ end }}\t{{ jsonify .Params }}\n{{ end }}"
CONFIG = 'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n'
LEFT_OUT = {"url", "type", "layout", "outputs", "markup", "cascade", "build", "_build", "aliases", "resources", "kind",
            "params", "path", "lang", "sites", "translationkey", "slug", "headless", "sitemap"}  # fmt: skip


def params(site: Path, build_site: Callable[..., HugoResult]) -> dict[str, dict[str, Any]]:
    """`.Params` of every page as the real Hugo has them."""
    built = build_site(site, "--buildDrafts", "--buildFuture", "--buildExpired")
    assert built.exit == 0, built.messages
    lines = [line.split("\t", 1) for line in built.text("index.html").splitlines() if "\t" in line]
    return {path: json.loads(found) for path, found in lines}


def test_hugo_sees_the_change_and_nothing_else(
    corpus: list[tuple[str, bytes]], tmp_path: Path, build_site: Callable[..., HugoResult]
) -> None:
    chance = random.Random(7)
    site = tmp_path / "site"
    (site / "layouts").mkdir(parents=True)
    (site / "content/post").mkdir(parents=True)
    (site / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n'
    )
    (site / "layouts/index.html").write_text(LAYOUT)
    (site / "layouts/_default").mkdir()
    (site / "layouts/_default/single.html").write_text("x")
    (site / "layouts/_default/list.html").write_text("x")
    fit = [data for _, data in corpus if not LEFT_OUT & {key.lower() for key in loads(data).plain}]
    made: dict[str, tuple[bytes, bytes]] = {}
    for number, data in enumerate(chance.sample(fit, HUGO_PAGES)):
        document = loads(data)
        document.body = "Body.\n"
        made[f"post/p{number}.md"] = (document.dumps(), _changed(document.dumps()))
    for path, (before, _) in made.items():
        (site / "content" / path).write_bytes(before)
    was = params(site, build_site)
    for path, (_, after) in made.items():
        (site / "content" / path).write_bytes(after)
    now = params(site, build_site)
    assert set(was) == set(now) >= set(made)
    for path in made:
        assert now[path]["sidebar"] == "no", path
        assert now[path]["shelf"]["n"] == "012", path
        assert "menu" not in now[path], path
        assert now[path]["tags"][-1] == "1e3", path
        assert [tag for tag in now[path]["tags"] if tag != "1e3"] == (was[path].get("tags") or []), path
        for known in ("sidebar", "shelf", "menu", "tags"):
            was[path].pop(known, None)
            now[path].pop(known, None)
        assert now[path] == was[path], path


def _changed(data: bytes) -> bytes:
    asked = [("set-text", "sidebar=no"), ("set", "shelf.n='012'"), ("delete", "menu"), ("append", "tags='1e3'")]
    for name, text in asked:
        outcome = edited(data, READERS[name](text))
        assert outcome.refused == "", (outcome.refused, data[:500])
        data = outcome.after
    return data
