"""Tables from the tests of Hugo and of spf13/cast: decoding, dates, page fields, build options."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hugokit.document import loads
from hugokit.engine.dump import moment
from hugokit.errors import FrontMatterError
from hugokit.frontmatter import json as json_codec
from hugokit.frontmatter import org, toml, yaml
from hugokit.frontmatter.codecs import format_of_text
from hugokit.frontmatter.dates import date_in_name, parse_date, slug_in_name
from hugokit.page import PageRules, read_page
from hugokit.site.config_files import format_of
from hugokit.site.dates import sources
from tests.conformance.reading import bare
from tests.support import HugoResult

CODECS = {"yaml": yaml, "json": json_codec, "toml": toml, "org": org}


def group(shared: Path, name: str) -> list[dict[str, Any]]:
    every = json.loads((shared / "conformance" / "hugo_cases.json").read_text("utf-8"))["cases"]
    found = [case for case in every if case["group"] == name]
    assert found
    return found


def test_decode(shared: Path) -> None:
    for case in group(shared, "decode"):
        text = case["input"]
        try:
            value = CODECS[case["format"]].read(text, 0, len(text)).value
        except FrontMatterError:
            assert "error" in case, case
        else:
            assert bare(value) == case["expect"], case


def test_parse_date(shared: Path) -> None:
    for case in group(shared, "parse_date"):
        found = parse_date(case["input"], ZoneInfo(case["timezone"]))
        if "error" in case:
            assert found is None, case
        else:
            assert found is not None, case
            assert moment(found if found.year == 1 else found.astimezone(UTC)) == case["expect"], case


def test_date_and_slug_in_file_names(shared: Path) -> None:
    for case in group(shared, "date_slug_from_filename"):
        zone, stem = ZoneInfo(case["timezone"]), case["input"].removesuffix(".md")
        assert moment(date_in_name(stem, zone)) == case["expect"]["date"], case
        assert slug_in_name(stem, zone) == case["expect"]["slug"], case


def test_configured_sources_of_dates(shared: Path) -> None:
    for case in group(shared, "date_config"):
        found = {name: list(keys) for name, keys in sources(case["input"]).items()}
        assert found == case["expect"], case


NAMES = {"date": "date", "lastmod": "lastmod", "publishDate": "publish_date", "expiryDate": "expiry_date"}


def test_dates_by_configured_sources(shared: Path) -> None:
    for case in group(shared, "page_dates"):
        given = case["input"]
        rules = PageRules(date_sources=sources(given["config"]))
        stem = given.get("filename", "").removesuffix(".md")
        page = read_page(given["frontmatter"], rules=rules, file_name=stem)
        for name, day in case["expect"].items():
            found = page.params["date"] if name == "params.date" else getattr(page, NAMES[name])
            found = found.date() if isinstance(found, datetime) else found
            assert (found.isoformat() if isinstance(found, date) else found) == day, case


def test_pages(shared: Path) -> None:
    for case in group(shared, "page"):
        document = loads(case["input"])
        if "error" in case:
            page = None if document.error else read_page(document.to_dict())
            assert page is None or page.troubles, case
            if "line" in case:
                assert document.error is not None
                assert document.error.line == case["line"], case
            continue
        page = read_page(document.to_dict())
        for name, wanted in case["expect"].items():
            value = getattr(page, name)
            if name == "params":
                assert {key: bare(value[key]) for key in wanted} == wanted, case
            else:
                assert (moment(value) if name == "date" else value) == wanted, case


def test_build_options(shared: Path) -> None:
    for case in group(shared, "build_options"):
        page = read_page({"build": case["input"]})
        assert dict(page.build) == {key.lower(): value for key, value in case["expect"].items()}, case
        assert page.troubles == ()


def test_format_from_content(shared: Path) -> None:
    for case in group(shared, "format_from_content"):
        assert format_of_text(case["input"]) == case["expect"], case


# What `transform.Unmarshal` says of a text, which tells the format that it took it for.
_TOLD = {
    "csv": r"parse error on line", "json": r"_stream\.json", "xml": r"_stream\.xml|XML root", "toml": r"_stream\.toml",
    "yaml": r"\[\d+:\d+\]", "": "unknown format",
}  # fmt: skip
_UNMARSHAL = """\
[{{ range $index, $text := site.Data.texts }}{{ if $index }},{{ end }}
{{- $read := try (transform.Unmarshal (dict "delimiter" "%s") $text) -}}
{{- with $read.Err }}{{ printf "%%s" . | jsonify }}{{ else }}{{ printf "%%T" $read.Value | jsonify }}{{ end }}
{{- end }}]
"""


@pytest.mark.parametrize("delimiter", [",", ";", ":", "="])
def test_format_from_content_as_hugo_takes_it(
    delimiter: str, tmp_path: Path, build_site: Callable[..., HugoResult]
) -> None:
    """Marks in every order after a quote that is a fault in each format, so that Hugo names the one it tried."""
    texts = ['"é' + "".join(marks) for marks in permutations(",{:<=;", 3)] + ['"é;']
    for name in ("layouts", "data", "content"):
        (tmp_path / "site" / name).mkdir(parents=True)
    (tmp_path / "site/hugo.toml").write_text('disableKinds = ["rss"]\n[outputs]\nhome = ["json"]\n', encoding="utf-8")
    (tmp_path / "site/layouts/home.json").write_text(_UNMARSHAL % delimiter, encoding="utf-8")
    (tmp_path / "site/data/texts.json").write_text(json.dumps(texts), encoding="utf-8")
    answers = json.loads(build_site(tmp_path / "site").text("index.json"))
    for text, answer in zip(texts, answers, strict=True):
        assert re.search(_TOLD[format_of_text(text, delimiter)], answer), (text, answer)


@pytest.mark.parametrize("known", ["yaml", "toml", "json"])
def test_format_from_name(known: str, shared: Path) -> None:
    for case in group(shared, "format_from_name"):
        found = format_of(case["input"])
        assert (found == known) == (case["expect"] == known), case
