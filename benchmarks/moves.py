"""Move the sites of shared/sites/DEV.json to a target, prove each with `hugokit verify`; what differs, by cause.

    HUGOKIT_SHARED=… python benchmarks/moves.py eleventy [SITE…] [-j 2] [--only NAME] [--json out.json] [--keep FOLDER]

Needs hugo and the target's own program. Node packages are installed once for each package.json.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hugokit import verify  # noqa: E402
from hugokit.engine.migrate import migrate  # noqa: E402
from hugokit.limits import NEWEST_HUGO  # noqa: E402
from hugokit.report.ledger import to_json  # noqa: E402
from tests.support import newer_node, node_modules  # noqa: E402


@dataclass
class Moved:
    """One site: how many addresses were compared, how many are the same, how many differ where the ledger
    says so, and each that differs elsewhere, with its aspects.
    """

    name: str
    pages: int = 0
    same: int = 0
    argued: int = 0
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    differing: list[dict[str, Any]] = field(default_factory=list)
    error: str = ""


def move(root: Path, target: str, keep: Path | None) -> Moved:
    name = "/".join(root.parts[-3:])
    work = Path(tempfile.mkdtemp(prefix="moves-"))
    new = work / "new"
    found = Moved(name)
    try:
        result = migrate(root, target, new, hugo=NEWEST_HUGO)
        ledger = work / "ledger.json"
        ledger.write_text(to_json(result.ledger, {}), encoding="utf-8")
        if (new / "package.json").is_file():
            (new / "node_modules").symlink_to(node_modules(target, (new / "package.json").read_bytes()))
            os.environ["DOCUSAURUS_NO_PERSISTENT_CACHE"] = "true"  # it is in node_modules, which all sites share
            os.environ["PATH"] = f"{newer_node().parent}{os.pathsep}{os.environ['PATH']}"
        proof = verify(root, new, ledger=ledger)
        found.counts = {str(kind): dict(states) for kind, states in proof.counts.items()}
        pages = found.counts.get("page", {})
        found.argued = sum(one.kind == "page" for one in proof.argued)
        found.pages, found.same = sum(pages.values()), pages.get("same", 0)
        found.differing = [
            {
                "url": one.url,
                "kind": one.kind,
                "state": one.state,
                "aspects": {d.aspect: d.diff for d in one.differences},
            }
            for one in proof.differing
        ]
    except Exception as error:  # noqa: BLE001  (a site that fails is a line of the table)
        found.error = f"{type(error).__name__}: {error}"
    finally:
        if keep is not None:
            shutil.move(work, keep / name.replace("/", "+"))
        else:
            shutil.rmtree(work, ignore_errors=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target")
    parser.add_argument("sites", nargs="*", type=Path, help="folders of other sites, in the place of those of DEV.json")
    parser.add_argument("-j", type=int, default=1, help="sites at once")
    parser.add_argument("--only", default="", help="only sites whose path holds this")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    roots = options.sites or dev_sites(options.only)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(options.j) as pool:
        moved = []
        for site in pool.map(move, roots, [options.target] * len(roots), [options.keep] * len(roots)):
            moved.append(site)
            print(f"{len(moved)}/{len(roots)} {site.name}", file=sys.stderr)
    if options.json:
        options.json.write_text(json.dumps([vars(site) for site in moved], indent=1, ensure_ascii=False))
    tell(moved)


def dev_sites(only: str) -> list[Path]:
    shared = Path(os.environ.get("HUGOKIT_SHARED", ROOT.parent / "shared"))
    listed = json.loads((shared / "sites" / "DEV.json").read_text(encoding="utf-8"))["sites"]
    return [shared / "corpus" / "dev" / site["root"] for site in listed if only in site["root"]]


def tell(moved: list[Moved]) -> None:
    causes: Counter[str] = Counter()
    for site in moved:
        error = site.error.partition("\n")[0]
        print(f"{site.same:6} + {site.argued:4} of {site.pages:6}  {site.name}  {error}")
        for one in site.differing:
            causes.update(list(one["aspects"]) or [f"{one['kind']} {one['state']}"])
    print()
    for cause, count in causes.most_common():
        print(f"{count:6}  {cause}")
    pages, same = sum(site.pages for site in moved), sum(site.same for site in moved)
    argued = sum(site.argued for site in moved)
    print(f"{same} of {pages} pages are the same ({100 * same / max(pages, 1):.2f} %), {len(moved)} sites")
    print(f"{argued} differ where the ledger names the page, {pages - same - argued} elsewhere")


if __name__ == "__main__":
    main()
