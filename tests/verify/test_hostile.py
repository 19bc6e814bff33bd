"""Broken and hostile files are read or refused, in time, and what differs always has less than the whole score."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from hugokit import verify
from hugokit.proof.address import side_of
from hugokit.proof.compare import compare, score
from hugokit.proof.feeds import addresses, read_xml
from hugokit.proof.page import read_page
from tests.cli.program import hugokit
from tests.verify.faults import FEED, NETS

SIDE = side_of("https://harbour.example/log")
ODD = [
    b"", b"\x00", b"\xff\xfe\xfa", b"<p>\xe9t\xe9", b'<?xml version="1.0" encoding="no-such"?><rss/>', b"<plaintext>",
    b"<!doctype html><frameset><frame>", b"<svg><title>x</title></svg>", b"<meta http-equiv=refresh>",
    b'<meta http-equiv=refresh content="0;url=">', b'<a href="http://[">x</a>', b'<a href="//">', b"<h1>" * 50,
    b'<img src="data:image/png;base64,' + b"A" * 1000 + b'">', b"<rss><channel/></rss>", b"<urlset><url/></urlset>",
    b"<article><header><h1>x</h1></header><div class=body>" + b"<ul><li>" * 3000,
]  # fmt: skip


@pytest.mark.parametrize("data", ODD, ids=lambda data: repr(data[:20]))
def test_odd_files_are_read(data: bytes) -> None:
    facts = read_page(data, "/a/", SIDE)
    assert compare(facts, read_page(data, "/a/", SIDE)) == ()
    found = read_xml(data, "/a.xml", SIDE)
    assert found is None or found.kind in ("feed", "sitemap")
    assert isinstance(addresses(data), list)


def spoilt(data: bytes, dice: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(out))
        way = dice.random()
        if way < 0.4:
            out[at] = dice.randrange(256)
        elif way < 0.7:
            del out[at : at + dice.randint(1, 60)]
        else:
            out[at:at] = out[dice.randrange(len(out)) :][: dice.randint(1, 80)]
    return bytes(out)


@pytest.mark.parametrize("rounds", [150, pytest.param(20_000, marks=pytest.mark.long)])
def test_spoilt_pages(built: Path, rounds: int) -> None:
    dice = random.Random(7)
    page, feed = (built / NETS).read_bytes(), (built / FEED).read_bytes()
    before = read_page(page, "/post/nets/", SIDE)
    differed = 0
    for _ in range(rounds):
        after = read_page(spoilt(page, dice), "/post/nets/", SIDE)
        differences = compare(before, after)
        points = score(before, after, differences)
        assert (points == 100) == (not differences)
        assert 0 <= points <= 100
        assert {one.aspect for one in compare(after, before)} == {one.aspect for one in differences}
        differed += bool(differences)
        read_xml(spoilt(feed, dice), "/post/index.xml", SIDE)
    assert differed > rounds / 2


def test_names_and_links_of_files(built: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(built, tmp_path / "copy")
    for name in (b"caf\xe9.txt", b"two\nlines.html", b"\xff.html"):
        (tmp_path / "copy").joinpath(name.decode("utf-8", "surrogateescape")).write_bytes(b"<p>x</p>")
    (copy / "loop").symlink_to(copy)
    (copy / "passwd.html").symlink_to("/etc/passwd")
    assert verify(copy, copy).score == 100
    ran = hugokit("verify", built, copy, cwd=tmp_path)
    assert ran.code == 1
    assert "passwd" not in ran.text
    assert "/two%0Alines.html: only in OTHER, page\n" in ran.text
    assert hugokit("verify", built, copy, "--output-format", "json", cwd=tmp_path).code == 1
