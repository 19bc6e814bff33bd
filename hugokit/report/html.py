"""Findings as one HTML page that needs nothing else: charts, a filter, and each finding with its line and its fix."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from hugokit.diagnostic import Located, Severity
from hugokit.report.excerpt import parts
from hugokit.report.formats import Collected
from hugokit.report.html_page import SCRIPT
from hugokit.report.html_parts import chart, filter_form, head, select
from hugokit.report.html_parts import text as shown
from hugokit.report.manuals import url_of
from hugokit.report.text import Tally, summary

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
                f"<header>\n<h1>Findings of hugokit</h1>\n<p>{shown(summary(tally).strip())}</p>\n</header>\n",
                "<main>\n",
                _charts(found) + _filter(found) if found else "",
                '<h2 id="all">Findings</h2>\n<ol id="findings" aria-labelledby="all">\n',
                *(self._finding(item) for item in found),
                "</ol>\n</main>\n",
                f'<footer class="dim"><p>hugokit {shown(self.about.version)}</p></footer>\n',
            ]
        )
        script = f"<script>{SCRIPT}</script>\n" if found else ""
        return f"{head('Findings of hugokit')}<body>\n{body}{script}</body>\n</html>\n"

    def _finding(self, item: Located) -> str:
        finding = item.diagnostic
        grade = finding.severity.name.lower()
        path = self.about.relative(item.path)
        place = f"{path}:{item.line}:{item.column}"
        url = url_of(finding.code, finding.slug, self.about.version)
        data = {"severity": grade, "rule": _rule(item), "section": _section(item)}
        given = "".join(f' data-{name}="{shown(value)}"' for name, value in data.items())
        return "".join(
            [
                f'<li class="{grade}"{given}>\n<h3><bdi>{shown(place)}</bdi></h3>\n',
                f'<p><span class="grade">{grade}</span> <a href="{shown(url)}">{shown(_rule(item))}</a></p>\n',
                f"<p><bdi>{shown(finding.message)}</bdi></p>\n",
                _excerpt(item),
                _fix(item),
                "</li>\n",
            ]
        )


def _lines(text: str) -> str:
    """Text of several lines."""
    return "\n".join(shown(line) for line in text.replace("\r\n", "\n").split("\n"))


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
    charts = chart("Findings by rule", "rule", rules) + chart("Findings by section", "section", sections)
    return f'<div class="charts">\n{charts}</div>\n'


def _filter(found: list[Located]) -> str:
    grades = [grade.name.lower() for grade in sorted(Severity, reverse=True)]
    selects = "".join(
        [
            select("severity", "Severity", [name for name in grades if any(_grade(item) == name for item in found)]),
            select("rule", "Rule", sorted(set(map(_rule, found)))),
            select("section", "Section", sorted(set(map(_section, found)))),
        ]
    )
    return filter_form(selects)


def _grade(item: Located) -> str:
    return item.diagnostic.severity.name.lower()


def _excerpt(item: Located) -> str:
    if not item.excerpt.text.strip():
        return ""
    marked = parts(item)
    line = f"{shown(marked.before)}<mark>{shown(marked.marked)}</mark>{shown(marked.behind)}"
    return f'<pre tabindex="0" aria-label="line {item.line}"><code>{line}</code></pre>\n'


def _fix(item: Located) -> str:
    fix = item.diagnostic.fix
    if fix is None:
        return ""
    option = "--fix" if fix.safe else "--fix --unsafe-fixes"
    edits = "".join(f"<ins>{_lines(one.new[:_MOST_OF_AN_EDIT])}</ins>\n" for one in item.edits if one.new.strip())
    return f"<p>Fix: {shown(fix.title)} (<code>hugokit check {option}</code>)</p>\n{edits}"
