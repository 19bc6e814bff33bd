"""A site's configuration as Hugo makes it of its files, themes and modules: one `Config` a language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hugokit.ledger import Loss
from hugokit.limits import NEWEST_HUGO
from hugokit.site import config_losses, config_types, merging
from hugokit.site.config_files import NOWHERE, PRODUCTION, Present, Settings, SiteFiles, find, load, refused
from hugokit.site.config_reader import Around, ConfigReader
from hugokit.site.config_records import TAXONOMIES, Config, Mount, Rule
from hugokit.site.formats import OutputFormat
from hugokit.site.languages import Language, Languages, add_default, read_languages, settings_of
from hugokit.site.modules import Collector, Module
from hugokit.site.mounts import Place, default_mounts_of, folders_of, passed_over, read_mounts
from hugokit.site.values import table

__all__ = ["TAXONOMIES", "Config", "Mount", "OutputFormat", "Rule", "read_config", "read_configs"]

_ALIASES = {"indexes": "taxonomies", "logi18nwarnings": "printi18nwarnings", "logpathwarnings": "printpathwarnings"}


def read_configs(
    files: SiteFiles, *, hugo: tuple[int, int] = NEWEST_HUGO, environment: str = PRODUCTION
) -> tuple[Config, ...]:
    """The configuration of every language that is built, in Hugo's order; a site without any has Hugo's defaults.

    SiteError for what Hugo refuses; what is not understood is in the `losses` of the default language.
    """
    site = _whole(files, hugo, environment)
    return tuple(map(site.read, site.languages.built))


def read_config(files: SiteFiles, *, hugo: tuple[int, int] = NEWEST_HUGO, environment: str = PRODUCTION,
                whole: bool = True) -> Config:  # fmt: skip
    """The configuration of the default language. SiteError where it cannot be read.

    `whole`: `files` are all of the site's; False where they are its configuration alone, and mounts are as written.
    """
    site = _whole(files, hugo, environment, whole=whole)
    return site.read(site.languages.default)


class _Whole(NamedTuple):
    """A site's settings with those of its modules mixed in, ready for the languages. `losses`: of the modules."""

    values: merging.Values
    around: Around
    losses: tuple[Loss, ...]

    @property
    def languages(self) -> Languages:
        """The languages that are built."""
        return self.around.languages

    def read(self, language: Language) -> Config:
        """The configuration of one language."""
        values, vain = settings_of(language.code, self.values, self.around.places)
        around = self.around._replace(places=_places_of(language, self.around.places))
        config_types.check(values, around.places)
        config = ConfigReader(language, values, around).read()
        return config._replace(losses=(*self._losses(language, vain), *config.losses))

    def _losses(self, language: Language, vain: Iterable[str]) -> Iterator[Loss]:
        for key in sorted(vain):
            name = f"languages.{language.code}.{key}"
            why, mend = "Hugo does not read it there", "set it for the whole site"
            yield config_losses.lost(self.around.places, name, name, why, mend)
        if language.default:
            yield from self.losses
            yield from config_losses.unread(self.around.values, self.around.places)


def _places_of(language: Language, places: Settings) -> Settings:
    """What a language sets itself stands in the table of the languages."""
    return {**places, **dict.fromkeys(language.own, places.get("languages", NOWHERE))}


def _whole(files: SiteFiles, hugo: tuple[int, int], environment: str, *, whole: bool = True) -> _Whole:
    present = Present(files.names())
    own, places = load(files, find(present, "", environment), hugo)
    values = merging.prepare(own)
    for old, new in _ALIASES.items():
        if old in values:
            values[new] = values.pop(old)
    config_types.check(merging.clean(values), places)
    add_default(values)
    collector = Collector(files, present, merging.clean(values), hugo)
    modules = collector.collect(merging.clean(values), places, environment)
    for module in modules:
        _check_tables(module, values, places)
        merging.mix_in(values, dict(module.values))
        places = {**module.places, **places}
    add_default(values)
    languages = read_languages(values, places, hugo)
    losses = list(collector.losses)
    there = present.there if whole else lambda _: True
    site = Place("", "", places, there, languages.codes, hugo)
    mounts = tuple(dict.fromkeys(_mounts(site, values, languages, modules, losses)))
    return _Whole(values, Around(languages, merging.clean(values), places, mounts, hugo), tuple(losses))


def _check_tables(module: Module, values: merging.Values, places: Settings) -> None:
    for key, item in module.values.items():
        if isinstance(item, dict) and not isinstance(values.get(key, {}), dict):
            place = module.places.get(key, NOWHERE)
            where = f"{place.file}:{place.line}, {module.path}"
            raise refused(places, key, f"is a table in a module ({where}) and none here; write one, too")


def _mounts(
    site: Place, values: merging.Values, languages: Languages, modules: Iterable[Module], losses: list[Loss]
) -> Iterator[Mount]:
    """The mounts of the site itself, then those of its modules."""
    own = read_mounts(table(values.get("module")).get("mounts"), site, losses)
    each = [(code, settings_of(code, values, site.places)[0]) for code in languages.codes]
    for _, settings in each:
        losses += (loss for loss in passed_over(settings, site.places) if loss not in losses)
    taken = {mount.component for mount in own}
    yield from own
    yield from default_mounts_of(each, values, multihost=languages.multihost, taken=taken)
    for module in modules:
        place = site._replace(folder=module.folder, module=module.path, places=module.places)
        if module.mounts is not False:
            yield from read_mounts(module.mounts, place, losses) if module.mounts else folders_of(place)
