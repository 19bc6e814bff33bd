"""What the commands about whole sites say on standard error before their results."""

from __future__ import annotations

import click

from hugokit.cli.common import tell_version
from hugokit.engine.environment import told, unread_variables
from hugokit.engine.sites import Model
from hugokit.site.modules import MISSING
from hugokit.site.reader import UNRUN
from hugokit.text.display import escape


def tell_model(model: Model) -> None:
    """Say which Hugo the site was read for, and what of it could not be read: modules, content adapters, variables."""
    tell_version(model.hugo)
    for loss in dict.fromkeys(loss for site in model.sites for loss in site.losses if loss.why in (MISSING, UNRUN)):
        place = f"{loss.source}:{loss.line}: " if loss.source else ""
        click.echo(f"hugokit: warning: {escape(place + loss.what)}: {escape(loss.why)}", err=True)
    names = unread_variables()
    if names:
        click.echo(f"hugokit: warning: {told(names)}", err=True)
