"""Which files are the content of which language: names, languages, leaf bundles and what Hugo ignores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hugokit.site import names
from hugokit.site.config import Config
from hugokit.site.model import Hidden
from hugokit.site.names import Name


class File(NamedTuple):
    """A file below the content folder and its path from the site's root."""

    name: Name
    source: str


@dataclass(slots=True)
class Content:
    """What one language has: files that are pages, and files that belong to pages. `hidden`: files that are nothing."""

    pages: list[File] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    adapters: list[str] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)


def collect(present: Sequence[str], configs: Sequence[Config]) -> dict[str, Content]:
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


def _files(present: Sequence[str], configs: Sequence[Config], first: Content) -> Iterator[tuple[str, File]]:
    overlaid: set[tuple[str, str]] = set()
    default = next((config.lang for config in configs if config.default), configs[0].lang)
    languages = configs[0].languages
    for folder, lang in _folders(configs):
        config = next((one for one in configs if one.lang == lang), configs[0])
        patterns = [re.compile(pattern) for pattern in config.ignore]
        prefix = folder + "/"
        here: set[tuple[str, str]] = set()
        for source in _below(present, prefix):
            below = source[len(prefix) :]
            if names.ignored(below) or any(p.search("/" + below) for p in patterns):
                if source.rpartition(".")[2].lower() in names.CONTENT:
                    first.hidden.append(Hidden(source, "ignored"))
                continue
            name = names.parse(below, languages)
            own = name.lang or lang or default
            here.add((own, name.path))
            if (own, name.path) not in overlaid:
                yield own, File(name, source)
        overlaid |= here


def _folders(configs: Sequence[Config]) -> list[tuple[str, str]]:
    folders = [(config.content_dir, "") for config in configs if config.default or len(configs) == 1]
    shared = {folder for folder, _ in folders}
    return [*((c.content_dir, c.lang) for c in configs if c.content_dir not in shared), *folders]


def _below(present: Sequence[str], prefix: str) -> Iterable[str]:
    return (source for source in present if source.startswith(prefix))


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
