"""The tasks people need: `nox -s lint types tests docs bench`. Each runs in an environment of its own."""

from __future__ import annotations

import nox

nox.needs_version = ">=2024.10.9"
nox.options.sessions = ["lint", "types", "tests", "docs"]
nox.options.reuse_existing_virtualenvs = True
PYTHONS = ["3.11", "3.12", "3.13"]


@nox.session
def lint(session: nox.Session) -> None:
    """Style, format and import contracts."""
    session.install("-e", ".[dev]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """mypy, strict."""
    session.install("-e", ".[dev]")
    session.run("mypy")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The suite. Arguments go to pytest: `nox -s tests-3.13 -- -m 'not generators' -k yaml`."""
    session.install("-e", ".[test]")
    session.run("pytest", "-n", "2", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """The generated pages are those of the code. `nox -s docs -- --write` writes them."""
    session.install("-e", ".[dev]")
    session.run("python", "docs/generate.py", *(session.posargs or ["--check"]))


@nox.session
def bench(session: nox.Session) -> None:
    """Time of reading, checking and editing pages; compare two runs on one machine only."""
    session.install("-e", ".[test]")
    session.run("python", "benchmarks/run.py", *session.posargs)
