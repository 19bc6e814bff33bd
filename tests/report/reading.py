"""Each format as a strict reader takes it: (path, line, severity, code, message) of every finding, in order."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import jsonschema
from junitparser import Error, Failure, JUnitXml, Skipped

from hugokit.diagnostic import Located
from hugokit.report.formats import FORMATS, About, report
from tests.support import CHECKOUT, npm_package

Row = tuple[str, int, str, str, str]
VERSION = "1.2.3"


def written(name: str, *found: Located, **about: Any) -> str:
    """A whole report of findings that come file by file."""
    made = report(name, About(VERSION, **about))
    return "".join(made.add([one]) for one in found) + made.end()


def schema(name: str) -> Any:
    return json.loads((CHECKOUT / "schemas/output" / f"{name}.v1.json").read_text(encoding="utf-8"))


def strict_json(text: str) -> Any:
    """JSON without what only Python takes: NaN, lone surrogates, a name twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({name for name, _ in pairs}) == len(pairs)
        return dict(pairs)

    def never(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    found = json.loads(text, object_pairs_hook=once, parse_constant=never)
    json.dumps(found, ensure_ascii=False).encode("utf-8")
    return found


def check_record(record: dict[str, Any]) -> Row:
    """A record that the published schema describes, each of its names included."""
    check = schema("check")
    jsonschema.validate(record, check, cls=jsonschema.Draft202012Validator)
    assert record.keys() == check["properties"].keys()
    if record["fix"]:
        assert record["fix"].keys() == check["properties"]["fix"]["properties"].keys()
    return record["path"], record["line"], record["severity"], record["code"], record["message"]


def read_json(text: str) -> Iterator[Row]:
    assert text.endswith("\n")
    yield from map(check_record, strict_json(text))


def read_json_lines(text: str) -> Iterator[Row]:
    for line in text.split("\n")[:-1]:
        yield check_record(strict_json(line))


GITHUB = {"error": "error", "warning": "warning", "notice": "info"}


def read_github(text: str) -> Iterator[Row]:
    """As the runner reads commands: `::name key=value,…::data`, unescaped as actions/toolkit escapes it."""
    for line in text.split("\n")[:-1]:
        command, properties, data = re.fullmatch(r"::([a-z]+) ([^:]*)::(.*)", line).groups()  # type: ignore[union-attr]
        given = {
            name: _unescape(value, of_property=True) for name, value in (p.split("=", 1) for p in properties.split(","))
        }
        assert set(given) - {"col", "endColumn"} == {"file", "line", "endLine", "title"}
        assert ("col" in given) == (given["line"] == given["endLine"])
        yield given["file"], int(given["line"]), GITHUB[command], given["title"].split()[0], _unescape(data)


def _unescape(text: str, *, of_property: bool = False) -> str:
    codes = {"%0D": "\r", "%0A": "\n", "%25": "%"} | ({"%3A": ":", "%2C": ","} if of_property else {})
    assert not re.search("%(?!0D|0A|25|3A|2C)", text)
    return re.sub("%..", lambda found: codes[found.group()], text)


GITLAB: Any = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer"}}},
                },
            },
        },
    },
}
"""What GitLab's documentation (Code Quality, report format) requires; it publishes no schema."""
_GITLAB_SEVERITY = {"major": "error", "minor": "warning", "info": "info"}


def read_gitlab(text: str) -> Iterator[Row]:
    issues = strict_json(text)
    jsonschema.validate(issues, GITLAB)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues), "GitLab shows one of those alike"
    for issue in issues:
        place, code = issue["location"], issue["check_name"].split()[0]
        yield place["path"], place["lines"]["begin"], _GITLAB_SEVERITY[issue["severity"]], code, issue["description"]


def read_junit(text: str) -> Iterator[Row]:
    """The elements and attributes of the common schema of JUnit reports, and the counts that it sums up."""
    root = ET.fromstring(text.encode())
    assert root.tag == "testsuites"
    for suite in root:
        assert suite.tag == "testsuite"
        assert {"name", "tests", "failures", "errors", "skipped", "time"} == set(suite.keys())
        for test in suite:
            assert (test.tag, {"name", "classname", "time"}) == ("testcase", set(test.keys()))
            assert [inner.tag for inner in test] in ([], ["failure"], ["system-out"])
    parsed = JUnitXml.fromstring(text.encode())
    suites = list(parsed)
    counted = parsed.tests, parsed.failures
    parsed.update_statistics()
    assert (parsed.tests, parsed.failures) == counted
    assert parsed.tests >= 1
    for suite in suites:
        for test in suite:
            named = re.fullmatch(r"(HK[0-9]{3}) \S+ at ([0-9]+):[0-9]+", test.name)
            if named is None:
                assert (test.name, test.result) == ("hugokit check", [])
                continue
            assert not any(isinstance(result, Error | Skipped) for result in test.result)
            if test.system_out is not None:
                yield test.classname, int(named[2]), "", named[1], test.system_out.split(f" {named[1]} ", 1)[1]
                continue
            [failure] = [result for result in test.result if isinstance(result, Failure)]
            yield test.classname, int(named[2]), failure.type, named[1], failure.message


SARIF_LEVELS = {"error": "error", "warning": "warning", "note": "info"}


@cache
def sarif_schema() -> Any:
    """The schema of SARIF 2.1.0, as Microsoft packs it for tests of others."""
    place = npm_package("@microsoft/jest-sarif", "1.0.0-beta.0") / "lib/schemas/sarif-2.1.0-rtm.5.json"
    return json.loads(place.read_text(encoding="utf-8-sig"))


def read_sarif(text: str) -> Iterator[Row]:
    log = strict_json(text)
    kind = jsonschema.Draft4Validator
    kind(sarif_schema(), format_checker=kind.FORMAT_CHECKER).validate(log)
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        if "ruleIndex" in result:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        path = unquote_to_bytes(place["artifactLocation"]["uri"]).decode("utf-8", "replace")
        level = SARIF_LEVELS[result["level"]]
        yield path, place["region"]["startLine"], level, result["ruleId"], result["message"]["text"]


class Page(HTMLParser):
    """The page as a tree of open elements: every one is closed, and none can do anything, nor its attributes."""

    ALLOWED = frozenset(
        "html head meta title style body a header h1 h2 h3 p main div table caption thead tbody tr th td svg rect form "
        "label input select option button ol li bdi span pre code mark ins footer script".split()
    )
    VOID = frozenset(("meta", "input"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows: list[dict[str, Any]] = []
        self.scripts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.ALLOWED, tag
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in {"style", "src", "srcdoc", "action", "formaction"}, name
            assert name != "href" or (value or "").startswith(("https://github.com/hugokit/", "#")), value
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "li":
            self.rows.append({"data": dict(attrs), "text": {}})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert (tag, [name for name, _ in attrs]) == ("rect", ["width", "height"])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts.append(data)
        if "li" in self.open:
            texts = self.rows[-1]["text"]
            where = " ".join(self.open[self.open.index("li") + 1 :])
            texts[where] = texts.get(where, "") + data


def read_html(text: str) -> Iterator[Row]:
    page = Page(text)
    assert len(page.scripts) <= 1
    for row in page.rows:
        path, line, _ = row["text"]["h3 bdi"].rsplit(":", 2)
        yield path, int(line), row["data"]["data-severity"], row["data"]["data-rule"].split()[0], row["text"]["p bdi"]


LINE = re.compile(r"(.+?):([0-9]+):[0-9]+: (HK[0-9]{3}) (?:(error|warning|info) )?(?:\[\*\] )?(.*)")


def read_text(text: str) -> Iterator[Row]:
    """Lines of findings, and below them in the format for people two lines that begin with blanks."""
    for line in text.split("\n")[:-1]:
        if re.match(r" *[0-9]* \| ", line):
            continue
        path, number, code, severity, message = LINE.fullmatch(line).groups()  # type: ignore[union-attr]
        yield path, int(number), severity or "", code, message


READERS: dict[str, Callable[[str], Iterator[Row]]] = {
    "text": read_text, "concise": read_text, "json": read_json, "json-lines": read_json_lines, "github": read_github,
    "gitlab": read_gitlab, "junit": read_junit, "sarif": read_sarif, "html": read_html,
}  # fmt: skip
assert READERS.keys() == FORMATS.keys()
