"""The table of changed settings against the real Hugo, and the names of its settings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hugokit.limits import NEWEST_HUGO
from hugokit.site import config_losses, config_types
from hugokit.site.changes import CHANGES, Change, changes_of
from hugokit.site.config_names import ROOT_KEYS, TABLES
from tests.support import HugoResult

Build = Callable[..., HugoResult]
_SAID = {"fails": "ERROR", "warns": "WARN", "deprecated": "INFO"}
_VALUES: dict[str, Any] = {
    "paginate": 5, "twitter": {"enableDNT": True}, "quality": 70, "decimals": 2, "keepcss2": True,
    "enabledefault": True, "includefiles": ["*.md"], "excludefiles": ["*.x"], "_target": {"path": "/x"},
    "getjson": {"maxAge": -1}, "getcsv": {"maxAge": -1}, "blackfriday": {"x": True}, "author": {"name": "x"},
    "social": {"x": "y"}, "minifyoutput": True, "keepconditionalcomments": True, "compression": "lossy",
    "hint": "photo", "lang": "en", "languagedirection": "ltr", "languagecode": "en", "languagename": "E",
}  # fmt: skip


def setting(steps: list[str]) -> Any:
    """A value with the setting at the end of the steps."""
    if not steps[1:]:
        return {steps[0]: _VALUES.get(steps[0], True)}
    if steps[1] == "#":
        around = {"source": "content", "target": "content"} if steps[0] == "mounts" else {"params": {"a": 1}}
        return {steps[0]: [setting(steps[2:]) | around]}
    return {"en" if steps[0] == "*" else steps[0]: setting(steps[1:])}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.way)
def test_what_the_newest_hugo_does_with_it(change: Change, tmp_path: Path, build_site: Build) -> None:
    values = setting(change.way.split(".")) | {"baseURL": "https://example.org/"}
    (tmp_path / "hugo.json").write_text(json.dumps(values), encoding="utf-8")
    (tmp_path / "content").mkdir()
    built = build_site(tmp_path, "--logLevel", "info")
    name = change.way.rpartition(".")[2]
    about = [line for line in built.messages.splitlines() if name in line.lower() and " building " not in line]
    state = change.state(NEWEST_HUGO)
    assert (built.exit != 0) == (state == "fails"), built.messages
    if state == "forgotten":
        assert about == []
    else:
        assert any(line.startswith(_SAID[str(state)]) for line in about), built.messages


def test_steps_of_time() -> None:
    (paginate,) = changes_of(("paginate",))
    states = [paginate.state((0, minor)) for minor in (127, 128, 134, 140, 156)]
    assert states == [None, "deprecated", "warns", "fails", "forgotten"]
    assert list(changes_of(("module", "mounts", 3, "lang")))
    assert not list(changes_of(("module", "mounts", "lang")))
    assert not list(changes_of(("params", "paginate")))


def test_the_table_has_what_the_reference_measured(shared: Path) -> None:
    measured = json.loads((shared / "conformance/hugo_changes.json").read_text("utf-8"))
    by_id = {one["id"]: one for one in measured}
    for id_, way in {"paginate": "paginate", "languageCode": "languagecode", "privacy-twitter": "privacy.twitter",
                     "minify": "minifyoutput", "mounts-lang": "module.mounts.#.lang", "imaging": "imaging.quality",
                     "cascade-_target": "cascade._target",
                     "renderhooks": "markup.goldmark.renderhooks.link.enabledefault"}.items():  # fmt: skip
        (change,) = [one for one in CHANGES if one.way == way]
        said = [by_id[id_][name] for name in ("deprecated", "warn", "error")]
        assert [f"0.{at[1]}" for at in (change.since, change.warns, change.fails) if at] == said, id_


def test_every_setting_that_is_read_is_known(hugo: Path, tmp_path: Path, build_site: Build) -> None:
    known = {name.lower() for name in ROOT_KEYS}
    assert known >= TABLES
    assert known >= config_types._TEXTS | config_types._SWITCHES | config_types._LISTS | config_types._TABLES.keys()
    of_languages = {"label", "direction", "languagename", "languagedirection"}
    assert known >= config_losses._READ - of_languages
