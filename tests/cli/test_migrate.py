"""`hugokit migrate` as a program: what is written where, what is said, what stays as it was."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from tests.cli.program import hugokit
from tests.support import CHECKOUT

SEEDS = CHECKOUT / "seeds"
LOSS = {
    "type": "object",
    "additionalProperties": False,
    "required": ["source", "line", "key", "what", "why", "mend", "grade"],
    "properties": {
        **{name: {"type": "string"} for name in ("source", "key", "what", "why", "mend")},
        "line": {"type": "integer", "minimum": 0},
        "grade": {"enum": ["lost", "changed", "manual"]},
    },
}


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_seeds_go_to_eleventy_with_a_ledger(tmp_path: Path) -> None:
    before = contents(SEEDS)
    ran = hugokit("migrate", SEEDS, "--to", "eleventy", "--output", "new", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, ""), ran.err
    made = contents(tmp_path / "new")
    assert {"package.json", "README.md"} <= made.keys()
    assert [name for name in made if name.endswith("slow-bread.md")]
    assert "content/post/said-twice.md" in ran.text, "the page that Hugo refuses is in the ledger"
    assert "Ledger: " in ran.text
    assert f"{len(made)} files: new\n" in ran.text
    assert ran.text.endswith("cd new && npm install && npx @11ty/eleventy\n")
    assert contents(SEEDS) == before

    again = hugokit("migrate", SEEDS, "--to", "eleventy", "--output", "new", cwd=tmp_path)
    assert (again.code, again.text) == (2, "")
    assert "new" in again.err
    assert contents(tmp_path / "new") == made, "what is there is not overwritten"

    other = hugokit("migrate", SEEDS, "--to", "eleventy", "--output", "other", "--output-format", "json", cwd=tmp_path)
    losses = json.loads(other.out)
    jsonschema.validate(losses, {"type": "array", "minItems": 1, "items": LOSS})
    assert "content/post/said-twice.md" in {loss["source"] for loss in losses}
    assert contents(tmp_path / "other") == made, "two runs give the same bytes"


def test_wrong_use(tmp_path: Path) -> None:
    for words, said in (
        ((SEEDS, "--to", "nosuch", "--output", "new"), "there is no target 'nosuch'; there are: eleventy"),
        ((tmp_path / "no", "--to", "eleventy", "--output", "new"), "does not exist"),
        ((SEEDS, "--to", "eleventy"), "--output"),
    ):
        ran = hugokit("migrate", *words, cwd=tmp_path)
        assert (ran.code, ran.text) == (2, "")
        assert said in ran.err
        assert not (tmp_path / "new").exists()


def test_pages_are_read_as_the_hugo_of_the_site_reads_them(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "content/p").mkdir(parents=True)
    (site / "content/p/a.md").write_text("---\ntitle: a\ndraft: yes\n---\n", encoding="utf-8")
    (site / "content/p/b.html").write_text("---\ntitle: b\n---\n<p>b</p>\n", encoding="utf-8")
    (site / "hugo.toml").write_text('[module.hugoVersion]\n  max = "0.150"\n', encoding="utf-8")

    def moved(name: str, *options: str) -> str:
        ran = hugokit("migrate", site, "--to", "eleventy", "--output", name, *options, cwd=tmp_path)
        assert ran.code == 0, ran.err
        return ran.text

    assert "not published by Hugo (draft)" in moved("old")
    assert "not published by Hugo (refused)" in moved("new", "--hugo-version", "0.168")
    (site / "hugokit.toml").write_text('[hugo]\nversion = "0.168"\n', encoding="utf-8")
    assert "not published by Hugo (refused)" in moved("settings")
