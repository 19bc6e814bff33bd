"""What a run knew of its sites, and from where: for whoever reads many findings."""

from __future__ import annotations

from hugokit.engine.context import Context
from hugokit.engine.settings import Settings
from hugokit.schema import store


def theme_of(context: Context, settings: Settings) -> str:
    """The schema that a site's pages were judged by, and who asks for it: `the schema of mainroad (hugo.toml:3)`."""
    if settings.schema is not None:
        return f"the schema {settings.schema} (as asked for)"
    if settings.schemas:
        names = ", ".join(dict.fromkeys(one.uses for one in settings.schemas))
        return f"the schemas of [[schema]] in the settings ({names})"
    themes = context.config.themes
    if not themes:
        return "Hugo's own fields (the configuration names no theme)"
    place = context.config.places.get("theme")
    named = ", ".join(themes) + (f" ({place.file}:{place.line})" if place else "")
    known = any(store.theme_schema(theme) for theme in themes)
    return f"the schema of the theme {named}" if known else f"Hugo's own fields (no schema for the theme {named})"
