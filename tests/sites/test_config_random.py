"""Random configurations of a site and two themes, with `_merge` here and there, against the real Hugo."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from hugokit.engine.site_files import FolderFiles
from hugokit.errors import SiteError
from hugokit.site.config import Config, read_configs
from tests.sites import config_judge as judge

Values = dict[str, Any]
_ROOT = (
    "params menus taxonomies permalinks pagination outputs outputFormats title copyright uglyURLs disableKinds "
    "summaryLength languages mainSections staticDir contentDir baseURL"
).split()


class Maker:
    """Makes configurations; the same seed makes the same."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def some(self, *of: Any) -> list[Any]:
        return self.chance.sample(of, self.chance.randint(0, len(of)))

    def maybe(self, values: Values) -> Values:
        """With a strategy at times. Hugo does not clean one away below a table without, so params have none inside."""
        if self.chance.random() < 0.25:
            values["_merge"] = self.chance.choice(["none", "shallow", "deep"])
        return values

    def params(self, depth: int = 0) -> Values:
        found: Values = {}
        for key in self.some("a", "b", "c"):
            deeper = depth < 2 and self.chance.random() < 0.5
            found[key] = self.params(depth + 1) if deeper else self.chance.choice([1, "x", [1, 2], True])
        return found if depth else self.maybe(found)

    def fields(self, **choices: list[Any]) -> Values:
        return self.maybe({key: self.chance.choice(choices[key]) for key in self.some(*choices)})

    def formats(self) -> Values:
        names = self.some("json", "extra", "rss")
        return self.maybe({name: {"mediaType": "text/plain", **self.fields(baseName=["x", "y"])} for name in names})

    def value(self, key: str) -> Any:
        one = self.chance.choice
        made: dict[str, Any] = {
            "params": self.params,
            "menus": lambda: self.fields(main=[[{"name": "m"}], [{"name": "n"}]], side=[[{"name": "s"}]]),
            "taxonomies": lambda: self.fields(tag=["tags", "t"], series=["series"]),
            "permalinks": lambda: self.fields(posts=["/a/", "/b/"], docs=["/c/"], section=[{"x": "/s/"}]),
            "pagination": lambda: self.fields(pagerSize=[3, 4], path=["p", "q"], disableAliases=[True]),
            "outputs": lambda: self.fields(home=[["html"], ["html", "json"]], page=["html"], section=[["rss"]]),
            "outputFormats": self.formats,
            "uglyURLs": lambda: one([True, {"posts": True}]),
            "disableKinds": lambda: one([["rss"], ["404", "sitemap"]]),
            "summaryLength": lambda: one([5, 6]),
            "mainSections": lambda: one([["m"], "n"]),
            "staticDir": lambda: one(["s", ["s", "t"]]),
            "contentDir": lambda: one(["c", "d", "content"]),
            "baseURL": lambda: one(["https://a.example/", "https://b.example/x/"]),
            "languages": lambda: self.maybe({code: self.language() for code in ["en", *self.some("de", "fr")]}),
        }
        return made[key]() if key in made else one(["one", "two"])

    def language(self) -> Values:
        return self.maybe({**self.site(top=False), **self.fields(weight=[-1, 0, 1, 2])})

    def site(self, *, top: bool = True) -> Values:
        keys = self.chance.sample(_ROOT, self.chance.randint(1, 7))
        found = {key: self.value(key) for key in keys if top or key != "languages"}
        return self.maybe(found) if top and self.chance.random() < 0.6 else found


def made(seed: int, folder: Path) -> Path:
    maker = Maker(seed)
    files = {"hugo.json": {**maker.site(), "theme": maker.some("one", "two")}}
    files |= {f"themes/{name}/hugo.json": maker.site() for name in ("one", "two")}
    for name, values in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(values))
    return folder


def configs_of(site: Path) -> tuple[Config, ...] | str:
    try:
        return read_configs(FolderFiles(site))
    except SiteError as error:
        return str(error)


def compare(seed: int, hugo: Path, folder: Path) -> None:
    site = made(seed, folder)
    configs = configs_of(site)
    if isinstance(configs, str):
        with pytest.raises(judge.Refused):
            judge.of_hugo(hugo, site, "en")
        return
    for config in configs:
        assert judge.of_config(config) == judge.of_hugo(hugo, site, config.lang)
    assert judge.mounts_of_config(configs[0].mounts) == judge.mounts_of_hugo(hugo, site)


@pytest.mark.parametrize("seed", range(40))
def test_random_configurations(seed: int, hugo: Path, tmp_path: Path) -> None:
    compare(seed, hugo, tmp_path / "site")


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1600))
def test_many_random_configurations(seed: int, hugo: Path, tmp_path: Path) -> None:
    compare(seed, hugo, tmp_path / "site")
