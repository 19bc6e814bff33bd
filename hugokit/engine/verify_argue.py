"""What a ledger says of an address that differs: then the difference was declared, and is listed apart."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from hugokit.engine.site_files import FolderFiles
from hugokit.engine.sites import model_of
from hugokit.engine.verify_hugo import is_source
from hugokit.errors import SettingsError
from hugokit.fs.read import read_file
from hugokit.proof.address import file_of
from hugokit.proof.facts import Verdict
from hugokit.text.display import escape

_FIELDS = ("source", "line", "key", "what", "why", "grade")
_PATH = re.compile(r"(?<![\w./])/[^\s'\"`,;:()]*[^\s'\"`,;:().]|(?<![\w./])/(?![\w])")


def argue_by(ledger: Path | None, site: Path, now: datetime) -> Callable[[Verdict], tuple[str, ...]]:
    """A function that gives what the ledger says of an address: each entry in one line.

    An entry speaks of an address that it names, and of the page that its source file is published as, where `site` is
    the source of a Hugo site; of the summaries of a feed where each that differs is of such a page. SettingsError for a
    file that is no ledger.
    """
    if ledger is None:
        return lambda _: ()
    entries = _read(ledger)
    sources = _sources(site, now) if is_source(site) else {}
    said: dict[str, list[str]] = {}
    for entry in entries:
        line = _line(entry)
        named = {unquote(path) for path in _PATH.findall(f"{entry['what']} {entry['why']}")}
        for place in [f"source {entry['source']}", *named]:
            said.setdefault(place, []).append(line)

    def of_page(file: str) -> list[str]:
        """What is said of the source of a page. What has none, as most lists, no entry about the whole site argues."""
        return said.get(f"source {sources[file]}", []) if file in sources else []

    def argue(verdict: Verdict) -> tuple[str, ...]:
        places = (unquote(verdict.url), f"/{verdict.file}")
        own = [*of_page(verdict.file), *(line for place in places for line in said.get(place, ()))]
        summarised = [of_page(file_of(url)) for url in verdict.about]
        if not own and all(summarised):
            own = [line for lines in summarised for line in lines]
        return tuple(dict.fromkeys(own))

    return argue


def _read(ledger: Path) -> list[Mapping[str, Any]]:
    try:
        found = json.loads(read_file(ledger).data)
    except ValueError as error:
        raise SettingsError(f"{escape(str(ledger))}: this is no JSON: {error}") from error
    entries = found.get("ledger") if isinstance(found, dict) else None
    whole = isinstance(entries, list) and all(isinstance(e, dict) and all(k in e for k in _FIELDS) for e in entries)
    if entries is None or not whole:
        raise SettingsError(
            f"{escape(str(ledger))}: this is no ledger; write one with `hugokit migrate … --output-format json`"
        )
    return list(entries)


def _line(entry: Mapping[str, Any]) -> str:
    place = f"{entry['source']}:{entry['line']}" if entry["line"] else str(entry["source"])
    key = f" {entry['key']}" if entry["key"] else ""
    return f"{place} {entry['grade']}{key}: {entry['what']}: {entry['why']}"


def _sources(site: Path, now: datetime) -> dict[str, str]:
    """The source of each published file that has one, a further page of a list included."""
    pages = [page for language in model_of(site, FolderFiles(site), now=now).sites for page in language.pages]
    found = {page.file: page.source for page in pages if page.source}
    return found | {pager.file: page.source for page in pages if page.source for pager in page.pagers}
