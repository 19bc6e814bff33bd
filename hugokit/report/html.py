"""Findings as one HTML page that needs nothing else: charts, a filter, and each finding with its line and its fix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape as to_html
from pathlib import PurePath

from hugokit.diagnostic import Located, Severity
from hugokit.report.excerpt import parts
from hugokit.report.formats import Collected
from hugokit.report.html_page import POLICY, SCRIPT, STYLE
from hugokit.report.manuals import url_of
from hugokit.report.text import Tally, summary
from hugokit.text.display import escape

_MOST_OF_AN_EDIT = 2_000


class Report(Collected):
    """The page. Nothing in it but its own constant script runs, and its policy (CSP) says so to the browser."""

    def end(self) -> str:
        """The whole document."""
        found = self.ordered()
        tally = Tally()
        tally.count(found)
        body = "".join(
            [
                '<a class="skip" href="#findings">To the findings</a>\n',
                f"<header>\n<h1>Findings of hugokit</h1>\n<p>{_text(summary(tally).strip())}</p>\n</header>\n",
                "<main>\n",
                _charts(found) + _filter(found) if found else "",
                '<h2 id="all">Findings</h2>\n<ol id="findings" aria-labelledby="all">\n',
                *(self._finding(item) for item in found),
                "</ol>\n</main>\n",
                f'<footer class="dim"><p>hugokit {_text(self.about.version)}</p></footer>\n',
            ]
        )
        script = f"<script>{SCRIPT}</script>\n" if found else ""
        return f"{_head()}<body>\n{body}{script}</body>\n</html>\n"

    def _finding(self, item: Located) -> str:
        finding = item.diagnostic
        grade = finding.severity.name.lower()
        path = self.about.relative(item.path)
        place = f"{path}:{item.line}:{item.column}"
        url = url_of(finding.code, finding.slug, self.about.version)
        data = {"severity": grade, "rule": _rule(item), "section": _section(item)}
        given = "".join(f' data-{name}="{_text(value)}"' for name, value in data.items())
        return "".join(
            [
                f'<li class="{grade}"{given}>\n<h3><bdi>{_text(place)}</bdi></h3>\n',
                f'<p><span class="grade">{grade}</span> <a href="{_text(url)}">{_text(_rule(item))}</a></p>\n',
                f"<p><bdi>{_text(finding.message)}</bdi></p>\n",
                _excerpt(item),
                _fix(item),
                "</li>\n",
            ]
        )


def _head() -> str:
    return "".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{to_html(POLICY)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n',
            f"<title>Findings of hugokit</title>\n<style>{STYLE}</style>\n</head>\n",
        ]
    )


def _text(text: str) -> str:
    """Text in the page or in an attribute of it: what is no plain character is spelled out, markup is text."""
    return to_html(escape(text))


def _lines(text: str) -> str:
    """Text of several lines."""
    return "\n".join(_text(line) for line in text.replace("\r\n", "\n").split("\n"))


def _rule(item: Located) -> str:
    return f"{item.diagnostic.code} {item.diagnostic.slug}"


def _section(item: Located) -> str:
    """The folder below content/ that a page is in, else the folder of the file; `/` for the top."""
    steps = PurePath(item.path).parts
    if "content" in steps:
        below = steps[len(steps) - steps[::-1].index("content") :]
        return below[0] if len(below) > 1 else "/"
    return PurePath(item.path).parent.as_posix() if len(steps) > 1 else "/"


def _charts(found: list[Located]) -> str:
    rules = Counter(map(_rule, found))
    sections = Counter(map(_section, found))
    charts = _chart("Findings by rule", "rule", rules) + _chart("Findings by section", "section", sections)
    return f'<div class="charts">\n{charts}</div>\n'


def _chart(title: str, what: str, counts: Mapping[str, int]) -> str:
    """A table with a bar in each row: what a screen reader tells is the number beside it."""
    most = max(counts.values())
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    bars = "".join(
        f'<tr><th scope="row">{_text(name)}</th><td class="count">{count}</td><td class="bar">'
        f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{100 * count / most:.1f}" height="10"/></svg></td></tr>\n'
        for name, count in rows
    )
    head = f'<tr><th scope="col">{what}</th><th scope="col">findings</th><td></td></tr>\n'
    return f"<table>\n<caption>{title}</caption>\n<thead>{head}</thead>\n<tbody>\n{bars}</tbody>\n</table>\n"


def _filter(found: list[Located]) -> str:
    grades = [grade.name.lower() for grade in sorted(Severity, reverse=True)]
    selects = "".join(
        [
            _select("severity", "Severity", [name for name in grades if any(_grade(item) == name for item in found)]),
            _select("rule", "Rule", sorted(set(map(_rule, found)))),
            _select("section", "Section", sorted(set(map(_section, found)))),
        ]
    )
    word = '<label>Text <input type="search" name="word" autocomplete="off"></label>\n'
    count = '<p id="told" role="status"></p>\n'
    controls = f'{word}{selects}<button type="reset">All</button>\n{count}'
    return f'<h2>Filter</h2>\n<form id="filter" hidden>\n{controls}</form>\n'


def _grade(item: Located) -> str:
    return item.diagnostic.severity.name.lower()


def _select(name: str, label: str, choices: Iterable[str]) -> str:
    options = "".join(f'<option value="{_text(choice)}">{_text(choice)}</option>' for choice in choices)
    return f'<label>{label} <select name="{name}"><option value="">all</option>{options}</select></label>\n'


def _excerpt(item: Located) -> str:
    if not item.excerpt.text.strip():
        return ""
    marked = parts(item)
    shown = f"{_text(marked.before)}<mark>{_text(marked.marked)}</mark>{_text(marked.behind)}"
    return f'<pre tabindex="0" aria-label="line {item.line}"><code>{shown}</code></pre>\n'


def _fix(item: Located) -> str:
    fix = item.diagnostic.fix
    if fix is None:
        return ""
    option = "--fix" if fix.safe else "--fix --unsafe-fixes"
    edits = "".join(f"<ins>{_lines(one.new[:_MOST_OF_AN_EDIT])}</ins>\n" for one in item.edits if one.new.strip())
    return f"<p>Fix: {_text(fix.title)} (<code>hugokit check {option}</code>)</p>\n{edits}"
