"""What parameters are called: keys with dots, each step as the templates spell it."""

from __future__ import annotations

from collections.abc import Iterable

from hugokit.gotemplate.evidence import Need, Ref
from hugokit.schema.infer.keys import Key

_SCOPES = {"site": "site.Params", "page": "page.Params", "menu": "menu.Params", "resource": "resource.Params"}


class Names:
    """The names of parameters, by all keys that are known."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._spelled = {(key.scope, key.path): key.spelled for key in keys}

    def dotted(self, one: Key | Ref | Need) -> str:
        """Below its scope: `a.b[].c`."""
        above = [self._spelled.get((one.scope, one.path[: length + 1]), step) for length, step in enumerate(one.path)]
        return ".".join(above).replace(".[]", "[]")

    def whole(self, one: Key | Ref | Need) -> str:
        """As templates write it: `site.Params.a.b`."""
        return f"{_SCOPES.get(one.scope, one.scope)}.{self.dotted(one)}"

    def need(self, one: Need) -> str:
        """A parameter that must be set, or must not be."""
        return self.whole(one) if one.set else f"not {self.whole(one)}"
