"""The schemas inferred from themes that are on disk: what they hold, what they took, and Mainroad against its truth.

    python benchmarks/infer.py FOLDER…
    python benchmarks/infer.py FOLDER… --truth benchmarks/themes/NAME.json…
    HUGOKIT_SHARED=../shared python benchmarks/infer.py --mainroad FOLDER

Themes are not part of the repository; fetch them first (a truth file names repository and commit). The second form
compares each folder with the truth file at its place, the third the first folder with conformance/mainroad_params.json,
with the builds in conformance/mainroad_measured.json, and with the packaged schemas/themes/mainroad.json.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import truth

import hugokit
from hugokit.engine.infer import Inferred, infer
from hugokit.schema import store
from hugokit.schema.infer.consequences import Grade, Judge

_KINDS = (("list", "array"), ("map", "object"), ("bool", "boolean"), ("false", "boolean"), ("string", "string"),
          ('"', "string"), ("datetime", "date"), ("int", "number"))  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--mainroad", action="store_true")
    parser.add_argument("--truth", nargs="+", type=Path, default=[])
    options = parser.parse_args()
    print(
        "| theme | templates | page keys | strong | site keys | not parsed | seconds |\n|---|---|---|---|---|---|---|"
    )
    found = [row(folder) for folder in options.folders]
    if options.truth:
        pairs = zip(found, options.truth, strict=True)
        print("\n" + truth.table({file.stem: truth.score(one, truth.read(file)) for one, file in pairs}))
    if options.mainroad:
        shared = Path(os.environ.get("HUGOKIT_SHARED", "../shared")) / "conformance"
        keys(found[0], json.loads((shared / "mainroad_params.json").read_text(encoding="utf-8")))
        builds(found[0], json.loads((shared / "mainroad_measured.json").read_text(encoding="utf-8")))
        packaged(found[0])


def row(folder: Path) -> Inferred:
    started = time.process_time()
    found = infer(folder)
    took = time.process_time() - started
    page = [key for key in found.keys if key.scope == "page" and key.path[-1] != "[]"]
    site = [key for key in found.keys if key.scope == "site" and key.path[-1] != "[]"]
    strong = sum(key.sure == "strong" for key in page)
    cells = (found.title, found.templates, len(page), strong, len(site), len(found.unread), f"{took:.2f}")
    print(f"| {' | '.join(map(str, cells))} |")
    return found


def kinds(text: str) -> set[str]:
    whole = re.sub(r"[\[{].*", "", text.replace("list[", "list").replace("map[", "map").replace("map{", "map"))
    return {kind for word, kind in _KINDS if any(part.strip().startswith(word) for part in whole.split("|"))}


def keys(found: Inferred, verified: Mapping[str, Any]) -> None:
    """Recall and precision of keys, and types, against what was verified by hand."""
    wanted = {
        name.strip().lower(): kinds(entry["type"])
        for entry in verified["front_matter"]
        for name in re.split(r"[,/]", entry["name"])
    }
    have = {".".join(k.path): set(k.types) for k in found.keys if k.scope == "page" and "[]" not in k.path}
    both = wanted.keys() & have.keys()
    print(f"\nkeys: {len(both)} of {len(wanted)}; not in the templates: {sorted(wanted.keys() - have.keys())}")
    print(f"more than the truth has: {sorted(have.keys() - wanted.keys())}")
    wrong = {
        name: (sorted(have[name]), sorted(types))
        for name, types in wanted.items()
        if name in have and have[name] != types
    }
    print(f"types: {len(wanted.keys() & have.keys()) - len(wrong)} right, others (found, truth): {wrong}")


def builds(found: Inferred, measured: Mapping[str, Any]) -> None:
    """Whether a build fails where the schema says so."""
    judge = Judge(use for key in found.keys for use in key.uses)
    hit, missed, false = 0, [], []
    for case, name, value in cases(measured):
        says = judge.value((name,), value).grade is Grade.FAILS
        fails = case["verdict"] == "fails"
        hit += says and fails
        if fails and not says:
            missed.append(case["front_matter"])
        if says and not fails:
            false.append((case["front_matter"], case["verdict"]))
    print(f"\nbuilds that fail: {hit} foretold, {len(missed)} missed {missed}, {len(false)} false {false}")


def cases(measured: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str, Any]]:
    for case in measured["cases"]:
        doc = hugokit.loads(f"---\n{case['front_matter']}\n---\n")
        for name, value in ({} if doc.error else doc.plain).items():
            if name.lower() == (case["key"] or "").partition(".")[0].lower():
                yield case, name.lower(), value


def packaged(found: Inferred) -> None:
    """Where the packaged schema and the inferred one differ."""
    ours = store.load("mainroad")
    derived = store.from_document(dict(found.document), "inferred")
    own = set(ours.document["properties"])
    print(f"\npackaged only: {sorted(own - set(derived.document['properties']))}")
    print(f"inferred only: {sorted(n for n in derived.document['properties'] if ours.known(n) is None)}")
    for name in sorted(own & set(derived.document["properties"])):
        left, right = ours.property((name,)) or {}, derived.document["properties"][name]
        for word in ("type", "default", "enum"):
            if left.get(word) != right.get(word):
                print(f"  {name}.{word}: packaged {left.get(word)}, inferred {right.get(word)}")


if __name__ == "__main__":
    main()
