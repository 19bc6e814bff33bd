"""The command line. Commands are imported when they are called, so that a hook on one file starts fast."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from typing import NoReturn

import click

from hugokit import __version__
from hugokit.cli.signals import Stopped, listen
from hugokit.errors import HugokitError
from hugokit.text.display import escape

CLEAN, FINDINGS, WRONG_USE, INTERNAL = 0, 1, 2, 3
_COMMANDS = {
    "init": "Write the settings for a site.",
    "check": "Find what Hugo refuses or silently misreads in front matter.",
    "fmt": "Normalise front matter without changing what it says.",
    "edit": "Change front matter in many files at once.",
    "convert": "Write front matter in another format, comments included.",
    "undo": "Put back what a run replaced.",
    "dump": "Print what files contain as Hugo reads them, one JSON object a line.",
    "urls": "List every URL that a site will have, without building it.",
    "links": "Say what the links of a site lead to, and which lead nowhere.",
    "why": "Say whether a file or a URL is published, where, and which line decides it.",
    "migrate": "Move a site to another generator.",
    "verify": "Prove that a migrated site says the same.",
    "shortcodes": "List the shortcodes that pages call, and write recipes for them.",
    "targets": "List the generators that a site can be moved to.",
    "rule": "Explain a rule.",
    "rules": "List all rules.",
    "schema": "List, show and validate schemas.",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"hugokit.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="hugokit %(version)s")
def main() -> None:
    """Check, mend, normalise, edit, convert and migrate Hugo content, reading it as Hugo reads it.

    Exit codes: 0 clean, 1 findings or changes, 2 wrong use or settings, 3 internal error.
    """


def run() -> NoReturn:
    """The program: every error ends in one line and an exit code."""
    try:
        listen()
        code = main.main(prog_name="hugokit", standalone_mode=False)
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        code = 128 + signal.SIGINT
    except Stopped as stop:
        code = 128 + stop.number
    except HugokitError as error:
        code = _say(error, WRONG_USE)
    except Exception:  # noqa: BLE001 - the last resort: a crash has its own exit code and a report to paste
        code = _crash()
    _leave(code if isinstance(code, int) else CLEAN)


def _leave(code: int) -> NoReturn:
    """End without taking every object apart, which for the model of a large site takes a tenth of the whole run."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # whoever read it is gone, or the disk is full: what was to be said was not said
            code = code or FINDINGS
    os._exit(code)


def _say(error: HugokitError, code: int) -> int:
    click.echo(f"hugokit: {escape(str(error))}", err=True)
    return code


def _crash() -> int:
    import traceback

    click.echo("hugokit: internal error, which is a bug in hugokit; no file was left half written", err=True)
    click.echo(f"hugokit {__version__}, Python {sys.version.split()[0]}, {sys.platform}", err=True)
    click.echo(traceback.format_exc(), err=True)
    return INTERNAL
