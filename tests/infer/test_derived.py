"""`hugokit check` where no packaged schema fits: what it derives from the templates, and what it keeps of that."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hugokit import api
from hugokit.engine import infer
from hugokit.engine.derived import derive
from hugokit.engine.settings import Settings
from hugokit.limits import MAX_FILE_BYTES
from tests.cli.program import hugokit, page
from tests.rules.site_cases import SiteCase, read
from tests.support import HugoResult

CASES = read("derived", (Path(__file__).parent / "derived.md").read_text("utf-8"))
every_case = pytest.mark.parametrize("case", CASES, ids=str)
KEPT = ".hugokit_cache/schema.json"


def found(folder: Path) -> list[str]:
    settings = Settings(root=folder, hugo=(0, 168), derive=True, cache=False)
    return [
        f"{Path(one.path).relative_to(folder)}:{one.line}:{one.column} "
        f"{one.diagnostic.severity.name.lower()} {one.diagnostic.code} {one.diagnostic.message}"
        for one in api.check(folder, settings=settings)
    ]


@every_case
def test_what_is_told_of_a_site(case: SiteCase, tmp_path: Path) -> None:
    case.write(tmp_path)
    told = found(tmp_path)
    assert len(told) == len(case.findings), told
    for line, expected in zip(told, case.findings, strict=True):
        assert line.startswith(expected.head)
        assert expected.words in line


@every_case
@pytest.mark.generators
def test_the_real_hugo_does_what_is_told(case: SiteCase, tmp_path: Path, build_site: Callable[..., HugoResult]) -> None:
    case.write(tmp_path)
    built = build_site(tmp_path)
    assert (built.exit != 0) == ("fails" in case.built), built.messages
    for line in case.built:
        path, _, words = line.partition(" ")
        if path != "fails":
            assert words in built.text(path)


# fixes ----------------------------------------------------------------------------------------------------------


def test_what_is_derived_is_mended_only_when_asked_for_it(tmp_path: Path) -> None:
    CASES[0].write(tmp_path)
    place = page(tmp_path, "content/a.md", "---\ntitle: A\nfiles: one\nfeatured: 'true'\nfilse: x\nflga: x\n---\n")
    before = place.read_bytes()
    assert hugokit("check", "--fix", "content", cwd=tmp_path).code == 1
    assert place.read_bytes() == before
    hugokit("check", "--fix", "--unsafe-fixes", "content", cwd=tmp_path)
    assert place.read_text("utf-8") == "---\ntitle: A\nfiles: [one]\nfeatured: true\nfilse: x\nflga: x\n---\n"


def test_a_key_is_renamed_only_to_one_that_is_sure(tmp_path: Path) -> None:
    CASES[0].write(tmp_path)
    place = page(tmp_path, "content/a.md", "---\ntitle: A\nfilse: [x]\nfalgs: x\nntoe: x\n---\n")
    hugokit("check", "--fix", "--unsafe-fixes", "--show", "info", "content", cwd=tmp_path)
    assert place.read_text("utf-8") == "---\ntitle: A\nfiles: [x]\nfalgs: x\nntoe: x\n---\n"


@pytest.mark.parametrize(("schema", "severity"), [("mainroad", "error"), ("hugo", "warning"), ("infer", "warning")])
def test_what_an_empty_item_has_swallowed_is_told_once(schema: str, severity: str, tmp_path: Path) -> None:
    """Mainroad breaks off over such a tag; what is derived cannot tell whether it comes to that."""
    CASES[0].write(tmp_path)
    page(tmp_path, "content/a.md", "---\ntitle: A\ntags:\n-\nseries:\n- one\n---\n")
    ran = hugokit(
        "check", "--schema", schema, "--show", "info", "--output-format", "json", "content/a.md", cwd=tmp_path
    )
    assert [(one["code"], one["severity"]) for one in json.loads(ran.text)] == [("HK107", severity)]


# the choice, and what is said of it -------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    CASES[0].write(folder)
    page(folder, "content/a.md", "---\ntitle: A\nfiles: one\n---\n")
    return folder


def test_the_schema_that_was_used_is_named(site: Path) -> None:
    ran = hugokit("check", cwd=site)
    assert ran.code == 1
    said = "hugokit: the schema is derived from 3 templates of the theme t and the site, for no packaged one fits; "
    assert ran.err == f"{said}--schema hugo leaves it out\n"
    assert hugokit("check", "-q", cwd=site).err == ""
    assert "derived from 3 templates" in hugokit("check", "--group", cwd=site).text


def test_why_keys_may_be_missing_is_said(site: Path) -> None:
    page(site, "themes/t/layouts/_partials/broken.html", "{{ if }")
    page(site, "themes/t/layouts/_partials/wide.html", "{{ range .Params }}{{ end }}")
    page(site, "themes/t/layouts/section.html", '{{ partial "wide.html" . }}')
    err = hugokit("check", cwd=site).err
    assert "other keys may be read too: themes/t/layouts/_partials/wide.html goes through all parameters, " in err
    assert "themes/t/layouts/_partials/broken.html:1:" in err


@pytest.mark.parametrize(("schema", "code"), [("hugo", 0), ("infer", 1), ("mainroad", 0)])
def test_a_schema_that_is_asked_for_is_taken(schema: str, code: int, site: Path) -> None:
    assert hugokit("check", "--schema", schema, cwd=site).code == code


def test_settings_ask_for_it_by_pattern(site: Path) -> None:
    text = '[[schema]]\nfiles = ["content/x/**"]\nuses = "hugo"\n[[schema]]\nfiles = ["**"]\nuses = "infer"\n'
    page(site, "hugokit.toml", text)
    page(site, "content/x/b.md", "---\ntitle: B\nfiles: one\n---\n")
    assert hugokit("check", cwd=site).places() == [("content/a.md:3:1", "HK204")]


def test_a_theme_with_a_packaged_schema_can_be_derived_too(site: Path) -> None:
    page(site, "hugo.toml", 'theme = "mainroad"\n')
    (site / "themes" / "t").rename(site / "themes" / "mainroad")
    assert hugokit("check", cwd=site).code == 0
    assert hugokit("check", "--schema", "infer", cwd=site).places() == [("content/a.md:3:1", "HK204")]


def test_no_other_command_derives_anything(site: Path) -> None:
    text = "---\ntitle: A\nFILES: [one]\n---\n"
    page(site, "content/a.md", text)
    page(site, "hugokit.toml", '[fmt]\npreset = "canonical"\nlists = "keep"\n')
    assert hugokit("fmt", "content", cwd=site).code == 0
    assert (site / "content" / "a.md").read_text("utf-8") == text
    assert not (site / ".hugokit_cache").exists()


def test_templates_that_cannot_be_read_are_a_warning(site: Path) -> None:
    os.truncate(site / "layouts" / "all.html", MAX_FILE_BYTES + 1)
    ran = hugokit("check", cwd=site)
    assert (ran.code, ran.err.count("\n")) == (0, 1), ran.err
    assert "layouts/all.html: " in ran.err
    assert ran.err.endswith("; what its templates read is not known\n")


def test_a_page_without_a_site_has_no_templates(tmp_path: Path) -> None:
    page(tmp_path, "a.md", "---\ntitle: A\nfiles: one\n---\n")
    assert hugokit("check", "--schema", "infer", "--isolated", cwd=tmp_path).err == ""


# what is kept -----------------------------------------------------------------------------------------------------


def never(*_: object) -> Any:
    raise AssertionError("the templates were read again")


def test_what_was_derived_is_kept_until_a_template_changes(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = derive(site, keep=True)
    assert (site / ".hugokit_cache" / ".gitignore").read_text("utf-8").endswith("*\n")
    with monkeypatch.context() as patch:
        patch.setattr(infer, "infer_files", never)
        again = derive(site, keep=True)
        assert first is not None
        assert again is not None
        assert (again.schema.document, again[1:]) == (first.schema.document, first[1:])
        os.utime(site / "themes" / "t" / "layouts" / "page.html", ns=(1, 1))
        assert derive(site, keep=True) is not None
        assert derive(site, keep=True) is not None
        page(site, "content/new.md", "---\ntitle: New\n---\n")
        assert derive(site, keep=True) is not None
    page(site, "themes/t/layouts/section.html", "{{ .Params.new }}")
    last = derive(site, keep=True)
    assert last is not None
    assert last.schema.known("new")
    assert not first.schema.known("new")


@pytest.mark.parametrize(
    "bad",
    [b"", b"\xff{", b"[]", b"{}", b'{"maker": 1}', b"[" * 100_000, "document", "templates", "opened", "stamp", "maker"],
)
def test_what_is_kept_and_is_no_schema_is_made_again(bad: bytes | str, site: Path) -> None:
    good = derive(site, keep=True)
    kept = site / KEPT
    if isinstance(bad, str):
        table = json.loads(kept.read_bytes())
        bad = json.dumps({**table, bad: {"type": 5} if bad == "document" else None}).encode()
    kept.write_bytes(bad)
    again = derive(site, keep=True)
    assert good is not None
    assert again is not None
    assert again.schema.document == good.schema.document
    assert json.loads(kept.read_bytes())["document"] == good.schema.document


def test_a_cache_that_cannot_be_written_is_no_error(site: Path) -> None:
    (site / ".hugokit_cache").write_bytes(b"a file")
    ran = hugokit("check", "--cache", cwd=site)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    (site / ".hugokit_cache").unlink()
    (site / "elsewhere").mkdir()
    (site / ".hugokit_cache").symlink_to("elsewhere")
    assert hugokit("check", "--cache", cwd=site).places() == ran.places()
    assert list((site / "elsewhere").iterdir()) == []


def test_nothing_is_kept_where_nobody_wants_it(site: Path) -> None:
    hugokit("check", "--no-cache", cwd=site, HUGOKIT_CACHE="1")
    assert not (site / ".hugokit_cache").exists()
    hugokit("check", cwd=site, HUGOKIT_CACHE="1")
    assert sorted(file.name for file in (site / ".hugokit_cache").iterdir()) == [
        ".gitignore", "CACHEDIR.TAG", "schema.json",
    ]  # fmt: skip


def test_several_processes_say_the_same(site: Path) -> None:
    for number in range(300):
        page(site, f"content/p{number}.md", f"---\ntitle: {number}\nfiles: one\nfeatured: 'true'\n---\n")
    one, many = (hugokit("check", "--jobs", jobs, cwd=site) for jobs in ("1", "3"))
    assert one.text == many.text
    assert len(one.places()) == 601
