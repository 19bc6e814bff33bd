"""Regular expressions that cannot hang: linear in the text, bounded in memory. What they cannot do is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from hugokit.errors import SettingsError

_BYTES = 1 << 20


@lru_cache(maxsize=64)
def pattern(regex: str) -> Callable[[str], bool]:
    """Whether a text has a match anywhere. SettingsError for what is no pattern: references back and looking around."""
    import jsonschema_rs

    options = jsonschema_rs.RegexOptions(size_limit=_BYTES, dfa_size_limit=_BYTES)
    try:
        found = jsonschema_rs.Draft202012Validator({"type": "string", "pattern": regex}, pattern_options=options)
    except ValueError as error:
        raise SettingsError(f"{regex!r} is no regular expression that takes bounded time") from error
    return lambda text: found.is_valid(text.encode("utf-8", "replace").decode())
