"""Sites in several languages with layouts of their own: each language's files, and links between translations."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.support import CHECKOUT

pytestmark = pytest.mark.generators

_OWN = {"hugokit.css"}
_TEMPLATES = {"en/find.json", "fr/find.json", "fr/notes/deux.json"}  # made by templates of the site, in the ledger


@pytest.mark.parametrize("name", ["isles", "guild"])
def test_every_language_is_there(name: str, build_pair: Callable[..., Any]) -> None:
    pair = build_pair(CHECKOUT / "tests" / "sites" / name, layouts="")
    assert pair.new_files() - _OWN == pair.hugo_files() - _TEMPLATES
    for site in pair.result.sites:
        for page in site.pages:
            text = (pair.new / page.file).read_text(encoding="utf-8")
            shown = re.search(r'<nav class="languages".*?</nav>', text, re.DOTALL)
            links = tuple(re.findall(r'href="([^"]+)"', shown.group())) if shown else ()
            assert links == page.translations, page.file
