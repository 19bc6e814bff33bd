"""The shortcodes that a site has: Hugo's own by version, and those of its templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, reduce
from operator import or_

from hugokit.body.signatures import Keys, Signature

Version = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Embedded:
    """A shortcode of Hugo's own. `removed`: since then a call fails; `mend` says what to write instead.

    `needs`: ways to give what it fails without: each is names and positions that are all to be there.
    """

    signature: Signature
    since: Version = (0, 0)
    deprecated: Version | None = None
    removed: Version | None = None
    mend: str = ""
    needs: tuple[tuple[str | int, ...], ...] = ()


def _own(names: str = "", positions: int = 0, *, inner: bool = False, open_: bool = False) -> Signature:
    return Signature(Keys(frozenset(names.split()), positions, open_), inner)


_ANY = _own(open_=True)
_X = "write {{< x user=… id=… >}}"
_VIDEO = (("id",), (0,))
# What any version read is taken: a parameter that a newer one passes over harms nobody.
EMBEDDED: Mapping[str, Embedded] = {
    "comment": Embedded(
        _own(inner=True, open_=True), deprecated=(0, 143), mend="write an HTML comment, or take the text out"
    ),
    "details": Embedded(_own("class name open summary title", inner=True), since=(0, 140)),
    "figure": Embedded(
        _own("src alt caption title attr attrlink link target rel class width height loading"),
    ),
    "gist": Embedded(
        _ANY, deprecated=(0, 143), removed=(0, 156), mend="make a template layouts/_shortcodes/gist.html of your own"
    ),
    "highlight": Embedded(_own(positions=2, inner=True)),
    "instagram": Embedded(_own(positions=2), needs=((0,),)),
    "instagram_simple": Embedded(_ANY, removed=(0, 123), mend="write {{< instagram … >}}"),
    "param": Embedded(_own(positions=1), needs=((0,),)),
    "qr": Embedded(_own("text level scale targetDir alt class id title loading", inner=True), since=(0, 141)),
    "ref": Embedded(_own("path lang outputFormat", 3)),
    "relref": Embedded(_own("path lang outputFormat", 3)),
    "tweet": Embedded(_ANY, deprecated=(0, 142), removed=(0, 156), mend=_X),
    "twitter": Embedded(_ANY, deprecated=(0, 142), removed=(0, 156), mend=_X),
    "twitter_simple": Embedded(_ANY, deprecated=(0, 142), removed=(0, 156), mend=_X.replace(" x ", " x_simple ")),
    "vimeo": Embedded(_own("id class title loading allowFullScreen", 4), needs=_VIDEO),
    "vimeo_simple": Embedded(_own("id class", 2), needs=_VIDEO),
    "x": Embedded(_own("user id"), since=(0, 141), needs=(("user", "id"),)),
    "x_simple": Embedded(_own("user id"), since=(0, 141), needs=(("user", "id"),)),
    "youtube": Embedded(
        _own("id allowFullScreen autoplay class controls end loading loop mute start title", 2), needs=_VIDEO
    ),
}


@dataclass(frozen=True)
class Known:
    """What a site's pages can call. `own`: the signatures of its templates by name in lower case.

    `complete`: every theme and module is there, so that a name that is not known is known not to be. `off`: Hugo's own
    that the configuration turns off.
    """

    own: Mapping[str, Signature] = field(default_factory=dict)
    hugo: Version = (0, 168)
    complete: bool = True
    off: frozenset[str] = frozenset()

    def embedded(self, name: str) -> Embedded | None:
        """Hugo's own shortcode of this name, None where the site's own stands, or may stand, before it."""
        hidden = name.lower() in self.own or not self.complete  # a theme that is not there may have its own
        found = None if hidden else EMBEDDED.get(name.lower())
        return found if found and found.since <= self.hugo else None

    def signature(self, name: str) -> Signature | None:
        """What a shortcode takes, None where no template of that name is known."""
        found = self.embedded(name)
        if found is None:
            return self.own.get(name.lower())
        return replaced(found, self.hugo)

    @cached_property
    def above(self) -> Keys:
        """What the site's templates read of the shortcode that theirs stands in: any may be given that."""
        return reduce(or_, (one.above for one in self.own.values()), Keys())

    def near(self, name: str) -> str:
        """A name that this one may be meant as, "" where none is near."""
        usable = [one for one, own in EMBEDDED.items() if own.since <= self.hugo and not own.removed]
        return next(iter(get_close_matches(name.lower(), [*self.own, *usable], n=1, cutoff=0.75)), "")


def replaced(own: Embedded, hugo: Version) -> Signature:
    """Its signature in this Hugo: what is removed takes anything and says so."""
    return _ANY if own.removed and own.removed <= hugo else own.signature


def combined(templates: Iterable[tuple[str, Signature]]) -> dict[str, Signature]:
    """Signatures by name; those of several templates of a name (by output format, language, folder) as one."""
    found: dict[str, Signature] = {}
    for name, one in templates:
        found[name] = found[name] | one if name in found else one
    return found
