"""Which hugokit works something out that is kept: another version, or a checkout that was changed, is another one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hugokit.fs.cache import stamp_of_tree
from hugokit.schema.store import folder as schemas_folder


@cache
def maker(*folders: str) -> str:
    """What tells this hugokit from others: the state of its schemas and modules, of some of its packages or of all."""
    package = Path(__file__).parent.parent
    code = [stamp_of_tree(package / folder, ".py") for folder in folders or ("",)]
    return "\n".join((*code, stamp_of_tree(schemas_folder(), ".json")))
