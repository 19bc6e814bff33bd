"""Bulk edits: the pages of edits.md, what a command line can say wrong, and the API."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest

import hugokit
from hugokit.engine.changes import READERS, Change
from hugokit.engine.files import Outcome, Run
from hugokit.engine.settings import Format, Settings
from tests.cli.program import page

RUN = Run.of(Settings(schema="mainroad"))
BOM = "\ufeff"


class Case(NamedTuple):
    title: str
    options: str
    before: str
    after: str | None
    reason: str


def cases() -> list[Case]:
    text = Path(__file__).with_name("edits.md").read_text(encoding="utf-8")
    found: list[Case] = []
    for section in text.split("\n## ")[1:]:
        title = section.partition("\n")[0]
        blocks = re.findall(r"^```(\w+)\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
        (_, options), (_, before), (kind, last) = blocks
        assert [name for name, _ in blocks[:2]] == ["sh", "page"], title
        refused = kind == "refused"
        found.append(Case(title, options.strip(), before, None if refused else last, last.strip() if refused else ""))
    return found


def changes(options: str) -> list[Change]:
    words = shlex.split(options)
    return [READERS[name.removeprefix("--")](text) for name, text in zip(words[::2], words[1::2], strict=True)]


def edited(text: str, options: str, run: Run = RUN) -> Outcome:
    return run.edit("content/post/a.md", text.encode(), changes(options))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
@pytest.mark.parametrize(("bom", "line_end"), [("", "\n"), ("", "\r\n"), (BOM, "\n"), (BOM, "\r\n")])
def test_the_pages(case: Case, bom: str, line_end: str) -> None:
    before = bom + case.before.replace("\n", line_end)
    outcome = edited(before, case.options)
    if case.after is None:
        assert case.reason in outcome.refused
        assert not outcome.changed
        return
    assert (outcome.refused, outcome.error) == ("", None)
    assert outcome.after.decode() == bom + case.after.replace("\n", line_end)
    again = edited(outcome.after.decode(), case.options)
    assert (again.changed, again.refused) == (False, ""), again.after.decode()


def test_every_kind_of_change_is_in_the_pages() -> None:
    used = {word.removeprefix("--") for case in cases() for word in case.options.split() if word.startswith("--")}
    assert used == set(READERS)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("set", "title", "KEY=VALUE is wanted, and there is no `=`"),
        ("set", "=x", "column 1: the name of a key is missing"),
        ("set", "a.=x", "column 3: the name of a key is missing"),
        ("set", "title = x", "column 1: there is a blank before or after the name"),
        ("set", "a[x]=1", "column 2"),
        ("set", "a]=1", "column 2"),
        ("set", "'a=1", "column 1"),
        ("set", "title=", "write '\"\"' for an empty text"),
        ("set", "title=a: b", "put it into quotes, or use --set-text"),
        ("set", "title=[a", "put it into quotes, or use --set-text"),
        ("set", "title=Why C #1", "`#1` is no part of the value"),
        ("set", 'title="a" b', "put it into quotes, or use --set-text"),
        ("set", "title=*a", "put it into quotes, or use --set-text"),
        ("set", "title=a\nb: c", "several lines"),
        ("default", "title", "KEY=VALUE"),
        ("delete", "title=x", "--remove KEY=VALUE takes an item out"),
        ("rename", "a", "OLD=NEW"),
        ("rename", "a=", "the name of a key is missing"),
        ("rename", "a.b=c.d", "stays in its map"),
        ("rename", "a[0]=b", "a key gets another name"),
        ("append", "tags", "KEY=VALUE"),
        ("remove", "tags", "KEY=VALUE"),
        ("replace", "tags=a", "KEY=OLD=NEW"),
        ("replace", "tags", "KEY=OLD=NEW"),
        ("replace", 'tags="a=b"', "KEY=OLD=NEW"),
        ("put", "a=b", "there is no change called put: there are set,"),
    ],
)
def test_a_wrong_change_names_the_mend(name: str, text: str, said: str) -> None:
    with pytest.raises(hugokit.SettingsError) as raised:
        hugokit.change(name, text)
    assert said in str(raised.value)


def test_the_order_of_the_settings_comes_first() -> None:
    run = Run.of(Settings(schema="mainroad", fmt=Format(key_order=("title", "sidebar", "tags"))))
    text = "---\ntitle: A\ntags: []\n---\n"
    assert edited(text, "--set sidebar=left", run).after.decode() == "---\ntitle: A\nsidebar: left\ntags: []\n---\n"


def test_an_item_is_deleted_once() -> None:
    outcome = edited("---\ntags:\n  - x\n  - y   # two\n  - z\n---\n", "--delete tags[-2] --delete tags[5]")
    assert outcome.after.decode() == "---\ntags:\n  - x\n  - z\n---\n"


def test_a_page_that_cannot_be_read_is_an_error() -> None:
    outcome = edited("---\ntitle: [\n---\n", "--set title=A")
    assert isinstance(outcome.error, hugokit.FrontMatterError)
    assert not outcome.changed


def test_an_edit_that_cannot_be_proven_is_refused() -> None:
    outcome = edited("---\na: &x [1]\nb: *x\n---\n", "--append a=2")
    assert outcome.refused
    assert not outcome.changed


def test_from_python(tmp_path: Path) -> None:
    first = page(tmp_path, "content/a.md", "---\ntitle: A\ndate: 2023-05-01\n---\n")
    second = page(tmp_path, "content/b.md", "---\ntitle: B\ndate: 2024-05-01\n---\n")
    page(tmp_path, "hugo.toml", "")
    wanted = hugokit.change("append", "tags=old")
    dry = hugokit.edit(tmp_path, wanted, where="date < 2024", write=False)
    assert [(one.path, one.selected, one.changed) for one in dry] == [
        (str(first), True, True),
        (str(second), False, False),
    ]
    assert "tags" not in first.read_text()
    hugokit.edit(tmp_path, wanted, where="date < 2024")
    assert first.read_text() == "---\ntitle: A\ndate: 2023-05-01\ntags: [old]\n---\n"
    assert second.read_text() == "---\ntitle: B\ndate: 2024-05-01\n---\n"
    with pytest.raises(hugokit.SettingsError, match="column 6"):
        hugokit.edit(tmp_path, wanted, where="date = 2024")
