"""Every planted fault is found, on the page where it is and nowhere else; two builds of one site have none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hugokit import verify
from hugokit.engine.verify_hugo import build_bare
from hugokit.proof.address import url_of
from tests.verify.conftest import HERE, NOW
from tests.verify.faults import FAULTS, MOVED, Fault, Moved

# What belongs to the text of a page changes with it where it is part of it.
_WITH = {
    "structure": {"text"},
    "images": {"structure"},
    "feed": {"summaries"},
    "code": {"text"},
    "links": {"text"},
    "text": {"structure", "links"},
}


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "copy")


def test_there_are_enough_of_them() -> None:
    assert len({one.name for one in (*FAULTS, *MOVED)}) == len(FAULTS) + len(MOVED) >= 60


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_found_on_its_page(fault: Fault, built: Path, copy: Path) -> None:
    fault.plant(copy)
    proof = verify(built, copy)
    assert [verdict.file for verdict in proof.differing] == [fault.file]
    [verdict] = proof.differing
    found = {difference.aspect for difference in verdict.differences}
    assert fault.aspect in found
    assert found <= {fault.aspect} | fault.also | _WITH.get(fault.aspect, set())
    assert verdict.url == url_of(fault.file)
    assert verdict.score < 100
    assert proof.score < 100
    for difference in verdict.differences:
        assert any(line.startswith(("- ", "+ ")) for line in difference.diff)


@pytest.mark.parametrize("moved", MOVED, ids=lambda moved: moved.name)
def test_a_missing_or_additional_address_is_found(moved: Moved, built: Path, copy: Path) -> None:
    moved.change(copy)
    found = {verdict.file: verdict.state for verdict in verify(built, copy).differing}
    assert found[moved.file] == moved.state
    assert len(found) <= 2


def test_two_builds_of_one_site_are_the_same(built: Path, tmp_path: Path) -> None:
    again = build_bare(HERE / "site", tmp_path, NOW)[0]
    proof = verify(built, again)
    assert proof.score == 100
    assert proof.differing == ()
    assert proof.counts["page"]["same"] >= 15
    assert {*proof.counts} == {"page", "redirect", "feed", "sitemap", "file"}
    assert proof.left_out == {}
