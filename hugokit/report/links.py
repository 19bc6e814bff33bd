"""The links of a site, and those that lead nowhere: as text, and as one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from hugokit.site.links import Lead
from hugokit.text.display import escape
from hugokit.text.places import Places

TextOf = Callable[[str], str]


def placed(leads: Iterable[Lead], text_of: TextOf) -> Iterator[tuple[Lead, int, int]]:
    """Each lead with its line and column; `text_of` reads a file, which is done once for all leads of it in a row."""
    for source, own in groupby(leads, key=lambda lead: lead.source):
        places = Places(text_of(source))
        for lead in own:
            yield lead, *places.at(lead.start)


def text(lead: Lead, line: int, column: int) -> str:
    """A finding as `file:line:column: message; mend`, else the link as `file:line:column: written -> what it is`."""
    where = f"{lead.source}:{line}:{column}"
    if lead.broken:
        return escape(f"{where}: {lead.broken.message}; {lead.broken.mend}") + "\n"
    leads_to = " ".join(part for part in (lead.what, lead.url or lead.target) if part)
    return escape(f"{where}: {lead.link.to} -> {leads_to}") + "\n"


def json_line(lead: Lead, line: int, column: int) -> str:
    """One JSON object: path, line, column, link, image, form, kind, url, target, and of a finding slug, message, mend.

    What does not apply is null. ASCII.
    """
    broken = lead.broken
    row = {
        "path": lead.source,
        "line": line,
        "column": column,
        "link": lead.link.to,
        "image": lead.link.image,
        "form": lead.link.form,
        "kind": lead.what,
        "url": lead.url or None,
        "target": lead.target or None,
        "slug": broken and SLUGS[broken.kind],
        "message": broken and broken.message,
        "mend": broken and broken.mend,
    }
    return json.dumps(row) + "\n"


SLUGS = {
    "ref": "broken-ref",
    "link": "broken-link",
    "image": "broken-image",
    "anchor": "broken-anchor",
    "unpublished": "link-to-unpublished",
}
