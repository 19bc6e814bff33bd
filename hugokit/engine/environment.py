"""Settings that Hugo takes from environment variables and hugokit does not read: which there are."""

from __future__ import annotations

import os
from collections.abc import Mapping

# Variables that Hugo, its installers and hosts use for something else than the settings of a site.
_OTHERS = frozenset(
    "HUGO_CACHEDIR HUGO_ENV HUGO_ENVIRONMENT HUGO_EXTENDED HUGO_FILE_LOG_FORMAT HUGO_MEMORYLIMIT "
    "HUGO_NUMWORKERMULTIPLIER HUGO_VERSION".split()
)


def unread_variables(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The names of the variables that change the settings of a site where Hugo builds it, sorted.

    The sign behind HUGO stands between the parts of the name: HUGO_PARAMS_COLOUR, HUGOxPARAMSxMAIN_COLOUR.
    """
    return sorted(name for name in environ if _is_setting(name))


def told(names: list[str]) -> str:
    """The sentence that says so."""
    several = len(names) > 1
    return (
        f"{', '.join(names)}: Hugo takes {'settings' if several else 'a setting'} from the environment, which hugokit "
        "does not read; write what counts into the site's configuration"
    )


def _is_setting(name: str) -> bool:
    is_own = name.startswith("HUGOKIT_")
    return name.startswith("HUGO") and len(name) > len("HUGO_") and not is_own and name not in _OTHERS
