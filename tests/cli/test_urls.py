"""`hugokit urls`: what is wrong with the URLs of a site, and what moved since a revision of git."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import hugokit, page
from tests.support import CHECKOUT, HugoResult

BASE = 'baseURL = "https://example.org/"\n'


def rows(site: Path, *words: str, code: int) -> list[dict[str, Any]]:
    done = hugokit("urls", *words, "--output-format", "json-lines", cwd=site)
    assert (done.code, done.err) == (code, ""), done.text
    return [json.loads(line) for line in done.text.splitlines()]


def places(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(f"{one['path']}:{one['line']}:{one['column']}", one["slug"]) for one in found]


# --check --------------------------------------------------------------------------------------------------------

CLASHES = {
    "hugo.toml": BASE,
    "content/a.md": "---\ntitle: A\naliases: [/old/, /b/]\n---\n",
    "content/b.md": "---\ntitle: B\naliases:\n  - /old\n  - /a/index.html\n---\n",
    "content/c.md": "+++\ntitle = 'C'\nurl = '/d/'\n+++\n",
    "content/d.md": "---\ntitle: D\n---\n",
    "content/e.md": "---\ntitle: E\naliases: [/E/, ../../up/, /e/]\n---\n",
    "content/f.md": "---\ntitle: F\n---\n",
    "static/f/index.html": "static",
    "content/g.md": "---\ntitle: G\n---\n",
    "content/g.markdown": "---\ntitle: G2\n---\n",
    "layouts/all.html": "{{ .Title }}",
}
WANTED = [
    ("content/a.md:3:11", "alias-twice"),
    ("content/a.md:3:18", "alias-over-page"),
    ("content/a.md:3:18", "redirect-loop"),
    ("content/b.md:5:5", "alias-over-page"),
    ("content/d.md:1:1", "page-over-page"),
    ("content/e.md:3:11", "case-twins"),
    ("content/e.md:3:16", "alias-leaves-site"),
    ("content/e.md:3:27", "redirect-loop"),
    ("content/f.md:1:1", "page-over-file"),
]


@pytest.fixture
def clashing(tmp_path: Path) -> Path:
    for name, text in CLASHES.items():
        page(tmp_path, name, text)
    return tmp_path


def test_all_that_can_be_wrong_has_a_place(clashing: Path) -> None:
    found = rows(clashing, "--check", code=1)
    twins = [one for one in found if one["slug"] == "two-files-one-page"]
    assert [one["path"] in ("content/g.md", "content/g.markdown") for one in twins] == [True]
    swapped = {("content/b.md:4:5", "alias-twice"): ("content/a.md:3:11", "alias-twice")}
    got = [one for one in places(found) if one[1] != "two-files-one-page"]
    assert sorted(swapped.get(one, one) for one in got) == WANTED
    assert all(one["message"] and one["mend"] for one in found)


def test_what_is_said_of_each(clashing: Path) -> None:
    done = hugokit("urls", "--check", cwd=clashing)
    said = done.text.splitlines()
    assert (done.code, len(said)) == (1, len(WANTED) + 1)
    assert (
        "content/a.md:3:18: the alias '/b/' begins a loop of redirects: /b/ -> /a/ -> /b/; take one of them out" in said
    )
    assert "content/e.md:3:27: the alias '/e/' redirects /e/ to itself; take it out" in said
    assert any(line.startswith("content/d.md:1:1: /d/ is also the URL of content/c.md:3") for line in said)
    assert any("content/e.md:3:16" in line and "Hugo writes its redirect at /up/" in line for line in said)


def test_hugo_warns_of_the_same_files(clashing: Path, build_site: Callable[..., HugoResult]) -> None:
    """Hugo's own list of files that are written twice (--printPathWarnings) has no reason and no place."""
    (clashing / "content/g.markdown").unlink()
    built = build_site(clashing, "--printPathWarnings")
    [line] = [line for line in built.messages.splitlines() if "Duplicate target paths" in line]
    warned = {path.strip("/") for path in re.findall(r"(\S+)/index\.html \(2\)", line)}
    slugs = ("page-over-page", "alias-twice")  # Hugo says nothing of an alias over a page, nor of static files
    found = [one for one in rows(clashing, "--check", code=1) if one["slug"] in slugs]
    assert {url.strip("/") for one in found for url in one["urls"]} == warned == {"d", "old"}


def test_a_chain(tmp_path: Path) -> None:
    page(tmp_path, "hugo.toml", BASE)
    page(tmp_path, "content/a.md", "---\ntitle: A\naliases: [/b/]\n---\n")
    page(tmp_path, "content/b.md", "---\ntitle: B\naliases: [/c/]\n---\n")
    found = rows(tmp_path, "--check", code=1)
    assert places(found) == [("content/a.md:3:11", "alias-over-page"), ("content/b.md:3:11", "redirect-chain")]
    assert "/c/ -> /b/ -> /a/" in found[1]["message"]


def test_languages_share_one_root(tmp_path: Path) -> None:
    """Before 0.155 an alias from the root stands outside of its language."""
    page(tmp_path, "hugo.toml", BASE + "[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n")
    page(tmp_path, "content/a.md", "---\ntitle: A\n---\n")
    page(tmp_path, "content/b.fr.md", "---\ntitle: B\naliases: [/a/]\n---\n")
    assert rows(tmp_path, "--check", code=0) == []
    found = rows(tmp_path, "--check", "--hugo-version", "0.154", code=1)
    assert places(found) == [("content/b.fr.md:3:11", "alias-over-page")]


def test_a_clean_site_is_silent() -> None:
    done = hugokit("urls", "--check", "seeds", cwd=CHECKOUT)
    assert (done.code, done.text) == (0, "")


def test_aliases_that_hugo_does_not_write_clash_with_nothing(clashing: Path) -> None:
    page(clashing, "hugo.toml", BASE + "disableAliases = true\n")
    slugs = {one["slug"] for one in rows(clashing, "--check", code=1)}
    assert slugs == {"page-over-page", "page-over-file", "two-files-one-page", "alias-leaves-site"}


# --since --------------------------------------------------------------------------------------------------------


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A site in a folder of a repository, committed once."""
    site = tmp_path / "work" / "site"
    page(site, "hugo.toml", BASE)
    page(site, "layouts/all.html", "{{ .Title }}")
    for name in ("moved", "plain", "keyed", "slugged", "gone", "drafted", "aliased", "still"):
        page(site, f"content/{name}.md", f"---\ntitle: {name}\n---\n\nThe page {name}.\n")
    page(site, "content/keyed.md", "---\ntitle: keyed\ntranslationKey: k1\n---\nOne.\n")
    page(site, "content/still.md", "---\ntitle: still\naliases:\n  - '/kept/'\n  - /dropped/\n---\n")
    page(site, "content/term.md", "---\ntitle: term\ntags: [rare]\n---\n")
    page(site, "content/post/in.md", "---\ntitle: in\naliases: /was-in/\n---\n")
    git(tmp_path / "work", "init", "-q")
    git(tmp_path / "work", "add", "-A")
    git(tmp_path / "work", "commit", "-qm", "one")
    return site


def change(site: Path) -> None:
    git(site, "mv", "content/moved.md", "content/arrived.md")
    page(site, "content/arrived.md", "---\ntitle: moved\n---\n\nThe page moved, and a little more.\n")
    (site / "content/plain.md").rename(site / "content/simple.md")
    (site / "content/keyed.md").unlink()
    page(site, "content/unlocked.md", "---\ntitle: Two\ntranslationKey: k1\n---\nAnother text altogether.\n")
    page(site, "content/slugged.md", "+++\ntitle = 'slugged'\nslug = 'new'\n+++\n")
    (site / "content/gone.md").unlink()
    page(site, "content/drafted.md", "---\ntitle: drafted\ndraft: true\n---\n")
    page(site, "content/aliased.md", "---\ntitle: aliased\nurl: /elsewhere/\naliases: [/aliased/]\n---\n")
    page(site, "content/still.md", "---\ntitle: still\naliases:\n  - '/kept/'\n---\n")
    page(site, "content/term.md", "---\ntitle: term\n---\n")
    page(site, "content/post/in.md", "---\ntitle: in\nslug: inside\naliases: /was-in/\n---\n")


MOVED = {
    "/moved/": ("/arrived/", "content/arrived.md", "/moved/"),
    "/plain/": ("/simple/", "content/simple.md", "/plain/"),
    "/keyed/": ("/unlocked/", "content/unlocked.md", "/keyed/"),
    "/slugged/": ("/new/", "content/slugged.md", "/slugged/"),
    "/dropped/": ("/still/", "content/still.md", "/dropped/"),
    "/post/in/": ("/post/inside/", "content/post/in.md", "/post/in/"),
    "/gone/": (None, None, None),
    "/drafted/": (None, None, None),
    "/tags/rare/": (None, None, None),
}


def test_what_moved(repository: Path) -> None:
    assert rows(repository, "--since", "HEAD", code=0) == []
    change(repository)
    found = {one["old"]: one for one in rows(repository, "--since", "HEAD", code=1)}
    assert {old: (one["new"], one["source"], one["alias"]) for old, one in found.items()} == MOVED
    assert (found["/drafted/"]["reason"], found["/gone/"]["reason"]) == ("draft", None)
    assert (found["/dropped/"]["by_alias"], found["/dropped/"]["line"]) == (True, 3)
    text = hugokit("urls", "--since", "HEAD", cwd=repository).text
    assert "content/still.md:3:1: the alias /dropped/ -> /still/; add the alias /dropped/\n" in text
    assert "content/gone.md: /gone/ is gone; " in text


def test_fix_is_what_hugo_needs_and_undo_takes_it_back(
    repository: Path, build_site: Callable[..., HugoResult], tmp_path: Path
) -> None:
    change(repository)
    before = {file: file.read_bytes() for file in (repository / "content").rglob("*.md")}
    state = str(tmp_path / "state")
    shown = hugokit("urls", "--since", "HEAD", "--diff", cwd=repository, HUGOKIT_STATE_DIR=state)
    assert (shown.code, {file: file.read_bytes() for file in before}) == (1, before)
    assert "+  - '/dropped/'\n" in shown.text
    done = hugokit("urls", "--since", "HEAD", "--fix", cwd=repository, HUGOKIT_STATE_DIR=state)
    assert (done.code, "6 files changed" in done.text) == (1, True), done.text + done.err
    assert (repository / "content/still.md").read_bytes().endswith(b"  - '/kept/'\n  - '/dropped/'\n---\n")
    left = rows(repository, "--since", "HEAD", code=1)
    assert {one["old"] for one in left} == {"/gone/", "/drafted/", "/tags/rare/"}
    built = build_site(repository)
    for old, (new, _, alias) in MOVED.items():
        if alias:
            assert f'url=https://example.org{new}"' in built.text(old.strip("/") + "/index.html")
    assert "was-in/index.html" in built.files
    assert hugokit("undo", cwd=repository, HUGOKIT_STATE_DIR=state).code == 0
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.parametrize("ugly", [False, True])
def test_the_alias_reaches_the_old_url_in_every_language(
    tmp_path: Path, build_site: Callable[..., HugoResult], *, ugly: bool
) -> None:
    """Since 0.155 an alias from the root of a translated page stands below its language: it is written without it."""
    languages = "[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n"
    page(tmp_path, "hugo.toml", BASE + f"uglyURLs = {str(ugly).lower()}\n" + languages)
    page(tmp_path, "layouts/all.html", "{{ .Title }}")
    page(tmp_path, "content/a.md", "---\ntitle: A\n---\n")
    page(tmp_path, "content/a.fr.md", "---\ntitle: A\n---\n")
    page(tmp_path, "content/b.fr.md", "---\ntitle: B\nurl: /aussi/\n---\n")
    page(tmp_path, "content/deep/Été chaud.fr.md", "---\ntitle: C\n---\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    old = build_site(tmp_path)
    for name in ("a.md", "a.fr.md", "b.fr.md", "deep/Été chaud.fr.md"):
        text = (tmp_path / "content" / name).read_text(encoding="utf-8")
        page(tmp_path, f"content/{name}", text.replace("url: /aussi/\n", "").replace("title", "slug: moved\ntitle"))
    assert hugokit("urls", "--since", "HEAD", "--fix", cwd=tmp_path).code == 0
    assert rows(tmp_path, "--since", "HEAD", code=0) == []
    new = build_site(tmp_path)
    pages = {name for name in old.files if name.endswith((".html", ".htm"))}
    assert pages <= set(new.files)
    assert {"aussi/index.html", "fr/deep/été-chaud.html" if ugly else "fr/deep/été-chaud/index.html"} <= pages


def test_a_repository_can_run_nothing(repository: Path, tmp_path: Path) -> None:
    """Filters, textconv, hooks and monitors that a repository's settings name are not started."""
    ran = tmp_path / "ran"
    trap = page(tmp_path, "trap.sh", f"#!/bin/sh\ntouch {ran}\ncat\n")
    trap.chmod(0o755)
    page(repository, ".gitattributes", "* filter=trap diff=trap\n")
    for key in ("core.fsmonitor", "filter.trap.smudge", "filter.trap.clean", "diff.trap.textconv", "diff.trap.command",
                "diff.external", "core.pager", "core.sshCommand"):  # fmt: skip
        git(repository, "config", key, str(trap))
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        place = page(repository.parent / ".git", f"hooks/{hook}", trap.read_bytes())
        place.chmod(0o755)
    (repository / "content/gone.md").unlink()
    assert [one["old"] for one in rows(repository, "--since", "HEAD", code=1)] == ["/gone/"]
    assert not ran.exists()


def test_a_partial_clone_fetches_nothing(repository: Path, tmp_path: Path) -> None:
    """A missing object would be fetched from where the repository's settings say, which can be a program."""
    ran = tmp_path / "ran"
    blob = git(repository, "rev-parse", "HEAD:./content/gone.md").strip()
    (repository.parent / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for key, value in (
        ("core.repositoryformatversion", "1"), ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"), ("remote.origin.url", f"ext::touch {ran}"),
        ("protocol.ext.allow", "always"),
    ):  # fmt: skip
        git(repository, "config", key, value)
    done = hugokit("urls", "--since", "HEAD", cwd=repository)
    assert (done.code, "content/gone.md: git has not got its content here" in done.err) == (2, True)
    assert not ran.exists()
    subprocess.run(["git", "cat-file", "-p", blob], cwd=repository, capture_output=True, check=False)
    assert ran.exists(), "the trap works where git is let"


@pytest.mark.parametrize("revision", ["nothing", "--output=x", "HEAD:work"])
def test_revisions_that_are_none(repository: Path, revision: str) -> None:
    done = hugokit("urls", f"--since={revision}", cwd=repository)
    assert (done.code, done.text) == (2, "")
    assert "git knows no such revision" in done.err
    assert not (repository / "x").exists()


def test_no_repository_and_no_site_then(tmp_path: Path, repository: Path) -> None:
    page(tmp_path / "bare", "hugo.toml", BASE)
    done = hugokit("urls", "--since", "HEAD", cwd=tmp_path / "bare", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert (done.code, "not a git repository" in done.err) == (2, True)
    git(repository, "rm", "-q", "--cached", "hugo.toml")
    git(repository, "commit", "-qm", "two")
    done = hugokit("urls", "--since", "HEAD", cwd=repository)
    assert (done.code, "is no Hugo site" in done.err) == (2, True)


def test_links_and_submodules_of_the_past(repository: Path) -> None:
    """A theme that is a submodule is read as it is now: it did not move the pages."""
    theme = repository / "themes/t"
    page(theme, "static/x.txt", "x")
    page(theme, "hugo.toml", "")
    git(theme, "init", "-q")
    git(theme, "add", "-A")
    git(theme, "commit", "-qm", "theme")
    (repository / "content/link.md").symlink_to("/etc/passwd")
    page(repository, "hugo.toml", BASE + 'theme = "t"\n')
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "two")
    assert rows(repository, "--since", "HEAD", code=0) == []


@pytest.mark.parametrize(
    "words",
    [("--fix",), ("--check", "--since", "HEAD"), ("--output", "x"), ("--since", "HEAD", "--fix", "--diff"),
     ("--since", "HEAD", "--redirects", "s3", "--fix")],
)  # fmt: skip
def test_options_that_do_not_go_together(repository: Path, words: tuple[str, ...]) -> None:
    assert hugokit("urls", *words, cwd=repository).code == 2
