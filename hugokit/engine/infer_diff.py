"""Two versions of a theme and, it may be, a site that uses it: what changes."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hugokit.document import loads
from hugokit.engine.elsewhere import PAGES
from hugokit.engine.infer import infer
from hugokit.engine.site_files import FolderFiles
from hugokit.errors import FileRefused, SettingsError
from hugokit.fs.read import read_file
from hugokit.schema.infer.diff import Change, Page, compare, on_site
from hugokit.site.config import read_configs
from hugokit.site.config_files import Present
from hugokit.site.content import mounted
from hugokit.text.display import escape

_MAX_OVERLAY = 1 << 20


def infer_diff(old: Path, new: Path, site: Path | None) -> tuple[Change, ...]:
    """The changes from the theme in one folder to that in another, with the pages of a site that they meet."""
    before, after = infer(old).keys, infer(new).keys
    changes = compare(before, after)
    return changes if site is None else on_site(changes, before, after, _pages(site))


def _pages(site: Path) -> list[Page]:
    files = FolderFiles(site)
    config = read_configs(files)[0]
    below = {source: path for _, path, source in mounted(Present(files.names()), config.mounts, "content")}
    read = ((name, loads(files.read(name))) for name in below if name.lower().endswith(PAGES))
    return [Page(name, below[name], dict(doc)) for name, doc in read if doc.error is None]


def read_overlay(file: Path) -> Mapping[str, Any]:
    """An overlay as it stands in a JSON or TOML file. SettingsError where it is neither."""
    try:
        text = read_file(file, limit=_MAX_OVERLAY).data
        found = tomllib.loads(text.decode()) if file.suffix == ".toml" else json.loads(text)
    except (ValueError, FileRefused, RecursionError) as error:
        raise SettingsError(f"{escape(str(file))}: {error}") from error
    if not isinstance(found, dict):
        raise SettingsError(f"{escape(str(file))}: an overlay is a map with `properties` and `site`")
    return found
