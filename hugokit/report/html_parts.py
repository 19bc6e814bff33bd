"""What HTML reports with a list and a filter are made of. All text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape as to_html

from hugokit.report.html_page import POLICY, STYLE
from hugokit.text.display import escape


def head(title: str) -> str:
    """What stands before the body: the policy lets nothing but the constant style and script through."""
    return "".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{to_html(POLICY)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n',
            f"<title>{text(title)}</title>\n<style>{STYLE}</style>\n</head>\n",
        ]
    )


def text(value: str) -> str:
    """Text in the page or in an attribute of it: what is no plain character is spelled out, markup is text."""
    return to_html(escape(value))


def chart(title: str, what: str, counts: Mapping[str, int], of: str = "findings") -> str:
    """A table with a bar in each row: what a screen reader tells is the number beside it."""
    most = max(counts.values())
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    bars = "".join(
        f'<tr><th scope="row">{text(name)}</th><td class="count">{count}</td><td class="bar">'
        f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{100 * count / most:.1f}" height="10"/></svg></td></tr>\n'
        for name, count in rows
    )
    head = f'<tr><th scope="col">{what}</th><th scope="col">{of}</th><td></td></tr>\n'
    return f"<table>\n<caption>{title}</caption>\n<thead>{head}</thead>\n<tbody>\n{bars}</tbody>\n</table>\n"


def select(name: str, label: str, choices: Iterable[str]) -> str:
    """A choice of the filter."""
    options = "".join(f'<option value="{text(choice)}">{text(choice)}</option>' for choice in choices)
    return f'<label>{label} <select name="{name}"><option value="">all</option>{options}</select></label>\n'


def filter_form(selects: str) -> str:
    """The filter, which the script shows; `selects` are those of `select`."""
    word = '<label>Text <input type="search" name="word" autocomplete="off"></label>\n'
    count = '<p id="told" role="status"></p>\n'
    controls = f'{word}{selects}<button type="reset">All</button>\n{count}'
    return f'<h2>Filter</h2>\n<form id="filter" hidden>\n{controls}</form>\n'
