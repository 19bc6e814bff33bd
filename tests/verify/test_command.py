"""`hugokit verify` as a program: exit codes, reports, what is said where something is missing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.program import hugokit
from tests.verify.conftest import HERE
from tests.verify.faults import NETS, TIDES


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "copy")


def spoil(site: Path, file: str = TIDES) -> None:
    text = (site / file).read_text(encoding="utf-8")
    (site / file).write_text(text.replace("<h1>", "<h1>Not "), encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_source_and_what_was_built_of_it_are_the_same(built: Path, tmp_path: Path) -> None:
    source = shutil.copytree(HERE / "site", tmp_path / "source")
    before = contents(source)
    ran = hugokit("verify", source, built, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, ""), ran.text
    assert ran.text.endswith("score: 100\n")
    assert "built by Hugo 0." in ran.text
    assert contents(source) == before


def test_a_source_with_a_home_page_beside_it_is_built(built: Path, tmp_path: Path) -> None:
    """Some hosts publish the folder of the repository; Jekyll and Eleventy have their home page there, too."""
    source = shutil.copytree(HERE / "site", tmp_path / "source")
    (source / "index.html").write_text("<p>not this</p>\n", encoding="utf-8")
    ran = hugokit("verify", source, built, cwd=tmp_path)
    assert (ran.code, "built by Hugo 0." in ran.text) == (0, True), ran.text


def test_differences_and_the_score_that_is_enough(built: Path, copy: Path, tmp_path: Path) -> None:
    spoil(copy)
    ran = hugokit("verify", built, copy, cwd=tmp_path)
    assert ran.code == 1
    assert ran.text.startswith("/post/tides/: ")
    assert "    - Tides\n    + Not Tides\n" in ran.text
    score = float(ran.text.rsplit(maxsplit=1)[1])
    assert hugokit("verify", built, copy, "--min-score", str(score), cwd=tmp_path).code == 0
    assert hugokit("verify", built, copy, "--min-score", str(score + 0.01), cwd=tmp_path).code == 1
    assert hugokit("verify", built, copy, "--skip", "title", cwd=tmp_path).code == 0


def test_reports_go_where_they_are_wanted(built: Path, copy: Path, tmp_path: Path) -> None:
    spoil(copy)
    ran = hugokit("verify", built, copy, "--output-format", "html", "-o", "proof.html", cwd=tmp_path)
    assert ran.code == 1
    assert "Not Tides" not in ran.text
    assert "score: " in ran.text
    assert "<ins>Not Tides</ins>" in (tmp_path / "proof.html").read_text(encoding="utf-8")
    found = json.loads(hugokit("verify", built, copy, "--output-format", "json", cwd=tmp_path).out)
    assert [row["file"] for row in found["differing"]] == [TIDES]


LOSS = {"source": "content/en/post/tides.md", "line": 2, "key": "title", "what": "the title", "why": "it is short",
        "mend": "", "grade": "changed"}  # fmt: skip


@pytest.mark.parametrize(("loss", "argued"), [
    (LOSS, [TIDES]),
    ({**LOSS, "source": "hugo.toml", "why": "the address /post/nets/ is too long"}, [NETS]),
    ({**LOSS, "source": "hugo.toml", "why": "the address /post/net is too long"}, []),
])  # fmt: skip
def test_what_the_ledger_argues_is_listed_apart(
    built: Path, copy: Path, tmp_path: Path, loss: object, argued: list[str]
) -> None:
    spoil(copy)
    spoil(copy, NETS)
    (tmp_path / "ledger.json").write_text(json.dumps({"ledger": [loss]}), encoding="utf-8")
    words = ("--ledger", "ledger.json", "--output-format", "json")
    ran = hugokit("verify", HERE / "site", copy, *words, cwd=tmp_path)
    found = json.loads(ran.out)
    assert ran.code == 1
    assert [row["file"] for row in found["argued"]] == argued
    assert [row["file"] for row in found["differing"]] == sorted({TIDES, NETS} - set(argued))


def test_a_feed_is_argued_where_each_summary_that_differs_is(built: Path, copy: Path, tmp_path: Path) -> None:
    """The ledger speaks of the page of one; of another, in the feed of all posts, it does not.

    An entry about the whole site names no source, and argues nothing of what has none.
    """
    feeds = {
        "tags/water/index.xml": {"High water": "High waters"},
        "post/index.xml": {"water": "w", "Eye splice": "Eye"},
    }
    for feed, changes in feeds.items():
        text = (copy / feed).read_text(encoding="utf-8")
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        (copy / feed).write_text(text, encoding="utf-8")
    whole = {**LOSS, "source": "", "what": "a setting"}
    (tmp_path / "ledger.json").write_text(json.dumps({"ledger": [LOSS, whole]}), encoding="utf-8")
    words = ("--ledger", "ledger.json", "--output-format", "json")
    found = json.loads(hugokit("verify", HERE / "site", copy, *words, cwd=tmp_path).out)
    assert [row["file"] for row in found["argued"]] == ["tags/water/index.xml"]
    assert [row["file"] for row in found["differing"]] == ["post/index.xml"]


def test_wrong_use_says_what_to_do(built: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "eleventy").mkdir()
    (tmp_path / "eleventy" / "package.json").write_text('{"dependencies": {"@11ty/eleventy": "3"}}', encoding="utf-8")
    (tmp_path / "bad.json").write_text("[1]", encoding="utf-8")
    for words, said in (
        ((built, "empty"), "there is no .html file"),
        ((built, "eleventy"), "run `cd eleventy && npm install` and verify again"),
        ((built, built, "--content", "a["), "this is no CSS selector"),
        ((built, built, "--skip", "colour"), "'colour' is not one of"),
        ((built, built, "--ledger", "bad.json"), "this is no ledger; write one with `hugokit migrate"),
    ):
        ran = hugokit("verify", *words, cwd=tmp_path)
        assert (ran.code, ran.text) == (2, ""), words
        assert said in ran.err


def test_without_hugo_it_says_how_to_go_on(built: Path, tmp_path: Path) -> None:
    ran = hugokit("verify", HERE / "site", built, cwd=tmp_path, PATH=str(tmp_path))
    assert ran.code == 2
    assert "there is no hugo on PATH to build SITE" in ran.err


def test_the_exit_code_of_a_generator_is_not_believed(built: Path, tmp_path: Path) -> None:
    """A program that ends well and writes nothing is a failure; one that fails and has written is compared."""
    project = tmp_path / "project"
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    program = project / ".venv" / "bin" / "mkdocs"
    program.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    program.chmod(0o755)
    ran = hugokit("verify", built, "project", cwd=tmp_path)
    assert (ran.code, "MkDocs ended with code 0 and wrote no page" in ran.err) == (2, True)
    program.write_text(f'#!/bin/sh\ncp -r {built} "$3"\necho "ERROR: one page" >&2\nexit 1\n', encoding="utf-8")
    ran = hugokit("verify", built, "project", cwd=tmp_path)
    assert ran.code == 0
    assert "note: OTHER: MkDocs ended with code 1: ERROR: one page\n" in ran.text
    assert "OTHER project: built by MkDocs" in ran.text


def test_what_an_older_hugo_had_is_told(tmp_path: Path) -> None:
    files = {
        "hugo.toml": '[markup]\ndefaultMarkdownHandler = "blackfriday"\n[outputs]\nhome = ["html", "a_b"]\n',
        "layouts/partials/head.html": '{{ template "_internal/google_analytics_gtag.html" . }}',
        "layouts/_shortcodes/old.html": '{{ getJSON "x" }}',
        "content/p.md": "---\ntitle: p\n---\n{{< old >}}\n",
    }
    for name, text in files.items():
        (tmp_path / "one" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "one" / name).write_text(text, encoding="utf-8")
    ran = hugokit("verify", "one", "one", cwd=tmp_path)
    assert ran.code == 0, ran.err
    for said in (
        "this Hugo has no blackfriday: Markdown was read by Goldmark",
        "the output format a_b is defined by something that is not on disk",
        "Hugo cannot read layouts/_shortcodes/old.html, which was left out",
        "Hugo cannot read the partial head.html, which was left out",
    ):
        assert f"note: SITE: {said}" in ran.text


def test_a_term_that_is_spelled_in_two_ways_has_one_name(tmp_path: Path) -> None:
    """Hugo shows whichever it meets first, and that is another one in every build."""
    content = tmp_path / "one" / "content"
    content.mkdir(parents=True)
    (tmp_path / "one" / "hugo.toml").write_text('defaultContentLanguage = "de"\n', encoding="utf-8")
    for number in range(24):
        spelled = ("Sea Salt", "sea salt", "SEA salt")[number % 3]
        (content / f"p{number}.md").write_text(f'---\ntitle: p\ntags: ["{spelled}"]\n---\n', encoding="utf-8")
    for _ in range(2):
        ran = hugokit("verify", "one", "one", cwd=tmp_path)
        assert (ran.code, ran.err) == (0, ""), ran.text


def test_a_theme_that_is_not_there_is_told(tmp_path: Path) -> None:
    for side, title in (("one", "a"), ("two", "b")):
        content = tmp_path / side / "content"
        content.mkdir(parents=True)
        (tmp_path / side / "hugo.toml").write_text(
            'theme = "gone"\n[outputs]\nhome = ["html", "print"]\n', encoding="utf-8"
        )
        body = "{{< box >}}*in*{{< /box >}}{{< button\n a=1\n/>}}{{< last >}}*x*{{</>}}"
        (content / "p.md").write_text(f"---\ntitle: {title}\n---\n{body}\n", encoding="utf-8")
        (content / "bad.md").write_text("---\ntitle: a\ntitle: b\n---\n", encoding="utf-8")
        for name, calls in {"_markup/render-heading.html": "head", "_shortcodes/note.html": "note"}.items():
            (tmp_path / side / "layouts" / name).parent.mkdir(parents=True)
            (tmp_path / side / "layouts" / name).write_text(f'{{{{ partial "{calls}.html" . }}}}', encoding="utf-8")
        (content / "q.md").write_text("---\ntitle: q\n---\n## Head\n\n{{< note >}}\n", encoding="utf-8")
    ran = hugokit("verify", "one", "two", cwd=tmp_path)
    assert ran.code == 1, ran.err
    assert "    - a\n    + b\n" in ran.text
    for said in (
        "the theme gone: it is not on disk",
        "the output format print is defined by something that is not on disk",
        "the shortcode last has no template on disk: its inner text was shown",
        "the shortcode button has no template on disk: its inner text was shown",
        "the shortcode box has no template on disk: its inner text was shown",
        "Hugo refuses content/bad.md, which was left out",
        "the render hook layouts/_markup/render-heading.html calls a partial that is not on disk: it was left out",
        "the partial note.html is not on disk: nothing was shown",
    ):
        assert f"note: SITE: {said}" in ran.text
        assert f"note: OTHER: {said}" in ran.text
