"""check --fix over every page of the corpora: once is enough, and fmt afterwards leaves nothing to fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from hugokit.engine.files import Run
from hugokit.engine.settings import Format, Settings
from tests.engine.test_fmt_corpus import everything


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("schema", ["hugo", "mainroad"])
def test_a_second_run_fixes_nothing(shared: Path, schema: str, unsafe: bool) -> None:
    run = Run.of(Settings(schema=schema))
    changed = 0
    for name, data in everything():
        once = run.fix("page.md", data, unsafe=unsafe)
        twice = run.fix("page.md", once.after, unsafe=unsafe)
        assert twice.after == once.after, name
        assert twice.fixed == 0, name
        assert [one.diagnostic.code for one in twice.found] == [one.diagnostic.code for one in once.found], name
        changed += once.changed
    assert changed > 5


@pytest.mark.parametrize("schema", ["hugo", "mainroad"])
def test_fmt_after_fix_leaves_nothing_to_fix(shared: Path, schema: str) -> None:
    run = Run.of(Settings(schema=schema, fmt=Format("canonical")))
    for name, data in everything():
        fixed = run.fmt("page.md", run.fix("page.md", data).after).after
        assert run.fix("page.md", fixed).after == fixed, name
