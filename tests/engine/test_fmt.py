"""fmt: what each preset does, that a second run does nothing, and that the real Hugo builds the same site."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from hugokit.engine.files import Run
from hugokit.engine.settings import Format, Settings, Terms

MINIMAL = Settings(fmt=Format("minimal"))
CANONICAL = Settings(schema="mainroad", fmt=Format("canonical"))


def fmt(text: str, settings: Settings = CANONICAL) -> str:
    run = Run.of(settings)
    outcome = run.fmt("page.md", text.encode())
    assert outcome.error is None
    assert run.fmt("page.md", outcome.after).changed is False, "a second run must change nothing"
    return outcome.after.decode()


def test_minimal_only_cuts_blanks_at_line_ends() -> None:
    page = "\n ---\n\ntitle: A  \n# note \n\ntags: [ b,a ]\t\ntext: |  \n  keeps  \n  its blanks \n\n---  \n\nbody  \n"
    assert fmt(page, MINIMAL) == (
        "\n ---\n\ntitle: A\n# note\n\ntags: [ b,a ]\ntext: |  \n  keeps  \n  its blanks \n\n---  \n\nbody  \n"
    )
    assert fmt('{\n  "a": "x  ",  \n  "b": 1\t\n}  \nbody  \n', MINIMAL) == '{\n  "a": "x  ",\n  "b": 1\n}  \nbody  \n'
    assert fmt('+++  \na = """  \nx  \n"""  \n+++\n', MINIMAL) == '+++\na = """  \nx  \n"""\n+++\n'


def test_blanks_can_be_kept() -> None:
    keep = Settings(fmt=Format("minimal", blanks="keep"))
    assert fmt("---\ntitle: A  \n---\n", keep) == "---\ntitle: A  \n---\n"


def test_empty_lines_at_the_ends_of_the_block() -> None:
    lines = Settings(schema="hugo", fmt=Format("minimal", blank_lines="trim"))
    assert fmt("\n \n---\n\n  \ntitle: A\n\nb: 1\n\n \n---\n\nbody\n", lines) == "---\ntitle: A\n\nb: 1\n---\n\nbody\n"
    assert fmt("\n+++\n\n# a\n\na = 1 # b\n\n+++\n", lines) == "+++\n# a\n\na = 1 # b\n+++\n"
    assert fmt('\n\n{"a": 1}\n', lines) == '{"a": 1}\n'
    assert fmt("---\n\n\n---\n", lines) == "---\n---\n"
    kept = "---\na: |+\n  x\n\n\n---\n"
    assert fmt(kept, lines) == kept, "these lines are part of the value"


@pytest.mark.parametrize(
    "text", ["no front matter  \n", "#+TITLE: A  \n\nbody\n", "{}\nbody\n", "---\n---\nbody  \n", ""]
)
def test_there_may_be_nothing_to_do(text: str) -> None:
    assert fmt(text, MINIMAL) == text
    assert fmt(text) == text


def test_comments_travel_with_their_key() -> None:
    page = """---
# the head of the file

# how it looks
sidebar: left   # not right
# what it is
# called
title: A
---
"""
    assert (
        fmt(page)
        == """---
# the head of the file

# what it is
# called
title: A
# how it looks
sidebar: left   # not right
---
"""
    )


def test_field_names_and_dates_have_one_form() -> None:
    page = "---\nTitle: A\npubdate: 2025-02-08 09:45:27 +0530\nexpirydate: 2030-01-01\nMyOwn: 1\n---\n"
    assert fmt(page) == (
        "---\ntitle: A\npublishDate: 2025-02-08T09:45:27+05:30\nexpiryDate: 2030-01-01\nMyOwn: 1\n---\n"
    )


def test_another_name_stays_where_both_are_given() -> None:
    page = "---\ntitle: A\nlastmod: 2025-01-01\nmodified: 2025-01-02\n---\n"
    assert fmt(page) == page


def test_keys_that_differ_only_in_case_keep_names_order_and_values() -> None:
    page = "---\nsidebar: left\nTITLE: A\nTitle: B\ndate: 2025-02-08 09:45:27\ntags: [a]\n---\n"
    assert fmt(page) == page.replace("tags: [a]", "tags:\n  - a")


@pytest.mark.parametrize(
    "fmt_", [Format("canonical", quotes="double", terms=Terms(repeated="remove")), Format("minimal")]
)
def test_hostile_pages_take_no_long_time(fmt_: Format) -> None:
    many = "".join(f"k{number}: [a]  \n" for number in range(5_000))
    twins = "".join(
        "".join(letters) + ": 2025-01-02 03:04:05\n" for letters in product(*zip("lastmod", "LASTMOD", strict=True))
    )
    terms = "tags: [" + "a, " * 20_000 + "b]\n"
    one_line = '{"k": {' + ", ".join(f'"k{number}": [1,2]' for number in range(20_000)) + "}}\n"
    pages = [f"---\n{block}---\n" for block in (many, twins, terms, "a: 1" + " " * 200_000 + "b\n", "\n" * 200_000)]
    began = time.process_time()
    for page in (*pages, one_line, "+++\n" + "".join(f"k{n} = [1, 2]\n" for n in range(5_000)) + "+++\n"):
        Run.of(Settings(schema="hugo", fmt=fmt_)).fmt("page.md", page.encode())
    assert time.process_time() - began < 30


def test_lists_are_written_in_block_style_with_their_quotes() -> None:
    assert fmt("---\ntags: [a, \"b c\", 'd']\n---\n") == "---\ntags:\n  - a\n  - \"b c\"\n  - 'd'\n---\n"
    commented = "---\ntags: [a, b] # why\n---\n"
    assert fmt(commented) == commented
    flow = Settings(schema="mainroad", fmt=Format("canonical", lists="flow"))
    assert fmt("---\ntags:\n- a, b\n- c\n---\n", flow) == '---\ntags: ["a, b", c]\n---\n'


def test_empty_placeholders_go_where_they_mean_nothing() -> None:
    page = '---\ntitle: A\nlead: ""\nthumbnail: ""\ntoc: ""\ncomments: ""\nmyown: ""\n---\n'
    after = fmt(page)
    assert "lead" not in after
    assert "thumbnail" not in after
    assert 'toc: ""' in after, "an empty toc switches it off, even where the site switches it on"
    assert 'myown: ""' in after


def only(**choices: Any) -> Settings:
    return Settings(schema="mainroad", fmt=Format("minimal", **choices))


def test_a_placeholder_with_a_comment_stays() -> None:
    page = '---\ntitle: A\nlead: "" # to be written\n---\n'
    assert fmt(page) == page


def test_a_placeholder_stays_where_hugo_would_find_another_value() -> None:
    """Without the empty date `.Params.date` is that of publishDate."""
    page = '---\ntitle: A\ndate: ""\npublishDate: 2020-01-01\n---\n'
    assert fmt(page) == page
    assert "date" not in fmt('---\ntitle: A\ndate: ""\n---\n')


@pytest.mark.parametrize("cascade", ["hugo.toml", "content/_index.md", "content/a/_index.md", "content/a/page.md"])
def test_a_placeholder_that_keeps_a_cascade_off_stays(cascade: str, tmp_path: Path) -> None:
    page = tmp_path / "content" / "a" / "page.md"
    page.parent.mkdir(parents=True)
    (tmp_path / "hugo.toml").write_text('title = "A"\n')
    page.write_text('---\ntitle: A\nlead: ""\n---\n')
    run = Run.of(CANONICAL)
    assert b"lead" not in run.fmt(str(page), page.read_bytes()).after
    sets = {"toml": '[cascade.params]\nLead = "x"\n', "md": "---\ntitle: A\nlead: ''\ncascade:\n  lead: x\n---\n"}
    (tmp_path / cascade).write_text(sets[cascade.rpartition(".")[2]])
    assert b"lead: " in Run.of(CANONICAL).fmt(str(page), page.read_bytes()).after.partition(b"cascade")[0]


def test_quotes_on_request() -> None:
    double, single, minimal = only(quotes="double"), only(quotes="single"), only(quotes="minimal")
    page = "---\ntitle: it's\nn: 1\nt: true\nl: [a]\ndate: 2025-01-01\n---\n"
    assert fmt(page, double) == '---\ntitle: "it\'s"\nn: 1\nt: true\nl: ["a"]\ndate: 2025-01-01\n---\n'
    assert fmt('---\ntitle: "a"\nb: "no"\nc: \'x: y\'\n---\n', minimal) == "---\ntitle: a\nb: \"no\"\nc: 'x: y'\n---\n"
    toml = '+++\na = \'x\\y\'\nb = "it\'s"\nc = "z" # c\nl = [\'a\', """b"""]\n+++\n'
    assert fmt(toml, double) == '+++\na = "x\\\\y"\nb = "it\'s"\nc = "z" # c\nl = ["a", """b"""]\n+++\n'
    assert fmt(toml, single) == '+++\na = \'x\\y\'\nb = "it\'s"\nc = \'z\' # c\nl = [\'a\', """b"""]\n+++\n'
    assert fmt(toml, minimal) == toml
    assert fmt('{"a": "b"}\n', single) == '{"a": "b"}\n'


def test_lists_in_toml() -> None:
    block, flow = only(lists="block"), only(lists="flow")
    short = "+++\ntags = [ 'a',\"b, c\" ]\nn = [[1], [2]]\n[x]\n  l = [1]\n+++\n"
    tall = "+++\ntags = [\n  'a',\n  \"b, c\",\n]\nn = [[1], [2]]\n[x]\n  l = [\n    1,\n  ]\n+++\n"
    assert fmt(short, block) == tall
    assert fmt(tall, flow) == "+++\ntags = ['a', \"b, c\"]\nn = [[1], [2]]\n[x]\n  l = [1]\n+++\n"
    assert fmt(tall.replace("\n", "\r\n"), block) == tall.replace("\n", "\r\n")
    for commented in ("+++\nl = [\n  1, # one\n]\n+++\n", "+++\nl = [1] # one\n+++\n"):
        assert fmt(commented, flow) == fmt(commented, block) == commented


def test_lists_in_json() -> None:
    block, flow = only(lists="block"), only(lists="flow")
    short = '{\n  "l": ["a", 1],\n  "m": {\n    "n": [true]\n  },\n  "e": [],\n  "o": [{"a": 1}]\n}\n'
    tall = (
        '{\n  "l": [\n    "a",\n    1\n  ],\n  "m": {\n    "n": [\n      true\n    ]\n  },\n'
        '  "e": [],\n  "o": [{"a": 1}]\n}\n'
    )
    assert fmt(short, block) == tall
    assert fmt(tall, flow) == short
    assert fmt('{"l": [1, 2]}\n', block) == '{"l": [1, 2]}\n'


ISO = {
    "2025-02-08 09:45:27.123456789 +0530": "2025-02-08T09:45:27.123456789+05:30",
    "2025-02-08 09:45:27": "2025-02-08T09:45:27",
    "2025-02-08": "2025-02-08",
    "02 Jan 2006": "2006-01-02",
    "Mon, 02 Jan 2006 15:04:05 -0700": "2006-01-02T15:04:05-07:00",
    "2025-02-08 09:45:27Z": "2025-02-08T09:45:27Z",
    "Mon, 02 Jan 2006 15:04:05 CET": "Mon, 02 Jan 2006 15:04:05 CET",
    "3:04PM": "3:04PM",
    "soon": "soon",
}
RFC = {
    "2025-02-08": "2025-02-08T00:00:00+01:00",
    "2025-07-08 09:45:27.5": "2025-07-08T09:45:27.5+02:00",
    "2025-02-08T09:45:27+00:00": "2025-02-08T09:45:27Z",
    "2025-10-26T02:30:00": "2025-10-26T02:30:00",
    "2025-03-30T02:30:00": "2025-03-30T02:30:00",
    "1850-01-01": "1850-01-01",
    "Mon, 02 Jan 2006 15:04:05 CET": "Mon, 02 Jan 2006 15:04:05 CET",
}
NATIVE = {
    ("iso", "2025-02-08 09:45:27.123456789z"): "2025-02-08T09:45:27.123456789Z",
    ("iso", "2025-02-08 09:45"): "2025-02-08T09:45:00",
    ("iso", "2025-02-08"): "2025-02-08",
    ("rfc3339", "2025-02-08"): "2025-02-08T00:00:00+01:00",
    ("rfc3339", "2025-07-08 09:45:27"): "2025-07-08T09:45:27+02:00",
    ("rfc3339", "2025-07-08T09:45:27.5"): "2025-07-08T09:45:27.5",  # with an offset Hugo would forget the half
    ("rfc3339", "2025-10-26T02:30:00"): "2025-10-26T02:30:00",
    ("rfc3339", "2025-02-08 09:45:27+05:30"): "2025-02-08T09:45:27+05:30",
}


@pytest.fixture
def berlin(tmp_path: Path) -> Path:
    config = tmp_path / "hugo.toml"
    config.write_text('timeZone = "Europe/Berlin"\n')
    return config


@pytest.mark.parametrize(
    ("form", "text", "wanted"), [("iso", *i) for i in ISO.items()] + [("rfc3339", *i) for i in RFC.items()]
)
def test_dates_as_texts(form: Any, text: str, wanted: str, berlin: Path) -> None:
    settings = replace(only(dates=form), site_config=berlin)
    assert fmt(f'---\ndate: "{text}"\n---\n', settings) == f'---\ndate: "{wanted}"\n---\n'
    assert fmt(f'+++\ndate = "{text}"\n+++\n', settings) == f'+++\ndate = "{wanted}"\n+++\n'
    assert fmt(f'{{"date": "{text}"}}\n', settings) == f'{{"date": "{wanted}"}}\n'


@pytest.mark.parametrize(("form", "text"), NATIVE)
def test_native_dates_of_toml(form: Any, text: str, berlin: Path) -> None:
    settings = replace(only(dates=form), site_config=berlin)
    assert fmt(f"+++\ndate = {text} # c\n+++\n", settings) == f"+++\ndate = {NATIVE[form, text]} # c\n+++\n"


def test_without_a_site_no_zone_is_made_up() -> None:
    page = "---\ndate: 2025-02-08\nlastmod: 2025-02-08 00:00:00 +0100\n---\n"
    assert fmt(page, only(dates="rfc3339")) == "---\ndate: 2025-02-08\nlastmod: 2025-02-08T00:00:00+01:00\n---\n"


def test_a_date_that_templates_see_as_text_stays() -> None:
    """`date` comes first, so Hugo leaves `published` what it is: a text that a template may print."""
    page = "---\ndate: 2025-02-08\npublishDate: 2025-02-09\npublished: 2025-02-08 09:45:27\n---\n"
    assert fmt(page, only(dates="iso")) == page


def test_sources_of_dates_are_those_of_the_site(tmp_path: Path) -> None:
    config = tmp_path / "hugo.toml"
    config.write_text('[frontmatter]\ndate = ["made", ":default"]\n')
    settings = replace(only(dates="iso"), site_config=config)
    assert fmt("---\nmade: 2025-02-08 01:00:00\n---\n", settings) == "---\nmade: 2025-02-08T01:00:00\n---\n"


def test_a_date_behind_the_name_of_a_file_stays(tmp_path: Path) -> None:
    """Where the name says when, Hugo leaves `date` what it is: a text that a template may print."""
    config = tmp_path / "hugo.toml"
    config.write_text('[frontmatter]\ndate = [":filename", ":default"]\n')
    settings = replace(only(dates="iso"), site_config=config)
    page = "---\ndate: 2025-02-08 01:00:00\nlastmod: 2025-02-09\npublishDate: 2025-02-09 01:00:00\n---\n"
    assert fmt(page, settings) == page.replace("09 01", "09T01")


def test_key_order_by_names() -> None:
    settings = only(key_order=("tags", "TITLE"))
    assert fmt("---\ndate: 2025-01-01\ntitle: A\nx: 1\ntags: []\n---\n", settings) == (
        "---\ntags: []\ntitle: A\ndate: 2025-01-01\nx: 1\n---\n"
    )


def test_crlf_bom_toml_and_json() -> None:
    page = "\ufeff---\r\nsidebar: left\r\ntitle: A\r\ntags: [b]\r\n---\r\nbody\r\n"
    assert fmt(page) == "\ufeff---\r\ntitle: A\r\ntags:\r\n  - b\r\nsidebar: left\r\n---\r\nbody\r\n"
    assert fmt('+++\nsidebar = "left"\ntitle = "A"\n+++\n') == '+++\ntitle = "A"\nsidebar = "left"\n+++\n'
    assert fmt('{\n  "sidebar": "left",\n  "title": "A"\n}\n') == '{\n  "title": "A",\n  "sidebar": "left"\n}\n'


def test_a_page_that_cannot_be_read_stays_as_it_is() -> None:
    outcome = Run.of(CANONICAL).fmt("page.md", b"---\na: 1\na: 2\n---\n")
    assert outcome.error is not None
    assert str(outcome.error).startswith("page.md:3:1: ")
    assert not outcome.changed
