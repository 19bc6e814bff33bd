"""The configuration of sites against what the real Hugo makes of the same files, in several of its versions."""

from __future__ import annotations

import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hugokit.engine.context import ConfigFiles
from hugokit.engine.environment import told, unread_variables
from hugokit.engine.site_files import FolderFiles
from hugokit.errors import SiteError
from hugokit.site.config import Mount, read_config, read_configs
from hugokit.site.config_records import default_mounts
from tests.sites import config_judge as judge
from tests.sites.memory import MemoryFiles
from tests.support import CHECKOUT, find_shared, hugo_of

VERSIONS = ("0.148.2", "0.158.0", "0.168.0")
CASES = CHECKOUT / "tests/sites/configs.md"
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_FILE = re.compile(r"^```(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@cache
def sections() -> dict[str, str]:
    parts = _SECTION.split(CASES.read_text(encoding="utf-8"))[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def cases() -> dict[str, dict[str, str]]:
    """The sites by name: text by path."""
    return {name: dict(_FILE.findall(body)) for name, body in sections().items()}


def dev_sites() -> list[str]:
    place = find_shared()
    if place is None:
        return []
    return [site["root"] for site in json.loads((place / "sites/DEV.json").read_text(encoding="utf-8"))["sites"]]


def tried() -> list[Any]:
    """Each site with each version of Hugo that it is for: its section may say "Since 0.162." or "Until 0.163."."""
    found = []
    for name, body in sections().items():
        bounds = dict(re.findall(r"^(Since|Until) (\S+)\.$", body, re.MULTILINE))
        low, high = (
            version(bounds.get(word, default) + ".0") for word, default in (("Since", "0.0"), ("Until", "9.9"))
        )
        found += [pytest.param(name, hugo, id=f"{name} {hugo}") for hugo in VERSIONS if low <= version(hugo) <= high]
    return found


def version(text: str) -> tuple[int, int]:
    major, minor, _ = text.split(".")
    return int(major), int(minor)


def written(name: str, folder: Path) -> Path:
    for path, text in cases()[name].items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


def differences(site: Path, hugo: str, environment: str = "production") -> list[tuple[Any, ...]]:
    """Where the two readings of a site differ: (language, setting, Hugo's, ours)."""
    configs = read_configs(FolderFiles(site), hugo=version(hugo), environment=environment)
    assert configs
    found: list[tuple[Any, ...]] = []
    for config in configs:
        theirs = judge.of_hugo(hugo_of(hugo), site, config.lang, "--environment", environment)
        ours = judge.of_config(config)
        found += [(config.lang, key, value, ours[key]) for key, value in theirs.items() if value != ours[key]]
    mounts = judge.mounts_of_hugo(hugo_of(hugo), site)
    ours = judge.mounts_of_config(configs[0].mounts)
    return found if mounts == ours else [*found, ("", "mounts", mounts, ours)]


def test_there_are_many_sites() -> None:
    assert len(cases()) >= 30
    assert all("hugo." in " ".join(files) or "config" in " ".join(files) for files in cases().values())


def test_the_names_of_the_sites_are_unique() -> None:
    names = _SECTION.findall(CASES.read_text(encoding="utf-8"))
    assert len(names) == len(set(names)) == len(cases())


@pytest.mark.parametrize(("name", "hugo"), tried())
def test_settings_and_mounts(name: str, hugo: str, tmp_path: Path) -> None:
    assert differences(written(name, tmp_path / "site"), hugo) == []


@pytest.mark.parametrize(("name", "hugo"), tried())
def test_languages_and_where_they_are_published(name: str, hugo: str, tmp_path: Path) -> None:
    site = written(name, tmp_path / "site")
    configs = read_configs(FolderFiles(site), hugo=version(hugo))
    layouts = next(mount.source for mount in configs[0].mounts if mount.target == "layouts")
    theirs = judge.sites_of_hugo(hugo_of(hugo), site, layouts, tmp_path / "public")
    ours = judge.sites_of_configs(configs)
    for one, its in zip(ours, theirs, strict=True):
        if one["main"] is None:
            one["main"] = its["main"]  # nothing is set, and Hugo looks for the largest section
    assert ours == theirs


@pytest.mark.slow
@pytest.mark.parametrize("site", dev_sites())
def test_sites_of_others(site: str, tmp_path: Path, shared: Path) -> None:
    """Their themes and modules are not there: an empty one stands for each, as it says itself that it is missed."""
    place = tmp_path / "site"
    shutil.copytree(shared / "corpus/dev" / site, place, symlinks=True)
    without_go(place)
    for _ in range(4):
        stand_in(place)
    if of_kind(place, "the output format "):
        with pytest.raises(judge.Refused, match="unknown output format"):
            differences(place, "0.168.0")
    else:
        assert differences(place, "0.168.0") == []


def stand_in(site: Path) -> None:
    """Put an empty theme in the place of each that is missed, with the output formats that are missed."""
    formats = {what.split(" ")[0] for what in of_kind(site, "the output format ")}
    text = "".join(f'[outputFormats.{name}]\nmediaType = "text/html"\n' for name in sorted(formats))
    for name in {*of_kind(site, "the theme "), *of_kind(site, "the module ")}:
        (site / "themes" / name).mkdir(parents=True, exist_ok=True)
        (site / "themes" / name / "hugo.toml").write_text(text)


def of_kind(site: Path, start: str) -> set[str]:
    """What is lost and begins like this, without that."""
    losses = [loss for config in read_configs(FolderFiles(site)) for loss in config.losses]
    return {loss.what.removeprefix(start) for loss in losses if loss.what.startswith(start)}


def without_go(site: Path) -> None:
    """Hugo does not ask Go for modules, and looks for all of them in themes/."""
    (site / "go.mod").unlink(missing_ok=True)
    for file in [*site.glob("*.*"), *site.glob("config/**/*.*")]:
        if file.suffix in (".toml", ".yaml", ".yml") and file.is_file():
            text = file.read_bytes().decode("utf-8", "replace")
            shorter = re.sub(r"(?im)^\s*(themesdir|workspace)\s*[=:].*$", "", text)
            if shorter != text:
                file.write_text(shorter, encoding="utf-8")


REFUSED = [
    "title = [1]",
    "title = {a = 1}",
    "baseURL = 2020-01-01",
    "enableEmoji = 'maybe'",
    "buildDrafts = []",
    "disableKinds = {a = 1}",
    "ignoreFiles = [['a']]",
    "summaryLength = 'long'",
    "cascade = 1",
    "menus = {main = 1}",
    "menus = {main = {name = 'a'}}",
    "outputFormats = {a = 1}",
    "outputFormats = {a = {mediaType = 'no/such'}}",
    "pagination = 3",
    "pagination = {pagerSize = 'x'}",
    "permalinks = 'x'",
    "permalinks = {posts = 1}",
    "permalinks = {nokind = {a = '/a/'}}",
    "permalinks = [{target = {kind = 'page'}}]",
    "languages = 'de'",
    "languages = []",
    "languages = {de = 'x'}",
    "languages = {de = {weight = '1'}}",
    "languages = {de = {title = 5}}",
    "languages = {de = {disabled = 'true'}}",
    "languages = {'a b' = {}}",
    "defaultContentLanguage = 'fr'\nlanguages = {de = {}}",
    "defaultContentLanguage = 'de'\nlanguages = {de = {disabled = true}, en = {}}",
    "disableLanguages = ['en']\ndefaultContentLanguage = 'en'",
    "languages = {de = {cascade = [{draft = true}]}, en = {}}",
    "title = 'x'\nlanguages = {de = {copyright = ['a']}, en = {}}",
    "uglyURLs = true\nlanguages = {de = {uglyURLs = {a = true}}, en = {}}",
]
TAKEN = [
    "title = 5",
    "title = true",
    "enableEmoji = 1",
    "enableEmoji = 'T'",
    "disableKinds = 'page'",
    "disableKinds = 5",
    "summaryLength = '0x10'",
    "taxonomies = 5",
    "markup = 'x'",
    "sitemap = 1",
    "cascade = []",
    "menus = {main = []}",
    "permalinks = []",
    "languages = {de = {}, 'zh_cn' = {}, 'pt-BR' = {}}",
    "languages = {de = {permalinks = 5, menus = 6}, en = {}}",
    "security = 1",
    "services = []",
    "outputs = {home = 'html'}",
]


@pytest.mark.parametrize("text", [*REFUSED, *TAKEN])
def test_what_hugo_stops_at_is_an_error_with_its_place(text: str, hugo: Path, tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text(text + "\n")
    if text in TAKEN:
        judge.ask(hugo, tmp_path, "config", "--format", "json")
        assert read_configs(FolderFiles(tmp_path))
        return
    with pytest.raises(judge.Refused):
        judge.ask(hugo, tmp_path, "config", "--format", "json")
    with pytest.raises(SiteError, match=r"^hugo\.toml:[12]:1: \w+"):
        read_configs(FolderFiles(tmp_path))


@pytest.mark.parametrize("environment", ["staging", "production", "none"])
def test_the_folder_of_an_environment(environment: str, tmp_path: Path) -> None:
    assert differences(written("a folder of settings", tmp_path / "site"), "0.168.0", environment) == []


def mounts(files: dict[str, str], *, hugo: tuple[int, int] = (0, 168)) -> list[Mount]:
    return [one for one in read_configs(MemoryFiles(files), hugo=hugo)[0].mounts if one.component == "content"]


def test_what_a_mount_takes_and_for_which_languages() -> None:
    new = mounts(cases()["mounts for some languages"])
    assert new == [
        Mount("de", "content", ("de", "de-at"), ("*.md", "! x.md")),
        Mount("de", "content/copy", ("fr",), complements=("de", "de-at", "en")),
        Mount("en", "content"),
    ]
    old = cases()["mounts with the older keys"]
    assert mounts(old)[0] == Mount("de", "content", ("de",), ("*.md", "! x.md", "! y.md"))
    assert mounts(cases()["mounts for some languages"], hugo=(0, 152))[0] == Mount("de", "content")


def test_mounts_outside_of_the_site_and_on_nothing_are_named() -> None:
    text = '[[module.mounts]]\nsource = "../x"\ntarget = "content"\n[[module.mounts]]\nsource = "a"\ntarget = "b"\n'
    [config] = read_configs(MemoryFiles({"hugo.toml": "title = 'x'\n" + text}))
    assert [(loss.what, loss.source, loss.line) for loss in config.losses] == [
        ("the mount of ../x on content", "hugo.toml", 2),
        ("the mount of a on b", "hugo.toml", 2),
    ]
    assert config.mounts == default_mounts()


def test_folders_outside_of_the_site_are_named() -> None:
    text = "contentDir = '../texts'\nstaticDir = ['/srv/a', 'b', '.']\n[languages.en]\n[languages.de]\n"
    configs = read_configs(MemoryFiles({"hugo.toml": text}))
    said = [(loss.what, loss.line) for config in configs for loss in config.losses]
    assert said == [("the folder ../texts", 1), ("the folder /srv/a", 2), ("the folder .", 2)]
    assert [mount.source for mount in configs[0].mounts if mount.component in ("content", "static")] == ["b"]


def test_each_module_that_is_not_on_disk_is_named_once_with_its_place() -> None:
    files = {
        "hugo.yaml": "title: x\ntheme: [here, gone, gone]\nmodule:\n  imports: [{path: a.example/far}]\n",
        "themes/here/hugo.toml": "a = 1\n[[module.imports]]\npath = 'a.example/far'\n"
        "[[module.imports]]\npath = 'deep'\n",
        "go.mod": "module x\n",
    }
    [config] = read_configs(MemoryFiles(files))
    assert [(loss.what, loss.key, loss.source, loss.line) for loss in config.losses] == [
        ("the module a.example/far", "module.imports", "hugo.yaml", 3),
        ("the module deep", "module.imports", "themes/here/hugo.toml", 2),
        ("the theme gone", "theme", "hugo.yaml", 2),
    ]


def test_a_module_that_go_mod_replaces_by_a_folder() -> None:
    """Hugo asks Go for these; there is none beside the tests."""
    files = {
        "hugo.toml": "[[module.imports]]\npath = 'a.example/one/v2'\n[[module.imports]]\npath = 'a.example/out'\n",
        "go.mod": "module x\n\nreplace a.example/one/v2 v2.0.0 => ./local/one // for now\n\n"
        "replace (\n\ta.example/out => ../outside\n)\n",
        "local/one/hugo.toml": "[params]\none = 1\n",
        "local/one/content/a.md": "a",
    }
    [config] = read_configs(MemoryFiles(files))
    assert config.params == {"one": 1}
    assert Mount("local/one/content", "content", module="a.example/one/v2") in config.mounts
    assert [loss.what for loss in config.losses] == ["the module a.example/out"]


def test_a_file_is_checked_with_the_output_formats_of_the_theme(tmp_path: Path) -> None:
    site = written("themes", tmp_path / "site")
    config = read_config(ConfigFiles(site), whole=False)
    assert "extra" in config.formats
    assert config == read_config(FolderFiles(site))._replace(mounts=config.mounts)


def test_variables_that_hugo_reads_as_settings() -> None:
    names = ("HUGO_TITLE", "HUGOxPARAMSxA_B", "HUGOKIT_SHARED", "HUGO_VERSION", "HUGO", "HUGO_", "HOME")
    found = unread_variables(dict.fromkeys(names, "x"))
    assert found == ["HUGO_TITLE", "HUGOxPARAMSxA_B"]
    assert told(found[:1]).startswith("HUGO_TITLE: Hugo takes a setting from the environment")
