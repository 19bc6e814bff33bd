"""`astro dev` shows pages at the addresses that they are published at, also where its routes cannot say them."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from hugokit.engine.migrate import migrate
from tests.targets.building import NOW, Npm, site_of

pytestmark = pytest.mark.generators

_PAGES = {
    "hugo.toml": 'baseURL = "https://e.example/sub/"\ntitle = "t"\n',
    "content/p/plain.md": '{"title": "plain", "tags": ["C#"], "aliases": ["/old.html"]}\nx\n',
    "content/p/file.md": '{"title": "file", "url": "/about.html"}\nx\n',
    "content/p/signs.md": '{"title": "signs", "url": "/été/a? b/"}\nx\n',
    "static/a file.html": "<h1>static</h1>",
}


@pytest.fixture(scope="module")
def server(astro: Npm, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address that a development server is at."""
    work = tmp_path_factory.mktemp("server")
    migrate(site_of(work, _PAGES), "astro", work / "new", now=NOW)
    astro.put(work / "new")
    command = [str(astro.node), str(astro.modules / astro.program), "dev", "--port", "0"]
    log = work / "log"
    with log.open("wb") as out:
        running = subprocess.Popen(
            command, cwd=work / "new", env={**os.environ, **astro.around}, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            yield _address(log, running)
        finally:
            running.kill()
            running.wait()


def _address(log: Path, running: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        said = re.sub(r"\x1b\[[\d;]*m", "", log.read_text(encoding="utf-8"))
        if found := re.search(r"http://\S+", said):
            return found[0]
        assert running.poll() is None, said
        time.sleep(0.1)
    pytest.fail(f"no server after a minute: {log.read_text(encoding='utf-8')}")


def ask(server: str, path: str) -> tuple[int, str]:
    place = urlsplit(server)
    with closing(HTTPConnection(str(place.hostname), place.port, timeout=60)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/sub/", ">t</h1>"),
        ("/sub/p/plain/", ">plain</h1>"),
        ("/sub/about.html", ">file</h1>"),
        ("/sub/%C3%A9t%C3%A9/a%3F%20b/", ">signs</h1>"),
        ("/sub/tags/c%23/", ">C#</h1>"),
        ("/sub/tags/c%23/index.xml", "<title>C# on t</title>"),
        ("/sub/index.xml", "<title>t</title>"),
        ("/sub/old.html", "url=https://e.example/sub/p/plain/"),
        ("/sub/a%20file.html", "<h1>static</h1>"),
    ],
)
def test_addresses(server: str, path: str, said: str) -> None:
    status, text = ask(server, path)
    assert status == 200
    assert said in text


@pytest.mark.parametrize("path", ["/sub/nowhere/", "/sub/nowhere.html", "/sub/../../hugo.toml"])
def test_what_is_not_there(server: str, path: str) -> None:
    assert ask(server, path)[0] in (400, 404)
