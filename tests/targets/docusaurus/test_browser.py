"""In a real browser: Docusaurus' scripts find each page at its address, and print what was built."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.targets.building import Pair, site_of

pytestmark = [pytest.mark.generators, pytest.mark.browser]

_RAW = "<p><div>Not closed <b>bold\n\n<script>document.body.dataset.ran = 'yes'</script>\n\n## One\n\n## {two}\n"
_PAGES = {
    "hugo.toml": 'baseURL = "https://e.example/"\ntitle = "t"\n[markup.goldmark.renderer]\nunsafe = true\n',
    "content/p/plain.md": '{"title": "plain", "tags": ["C++", "été"]}\nx\n',
    "content/p/raw.md": f'{{"title": "raw"}}\n{_RAW}',
    "content/p/file.md": '{"title": "file", "url": "/about.html"}\nx\n',
    "content/p/signs.md": '{"title": "signs", "url": "/été/a b@c/"}\nx\n',
    "content/p/moved.md": '{"title": "moved", "url": "/what?/"}\nx\n',
}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: the test says what went wrong."""


@pytest.fixture(scope="module")
def server(build_pair: Callable[..., Pair], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address that a built site is at."""
    pair = build_pair(site_of(tmp_path_factory.mktemp("browser"), _PAGES))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(pair.new))) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(scope="module")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("Chromium is missing: apt-get install chromium")
    if found is None:
        pytest.skip("needs Chromium (apt-get install chromium)")
    return found


def _dumped(chromium: str, url: str, profile: Path) -> subprocess.CompletedProcess[str]:
    words = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=5000"]
    drawn = "--run-all-compositor-stages-before-draw"
    command = [chromium, *words, drawn, f"--user-data-dir={profile}", "--dump-dom", url]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)


@pytest.mark.parametrize(
    ("address", "title", "scripts"),
    [
        ("/", "t", True),
        ("/p/plain/", "plain", True),
        ("/p/raw/", "raw", True),
        ("/about.html", "file", True),
        ("/%C3%A9t%C3%A9/a%20b@c/", "signs", True),
        ("/tags/c++/", "C++", True),
        ("/what%3F/", "moved", False),
    ],
)
def test_a_page_stays_what_was_built(
    address: str, title: str, scripts: bool, server: str, chromium: str, tmp_path: Path
) -> None:
    hydrated = f'data-has-hydrated="{str(scripts).lower()}"'
    for _ in range(6):  # Chromium may dump a page before React has gone on in an idle moment
        done = _dumped(chromium, server + address, tmp_path)
        if hydrated in done.stdout:
            break
    assert re.findall(r"CONSOLE.*", done.stderr) == []
    assert re.search(r"<h1>(.*?)</h1>", done.stdout)[1] == title  # type: ignore[index]
    assert hydrated in done.stdout
    if title == "raw":
        assert 'data-ran="yes"' in done.stdout
        assert re.findall(r'href="#([^"]+)"[^>]*>([^<]*)<', done.stdout)[-2:] == [("one", "One"), ("two", "{two}")]
