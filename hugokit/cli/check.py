"""`hugokit check`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hugokit.api import Outcome, Run, Settings
from hugokit.cli.baseline import Held, baseline_options, one_each
from hugokit.cli.changed import Changed, git_options, only_changed
from hugokit.cli.common import (
    backup_option,
    by_settings,
    file_options,
    is_stdin,
    new_journal,
    outcomes,
    report_options,
)
from hugokit.cli.findings import LEAST, SEVERITIES, Findings, wants_edits
from hugokit.cli.grouping import group_option
from hugokit.diagnostic import Located, Severity
from hugokit.engine.settings import LINT_PRESETS
from hugokit.limits import FEW_FILES
from hugokit.rule import Manual, load_rules

if TYPE_CHECKING:
    from hugokit.engine.undo import Journal
    from hugokit.fs.walk import FoundFile


def _codes(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...] | None:
    """Codes, first letters of codes, slugs or ALL, as codes; one that names no rule is wrong use."""
    names = [name.strip() for given in value for name in given.split(",") if name.strip()]
    rules = load_rules(Manual) if names else ()
    slugs = {rule.slug: rule.code for rule in rules}
    codes = tuple(slugs.get(name.lower(), name.upper()) for name in names)
    for name, code in zip(names, codes, strict=True):
        if code != "ALL" and not any(rule.code.startswith(code) for rule in rules):
            raise click.BadParameter(f"there is no rule {name}; `hugokit rule` lists them all", ctx, param)
    return codes or None


def _ignored_there(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = []
    for given in value:
        pattern, _, names = given.rpartition(":")
        codes = _codes(ctx, param, (names,))
        if not pattern or not codes:
            raise click.BadParameter(f"{given!r} is not PATTERN:RULES, such as 'content/old/**:HK2,HK401'", ctx, param)
        found.append((pattern, codes))
    return tuple(found)


def _reason(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """A reason that is one line of any comment: it neither ends one nor calls a shortcode."""
    if not value.isprintable() or any(mark in value for mark in ("--", "{{", "]")):
        raise click.BadParameter("a reason is one line without `--`, `]` and `{{`", ctx, param)
    return value.strip()


@click.command("check", short_help="Find what Hugo refuses or silently misreads in front matter.")
@file_options
@click.option("--site", is_flag=True, help="Also judge the whole site that PATHS are in: URLs, menus, terms …")
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing the built site.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also fixes that change what is published.")
@click.option(
    "--cache/--no-cache", default=True, envvar="HUGOKIT_CACHE",
    help="Keep what a site's templates read in .hugokit_cache beside them (on); without it nothing is kept.",
)  # fmt: skip
@click.option(
    "--incremental/--no-incremental", default=None, envvar="HUGOKIT_INCREMENTAL",
    help="Pass over pages that nobody has changed since a former run found nothing in them; kept in .hugokit_cache.",
)  # fmt: skip
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes for a large tree: one a core, or N.")
@git_options
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="With --fix or --diff: change at most N files.")
@click.option("--commit", is_flag=True, help="With --fix: make a git commit for each rule that mended something.")
@backup_option(default=False)
@report_options
@click.option("--statistics", is_flag=True, help="Show how often each rule found something, and not where.")
@click.option("--show", type=click.Choice(list(SEVERITIES)), help="The least severity that is shown (warning).")
@click.option(
    "--fail-on", type=click.Choice(list(LEAST)),
    help="The least severity that makes the exit code 1 (what is shown, but for info).",
)  # fmt: skip
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("--exit-non-zero-on-fix", is_flag=True, help="Exit with 1 where something was mended.")
@click.option("--select", multiple=True, callback=_codes, metavar="RULES", help="Only these: HK201, HK2, a slug, ALL.")
@click.option("--ignore", multiple=True, callback=_codes, metavar="RULES", help="Not these.")
@click.option("--extend-select", multiple=True, callback=_codes, metavar="RULES", help="Also these.")
@click.option("--extend-ignore", multiple=True, callback=_codes, metavar="RULES", help="Not these either.")
@click.option("--fixable", multiple=True, callback=_codes, metavar="RULES", help="Mend only what these find.")
@click.option("--unfixable", multiple=True, callback=_codes, metavar="RULES", help="Do not mend what these find.")
@click.option(
    "--per-file-ignores", multiple=True, callback=_ignored_there, metavar="PATTERN:RULES",
    help="Also ignore these in the files that match, as in .gitignore; repeatable.",
)  # fmt: skip
@click.option("--preset", type=click.Choice(list(LINT_PRESETS)), help="errors only, with warnings, or everything.")
@click.option("--add-ignore", is_flag=True, help="Write a comment `hugokit: ignore[…]` for each finding shown.")
@click.option("--reason", default="", callback=_reason, metavar="TEXT", help="What --add-ignore writes behind it.")
@baseline_options
@group_option
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto",
    help="auto: as NO_COLOR or FORCE_COLOR say, else for a terminal.",
)  # fmt: skip
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[Path, ...], **options: Any) -> None:
    """Find what Hugo refuses or silently misreads in front matter.

    PATHS are files, folders (a Hugo site stands for its content and its configuration) or `-` for standard input;
    without any, the current folder. With `--fix -` the mended text goes to standard output and the findings to standard
    error.

    With --site each site that PATHS are in, or hold, is read once, and the rules about whole sites are asked, too. What
    they find is told wherever it is in the site.

    With a baseline only findings that are not in it are told of and count; an entry stands for what it was written for
    whatever lines move above it, and for a file that was renamed.

    Exit code 0: clean, 1: findings or a file that could not be read, 2: wrong use. With --diff: 1 if it shows any.
    """
    _refuse(options, stdin=is_stdin(paths))
    given = {name: options[name] for name in ("select", "ignore", "fixable", "unfixable")}
    write = (options["fix"] or options["add_ignore"]) and not options["diff"]
    asked = [(_asked(one, options), group) for one, group in by_settings(paths, options, **given)]
    helds = [Held.of(one, group, _least(one, options), options) for one, group in asked]
    one_each(helds)
    committed = False
    if options["commit"]:
        committed = _commit(helds, paths, options)
        options, write = {**options, "fix": False, "unsafe_fixes": False, "limit": None}, False
    runs = [Run.of(held.settings, edits=wants_edits(options)) for held in helds]
    report = Findings(runs[0], helds[0].quieter(options), err=is_stdin(paths) and write)
    journal = new_journal(options) if write and not is_stdin(paths) else None
    with only_changed(paths, options) as changed:
        for run, held, (_, group) in zip(runs, helds, asked, strict=True):
            report.go_on(run)
            _check(Job(run, group, options, changed, journal, held, write=write), report)
    report.changed |= committed
    report.end()
    for held in helds:
        held.end()
    ctx.exit(report.exit_code())


def _commit(helds: list[Held], paths: tuple[Path, ...], options: dict[str, Any]) -> bool:
    """Mend and commit rule by rule; whether a commit was made. What is left is then checked as ever."""
    from hugokit.cli.commits import Commits, refuse_commit  # for those who ask for it

    refuse_commit(paths, options, len(helds))
    with only_changed(paths, options) as changed:
        commits = Commits(helds[0].settings, paths, options, changed, new_journal(options), options["limit"])
        commits.make()
    return bool(commits.made)


def _refuse(options: dict[str, Any], *, stdin: bool) -> None:
    """UsageError for options that do not go together."""
    if options["unsafe_fixes"] and not (options["fix"] or options["diff"]):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if options["limit"] and not (options["fix"] or options["diff"]):
        raise click.UsageError("--limit goes with --fix or --diff")
    if options["site"] and stdin:
        raise click.UsageError("--site goes with files and folders, not with standard input")
    if options["add_ignore"] and options["fix"]:
        raise click.UsageError("--add-ignore does not go with --fix: mend first, and ignore what is left")
    if options["reason"] and not options["add_ignore"]:
        raise click.UsageError("--reason goes with --add-ignore")
    if options["diff"] and (options["output"] or options["report"]):
        raise click.UsageError("--output and --report tell findings, which --diff does not")
    if options["statistics"] and options["output_format"] not in ("text", "json"):
        raise click.UsageError("--statistics come as text or json; --report writes findings in any format beside them")


@dataclass(frozen=True, slots=True)
class Job:
    """One run over the paths that its settings count for; `journal` where it writes; `held`: a baseline."""

    run: Run
    paths: tuple[Path, ...]
    options: dict[str, Any]
    changed: Changed
    journal: Journal | None
    held: Held
    write: bool

    def outcomes(self, work: Callable[[str, bytes], Outcome]) -> Iterator[Outcome]:
        """What becomes of each file, of those that git says are changed where only they are asked for."""
        options = self.options if self.changed.all else {**self.options, "allow_empty_input": True}
        only_looks = self.changed.all and not (self.write or options["diff"] or options["add_ignore"])
        return outcomes(
            self.run, self.paths, self.changed.work(work), options, write=self.write, journal=self.journal,
            watch=self.changed.files, over=self._looked_at if only_looks else None,
        )  # fmt: skip

    def _looked_at(self, files: Iterable[FoundFile]) -> Iterator[Outcome]:
        if not self.run.settings.incremental:
            return self._by_processes(files)
        from hugokit.engine.incremental import Incremental  # for those who ask for it

        known = Incremental(self.run, _least(self.run.settings, self.options))
        return known.note(self._by_processes(known.of(files)))

    def _by_processes(self, files: Iterable[FoundFile]) -> Iterator[Outcome]:
        waiting, jobs = iter(files), self.options["jobs"]
        least = _least(self.run.settings, self.options)
        first = list(islice(waiting, FEW_FILES + 1))
        if jobs == 1 or (jobs is None and len(first) <= FEW_FILES):
            return self.run.over(chain(first, waiting), partial(self.run.check, least=least))
        from hugokit.engine.parallel import check_all, processes  # few files do not wait for it

        return check_all(self.run, chain(first, waiting), least, jobs or processes())

    def sites(self) -> Iterator[Outcome]:
        """What is found in the whole sites of the paths where that is asked for, else in their configurations."""
        for outcome in self._sites():
            yield outcome.only(lambda one: self.changed.has(one.path))

    def _sites(self) -> Iterator[Outcome]:
        least = _least(self.run.settings, self.options)
        if not self.options["site"]:
            return iter(()) if is_stdin(self.paths) else self.run.configurations(self.paths, least)
        from hugokit.engine.site_check import SiteChecker  # a check of files does not wait for the site model

        return SiteChecker.of(self.run.settings).check(self.paths or (Path(),), least)


def _check(job: Job, report: Findings) -> None:
    if job.options["add_ignore"]:
        _add_comments(job, report)
        return
    for outcome in job.held.new(job.outcomes(_work(job.run, job.options))):
        report.add(outcome)
    for outcome in job.held.new(job.sites(), site=job.options["site"]):
        report.add(outcome, files=0)


def _asked(settings: Settings, options: dict[str, Any]) -> Settings:
    """The settings with what the options add, and the severities to show: at the least what makes the run fail."""
    settings = settings.but(
        derive=True,
        cache=options["cache"],
        incremental=options["incremental"] if options["cache"] else False,
        extend_select=(*settings.extend_select, *(options["extend_select"] or ())),
        ignore=(*settings.ignore, *(options["extend_ignore"] or ())),
        per_file_ignores=(*settings.per_file_ignores, *options["per_file_ignores"]),
    )
    if options["show"] is not None:
        return settings.but(show=SEVERITIES[options["show"]])
    if options["preset"] is not None:
        settings = settings.but(show=LINT_PRESETS[options["preset"]])
    fatal = LEAST.get(options["fail_on"], settings.show)
    return settings.but(show=Severity(min(fatal, settings.show)))


def _least(settings: Settings, options: dict[str, Any]) -> Severity:
    show = settings.show
    return Severity(min(show, LEAST.get(options["fail_on"], show)))


def _add_comments(job: Job, report: Findings) -> None:
    """Write comments into PATHS. What the whole site has to say is asked before; of files elsewhere it is only told."""
    besides: dict[Path, list[Located]] = {}
    for outcome in job.sites():
        for found in outcome.found:
            besides.setdefault(Path(found.path).resolve(), []).append(found)
        report.add(outcome._replace(found=()), files=0)

    def work(name: str, data: bytes) -> Outcome:
        found = [one.diagnostic for one in besides.pop(Path(name).resolve(), ())]
        return job.run.ignore(name, data, reason=job.options["reason"], besides=found)

    for outcome in job.outcomes(work):
        report.add(outcome)
    for elsewhere in besides.values():
        note = (
            "not ignored: it is none of the files in PATHS; write the comment yourself, or use [lint.per-file-ignores]"
        )
        report.add(Outcome(elsewhere[0].path, found=tuple(elsewhere), notes=(note,)), files=0)


def _work(run: Run, options: dict[str, Any]) -> Any:
    check = partial(run.check, least=_least(run.settings, options))
    if not (options["fix"] or options["diff"]):
        return check
    mend = partial(run.fix, unsafe=options["unsafe_fixes"])
    if options["limit"] is None:
        return mend
    from hugokit.engine.limit import Limited  # for those who ask for it

    return Limited(mend, check, options["limit"])
