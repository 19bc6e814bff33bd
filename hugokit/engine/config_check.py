"""Check the configuration of sites: the rules about it are asked without the model of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hugokit.diagnostic import Diagnostic, Severity, locate
from hugokit.engine.check import Checker
from hugokit.engine.context import ConfigFiles, Contexts
from hugokit.engine.files import Outcome
from hugokit.engine.marks import marks_of
from hugokit.engine.settings import Settings
from hugokit.errors import FrontMatterError
from hugokit.rule import load_rules
from hugokit.site.spots import Spots
from hugokit.site_rule import SiteRule, SiteSubject


@dataclass(frozen=True, slots=True)
class ConfigurationChecker:
    """The rules about configurations that settings ask for."""

    settings: Settings
    checker: Checker

    def check(self, root: Path, contexts: Contexts, least: Severity) -> Iterator[Outcome]:
        """What is found in each configuration file of a site that has any; none where Hugo cannot read them.

        That they cannot be read is in `Contexts.warnings`.
        """
        hugo = contexts.of(root / "hugo.toml").hugo.version
        files = ConfigFiles(root)
        subject = SiteSubject((), (), files, Spots(files, hugo), hugo)
        by_source: dict[str, list[Diagnostic]] = {}
        for one in load_rules(SiteRule):
            if not one.of_configuration or not self.settings.selects(one.code):
                continue
            try:
                found = list(one.check(one, subject))
            except FrontMatterError:
                return
            for finding in found:
                if finding.diagnostic.severity >= least and self._counts(root / finding.source, one.code):
                    by_source.setdefault(finding.source, []).append(finding.diagnostic)
        for source, diagnostics in sorted(by_source.items()):
            name, text = str(root / source), subject.text(source)
            here = tuple(locate(name, text, diagnostics))
            yield Outcome(name, found=here, marks=marks_of(here, text, {}) if self.settings.baseline else ())

    def _counts(self, file: Path, code: str) -> bool:
        return not code.startswith(self.checker.ignored(file))


def root_of_configuration(file: Path) -> Path:
    """The root of the site that a configuration file is part of."""
    return file.parent.parent.parent if file.parent.name == "_default" else file.parent
