"""The use case shortcodes: what the pages of a site call, and the recipes for what hugokit does not carry over."""

from __future__ import annotations

from collections.abc import Mapping

from hugokit.engine.sites import Model
from hugokit.ledger import Loss
from hugokit.site.calls import Used, used
from hugokit.site.config_files import Present
from hugokit.site.recipes import Recipe
from hugokit.site.shortcodes import known_shortcodes
from hugokit.site.templates import Templates
from hugokit.text.encoding import decode


def survey(model: Model) -> list[Used]:
    """Every shortcode that a page calls, published or not, the most called first."""
    templates = Templates(model.files, Present(model.files.names()), model.configs[0])
    texts = templates.shortcodes
    own = {name: (file, texts[name]) for name, file in templates.shortcode_files.items()}
    known = known_shortcodes(model.files, model.configs, model.hugo.version)
    return used(_pages(model), known, own)


def _pages(model: Model) -> Mapping[str, str]:
    pages = (page for site in model.sites for page in (*site.pages, *site.unlisted, *site.unpublished))
    sources = dict.fromkeys(page.source for page in pages if page.source)
    return {source: text for source in sources if "{{" in (text := decode(model.files.read(source)))}


def idle(recipes: Mapping[str, Recipe], found: list[Used], file: str) -> list[Loss]:
    """An entry for each recipe that no page needs: its name may be misspelt."""
    called = {one.name for one in found}
    return [
        Loss(
            file, recipe.line, name, f"the recipe for {name}", "no page calls a shortcode of that name",
            "see `hugokit shortcodes` for the names", "changed",
        )
        for name, recipe in recipes.items() if name not in called
    ]  # fmt: skip
