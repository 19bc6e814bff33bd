"""Which files are the content of which language: mounts, names, languages, leaf bundles and what Hugo ignores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hugokit.site import names
from hugokit.site.config import Config, Mount
from hugokit.site.config_files import Present
from hugokit.site.globs import matches
from hugokit.site.model import Hidden
from hugokit.site.names import Name


class File(NamedTuple):
    """A file of the content and its path from the site's root."""

    name: Name
    source: str


@dataclass(slots=True)
class Content:
    """What one language has: files that are pages, and files that belong to pages. `hidden`: files that are nothing."""

    pages: list[File] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    adapters: list[str] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)


def collect(present: Present, configs: Sequence[Config]) -> dict[str, Content]:
    """The content of every language that is built; files of others are hidden in that of the first."""
    found = {config.lang: Content() for config in configs}
    every = list(_files(present, configs, found[configs[0].lang]))
    leaves = {_raw_folder(file.name) for _, file in every if file.name.type == "leaf"}
    for lang, file in every:
        content = found.get(lang)
        if content is None:
            found[configs[0].lang].hidden.append(Hidden(file.source, "language", f"written in {lang}"))
        else:
            _sort_in(file, content, leaves)
    return found


def mounted(present: Present, mounts: Sequence[Mount], component: str) -> Iterator[tuple[Mount, str, str]]:
    """The files of a component, mount by mount: (mount, path below the component, path from the site's root)."""
    for mount in mounts:
        if mount.component != component:
            continue
        prefix = mount.source + "/" if mount.source else ""
        above = mount.target.partition("/")[2]
        if mount.source in present:
            yield mount, above, mount.source
        for source in present.below(prefix):
            below = source[len(prefix) :]
            if not mount.files or _wanted(below, mount.files):
                yield mount, f"{above}/{below}" if above else below, source


def _wanted(path: str, globs: Sequence[str]) -> bool:
    """Whether the globs of a mount take a file: those without "! " before them must, one with it must not."""
    wanted = [glob for glob in globs if not glob.startswith("! ")] or ["**"]
    unwanted = (glob[2:] for glob in globs if glob.startswith("! "))
    low = path.lower()
    return any(_fits(glob, low) for glob in wanted) and not any(_fits(glob, low) for glob in unwanted)


def _fits(glob: str, path: str) -> bool:
    return matches(glob.strip("/"), path) or matches(glob.strip("/"), "/" + path)


def _files(present: Present, configs: Sequence[Config], first: Content) -> Iterator[tuple[str, File]]:
    default = next((config for config in configs if config.default), configs[0])
    patterns = [re.compile(pattern) for pattern in default.ignore]
    languages = frozenset((*default.languages, *default.disabled_languages))
    taken: dict[tuple[str, str], Mount] = {}
    for mount, below, source in mounted(present, default.mounts, "content"):
        if names.ignored(below) or any(p.search("/" + below) for p in patterns):
            if source.rpartition(".")[2].lower() in names.CONTENT:
                first.hidden.append(Hidden(source, "ignored"))
            continue
        name = names.parse(below, languages)
        for lang in (name.lang,) if name.lang else mount.languages or (default.lang,):
            if taken.setdefault((lang, name.path), mount) is mount:
                yield lang, File(name, source)


def _sort_in(file: File, content: Content, leaves: set[str]) -> None:
    name = file.name
    if name.type == "adapter":
        content.adapters.append(file.source)
        return
    owner = _inside(name, leaves)
    if owner is not None and not (name.type == "leaf" and _raw_folder(name) == owner):
        if name.ext in names.CONTENT:
            where = owner.lstrip("/") or "the root"
            why = f"{where}/ is a leaf bundle: its other pages are resources without a URL"
            content.hidden.append(Hidden(file.source, "swallowed", why))
        else:
            content.files.append(file)
    elif name.type == "file":
        content.files.append(file)
    else:
        content.pages.append(file)


def _raw_folder(name: Name) -> str:
    return ("/" + name.source).rsplit("/", 1)[0]


def _inside(name: Name, leaves: set[str]) -> str | None:
    """The outermost leaf bundle that the file lies in."""
    if not leaves:
        return None
    parts = _raw_folder(name).split("/")
    folders = ("/".join(parts[:n]) for n in range(1, len(parts) + 1))
    return next((folder for folder in folders if folder in leaves), None)
