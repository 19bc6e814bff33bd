"""Measures with the real Hugo what each operation of a template does to each kind of value.

One site, one build: a page a value, a partial an operation, every call in a `try`. It writes
hugokit/schema/infer/data/effects.json, which hugokit/schema/infer/consequences.py reads. `python tools/effects.py`
writes the file, `--check` says whether it is that of the binary on the PATH, as tests/infer/test_effects.py does.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from effects_operations import OPERATIONS  # noqa: E402

TABLE = HERE.parent / "hugokit/schema/infer/data/effects.json"
ABSENT = "ABSENT"
VALUES = {
    "str": '"abc"',
    "empty": '""',
    "strTrue": '"true"',
    "strFalse": '"false"',
    "int": "5",
    "zero": "0",
    "float": "1.5",
    "true": "true",
    "false": "false",
    "null": "null",
    "list": '["abc", "d"]',
    "list[int]": "[1, 2]",
    "list[map]": '[{"name": "n"}]',
    "list[list]": '[["x"]]',
    "emptylist": "[]",
    "map": '{"x": "y"}',
    "emptymap": "{}",
    "map2": '{"x": {"y": "z"}}',
    "date": "2020-01-02",
    "datestr": '"2020-01-02"',
    "time": "2020-01-02T10:00:00Z",
}
TOML = {"time"}
"""Values whose page is TOML: a date of YAML is a text to Hugo."""
SETTINGS = 'baseURL = "https://e.org/"\ndisableKinds = ["home","section","taxonomy","term","rss","sitemap"]\n'
KINDS = {
    "s": {"str", "empty", "strTrue", "strFalse", "date", "datestr"},
    "n": {"int", "zero", "float"},
    "b": {"true", "false"},
    "a": {"list", "list[int]", "list[map]", "list[list]", "emptylist"},
    "o": {"map", "emptymap", "map2"},
    "d": {"date", "datestr", "time"},
}
SIGNS = re.compile(r"map\[|\[abc|\[1 2|\[%|%!|ZgotmplZ|&lt;nil|<nil|\b97\b")
"""How the output of Go's own spelling of a list, a map, a wrong verb, an unsafe address or a byte of a text shows."""
FIELDS = (
    "title linkTitle description summary keywords slug url type layout weight draft headless isCJKLanguage "
    "translationKey aliases tags categories series images videos audio author locale menus resources sitemap"
).split()
"""Fields that any of the values below leaves building: those of them that Hugo casts are found by measuring."""
FIELD_VALUES = ("str", "int", "true", "list", "map")
Raw = Mapping[str, Mapping[str, str]]


def measure(folder: Path, hugo: str = "hugo") -> dict[str, dict[str, str]]:
    """What each operation prints of each value, "ERR …" where it fails: {operation: {value: text}}."""
    build(hugo, folder, operation_files())
    pages = {value: read_page(folder, value) for value in (*VALUES, ABSENT)}
    return {name: {value: said[i] for value, said in pages.items()} for i, name in enumerate(OPERATIONS)}


def measure_cast(folder: Path, hugo: str = "hugo") -> list[str]:
    """The fields that `.Params` holds in one type, whatever type the front matter gave them."""
    pages = [(field, i, value) for field in FIELDS for i, value in enumerate(FIELD_VALUES)]
    files = {f"content/{field}__{i}.md": front_matter(field, value) for field, i, value in pages}
    files["layouts/page.html"] = "page"
    files["layouts/home.html"] = (
        '{{ range $p := site.Pages }}{{ with .File }}{{ $f := index (split .ContentBaseName "__") 0 }}{{ $f }} '
        '{{ index $p.Params (lower $f) | printf "%T" }}|{{ end }}{{ end }}'
    )
    build(hugo, folder, {"hugo.toml": SETTINGS.replace('"home",', ""), **files}, "--buildDrafts")
    types: dict[str, set[str]] = {}
    for line in (folder / "public/index.html").read_text(encoding="utf-8").split("|")[:-1]:
        field, kind = line.split(" ", 1)
        types.setdefault(field, set()).add(kind)
    if set(types) != set(FIELDS):
        raise SystemExit(f"pages are missing: {sorted(set(FIELDS) - set(types))}")
    return [field for field in FIELDS if len(types[field]) == 1]


def front_matter(field: str, value: str) -> str:
    """A page with one field."""
    return f"---\n{field}: {VALUES[value]}\n---\n"


def build(hugo: str, folder: Path, files: Mapping[str, str], *options: str) -> None:
    """Writes a site and builds it."""
    for name, text in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    run = subprocess.run(
        [hugo, "--source", str(folder), *options], capture_output=True, text=True, check=False, timeout=120
    )
    if run.returncode:
        raise SystemExit(f"the site does not build: {run.stderr or run.stdout}")


def read_page(folder: Path, value: str) -> list[str]:
    """What the operations say of one value, in their order."""
    said: list[str] = json.loads((folder / "public" / slug(value) / "index.html").read_text(encoding="utf-8"))
    return said


def slug(value: str) -> str:
    """A name for the folder of a value's page."""
    return f"v{[*VALUES, ABSENT].index(value)}"


def operation_files() -> dict[str, str]:
    """The site: a page a value, a partial an operation."""
    return {
        "hugo.toml": SETTINGS,
        "layouts/_partials/widgets/abc.html": "WIDGET",
        "layouts/page.html": page_template(),
        **{f"layouts/_partials/op/{i}.html": template for i, (template, _) in enumerate(OPERATIONS.values())},
        **{f"content/{slug(value)}.md": page(value) for value in (*VALUES, ABSENT)},
    }


def page(value: str) -> str:
    """The page that holds one value."""
    if value in TOML:
        return f"+++\ndate = 2020-01-02\nv = {VALUES[value]}\n+++\n"
    line = "" if value == ABSENT else f"v: {VALUES[value]}\n"
    return f"---\ndate: 2020-01-02\n{line}---\n"


def page_template() -> str:
    """Calls every operation and prints a JSON list of what each printed."""
    return (
        f"{{{{ $said := slice }}}}{{{{ range $i := seq 0 {len(OPERATIONS) - 1} }}}}"
        '{{ with try (partial (printf "op/%d.html" $i) $) }}'
        '{{ with .Err }}{{ $said = $said | append (print "ERR " .) }}'
        "{{ else }}{{ $said = $said | append (printf `%s` .Value) }}{{ end }}{{ end }}{{ end }}"
        "{{ $said | jsonify | safeHTML }}"
    )


def classify(raw: Raw) -> dict[str, dict[str, object]]:
    """The table: of each operation what it is meant for, and the values that do not do well."""
    table: dict[str, dict[str, object]] = {}
    for name, said in raw.items():
        wants = OPERATIONS[name][1]
        effects: dict[str, list[str]] = {}
        for value in VALUES:
            effects.setdefault(effect(name, wants, value, said), []).append(value)
        effects.pop("ok", None)
        table[name] = {"wants": wants, **dict(sorted(effects.items()))}
    return table


def effect(name: str, wants: str, value: str, said: Mapping[str, str]) -> str:
    """fails, drops (a filter leaves the page out), as absent (as without the key), misread, or ok."""
    text = said[value]
    meant = wants in {"*", "?"} or any(value in KINDS[kind] for kind in wants)
    if text.startswith("ERR"):
        return "fails"
    if name.startswith("where "):
        return filter_effect(text, said[ABSENT], meant=meant)
    if wants == "?":
        return "as absent" if text == said[ABSENT] else "ok"
    if text == said[ABSENT]:
        return "ok" if meant else "as absent"
    return "misread" if SIGNS.search(text) or not meant else "ok"


def filter_effect(text: str, absent: str, *, meant: bool) -> str:
    """What a filter does: a page that a page without the key would be beside and that is out was dropped."""
    if meant:
        return "ok"
    if text == absent:
        return "as absent"
    return "drops" if text == "0" else "misread"


def version(hugo: str) -> str:
    """The version of the binary."""
    said = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"hugo v([0-9.]+)", said)
    return found[1] if found else said


def table(hugo: str = "hugo") -> str:
    """The data file: the version, the fields that Hugo casts, and an operation a line."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        rows = classify(measure(Path(one), hugo))
        cast = measure_cast(Path(other), hugo)
    lines = [f"    {json.dumps(name)}: {json.dumps(row)}" for name, row in rows.items()]
    head = f'{{\n  "hugo": {json.dumps(version(hugo))},\n  "cast": {json.dumps(cast)},\n  "operations": {{\n'
    return head + ",\n".join(lines) + "\n  }\n}\n"


def main(arguments: list[str]) -> int:
    """Write the table, or compare it; 1 where it differs."""
    text = table()
    if "--check" in arguments:
        same = TABLE.read_text(encoding="utf-8") == text
        print("" if same else f"{TABLE} is not that of this Hugo: run python tools/effects.py", end="")
        return 0 if same else 1
    TABLE.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
