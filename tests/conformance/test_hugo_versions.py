"""Random pages, read by six versions of the real Hugo and by `dump` for the same version: every difference fails.

Hugo builds a batch at once. A page that Hugo should refuse would stop the build, so it is built alone;
HYPOTHESIS_PROFILE=nightly does fifty times as much. Each difference found becomes a fixture of the codec or the field
it is about.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hugokit.engine.context import Contexts
from hugokit.engine.dump import record
from hugokit.engine.settings import Settings
from hugokit.engine.versions import parse_version
from tests.conformance.asking import lay_out
from tests.conformance.reading import bare
from tests.support import OLD_AND_NEW, HugoResult, hugo_of, run_hugo

pytestmark = pytest.mark.generators  # one Python is enough: what differs is Hugo

BATCH = 60
BATCHES = settings().max_examples // 40
ALONE = 4

KEYS = (
    "title", "linkTitle", "description", "draft", "weight", "slug", "layout", "type", "aliases", "keywords", "date",
    "lastmod", "publishDate", "pubdate", "published", "modified", "expiryDate", "unpublishdate", "Date", "TITLE",
    "tags",
    "params", "summary", "toc", "thumbnail", "menu_", "a", "B", "x y", "isCJKLanguage",
)  # fmt: skip
DATES = (
    "2024-01-02", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05+02:00", "2024-01-02 03:04:05", "2024-01-02T03:04:05.5Z",
    "2024-07-02T03:04:05.25+02:00", "2024-01-02T03:04:05.5+00:00",
)  # fmt: skip
TEXTS = (
    "", "x", "yes", "on", "true", "1", "-3", "1.5", "1e3", "0x1F", "010", "null", "~", "2024-1-2", "2 Jan 2024",
    "Jan 2, 2024", "2024-02-30", "2024-01-02 03:04", "2024-01-02 03:04:05 +0200", "12:30:45", "Über", "a: b", "# c",
    *DATES,
)  # fmt: skip
PLAIN = (
    "yes", "On", "n", "010", "0o17", "1_000", "1e3", "0x1F", "0b11", "1.", ".5", "+1", "-0", "~", "", "null",
    "!!timestamp 2024-01-02T03:04:05.5+00:00", "!!timestamp 2024-01-02T03:04:05.5Z",
    "Null", "True", "x", "a b", "1.5", "7", "12:30:45", "!!str 5", "!!int '5'", "!x y", "&n 1", "&n [1, x]", "[]", "{}",
    "|\n  two\n  lines", ">-\n  two\n  lines", "[a, 1, true, 2024-01-02]", "{A: 1, b: [x, {C: 2}]}", "two\n  lines",
    "\n- a\n- 1", "\n  A: 1\n  b: x", "'it''s'",
    "2024-1-2", "2024-01-02 03:04", *DATES,
)  # fmt: skip
TOML = (
    "true", "false", "7", "-0", "1_000", "0x1F", "0o17", "1.5", "1e3", "03:04:05", "2024-01-02T03:04:05",
    "'''two\nlines'''", '["a", "b"]', "[1, 'x', true]", "[]", "{}", "{A = 1, b.c = [2024-01-02]}", *DATES,
)  # fmt: skip
JSON = (
    "true",
    "false",
    "null",
    "7",
    "-0",
    "1.5",
    "1e3",
    "1.0",
    "[]",
    "{}",
    '["a", 1, null]',
    '{"A": 1, "b": {"C": 2}}',
)

quoted = st.one_of(st.sampled_from(TEXTS), st.integers(-99, 3_000).map(str)).map(json.dumps)
numbers = st.integers(-(10**10), 10**10).map(str)  # the year of a date cannot pass 9999 in JSON


def pages(values: st.SearchStrategy[str], between: str, fence: tuple[str, str], name: Callable[[str], str]) -> Any:
    """Pages of one format: distinct keys with a value each. YAML and TOML lines, or members of a JSON object."""
    fields = st.dictionaries(st.sampled_from(KEYS), st.one_of(values, quoted, numbers), max_size=6)
    joint = ",\n" if fence[0] == "{" else "\n"
    lines = fields.map(lambda found: joint.join(f"{name(key)}{between}{value}" for key, value in found.items()))
    return lines.map(lambda text: f"{fence[0]}\n{text}\n{fence[1]}\nbody\n")


PAGES = st.one_of(
    pages(st.sampled_from(PLAIN), ": ", ("---", "---"), str),
    pages(st.sampled_from(PLAIN), ": ", ("---", "---"), str),
    pages(st.sampled_from(TOML), " = ", ("+++", "+++"), json.dumps),
    pages(st.sampled_from(JSON), ": ", ("{", "}"), json.dumps),
)


@pytest.fixture(scope="session", params=OLD_AND_NEW)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def binary(version: str) -> Path:
    return hugo_of(version)


class Judge:
    """Sites of random pages, built by one Hugo and dumped for its version."""

    def __init__(self, binary: Path, version: str, folder: Path) -> None:
        self.binary, self.folder, self.number = binary, folder, 0
        self.contexts = Contexts(Settings(hugo=parse_version(version)))

    def site(self, pages: list[str]) -> tuple[Path, list[dict[str, Any]]]:
        """The folder of a new site with these pages, and what we say of each."""
        self.number += 1
        root = self.folder / str(self.number)
        zone = ("UTC", "Europe/Berlin")[self.number % 2]
        places = lay_out(root, pages, zone)
        return root, [record(str(path), path.read_bytes(), self.contexts.of(path)) for path in places]

    def build(self, root: Path) -> HugoResult:
        return run_hugo(self.binary, root, root / "public", "-D", "-E", "-F")

    def differences(self, pages: list[str]) -> list[Any]:
        """What Hugo says otherwise than we do."""
        verdicts = [found["verdict"] for found in self.site(pages)[1]]
        refused = [page for page, verdict in zip(pages, verdicts, strict=True) if verdict == "fatal"]
        wrong: list[Any] = [page for page in refused[:ALONE] if self.build(self.site([page])[0]).exit == 0]
        root, records = self.site([page for page in pages if page not in refused])
        built = self.build(root)
        if "index.json" not in built.files:
            return [*wrong, built.messages]
        if (built.exit != 0) != any(found["verdict"] == "error" for found in records):
            wrong.append(built.messages)
        theirs = json.loads(built.text("index.json"))
        for found, page in zip(records, theirs, strict=True):
            wrong += [(Path(found["path"]).read_text(encoding="utf-8"), *one) for one in _unlike(found, page)]
        return wrong


def _unlike(found: dict[str, Any], theirs: dict[str, Any] | None) -> list[tuple[str, Any, Any]]:
    if theirs is None:
        return [("page", found["page"], None)]
    theirs |= {"aliases": theirs["aliases"] or []}  # none at all is null in JSON before 0.155, [] since
    pairs = [("params", bare(found["params"]), bare(_params(theirs["params"], found["params"])))]
    pairs += [(key, value, _field(theirs[key])) for key, value in found["page"].items() if key in theirs]
    return [pair for pair in pairs if pair[1] != pair[2]]


def _params(theirs: dict[str, Any], mine: dict[str, Any]) -> dict[str, Any]:
    """A map where a list belongs is an empty list to a template, which we say too; Hugo's JSON has null for it."""
    names = ("aliases", "keywords")
    return theirs | {key: [] for key in names if theirs.get(key, ...) is None and mine.get(key) == []}


def _field(value: Any) -> Any:
    return None if value == "0001-01-01T00:00:00Z" else value


@pytest.fixture
def judge(binary: Path, version: str, tmp_path: Path) -> Judge:
    return Judge(binary, version, tmp_path)


def test_random_pages(judge: Judge) -> None:
    @settings(max_examples=BATCHES, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(PAGES, min_size=BATCH, max_size=BATCH))
    def batch(pages: list[str]) -> None:
        wrong = judge.differences(pages)
        assert not wrong, "\n".join(str(one) for one in wrong[:8])

    batch()
