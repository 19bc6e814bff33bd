"""What the real Hugo makes of a site's configuration, and the same of hugokit's `Config`, in one shape to compare."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hugokit.site.config import Config, Mount

_HOME = """{{ $sites := slice }}{{ range site.Home.AllTranslations }}
{{ $one := dict "lang" .Language.Lang "url" .RelPermalink "title" .Site.Title "main" .Site.MainSections }}
{{ $sites = $sites | append $one }}{{ end }}{{ jsonify $sites }}
"""


class Refused(Exception):
    """Hugo does not read the configuration."""


def ask(hugo: Path, site: Path, *options: str) -> Any:
    """The JSON that a command prints. Refused where Hugo stops."""
    command = [str(hugo), *options, "--source", str(site), "--cacheDir", f"{site}-cache", "--logLevel", "error"]
    env = {key: value for key, value in os.environ.items() if not key.startswith("HUGO")}
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=60, check=False)
    if done.returncode:
        raise Refused(done.stdout + done.stderr)
    return documents(done.stdout)


def documents(text: str) -> list[Any]:
    """The JSON documents in a text, one behind the other, with lines of a log between them."""
    found, decoder, at = [], json.JSONDecoder(), text.find("{")
    while at >= 0:
        value, at = decoder.raw_decode(text, at)
        found.append(value)
        at = text.find("{", at)
    return found


def of_hugo(hugo: Path, site: Path, lang: str, *options: str) -> dict[str, Any]:
    """The configuration of a language as Hugo prints it."""
    [found] = ask(hugo, site, "config", "--format", "json", "--lang", lang, *options)
    return _shape_of_hugo(found)


def mounts_of_hugo(hugo: Path, site: Path) -> list[tuple[str, ...]]:
    """Every mount as Hugo prints it, without the files of npm."""
    found = []
    for module in ask(hugo, site, "config", "mounts"):
        folder = os.path.relpath(module["dir"], site)
        for mount in module.get("mounts") or ():
            if not mount["target"].startswith("assets/_jsconfig"):
                found.append(_mount_of_hugo(folder, mount))
    return found


def mounts_of_config(mounts: tuple[Mount, ...]) -> list[tuple[str, ...]]:
    return [(one.source, one.target, " ".join(one.languages), " ".join(one.files)) for one in mounts]


def of_config(config: Config) -> dict[str, Any]:
    """The same of hugokit's."""
    return {
        "title": config.title,
        "baseurl": config.base_url,
        "taxonomies": {key: config.taxonomy_names[plural] for key, plural in config.taxonomies.items()},
        "permalinks": sorted((rule.kind or "", rule.path or "", rule.pattern) for rule in config.permalinks),
        "params": _filled(config.params),
        "menus": _filled(config.menus),
        "pagination": (config.pager_size, config.pager_path, config.pager_aliases),
        "uglyurls": config.ugly or {},
        "disablekinds": config.disabled_kinds,
        "outputs": {kind: list(names) for kind, names in config.outputs.items()},
        "formats": {name: _format(one) for name, one in config.formats.items()},
        "timezone": config.time_zone,
        "ignorefiles": list(config.ignore),
        "mainsections": None if config.main_sections is None else list(config.main_sections),
        "sitemap": config.sitemap,
        "copyright": config.copyright,
        "titlecasestyle": config.title_style,
        "switches": (
            config.drafts,
            config.future,
            config.expired,
            not config.paths.lower_case,
            config.paths.remove_accents,
            not config.aliases,
            config.robots,
            config.emoji,
            config.relative_urls,
            config.git_info,
            config.plural_titles,
            config.title_case,
            config.cjk,
        ),
        "sectionpagesmenu": config.section_pages_menu,
        "summarylength": config.summary_length,
        "default_format": config.default_format,
    }


_SWITCHES = (
    "builddrafts buildfuture buildexpired disablepathtolower removepathaccents disablealiases enablerobotstxt "
    "enableemoji relativeurls enablegitinfo pluralizelisttitles capitalizelisttitles hascjklanguage"
).split()


def _shape_of_hugo(found: Mapping[str, Any]) -> dict[str, Any]:
    pagination = found.get("pagination", {})
    return {
        "title": found.get("title", ""),
        "baseurl": found.get("baseurl", ""),
        "taxonomies": found.get("taxonomies", {}),
        "permalinks": sorted(_permalinks(found.get("permalinks") or {})),
        "params": _filled(found.get("params", {})),
        "menus": _filled(_lower(found.get("menus") or {})),
        "pagination": (
            pagination.get("pagersize", 0),
            pagination.get("path", ""),
            not pagination.get("disablealiases", False),
        ),
        "uglyurls": found.get("uglyurls") or {},
        "disablekinds": frozenset(kind.lower() for kind in found.get("disablekinds", ())),
        "outputs": found.get("outputs", {}),
        "formats": found.get("outputformats", {}),
        "timezone": found.get("timezone") or "UTC",
        "ignorefiles": found.get("ignorefiles", []),
        "mainsections": found.get("mainsections"),
        "sitemap": found.get("sitemap", {}).get("filename", ""),
        "copyright": found.get("copyright", ""),
        "titlecasestyle": found.get("titlecasestyle", "").lower(),
        "switches": tuple(found.get(key, False) for key in _SWITCHES),
        "sectionpagesmenu": found.get("sectionpagesmenu", ""),
        "summarylength": found.get("summarylength", 0),
        "default_format": found.get("defaultoutputformat", "html"),
    }


def _permalinks(found: Any) -> Iterator[tuple[str, str, str]]:
    """As a list since 0.161; before that as a map of kinds."""
    if isinstance(found, list):
        for entry in found:
            target = entry.get("target", {})
            yield target.get("kind", ""), target.get("path", ""), entry["pattern"]
        return
    for kind, patterns in found.items():
        for section, pattern in (patterns or {}).items():
            yield kind, f"/{{{section},{section}/**}}" if section else "/*", pattern


def _filled(value: Any) -> Any:
    """Without what is empty: Hugo does not print that."""
    if isinstance(value, list):
        return [_filled(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: found for key, item in value.items() if (found := _filled(item)) not in (None, "", 0, [], {})}


def _lower(value: Any) -> Any:
    if isinstance(value, dict):
        return {key.lower(): _lower(item) for key, item in value.items()}
    return [_lower(item) for item in value] if isinstance(value, list) else value


def _format(one: Any) -> dict[str, Any]:
    """What Hugo prints of an output format: nothing that is empty."""
    fields = {
        "basename": one.base_name,
        "ishtml": one.is_html,
        "isplaintext": one.is_plain_text,
        "mediatype": one.media_type,
        "notalternative": one.not_alternative,
        "nougly": one.no_ugly,
        "path": one.path,
        "permalinkable": one.permalinkable,
        "protocol": one.protocol,
        "rel": one.rel,
        "root": one.root,
        "ugly": one.ugly,
        "weight": one.weight,
    }
    return {key: value for key, value in fields.items() if value}


def _mount_of_hugo(folder: str, mount: Mapping[str, Any]) -> tuple[str, ...]:
    matrix = mount.get("sites", {}).get("matrix", {})
    languages = [*matrix.get("languages", ()), *([mount["lang"]] if mount.get("lang") else [])]
    source = os.path.normpath(os.path.join(folder, mount["source"]))
    return source, mount["target"], " ".join(languages), " ".join(mount.get("files", ()))
