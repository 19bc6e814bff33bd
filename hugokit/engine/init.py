"""Settings for a site that has none: what there is to say about it, and the file that says it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hugokit.diagnostic import Severity
from hugokit.engine.baseline import Baseline, Sieve, write_baseline
from hugokit.engine.context import Context, Contexts
from hugokit.engine.files import Outcome, Run
from hugokit.engine.known import theme_of
from hugokit.engine.settings import Settings, load_settings
from hugokit.engine.settings_files import FILES, in_folder
from hugokit.engine.site_check import SiteChecker
from hugokit.engine.site_files import NOT_SOURCES, FolderFiles
from hugokit.engine.sites import root_of
from hugokit.errors import FileRefused, SettingsError
from hugokit.fs.put import put_file
from hugokit.fs.read import read_file
from hugokit.limits import BASELINE
from hugokit.site.names import CONTENT
from hugokit.text.display import escape
from hugokit.text.encoding import decode

SETTINGS = FILES[0]
# What templates read of a page, and not of the site: .Params.name, $page.Params.name, .Param "name".
_READ = re.compile(r'(?<!\bsite)(?<!\.Site)\.Param(?:s\.|\s+")([A-Za-z_]\w*)')


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to say about a site. `keys`: parameters that its own layouts read and no schema names.

    `theme`: the schema its pages are judged by and who asks for it; `warnings`: what could not be read.
    """

    root: Path
    pages: int
    context: Context
    theme: str
    keys: tuple[str, ...]
    exclude: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A baseline as it was written: how many findings, and what could not be looked at."""

    findings: int
    failed: tuple[Outcome, ...]


def look(site: Path) -> Found:
    """What there is to say about the site that a folder is, or is in. SettingsError where there is none."""
    root = root_of(site)
    settings = Settings(root=root, derive=True, cache=False)
    contexts = Contexts(settings)
    context = contexts.of(root / "content" / "_index.md")
    names = FolderFiles(root).names()
    exclude = tuple(sorted(set(_not_sources(names, context.config.content_dir))))
    content = f"{context.config.content_dir}/"
    pages = [name for name in names if name.startswith(content) and name.rpartition(".")[2].lower() in CONTENT]
    kept = [name for name in pages if not name.startswith(exclude)] if exclude else pages
    keys = tuple(sorted(set(_keys(root, names, context)), key=str.lower))
    return Found(root, len(kept), context, theme_of(context, settings), keys, exclude, tuple(contexts.warnings))


def refuse_to_overwrite(root: Path) -> None:
    """SettingsError where a site has settings already."""
    file = in_folder(root)
    if file is not None:
        raise SettingsError(
            f"{escape(str(file))}: is there already, and nothing is overwritten; --force writes {SETTINGS} all the "
            "same, --dry-run prints it"
        )


def settings_text(found: Found, *, baseline: bool) -> str:
    """hugokit.toml for a site, with comments that say what each line is there for."""
    return "\n".join([*_head(found), *_lint(baseline=baseline), *_own(found), ""])


def _head(found: Found) -> Iterator[str]:
    hugo, taxonomies = found.context.hugo, ", ".join(sorted(found.context.config.taxonomy_names.values()))
    yield "# Settings of hugokit. All that there are: https://hugokit.dev/schemas/config.json"
    yield ""
    yield f"# The pages are judged by {_comment(found.theme)}."
    yield f"# Taxonomies: {_comment(taxonomies) or 'none'}."
    yield '# To judge them by another schema: [[schema]], files = ["content/**"], uses = "my-theme.json"'
    yield ""
    yield "# Patterns of paths to leave out, as in .gitignore; what git ignores is left out anyway."
    yield f"exclude = {json.dumps(list(found.exclude))}"
    yield ""
    yield "[hugo]"
    number = f"{hugo.version[0]}.{hugo.version[1]}"
    if hugo.guessed:
        yield f"# Nothing in the site names its Hugo, so files are read for {_comment(str(hugo))}. Say which builds it:"
    else:
        yield f"# Known, and kept up to date, from {_comment(hugo.source)}. To read for another one:"
    yield f'# version = "{number}"'
    yield ""


def _lint(*, baseline: bool) -> Iterator[str]:
    yield "[lint]"
    yield "# Rules that are not asked: codes, or the first letters of codes. `hugokit rule CODE` explains one."
    yield "ignore = []"
    if baseline:
        yield "# Findings that were there when hugokit came; only new ones are told of."
        yield f'baseline = "{BASELINE}"'
    yield ""


def _own(found: Found) -> Iterator[str]:
    yield "[extend]"
    yield "# Parameters of pages that the site's own layouts read and neither Hugo nor the theme names."
    yield f"keys = {json.dumps(list(found.keys), ensure_ascii=False)}"


def _comment(text: str) -> str:
    return escape(text)


def _not_sources(names: list[str], content: str) -> Iterator[str]:
    """Folders in the content that hold no sources, such as node_modules."""
    for name in names:
        steps = name.split("/")
        if steps[0] == content:
            for at, step in enumerate(steps[1:-1], start=2):
                if step in NOT_SOURCES - {"public", "resources"}:
                    yield "/".join(steps[:at]) + "/"
                    break


def _keys(root: Path, names: list[str], context: Context) -> Iterator[str]:
    for name in names:
        if name.startswith("layouts/") and name.endswith(".html"):
            try:
                text = decode(read_file(root / name).data)
            except FileRefused:
                continue  # too large for a template: it names no key that is known of
            for found in _READ.finditer(text):
                if context.schema.known(found[1]) is None:
                    yield found[1]


def write_settings(found: Found, *, baseline: bool) -> Path:
    """Write hugokit.toml; its path."""
    file = found.root / SETTINGS
    put_file(file, settings_text(found, baseline=baseline).encode())
    return file


def write_known(root: Path) -> Known:
    """Write what a check of the site finds, of its pages and as a whole, into the baseline of its settings."""
    settings = replace(load_settings(root), baseline=root / BASELINE, derive=True)
    run = Run.of(settings)
    sieve = Sieve(Baseline(), settings, (root,), Severity(settings.show))
    outcomes = [*sieve.through(run.over(run.files([root]), run.check))]
    outcomes += sieve.through(SiteChecker.of(settings).check([root], settings.show), site=True)
    write_baseline(root / BASELINE, sieve.renewed())
    return Known(sieve.new, tuple(one for one in outcomes if one.error is not None))
