"""What the reader makes of sites that the example sites do not have; each case was tried with the binary."""

from __future__ import annotations

import pytest

from hugokit.errors import MigrationError
from tests.sites.memory import page, site

P = "---\ntitle: p\n---\n"


def urls(files: dict[str, str], config: str = "") -> dict[str, str]:
    return {p.path: p.url for p in site(files, config).pages if p.source}


def test_index_swallows_its_folder_in_any_case() -> None:
    found = site({"content/post/Index.md": P, "content/post/a.md": P, "content/post/_index.md": P})
    assert {p.path for p in found.pages if p.source} == {"/post"}
    assert {h.source: h.why for h in found.hidden} == {
        "content/post/a.md": "swallowed",
        "content/post/_index.md": "swallowed",
    }


def test_two_files_of_one_path_are_named() -> None:
    found = site({"content/post/a b.md": P, "content/post/a-b.md": P})
    assert [h.why for h in found.hidden] == ["collision"]
    (loss,) = found.losses
    assert loss.source == "content/post/a-b.md"
    assert "content/post/a b.md" in loss.why


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: a: b\n---\n", 2),
        ("---\ntitle: a\n\ntitle: b\n---\n", 4),
        ("+++\ntitle = \n+++\n", 2),
        ("---\ntitle: a\n", 2),
    ],
)
def test_a_broken_page_is_refused_with_its_line(text: str, line: int) -> None:
    found = site({"content/post/a.md": text, "content/post/b.md": P})
    assert [(h.source, h.why) for h in found.hidden] == [("content/post/a.md", "refused")]
    assert [(loss.source, loss.line) for loss in found.losses] == [("content/post/a.md", line)]
    assert "/post/b" in {p.path for p in found.pages}


def test_a_date_that_hugo_cannot_read_is_said() -> None:
    found = site({"content/a.md": "---\ntitle: a\ndate: 8 Feb 2025\n---\n"})
    assert page(found, "/a").date is None
    assert [(loss.key, loss.line) for loss in found.losses] == [("date", 3)]


@pytest.mark.parametrize(
    ("config", "url"),
    [
        ("", "/post/my-page/"),
        ("uglyURLs = true\n", "/post/my-page.html"),
        ("disablePathToLower = true\n", "/post/My-Page/"),
        ('[permalinks]\npost = "/:year/:slug/"\n', "/2020/p/"),
        ('[permalinks.page]\npost = "/x/:contentbasename/"\n', "/x/my-page/"),
        ('[[permalinks]]\npattern = "/y/:title.html"\n[permalinks.target]\npath = "/post/*"\n', "/y/p.html/"),
        ('baseURL = "https://e.example/sub/"\n', "/sub/post/my-page/"),
    ],
)
def test_urls_follow_the_settings(config: str, url: str) -> None:
    files = {"content/post/My Page.md": "---\ntitle: p\ndate: 2020-02-03\n---\n"}
    if config.startswith("baseURL"):
        files["hugo.toml"] = config
        config = ""
    assert urls(files, config)["/post/my-page"] == url


def test_cascade_reaches_down_and_the_page_wins() -> None:
    files = {
        "content/_index.md": "---\ncascade: {weight: 1, params: {a: home}}\n---\n",
        "content/s/_index.md": "---\ncascade: [{target: {kind: page}, params: {a: section}}]\n---\n",
        "content/s/a.md": "---\ntitle: a\nweight: 5\n---\n",
        "content/s/b.md": "---\ntitle: b\na: own\n---\n",
        "content/t.md": P,
    }
    found = site(files)
    got = {p.path: (p.weight, p.params.get("a")) for p in found.pages if p.kind == "page"}
    assert got == {"/s/a": (5, "section"), "/s/b": (1, "own"), "/t": (1, "home")}


def test_dates_from_file_names() -> None:
    config = '[frontmatter]\ndate = [":filename", ":default"]\n'
    found = site({"content/post/2024-05-06-hello.md": P, "content/post/x.md": "---\ndate: 2020-01-01\n---\n"}, config)
    assert page(found, "/post/2024-05-06-hello").url == "/post/hello/"
    dates = {p.path: p.date.date().isoformat() for p in found.pages if p.kind == "page" and p.date}
    assert dates == {"/post/2024-05-06-hello": "2024-05-06", "/post/x": "2020-01-01"}


def test_goldmark_settings_that_other_generators_do_not_have_are_in_the_ledger() -> None:
    found = site(
        {"content/post/a.md": "---\ntitle: a\n---\n"},
        "[markup.goldmark.extensions]\n  footnote = false\n  [markup.goldmark.extensions.cjk]\n    enable = true\n"
        "  [markup.goldmark.extensions.extras.subscript]\n    enable = true\n"
        "  [markup.goldmark.extensions.extras.mark]\n    enable = false\n"
        "[markup.goldmark.parser]\n  wrapStandAloneImageWithinParagraph = false\n",
    )
    assert [(loss.key.removeprefix("markup.goldmark."), loss.line) for loss in found.losses] == [
        ("extensions.extras.subscript", 2),
        ("extensions.cjk", 2),
        ("parser.wrapStandAloneImageWithinParagraph", 2),
    ]


def test_settings_that_are_not_understood_are_in_the_ledger() -> None:
    config = 'enableGitInfo = true\nfrobnicate = 1\ntheme = "gone"\n'
    found = site({"content/a.md": P}, config)
    said = {(loss.key, loss.source, loss.line) for loss in found.losses}
    assert said == {
        ("enablegitinfo", "hugo.toml", 2),
        ("frobnicate", "hugo.toml", 3),
        ("theme", "hugo.toml", 4),
    }


def test_the_settings_of_the_default_language_count() -> None:
    config = 'defaultContentLanguage = "fr"\ntitle = "x"\n[languages.fr]\ntitle = "Bonjour"\ncontentDir = "texte"\n'
    found = site({"texte/a.md": P, "content/b.md": P}, config)
    assert found.title == "Bonjour"
    assert {p.path for p in found.pages if p.source} == {"/a"}


def test_a_configuration_folder_is_merged() -> None:
    files = {
        "config/_default/hugo.toml": 'baseURL = "https://e.example/"\ntitle = "one"\n',
        "config/_default/params.toml": "colour = 'red'\n",
        "config/_default/menus.toml": "[[main]]\nname = 'a'\nurl = '/a/'\n",
        "config/production/hugo.yaml": "title: two\nparams:\n  size: 3\n",
        "hugo.toml": "",
    }
    found = site(files)
    assert (found.title, found.params) == ("two", {"colour": "red", "size": 3})
    assert [e.name for e in found.menus["main"]] == ["a"]


def test_a_configuration_that_hugo_refuses_stops() -> None:
    with pytest.raises(MigrationError, match=r"hugo\.toml"):
        site({}, "title = \n")


def test_no_taxonomies() -> None:
    found = site({"content/a.md": "---\ntags: [x]\n---\n"}, "[taxonomies]\n")
    assert {p.kind for p in found.pages} == {"home", "page"}


def test_pagers_are_made_unless_the_layouts_say_no() -> None:
    files = {"content/a.md": P}
    assert site(files).paginates
    assert not site({**files, "layouts/list.html": "{{ range .Pages }}{{ end }}"}).paginates
    assert site({**files, "layouts/list.html": "{{ range .Paginator.Pages }}{{ end }}"}).paginates


def test_keys_are_lower_case_in_maps_but_not_in_maps_of_a_list() -> None:
    found = site(
        {
            "content/post/_index.md": "---\ncascade:\n- Colour: red\n  Target: {Kind: page}\n---\n",
            "content/post/a.md": "---\nTitle: a\nShop: {Open: 1}\nGallery:\n- Src: x.png\n---\n",
        }
    )
    params = page(found, "/post/a").params
    assert params == {"shop": {"open": 1}, "gallery": [{"Src": "x.png"}], "colour": "red"}
