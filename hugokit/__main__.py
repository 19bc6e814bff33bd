"""`python -m hugokit`."""

from hugokit.cli.main import run

run()
