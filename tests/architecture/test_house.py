"""The shape of the house: what imports what, how large things are, what stands beside what."""

from __future__ import annotations

import ast
import inspect
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import hugokit
from tests.support import CHECKOUT, program

PACKAGE = CHECKOUT / "hugokit"
MODULES = sorted(PACKAGE.rglob("*.py"))
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60


def short(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def functions(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_import_contracts() -> None:
    lint = program("lint-imports")
    assert lint, "import-linter is not installed: pip install -e '.[test]'"
    done = subprocess.run([str(lint), "--no-cache"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_pure_contract_names_every_pure_module() -> None:
    """A new module is pure unless it is one of the shells: nothing is forgotten in the list of pyproject.toml."""
    shells = {"hugokit.__main__", "hugokit.api", "hugokit.cli", "hugokit.engine", "hugokit.fs", "hugokit.lsp"}
    config = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {c["id"]: c for c in config["tool"]["importlinter"]["contracts"]}
    parts = [
        p for p in PACKAGE.iterdir() if (p.suffix == ".py" and p.stem != "__init__") or (p / "__init__.py").exists()
    ]
    assert set(contracts["pure"]["source_modules"]) == {f"hugokit.{p.stem}" for p in parts} - shells


@pytest.mark.parametrize("module", MODULES, ids=short)
def test_files_and_functions_stay_small(module: Path) -> None:
    lines = len(module.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_FILE_LINES, f"{short(module)} has {lines} lines: is there a second thing in it?"
    for function in functions(module):
        size = (function.end_lineno or 0) - function.lineno + 1
        assert size <= MAX_FUNCTION_LINES, f"{short(module)}:{function.lineno} {function.name} has {size} lines"


def test_functions_are_short_on_the_whole() -> None:
    sizes = sorted((f.end_lineno or 0) - f.lineno + 1 for m in MODULES for f in functions(m))
    assert sizes[len(sizes) // 2] <= 12


def test_every_rule_has_its_fixture_and_every_fixture_its_rule() -> None:
    rules = {p.stem.replace("_", "-") for p in (PACKAGE / "rules").rglob("*.py") if not p.stem.startswith("_")}
    fixtures = {p.stem for p in (CHECKOUT / "tests" / "rules").glob("*.md")} - {"README"}
    assert rules
    assert rules == fixtures


def test_every_target_has_its_tests() -> None:
    targets = {p.stem for p in (PACKAGE / "targets").glob("*.py") if not p.stem.startswith("_")}
    tested = {p.name for p in (CHECKOUT / "tests" / "targets").iterdir() if p.is_dir()}
    assert targets
    assert targets <= tested


@pytest.mark.parametrize("name", sorted(set(hugokit.__all__) - {"__version__"}))
def test_public_names_say_what_they_are(name: str) -> None:
    thing = getattr(hugokit, name)
    if not (inspect.isclass(thing) or callable(thing)):
        return
    doc = inspect.getdoc(thing)
    assert doc, f"hugokit.{name} has no docstring"
    assert not doc.startswith(f"{name}("), f"hugokit.{name} has only the docstring that dataclasses make"
    if inspect.isclass(thing):
        own = {n: m for n, m in vars(thing).items() if not n.startswith("_") and inspect.isfunction(m)}
        assert not [n for n, method in own.items() if not inspect.getdoc(method)]
    else:
        missing = {
            p for p, of in inspect.signature(thing).parameters.items() if of.annotation is inspect.Parameter.empty
        }
        assert not missing, f"hugokit.{name}: no type for {missing}"


def test_one_version() -> None:
    changelog = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(hugokit.__version__)}\b", changelog, re.MULTILINE)
    assert re.fullmatch(r"\d+\.\d+\.\d+", hugokit.__version__)


def test_no_schema_reaches_out() -> None:
    """A reference names a packaged schema or a part of its own: nothing is fetched when a schema is used."""
    schemas = {p: json.loads(p.read_text(encoding="utf-8")) for p in sorted((CHECKOUT / "schemas").rglob("*.json"))}
    known = {schema.get("$id") for schema in schemas.values()}
    assert schemas
    for place, schema in schemas.items():
        for reference in references(schema):
            inside = reference.startswith("#") or reference.split("#", maxsplit=1)[0] in known
            assert inside, f"{short(place)}: {reference}"


def references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)
