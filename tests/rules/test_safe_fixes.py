"""What a fix calls safe, put to the real Hugo: the built site stays as it is, byte for byte, or a refused page builds.

The layouts in layouts/ read a page as Hugo's own templates and a theme like Mainroad do.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from hugokit.document import loads
from tests.rules.cases import Case, cases
from tests.rules.judging import judge
from tests.rules.twins import in_other_formats
from tests.support import HugoResult

HERE = Path(__file__).parent
CONFIG = 'baseURL = "https://example.org/"\ntitle = "Fixes"\ntimeZone = "UTC"\n'
Build = Callable[..., HugoResult]


def mended() -> list[Case]:
    """The cases with a safe fix, for the Hugo that is installed."""
    return [case for case in cases() if case.fixed != case.text and case.options["hugo"] == "0.168"]


def is_refused(case: Case) -> bool:
    return any(one.severity == "error" for one in case.findings)


REFUSED = [case for case in mended() if is_refused(case)]
BUILT = [case for case in mended() if not is_refused(case)]


def site_of(folder: Path, pages: Iterable[tuple[str, bytes]]) -> Path:
    """A site of these pages, each a section of its own, so that a cascade reaches nobody else."""
    shutil.copytree(HERE / "layouts", folder / "layouts")
    (folder / "hugo.toml").write_text(CONFIG, encoding="utf-8")
    for name, data in pages:
        for file, content in (("_index.md", data), ("page.md", b"---\ntitle: Below\n---\n")):
            path = folder / "content" / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return folder


def published(built: HugoResult) -> dict[str, bytes]:
    return {file: (built.public / file).read_bytes() for file in built.files}


def test_there_are_cases_of_both_kinds() -> None:
    assert len(REFUSED) > 10
    assert len(BUILT) > 10


def test_the_built_site_stays_as_it_is(tmp_path: Path, build_site: Build) -> None:
    before = {f"p{number:03}": case.encode(case.text) for number, case in enumerate(BUILT)}
    judges = {f"p{number:03}": judge(case) for number, case in enumerate(BUILT)}
    for name, data in list(before.items()):
        for format_, text in in_other_formats(loads(data)):
            before[f"{name}{format_}"] = text.encode()
    after = {name: judges[name[:4]].fix(data).document.dumps() for name, data in before.items()}
    assert all(before[name] != after[name] for name in before)
    sites = [site_of(tmp_path / name, pages.items()) for name, pages in (("before", before), ("after", after))]
    first, second = (build_site(site) for site in sites)
    assert (first.exit, second.exit) == (0, 0), first.messages + second.messages
    assert published(first) == published(second)
    assert sum(name.startswith("p") for name in first.files) >= len(before)


def test_the_comparison_sees_what_unsafe_fixes_do(tmp_path: Path, build_site: Build) -> None:
    chosen = [case for case in cases() if case.unsafe != case.text == case.fixed and case.schema == "mainroad"]
    before = {f"p{number:03}": case.encode(case.text) for number, case in enumerate(chosen)}
    after = {f"p{number:03}": case.encode(case.unsafe) for number, case in enumerate(chosen)}
    first = build_site(site_of(tmp_path / "before", before.items()))
    second = build_site(site_of(tmp_path / "after", after.items()))
    assert (first.exit, second.exit) == (0, 0), first.messages + second.messages
    was, became = published(first), published(second)
    files = was.keys() | became.keys()
    for name in before:
        assert any(name in file and was.get(file) != became.get(file) for file in files), name


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_a_refused_page_builds(case: Case, tmp_path: Path, build_site: Build) -> None:
    before = build_site(site_of(tmp_path / "before", [("p", case.encode(case.text))]))
    assert before.exit != 0, "a finding of severity error for what Hugo builds"
    after = build_site(site_of(tmp_path / "after", [("p", case.encode(case.fixed))]))
    assert after.exit == 0, after.messages
    assert "p/page/index.html" in after.files
