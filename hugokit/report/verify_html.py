"""What `hugokit verify` found as one HTML page that needs nothing else: score, charts, each address with its diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape as to_html

from hugokit.proof.facts import Difference, Verdict
from hugokit.proof.result import Proof
from hugokit.report.html_page import STYLE, digest
from hugokit.report.verify import NAMES, Group, grouped, headline, shown, summary
from hugokit.text.display import escape

_STYLE = f"""{STYLE}
.score {{ font-size: 2.5rem; font-weight: bold; margin: 0; }}
del {{ display: block; text-decoration: none; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--old); }}
del::before {{ content: "\u2212 "; }}
.both {{ display: block; white-space: pre-wrap; overflow-wrap: anywhere; }} .both::before {{ content: "  "; }}
pre.diff {{ white-space: normal; }} h4 {{ margin: .6rem 0 0; font-size: 1rem; }}
:root {{ --old: #ffdcd9; }} @media (prefers-color-scheme: dark) {{ :root {{ --old: #5a1d1a; }} }}
"""
_POLICY = f"default-src 'none'; style-src {digest(_STYLE)}; base-uri 'none'; form-action 'none'"
_STEPS = ((100.0, "100"), (90.0, "90 to 99.9"), (50.0, "50 to 89.9"), (0.0, "0 to 49.9"))
_MOST_SIMILAR = 50


def page(proof: Proof, version: str) -> str:
    """The whole document; `version` is hugokit's. Nothing in it runs, and its policy (CSP) says so to the browser."""
    return "".join(_parts(proof, version))


def _parts(proof: Proof, version: str) -> Iterator[str]:
    groups = grouped(proof.differing)
    yield _head()
    yield '<body>\n<a class="skip" href="#findings">To the differences</a>\n<header>\n<h1>Proof of a migration</h1>\n'
    yield f'<p class="score">{shown(proof.score)} <span class="dim">of 100</span></p>\n'
    yield from (f"<p>{_text(line)}</p>\n" for line in summary(proof) if not line.startswith("score"))
    yield f'</header>\n<main>\n<div class="charts">\n{"".join(_charts(proof))}</div>\n'
    yield '<h2 id="all">Differences</h2>\n<ol id="findings" aria-labelledby="all">\n'
    yield from map(_item, groups)
    yield "</ol>\n"
    yield from _argued(proof.argued)
    yield f'</main>\n<footer class="dim"><p>hugokit {_text(version)}</p></footer>\n</body>\n</html>\n'


def _head() -> str:
    return "".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{to_html(_POLICY)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n',
            f"<title>Proof of a migration</title>\n<style>{_STYLE}</style>\n</head>\n",
        ]
    )


def _charts(proof: Proof) -> Iterator[str]:
    states = {f"{NAMES[kind]}, {state}": n for kind, found in proof.counts.items() for state, n in found.items()}
    yield _chart("Addresses", "kind", states)
    yield _chart("Addresses by score", "score", _by_score(proof))
    if proof.aspects:
        yield _chart("What differs", "aspect", proof.aspects)


def _by_score(proof: Proof) -> dict[str, int]:
    counts = {name: 0 for _, name in _STEPS}
    counts["100"] = sum(states.get("same", 0) for states in proof.counts.values())
    for verdict in (*proof.differing, *proof.argued):
        counts[next(name for least, name in _STEPS if verdict.score >= least)] += 1
    return counts


def _chart(title: str, what: str, counts: Mapping[str, int]) -> str:
    """A table with a bar in each row: what a screen reader tells is the number beside it."""
    most = max([1, *counts.values()])
    bars = "".join(
        f'<tr><th scope="row">{_text(name)}</th><td class="count">{count}</td><td class="bar">'
        f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{100 * count / most:.1f}" height="10"/></svg></td></tr>\n'
        for name, count in counts.items()
    )
    head = f'<tr><th scope="col">{what}</th><th scope="col">addresses</th><td></td></tr>\n'
    return f"<table>\n<caption>{title}</caption>\n<thead>{head}</thead>\n<tbody>\n{bars}</tbody>\n</table>\n"


def _item(group: Group) -> str:
    others = group.verdicts[1:]
    named = ", ".join(_text(verdict.url) for verdict in others[:_MOST_SIMILAR])
    more = ", …" if len(others) > _MOST_SIMILAR else ""
    same = f"<details><summary>The same on {len(others)} more</summary><p>{named}{more}</p></details>\n"
    grade = "error" if group.first.state != "differs" or group.first.score < 50 else "warning"
    return "".join(
        [
            f'<li class="{grade}">\n<h3><bdi>{_text(headline(group.first))}</bdi></h3>\n',
            same if others else "",
            *map(_difference, group.first.differences),
            "</li>\n",
        ]
    )


def _difference(difference: Difference) -> str:
    lines = "".join(map(_line, difference.diff))
    return (
        f'<h4>{difference.aspect}</h4>\n<pre class="diff" tabindex="0" aria-label="{difference.aspect}">{lines}</pre>\n'
    )


def _line(line: str) -> str:
    """One line of a diff; what is before and after is told by the element, and seen by its sign."""
    tag = {"- ": "del", "+ ": "ins"}.get(line[:2])
    return f"<{tag}>{_text(line[2:])}</{tag}>" if tag else f'<span class="both">{_text(line[2:])}</span>'


def _argued(verdicts: Sequence[Verdict]) -> Iterable[str]:
    if not verdicts:
        return
    yield "<h2>Argued in the ledger</h2>\n<ul>\n"
    for verdict in verdicts:
        why = "".join(f"<p>{_text(line)}</p>\n" for line in verdict.argued)
        yield f"<li><h3><bdi>{_text(headline(verdict))}</bdi></h3>\n{why}</li>\n"
    yield "</ul>\n"


def _text(text: str) -> str:
    """Text in the page or in an attribute of it: what is no plain character is spelled out, markup is text."""
    return to_html(escape(text))
