"""`hugokit urls --redirects`: every host's file says the same, whatever is in the URLs; real servers where they are."""

from __future__ import annotations

import http.client
import json
import re
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from hugokit.report.redirects import HOSTS
from hugokit.site.forwards import Redirect
from tests.cli.program import hugokit, page
from tests.support import HugoResult

SAFE = "/$&+,:;=@~"  # what Hugo leaves as it is in a URL
NAMES = [
    "old", "ü b", "q?x=1", "h#frag", "d$1{x}", "t\\x", 'a"b', "a'b", "a`b", "100%", "A", "x*y", "x:y", "(z)", "a+b",
    "{http.host}", "a&b", "[q]", "^z$", "${HOME}", "~tilde", "日本", "a;b", "a,b=c@d", "%25", "{path}", "s t/u v",
    "a|b", "<x>", "a!b", "{", "}", "\\{", "$host", "%{HTTP_HOST}", "%1", "$1", "\\$1", "-", "a.b", ":x",
    "tab\tx", "line\nbreak",
]  # fmt: skip
REDIRECTS = [Redirect(f"/{quote(n, safe=SAFE)}/", f"/new-{quote(n, safe=SAFE)}/") for n in NAMES]
REDIRECTS += [Redirect("/c.html", "/c/"), Redirect("/gone%20x.html", "/a/?q=1#x%20y")]
LIVE = frozenset({"/a/", "/c/"})
WANTED = {unquote(one.old): one.new for one in REDIRECTS}


def same(url: str) -> tuple[str, str]:
    """A URL as servers compare them: path decoded, and what follows it."""
    path, rest = re.fullmatch(r"([^?#]*)(.*)", url).groups()  # type: ignore[union-attr]
    return unquote(path), rest


def with_bare(wanted: dict[str, str]) -> dict[str, str]:
    return {**wanted, **{old.rstrip("/"): new for old, new in wanted.items() if old.rstrip("/")}}


def agree(found: dict[str, str], wanted: dict[str, str]) -> None:
    assert {old: same(new) for old, new in found.items()} == {old: same(new) for old, new in wanted.items()}


# the files, read again by other means ---------------------------------------------------------------------------


def columns(text: str) -> list[list[str]]:
    """Lines of `_redirects`, as Netlify and Cloudflare read them: no rule may hold a placeholder or a splat."""
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    for old, new, _ in lines:
        assert not re.search(r"/:[A-Za-z]|\*", old), old
        assert not re.search(r":[A-Za-z]|\*", new), new
        assert (old + new).isascii()
    return lines


def test_netlify() -> None:
    lines = columns(HOSTS["netlify"](REDIRECTS, LIVE).text)
    assert {status for _, _, status in lines} == {"301!"}
    agree({unquote(old): new for old, new, _ in lines}, WANTED)


def test_cloudflare() -> None:
    lines = columns(HOSTS["cloudflare"](REDIRECTS, LIVE).text)
    assert {status for _, _, status in lines} == {"301"}
    agree({unquote(old): new for old, new, _ in lines}, with_bare(WANTED))


def test_vercel() -> None:
    """A source is a pattern of path-to-regexp: nothing in it may be left that is not literal."""
    rules = json.loads(HOSTS["vercel"](REDIRECTS, LIVE).text)["redirects"]
    for rule in rules:
        assert not re.search(r"(?<!\\)[(){}:*+?]", rule["source"]), rule
        assert not re.search(r"[(){}:*+$]", rule["destination"].partition("?")[0]), rule
        assert rule["permanent"] is True
    agree({unquote(re.sub(r"\\(.)", r"\1", r["source"])): r["destination"] for r in rules}, with_bare(WANTED))


def test_s3() -> None:
    written = HOSTS["s3"](REDIRECTS[:40], LIVE)
    rules = json.loads(written.text)
    keys = {"/" + one["Condition"]["KeyPrefixEquals"]: one["Redirect"] for one in rules}
    assert {old: "/" + to["ReplaceKeyWith"] for old, to in keys.items()} == {
        unquote(r.old): unquote(r.new) for r in REDIRECTS[:40]
    }
    assert {to["HttpRedirectCode"] for to in keys.values()} == {"301"}


def test_s3_has_no_rule_for_a_url_that_others_begin_with() -> None:
    written = HOSTS["s3"]([Redirect("/a/", "/b/"), Redirect("/c/", "/d/")], frozenset({"/a/x/"}))
    assert [one["Condition"]["KeyPrefixEquals"] for one in json.loads(written.text)] == ["c/"]
    assert written.notes == ("/a/: a rule of S3 would redirect /a/x/ too, because it begins like it",)


@pytest.mark.parametrize(
    ("host", "limit", "count"),
    [("cloudflare", 2000, lambda text: len(text.splitlines())),
     ("vercel", 2048, lambda text: len(json.loads(text)["redirects"])), ("s3", 50, lambda text: len(json.loads(text)))],
)  # fmt: skip
def test_limits_are_kept_and_told(host: str, limit: int, count: Callable[[str], int]) -> None:
    many = [Redirect(f"/old{n:05}.html", "/new/") for n in range(limit + 3)]
    assert HOSTS[host](many[:-3], frozenset()).notes == ()
    written = HOSTS[host](many, frozenset())
    assert count(written.text) == limit
    [note] = written.notes
    assert f"the last 3 of {limit + 3} are left out" in note


def test_a_line_of_cloudflare_has_at_most_1000_characters() -> None:
    written = HOSTS["cloudflare"]([Redirect("/" + "x" * 1000 + ".html", "/new/"), Redirect("/o.html", "/n/")], LIVE)
    assert written.text == "/o.html /n/ 301\n"
    assert "more than 1000 characters" in written.notes[0]


# real servers ---------------------------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def command_of(name: str) -> str:
    found = shutil.which(name) or shutil.which(f"/usr/sbin/{name}")
    if found is None:
        pytest.skip(f"needs {name}: apt-get install nginx-light apache2-bin caddy")
    return found


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=log, env={"PATH": "/usr/bin", "HOME": str(folder)}
        )
    try:
        for _ in range(200):
            assert process.poll() is None, (folder / "log").read_text()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(20)


def location(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    to = answer.getheader("Location") or ""
    return answer.status, re.sub(r"^https?://[^/]*", "", to)


def probe(port: int) -> None:
    """Each redirect, with and without its last slash; and nothing else is redirected."""
    for one in REDIRECTS:
        for old in {one.old, one.old.rstrip("/")}:
            status, to = location(port, old)
            assert (status, same(to)) == (301, same(one.new)), old
    for other in ("/a/", "/OLD/", "/old/x", "/x/old/", "/c/", "/aXb/"):
        assert location(port, other)[0] in (403, 404), other


def test_nginx(tmp_path: Path) -> None:
    program, port = command_of("nginx"), free_port()
    page(tmp_path, "redirects", HOSTS["nginx"](REDIRECTS, LIVE).text)
    temporary = "".join(f"{n}_temp_path {tmp_path}/{n};" for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    page(tmp_path, "nginx.conf", f"""daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error; events {{}}
http {{ access_log off; {temporary}
  server {{ listen 127.0.0.1:{port}; root {tmp_path}/none; include {tmp_path}/redirects; }} }}
""")  # fmt: skip
    with running([program, "-c", str(tmp_path / "nginx.conf")], port, tmp_path):
        probe(port)


@pytest.mark.parametrize("where", [".htaccess", "virtual host"])
def test_apache(tmp_path: Path, where: str) -> None:
    program, port = command_of("apache2"), free_port()
    written = HOSTS["apache"](REDIRECTS, LIVE).text
    page(tmp_path, "redirects" if where == "virtual host" else "www/.htaccess", written)
    (tmp_path / "www").mkdir(exist_ok=True)
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    modules = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
        for name in ("mpm_event", "authz_core", "dir", "rewrite")
    )
    include = f"Include {tmp_path}/redirects\n" if where == "virtual host" else ""
    page(tmp_path, "apache.conf", f"""ServerRoot {tmp_path}
{modules}ServerName localhost
Listen 127.0.0.1:{port}
PidFile {tmp_path}/pid
ErrorLog {tmp_path}/error
<VirtualHost *:{port}>
DocumentRoot {tmp_path}/www
{include}<Directory {tmp_path}/www>
AllowOverride All
Require all granted
</Directory>
</VirtualHost>
""")  # fmt: skip
    with running([program, "-f", str(tmp_path / "apache.conf"), "-DFOREGROUND"], port, tmp_path):
        probe(port)


def test_caddy(tmp_path: Path) -> None:
    program, port = command_of("caddy"), free_port()
    page(tmp_path, "redirects", HOSTS["caddy"](REDIRECTS, LIVE).text)
    page(tmp_path, "Caddyfile", f"""{{
	admin off
	auto_https off
}}
http://127.0.0.1:{port} {{
	import {tmp_path}/redirects
	respond "none" 404
}}
""")  # fmt: skip
    with running([program, "run", "--config", "Caddyfile", "--adapter", "caddyfile"], port, tmp_path):
        probe(port)


# the command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    languages = "defaultContentLanguageInSubdir = true\n[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n"
    page(folder, "hugo.toml", f'baseURL = "https://example.org/sub/"\n{languages}')
    page(folder, "layouts/all.html", "x")
    page(folder, "content/a.md", "---\ntitle: A\naliases: [/old/, /b/, '/ü x/', /a/]\n---\n")
    page(folder, "content/b.md", "---\ntitle: B\naliases: [/older/]\n---\n")
    page(folder, "content/c.fr.md", "---\ntitle: C\naliases: [/vieux/]\n---\n")
    return folder


LINES = {
    "/sub/en/old/ /sub/en/a/ 301!", "/sub/en/%C3%BC%20x/ /sub/en/a/ 301!", "/sub/en/older/ /sub/en/b/ 301!",
    "/sub/fr/vieux/ /sub/fr/c/ 301!", "/sub/ /sub/en/ 301!",
}  # fmt: skip


@pytest.mark.parametrize("settings", ["", "disableAliases = true\n"])
def test_aliases_and_languages(site: Path, settings: str) -> None:
    """A page that is there is not redirected away; a site that leaves the aliases to its host has them too."""
    config = (site / "hugo.toml").read_text()
    page(site, "hugo.toml", settings + config)
    done = hugokit("urls", "--redirects", "netlify", cwd=site)
    lines = set(done.text.splitlines())
    assert lines == LINES  # disableAliases leaves the redirect to the default language
    assert done.code == 1
    assert "left out: /sub/en/b/: something is there, which a redirect would hide" in done.err


def test_hugo_redirects_the_same(site: Path, build_site: Callable[..., HugoResult]) -> None:
    built = build_site(site)
    for line in LINES:
        old, new, _ = line.split()
        file = unquote(old.removeprefix("/sub/")) + "index.html"
        assert f'url=https://example.org{new}"' in built.text(file)


def test_into_a_file_that_is_new(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "_redirects"
    first = hugokit("urls", site, "--redirects", "cloudflare", "--output", target, cwd=tmp_path)
    assert (first.code, first.text) == (1, "")
    written = target.read_text()
    assert "/sub/en/old /sub/en/a/ 301\n" in written
    second = hugokit("urls", site, "--redirects", "cloudflare", "-o", target, cwd=tmp_path)
    assert (second.code, "is there already" in second.err, target.read_text()) == (2, True, written)
    nowhere = hugokit("urls", site, "--redirects", "s3", "-o", tmp_path / "no" / "x", cwd=tmp_path)
    assert (nowhere.code, "cannot be written" in nowhere.err) == (2, True)


def test_with_the_pages_that_moved(site: Path) -> None:
    for words in ("init -q", "add -A", "-c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -qm one"):
        subprocess.run(["git", *shlex.split(words)], cwd=site, check=True)
    (site / "content/b.md").rename(site / "content/new.md")
    lines = set(hugokit("urls", "--redirects", "netlify", "--since", "HEAD", cwd=site).text.splitlines())
    assert "/sub/en/older/ /sub/en/new/ 301!" in lines
    assert "/sub/en/b/ /sub/en/a/ 301!" in lines, "the alias of the other page comes first"


def test_nothing_is_said_of_a_site_without_trouble(tmp_path: Path) -> None:
    page(tmp_path, "hugo.toml", 'baseURL = "https://example.org/"\n')
    page(tmp_path, "content/a.md", "---\ntitle: A\naliases: [/x/]\n---\n")
    done = hugokit("urls", "--redirects", "nginx", cwd=tmp_path)
    assert done.text.splitlines()[1:] == [
        'location = "/x/" { return 301 "/a/"; }',
        'location = "/x" { return 301 "/a/"; }',
    ]
    assert (done.code, done.err) == (0, "")
