"""fmt over every page of the corpora and suites, with both presets and random choices.

Whatever is asked for: a second run changes nothing, Hugo reads the same page, no comment is lost and the body keeps its
bytes.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hugokit import loads
from hugokit.document import Document
from hugokit.engine.files import Run
from hugokit.engine.settings import PRESETS, Format, Settings, Terms, synonyms_of
from hugokit.frontmatter.operations import same
from hugokit.page import Page, PageRules, read_page
from hugokit.schema.terms import term_key
from hugokit.text.encoding import encode
from tests.codecs.yaml_blocks import blocks
from tests.support import find_shared

CHOICES: dict[str, tuple[Any, ...]] = {
    "preset": ("minimal", "canonical"),
    "blanks": ("keep", "trim"),
    "blank_lines": ("keep", "trim"),
    "field_names": ("keep", "schema"),
    "placeholders": ("keep", "remove"),
    "dates": ("keep", "iso", "rfc3339"),
    "lists": ("keep", "block", "flow"),
    "quotes": ("keep", "double", "single", "minimal"),
    "key_order": ("keep", "schema", ("title", "tags", "date")),
}
MOST_MINIMAL_CHANGES = 0.02
TERMS = Terms(case="lower", synonyms=synonyms_of({"tags": {"golang": "Go", "javascript": "JS"}}), order="sorted")
PRESET = [Format("minimal"), Format("canonical")]
COMMENT_LINE = re.compile(r"^[ \t]*(#.*?)[ \t\r]*$", re.MULTILINE)


@cache
def everything() -> tuple[tuple[str, bytes], ...]:
    """Every page of the corpora, and the blocks of the suites and of the measured cases as front matter."""
    shared = find_shared()
    assert shared is not None
    files = sorted(path for path in (shared / "corpus").rglob("*") if path.is_file() and path.suffix != ".jsonl")
    found = [(file.name, file.read_bytes()) for file in files]
    found += [(file.name, b"+++\n%s\n+++\nbody  \n" % file.read_bytes()) for file in _toml(shared)]
    found += [(f"block {n}", encode(f"---\n{block}\n---\nbody  \n")) for n, block in enumerate(blocks(shared))]
    return tuple((name, data) for name, data in found if len(data) < 40_000)


@cache
def pages() -> tuple[tuple[str, bytes], ...]:
    """Those of them that can be read and changed."""
    return tuple((name, data) for name, data in everything() if _has_front_matter(data))


def _toml(shared: Path) -> Iterator[Path]:
    return iter(sorted((shared / "suites/toml-test").rglob("valid/**/*.toml")))


def _has_front_matter(data: bytes) -> bool:
    document = loads(data)
    return document.error is None and document.format in ("yaml", "toml", "json")


def some_format(chance: random.Random) -> Format:
    chosen = {name: chance.choice((None, *values)) for name, values in CHOICES.items() if name != "preset"}
    return Format(chance.choice(CHOICES["preset"]), **chosen, terms=chance.choice((Terms(), Terms(), TERMS)))


def twin(chance: random.Random, data: bytes) -> bytes:
    """The page, or the same with other line ends or a byte order mark."""
    kind = chance.random()
    if kind < 0.2 and b"\r" not in data:
        return data.replace(b"\n", b"\r\n")
    return b"\xef\xbb\xbf" + data if kind > 0.9 and not data.startswith(b"\xef\xbb\xbf") else data


def check(name: str, data: bytes, fmt: Format, run: Run) -> bool:
    """Format a page and compare everything that must stay; whether it changed."""
    where = (name, fmt, run.settings.hugo)
    outcome = run.fmt("page.md", data)
    if outcome.error is not None and run.settings.hugo is not None:
        return False  # what the newest Hugo reads an older one may refuse
    assert outcome.error is None, where
    if not outcome.changed:
        return False
    again = run.fmt("page.md", outcome.after)
    assert again.after == outcome.after, (*where, "a second run must change nothing")
    context = run.contexts.of("page.md")
    before, after = (loads(content, hugo=context.hugo.version) for content in (data, outcome.after))
    assert after.error is None, where
    assert after.format == before.format, where
    assert after.body == before.body, where
    assert block_comments(after) == block_comments(before), where
    check_values(before, after, fmt, context.rules, where)
    return True


def block_comments(document: Document[bytes]) -> tuple[Counter[str], Counter[str]]:
    """The comments by the tree, and the lines that look like one."""
    fences = document.fences
    assert fences is not None
    found = Counter(comment.text for comment in document.comments)
    return found, Counter(COMMENT_LINE.findall(document.text[fences.start : fences.end]))


def check_values(
    before: Document[bytes], after: Document[bytes], fmt: Format, rules: PageRules, where: tuple[Any, ...]
) -> None:
    asked = fmt.whole
    if asked.field_names == "keep" and asked.placeholders == "keep":
        assert {key.lower() for key in before} == {key.lower() for key in after}, where
    old, new = read_page(before.plain, rules=rules), read_page(after.plain, rules=rules)
    for field in (name for name in Page._fields if name not in ("params", "troubles")):
        assert same(getattr(old, field), getattr(new, field)), (where, field)
    for key in old.params.keys() & new.params.keys():
        if key in ("tags", "categories") and not asked.terms.idle:
            check_terms(old.params[key], new.params[key], where)
        else:
            assert same(old.params[key], new.params[key]), (where, key)
    if asked.placeholders == "keep" and asked.terms.idle:
        assert len(before.plain) == len(after.plain), where


def check_terms(old: Any, new: Any, where: tuple[Any, ...]) -> None:
    """The same terms, as TERMS spells them."""
    known = {"golang": "go", "javascript": "js"}
    keys = [{term_key(str(term)) for term in (given if isinstance(given, list) else [given])} for given in (old, new)]
    assert {known.get(key, key) for key in keys[0]} == {known.get(key, key) for key in keys[1]}, where


@pytest.mark.parametrize("fmt", PRESET, ids=lambda fmt: fmt.preset)
@pytest.mark.parametrize("schema", ["hugo", "mainroad"])
def test_presets_over_every_page(shared: Path, fmt: Format, schema: str) -> None:
    run = Run.of(Settings(schema=schema, fmt=fmt))
    changed = sum(check(name, data, fmt, run) for name, data in pages())
    assert changed > 5
    assert len(pages()) > 700


def random_runs(place: Path, *, seed: int, formats: int) -> None:
    """Random choices over random pages, with and without a site that has a zone."""
    chance = random.Random(seed)
    config = place / "hugo.toml"
    config.write_text('timeZone = "Europe/Berlin"\n')
    for _ in range(formats):
        fmt = some_format(chance)
        site, hugo = chance.choice((config, None)), chance.choice((None, None, (0, 151)))
        run = Run.of(Settings(schema=chance.choice(("hugo", "mainroad")), site_config=site, hugo=hugo, fmt=fmt))
        for name, data in chance.sample(pages(), 40):
            check(name, twin(chance, data), fmt, run)


def test_random_choices(shared: Path, tmp_path: Path) -> None:
    random_runs(tmp_path, seed=4, formats=40)


@pytest.mark.long
def test_many_random_choices(shared: Path, tmp_path: Path) -> None:
    random_runs(tmp_path, seed=77, formats=1_000)


def test_minimal_leaves_most_pages_alone(shared: Path) -> None:
    """Whoever puts fmt into a hook does not want to see half of a site change; and no line goes."""
    run = Run.of(Settings(fmt=Format("minimal")))
    place = shared / "corpus" / "dev"
    files = [file for file in sorted(place.rglob("*")) if file.suffix in (".md", ".html", ".org") and file.is_file()]
    outcomes = [run.fmt(str(file), file.read_bytes()) for file in files]
    changed = [one for one in outcomes if one.changed]
    assert len(outcomes) > 650
    assert 0 < len(changed) <= MOST_MINIMAL_CHANGES * len(outcomes)
    for one in changed:
        lines = zip(one.before.splitlines(), one.after.splitlines(), strict=True)
        assert all(before.rstrip(b" \t") == after.rstrip(b" \t") for before, after in lines), one.path


def test_a_file_that_needs_nothing_is_not_written(shared: Path, tmp_path: Path) -> None:
    """Every file of the corpora and suites: the same bytes in the same file, never opened for writing."""
    files = [
        file
        for folder in ("corpus", "suites")
        for file in sorted((shared / folder).rglob("*"))
        if file.is_file() and not file.is_symlink()
    ]
    copies = [tmp_path / f"{number}.md" for number in range(len(files))]
    for file, copy in zip(files, copies, strict=True):
        copy.write_bytes(file.read_bytes())
    seen = [(copy.stat().st_ino, copy.stat().st_mtime_ns) for copy in copies]
    run = Run.of(Settings(fmt=replace(PRESETS["minimal"], blanks="keep")))
    outcomes = list(run.over(copies, run.fmt, write=True))
    assert [one.path for one in outcomes if one.changed] == []
    assert [(copy.stat().st_ino, copy.stat().st_mtime_ns) for copy in copies] == seen
    assert [file for file, copy in zip(files, copies, strict=True) if file.read_bytes() != copy.read_bytes()] == []
    assert len(files) > 1_500
