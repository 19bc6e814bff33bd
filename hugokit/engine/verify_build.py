"""OTHER's side of `verify`: which generator a project is of, and its build, with the program that it brings along."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hugokit.engine.process import last_line, run
from hugokit.errors import FileRefused, SettingsError
from hugokit.fs.read import read_file
from hugokit.text.display import escape


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator. `package`: what package.json asks for; `files`: what its projects have, any of them.

    `program` and `words` build a site into OUTPUT, which stands for the folder; without it among the words the
    generator writes into `output`, in its project. `install`: what to run where the program is not there.
    """

    title: str
    program: str
    words: tuple[str, ...]
    install: str
    package: str = ""
    files: tuple[str, ...] = ()
    output: str = ""


OUTPUT = "OUTPUT"
_NPM = "npm install"
GENERATORS = (
    Generator("Starlight", "astro", ("build", "--outDir", OUTPUT), _NPM, "@astrojs/starlight"),
    Generator("Eleventy", "eleventy", ("--quiet", f"--output={OUTPUT}"), _NPM, "@11ty/eleventy"),
    Generator("Astro", "astro", ("build", "--outDir", OUTPUT), _NPM, "astro"),
    Generator("Docusaurus", "docusaurus", ("build", "--out-dir", OUTPUT), _NPM, "@docusaurus/core"),
    Generator("VitePress", "vitepress", ("build", "--outDir", OUTPUT), _NPM, "vitepress"),
    Generator("Hexo", "hexo", ("generate", "--force"), _NPM, "hexo", output="public"),
    Generator("Jekyll", "jekyll", ("build", "--destination", OUTPUT), "bundle install", files=("_config.yml",)),
    Generator("Pelican", "pelican", ("content", "-s", "pelicanconf.py", "-o", OUTPUT),
              "pip install pelican Markdown pelican-yaml-metadata", files=("pelicanconf.py",)),
    Generator("Zensical", "zensical", ("build",), "pip install zensical", files=("zensical.toml",), output="site"),
    Generator("MkDocs", "mkdocs", ("build", "--site-dir", OUTPUT), "pip install mkdocs", files=("mkdocs.yml",)),
)  # fmt: skip


def generator_of(project: Path) -> Generator | None:
    """The generator that a folder is a project of, by what package.json asks for and by its files; None for none."""
    asked = _asked(project)
    for one in GENERATORS:
        if (one.package and one.package in asked) or any((project / name).is_file() for name in one.files):
            return one
    return None


def build_other(project: Path, generator: Generator, work: Path) -> tuple[Path, str, list[str]]:
    """Build a project where it stands: the folder of what was published, how, and what should be known of it.

    Into the new folder `work`, where the generator can be told to. SettingsError where its program is not there, or
    where no page came out, whatever its exit code says; a failure that wrote pages all the same is a note.
    """
    output = project / generator.output if generator.output else work
    words = _program(project, generator) + [word.replace(OUTPUT, str(output)) for word in generator.words]
    # Jekyll asks Bundler for the gems of a Gemfile even where its own program was called.
    own = {} if "exec" in words else {"JEKYLL_NO_BUNDLER_REQUIRE": "true"}
    done = run(words, project, {"CI": "true", "JEKYLL_ENV": "production", **own})
    if not output.is_dir() or not any(output.rglob("*.html")):
        raise SettingsError(
            f"{escape(str(project))}: {generator.title} ended with code {done.returncode} and wrote no page: "
            f"{last_line(done)}; if it lacks something, run `cd {escape(str(project))} && {generator.install}`"
        )
    notes = []
    if done.returncode:
        notes.append(f"{generator.title} ended with code {done.returncode}: {last_line(done)}")
    return output, f"built by {generator.title}", notes


def _program(project: Path, generator: Generator) -> list[str]:
    """The program of the project's own environment, else of PATH."""
    name = generator.program
    for folder in ("node_modules/.bin", ".venv/bin", "venv/bin", "vendor/bin"):
        if (project / folder / name).is_file():
            return [str((project / folder / name).absolute())]
    bundle = shutil.which("bundle") if (project / "Gemfile.lock").is_file() else None
    if bundle and generator.install.startswith("bundle"):
        return [bundle, "exec", name]
    found = None if generator.package else shutil.which(name)
    if found is None:
        raise SettingsError(
            f"{escape(str(project))} is a project of {generator.title}, and its program {name} is not there; run "
            f"`cd {escape(str(project))} && {generator.install}` and verify again, or build it and name the folder "
            "that it is published from"
        )
    return [found]


def _asked(project: Path) -> Sequence[str]:
    file = project / "package.json"
    if not file.is_file():
        return ()
    try:
        found = json.loads(read_file(file).data)
    except (ValueError, FileRefused) as error:
        raise SettingsError(f"{escape(str(file))}: cannot be read: {error}") from error
    groups = [found.get(key) for key in ("dependencies", "devDependencies")] if isinstance(found, dict) else []
    return [name for group in groups if isinstance(group, dict) for name in group]
