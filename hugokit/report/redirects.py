"""Redirects in the words of the hosts: each has its own syntax, its own escapes and its own bounds.

Every writer takes redirects whose paths are percent-encoded as in a request, and gives the text of a file and what had
to be left out. What a path decodes to is never read as a pattern, a variable or a placeholder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from hugokit.site.forwards import Redirect

_CLOUDFLARE_LINES, _CLOUDFLARE_LENGTH = 2000, 1000
_VERCEL_RULES, _VERCEL_LENGTH = 2048, 4096
_S3_RULES = 50
_PLAIN = "/-._~&+,;=@"


class Written(NamedTuple):
    """A file for a host: its text, and one sentence for each thing that could not be said in it."""

    text: str
    notes: tuple[str, ...] = ()


def netlify(redirects: Sequence[Redirect], live: frozenset[str]) -> Written:
    """`_redirects`. Netlify takes a path with and without its last slash for one; `!` lets it win over Hugo's file."""
    return Written("".join(f"{_source(r.old)} {_strict(r.new)} 301!\n" for r in redirects))


def cloudflare(redirects: Sequence[Redirect], live: frozenset[str]) -> Written:
    """`_redirects` of Pages and Workers: 2000 static redirects (dynamic ones are not written), 1000 characters each."""
    lines = [f"{_source(r.old)} {_strict(r.new)} 301\n" for r in _with_bare(redirects, live)]
    short = [line for line in lines if len(line) <= _CLOUDFLARE_LENGTH]
    long = tuple(f"{line.split()[0]}: more than {_CLOUDFLARE_LENGTH} characters" for line in lines if line not in short)
    over = _over(len(redirects), _CLOUDFLARE_LINES, "Cloudflare reads 2000 static redirects")
    return Written("".join(short[:_CLOUDFLARE_LINES]), (*long, *over))


def vercel(redirects: Sequence[Redirect], live: frozenset[str]) -> Written:
    """`vercel.json`: at most 2048 redirects. A `source` is a pattern: what is special in it is escaped."""
    rules = [
        {"source": _pattern(r.old), "destination": _strict(r.new).replace("+", "%2B"), "permanent": True}
        for r in _with_bare(redirects, live)
    ]
    fit = [rule for rule in rules if len(str(rule["source"])) <= _VERCEL_LENGTH]
    long = tuple(f"{rule['source']}: more than {_VERCEL_LENGTH} characters" for rule in rules if rule not in fit)
    over = _over(len(redirects), _VERCEL_RULES, "Vercel reads 2048 redirects of vercel.json")
    return Written(_json({"redirects": fit[:_VERCEL_RULES]}), (*long, *over))


def nginx(redirects: Sequence[Redirect], live: frozenset[str]) -> Written:
    """Exact locations, to `include` in a `server`. A `map` would take /A/ and /a/ for one, and needs sizes set."""
    rules = (
        f"location = {_quoted(unquote(r.old))} {{ return 301 {_quoted(_strict(r.new))}; }}\n"
        for r in _with_bare(redirects, live)
    )
    return Written("# include this file in the server { } of the site\n" + "".join(rules))


def apache(redirects: Sequence[Redirect], live: frozenset[str]) -> Written:
    """For .htaccess or a virtual host, with mod_rewrite: mod_alias would encode the target once more."""
    rules = (
        f"RewriteCond %{{REQUEST_URI}} {_regex(r.old, live)}\n"
        f"RewriteRule ^ {_strict(r.new).replace('%', chr(92) + '%')} [R=301,L,NE]\n"
        for r in redirects
    )
    return Written("RewriteEngine On\n" + "".join(rules))


def caddy(redirects: Sequence[Redirect], live: frozenset[str]) -> Written:
    """A snippet to `import` in a site block. A `map`, because a path matcher takes /A/ and /a/ for one."""
    rows = "".join(f'\t{_caddy_input(unquote(r.old))} "{_strict(r.new)}"\n' for r in _with_bare(redirects, live))
    return Written(
        "# import this file in the block of the site\n"
        f'map {{path}} {{hugokit_redirect}} {{\n{rows}\tdefault ""\n}}\n'
        '@hugokit_redirect expression `{hugokit_redirect} != ""`\n'
        "redir @hugokit_redirect {hugokit_redirect} permanent\n"
    )


def s3(redirects: Sequence[Redirect], live: frozenset[str]) -> Written:
    """Routing rules of a bucket's website: at most 50. A rule holds for all that begins like it."""
    rules: list[dict[str, object]] = []
    notes: list[str] = []
    others = {*live, *(r.old for r in redirects)}
    for r in redirects:
        below = next((url for url in sorted(others) if url.startswith(r.old) and url != r.old), None)
        if below is not None:
            notes.append(f"{r.old}: a rule of S3 would redirect {below} too, because it begins like it")
            continue
        redirect = {"ReplaceKeyWith": unquote(r.new).lstrip("/"), "HttpRedirectCode": "301"}
        rules.append({"Condition": {"KeyPrefixEquals": unquote(r.old).lstrip("/")}, "Redirect": redirect})
    over = _over(len(rules), _S3_RULES, "S3 takes 50 routing rules")
    return Written(_json(rules[:_S3_RULES]), (*notes, *over))


HOSTS: Mapping[str, Callable[[Sequence[Redirect], frozenset[str]], Written]] = {
    "netlify": netlify,
    "cloudflare": cloudflare,
    "vercel": vercel,
    "nginx": nginx,
    "apache": apache,
    "caddy": caddy,
    "s3": s3,
}


def _with_bare(redirects: Iterable[Redirect], live: frozenset[str]) -> list[Redirect]:
    """The redirects, and behind them the same without the last slash, where nothing else is there."""
    every = list(redirects)
    taken = {*live, *(r.old for r in every)}
    bare = (replace(r, old=r.old.rstrip("/")) for r in every if r.old.endswith("/") and r.old != "/")
    return [*every, *(r for r in bare if r.old not in taken)]


def _over(number: int, limit: int, what: str) -> tuple[str, ...]:
    return (f"{what}: the last {number - limit} of {number} are left out",) if number > limit else ()


def _strict(url: str) -> str:
    """A URL with everything percent-encoded that a host may read as more than itself: `*`, `:`, `$`, braces …"""
    path, mark, rest = url.partition("?")
    path, hash_, fragment = path.partition("#")
    tail = (quote(unquote(part), safe=_PLAIN + "%?&=#") if part else "" for part in (fragment, rest))
    return quote(unquote(path), safe=_PLAIN) + hash_ + next(tail) + mark + next(tail)


def _source(url: str) -> str:
    """A path as browsers send it. A colon before a letter would be a placeholder, so it is encoded all the same."""
    return re.sub(r":(?=[A-Za-z])", "%3A", quote(unquote(url), safe=_PLAIN + "$:"))


def _pattern(url: str) -> str:
    """A path as browsers send it for path-to-regexp, where parentheses, colons and a few more are special."""
    return re.sub(r"([(){}:*+?!\\])", r"\\\1", quote(unquote(url), safe=_PLAIN + "$:"))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _regex(old: str, live: frozenset[str]) -> str:
    """The pattern of a whole decoded path, its last slash optional where nothing else is there."""
    path = unquote(old)
    bare = path.rstrip("/")
    slash = "/?" if path != "/" and path.endswith("/") and old.rstrip("/") not in live else path[len(bare) :]
    return f"^{_spelled(bare)}{slash}$"


def _spelled(path: str) -> str:
    """A path as a pattern, all that is special as a number: so neither patterns, quotes nor variables see it."""
    plain = "/-_"
    return "".join(c if c.isalnum() or not c.isascii() or c in plain else f"\\x{ord(c):02x}" for c in path)


def _caddy_input(path: str) -> str:
    """A token of a Caddyfile for exactly this path: as it is, or, where Caddy reads more in it, as a pattern."""
    return f'"~^{_spelled(path)}$"' if re.search(r"[{}\\\"`~]", path) else f'"{path}"'


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
