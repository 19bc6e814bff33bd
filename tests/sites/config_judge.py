"""What the real Hugo makes of a site's configuration, and the same of hugokit's `Config`, in one shape to compare."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hugokit.site.config import Config, Mount
from tests.support import run_hugo


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
    found = [
        _mount_of_hugo(os.path.relpath(module["dir"], site), mount)
        for module in ask(hugo, site, "config", "mounts")
        for mount in module.get("mounts") or ()
    ]
    return [mount for mount in found if not mount[1].startswith("assets/_jsconfig")]


def mounts_of_config(mounts: tuple[Mount, ...]) -> list[tuple[str, ...]]:
    """The same of hugokit's. Hugo prints no patterns."""
    return [(one.source, one.target, " ".join(one.languages)) for one in mounts]


def of_config(config: Config) -> dict[str, Any]:
    """The same of hugokit's."""
    return {
        "title": config.title,
        "baseurl": config.base_url,
        "taxonomies": {key: config.taxonomy_names[plural] for key, plural in config.taxonomies.items()},
        "permalinks": sorted((rule.kind or "", rule.path or "", rule.pattern) for rule in config.permalinks),
        "params": _filled(_lower(config.params)),
        "menus": _filled(config.menus),
        "pagination": (config.pager_size, config.pager_path, config.pager_aliases),
        "uglyurls": _filled(config.ugly) or {},
        "disablekinds": config.disabled_kinds,
        "outputs": {kind: list(names) for kind, names in config.outputs.items() if names},
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
        "params": _filled(_lower(found.get("params", {}))),
        "menus": _filled(_lower(found.get("menus") or {})),
        "pagination": (
            pagination.get("pagersize", 0),
            pagination.get("path", ""),
            not pagination.get("disablealiases", False),
        ),
        "uglyurls": _filled(found.get("uglyurls")) or {},
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
            yield kind, f"/{{{section},{section}/**}}" if section != "/" else "/*", pattern


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
    source = os.path.normpath(f"{folder}/{mount['source']}")
    return source, mount["target"], " ".join(languages)


_HOME = """{{ range site.Sites }}{{ with .Home }}{{ jsonify (dict
  "lang" .Language.Lang "url" .RelPermalink "host" .Permalink "title" .Site.Title "locale" .Language.LanguageCode
  "label" .Language.LanguageName "main" .Site.MainSections) }}
{{ end }}{{ end }}"""


def sites_of_hugo(hugo: Path, site: Path, layouts: str, public: Path) -> list[dict[str, Any]]:
    """The languages that a build has, in Hugo's order, with what the templates see. Refused where Hugo stops.

    `file`: where the language's home page is, below the folder of what is published.
    """
    (site / layouts).mkdir(exist_ok=True)
    (site / layouts / "index.html").write_text("at {{ site.Language.Lang }}\n" + _HOME, encoding="utf-8")
    done = run_hugo(hugo, site, public, "--quiet")
    pages = [name for name in done.files if name.endswith("index.html")]
    homes = {done.text(name).split()[1]: name for name in pages if done.text(name).startswith("at ")}
    if not homes:  # an older setting makes Hugo exit with 1 though it builds all
        raise Refused(done.messages)
    found = documents(done.text(next(iter(homes.values()))))
    return [{**one, "file": homes.get(one["lang"])} for one in found]


def sites_of_configs(configs: tuple[Config, ...]) -> list[dict[str, Any]]:
    """The same of hugokit's."""
    return [
        {
            "lang": one.lang,
            "url": one.root + one.prefix + "/",
            "host": one.base_url.rstrip("/") + one.prefix + "/",
            "title": one.title,
            "locale": one.locale,
            "label": one.label,
            "main": None if one.main_sections is None else list(one.main_sections),
            "file": f"{one.folder}/index.html".lstrip("/"),
        }
        for one in configs
    ]
