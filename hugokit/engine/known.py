"""What a run knew of its sites, and from where: for whoever reads many findings."""

from __future__ import annotations

from hugokit.engine.context import Context
from hugokit.engine.settings import Settings
from hugokit.schema import store

_SHOWN = 2


def derived_of(context: Context) -> str:
    """What a derived schema was made of and why, and why it does not know every key: for one line."""
    assert context.derived is not None
    found, themes = context.derived, ", ".join(context.config.themes)
    whose = f"of the theme {themes} and the site" if themes else "of the site"
    said = f"the schema is derived from {found.templates} templates {whose}, for no packaged one fits"
    if not found.opened:
        return said
    more = f" and {len(found.opened) - _SHOWN} more reasons" if len(found.opened) > _SHOWN else ""
    return f"{said}; other keys may be read too: {', '.join(found.opened[:_SHOWN])}{more}"


def theme_of(context: Context, settings: Settings) -> str:
    """The schema that a site's pages were judged by, and who asks for it: `the schema of mainroad (hugo.toml:3)`."""
    if settings.schema is not None:
        return f"the schema {settings.schema} (as asked for)"
    if settings.schemas:
        names = ", ".join(dict.fromkeys(one.uses for one in settings.schemas))
        return f"the schemas of [[schema]] in the settings ({names})"
    themes = context.config.themes
    if context.derived is not None:
        return derived_of(context)
    if not themes:
        return "Hugo's own fields (the configuration names no theme)"
    place = context.config.places.get("theme")
    named = ", ".join(themes) + (f" ({place.file}:{place.line})" if place else "")
    known = any(store.theme_schema(theme) for theme in themes)
    return f"the schema of the theme {named}" if known else f"Hugo's own fields (no schema for the theme {named})"
