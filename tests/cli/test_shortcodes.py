"""`hugokit shortcodes`, and recipes in `hugokit migrate`."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from hugokit.cli.main import main
from hugokit.engine.migrate import How, migrate
from hugokit.errors import SettingsError
from hugokit.site.bodies import Bodies
from hugokit.site.recipes import read_recipes
from tests.sites.memory import page, site
from tests.support import CHECKOUT

FILES = {
    "hugo.toml": 'baseURL = "https://e.example/"\n',
    "layouts/shortcodes/key.html": "<kbd>{{ .Get 0 }}</kbd>\n",
    "layouts/shortcodes/note.html": '{{ range .Params }}{{ end }}{{ .Get "type" }}{{ .Inner | .Page.RenderString }}',
    "layouts/shortcodes/map.html": '{{ partial "map" (.Get "place") }}',
    "content/a.md": "---\ntitle: a\n---\n{{< key F1 >}} {{< map place=here >}}\n\n{{< note type=tip >}}\nOne.\n\n"
    "Two {{< key F2 >}}.\n{{< /note >}}\n",
    "content/b.md": "---\ntitle: b\ndraft: true\n---\n`{{</* no */>}}` {{< gone 1 >}}\n{{< map place=there >}}\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    return tmp_path / "site"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_what_pages_call(folder: Path) -> None:
    ran = run("shortcodes", folder)
    assert ran.exit_code == 0
    assert ran.stdout.splitlines() == [
        "Templates of the site and its themes:",
        "  key: 2 uses, carried over",
        "    layouts/shortcodes/key.html",
        "    reads 0",
        "    content/a.md:4, content/a.md:9",
        "  map: 2 uses, needs a recipe",
        "    layouts/shortcodes/map.html",
        "    reads place",
        "    content/a.md:4, content/b.md:6",
        "  note: 1 use, needs a recipe",
        "    layouts/shortcodes/note.html",
        "    reads type, others, its content",
        "    content/a.md:6",
        "Called, and no template is on disk:",
        "  gone: 1 use, needs a recipe",
        "    content/b.md:5",
    ]


def test_for_programs(folder: Path) -> None:
    found = json.loads(run("shortcodes", folder, "--output-format", "json").stdout)
    schema = json.loads((CHECKOUT / "schemas/output/shortcodes.v1.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(found)
    assert {one["name"]: (one["count"], one["carried"]) for one in found["shortcodes"]} == {
        "key": (2, True), "map": (2, False), "note": (1, False), "gone": (1, False),
    }  # fmt: skip


def test_a_site_without_shortcodes(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert run("shortcodes", tmp_path).stdout == "No page calls a shortcode.\n"


def test_recipes_are_written_and_used(folder: Path, tmp_path: Path) -> None:
    file, new = tmp_path / "recipes.toml", tmp_path / "new"
    assert run("shortcodes", folder, "--recipes", file).exit_code == 0
    assert tomllib.loads(file.read_text(encoding="utf-8")).keys() == {"shortcodes"}
    again = run("shortcodes", folder, "--recipes", file)
    assert (again.exit_code, "is there" in again.stderr) == (2, True)
    ran = run("migrate", folder, "--to", "eleventy", "--output", new, "--recipes", file)
    assert ran.exit_code == 0, ran.output
    body = (new / "content/a.md").read_text(encoding="utf-8").rpartition("---\n")[2]
    body = re.sub("<!--/?raw-->", "", body)  # what Eleventy lets through
    assert body == '<kbd>F1</kbd> <span class="map">here</span>\n\n**tip**\n\nOne.\n\nTwo <kbd>F2</kbd>.\n'
    assert "needs" not in ran.output
    assert "shortcode" not in (new / "content/b.md").read_text(encoding="utf-8")


def test_a_recipe_that_no_page_needs_is_said(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "recipes.toml"
    file.write_text('# mine\n[shortcodes.nota]\nto = "x"\n', encoding="utf-8")
    result = migrate(folder, "eleventy", tmp_path / "new", how=How(recipes=file))
    [one] = [loss for loss in result.ledger if loss.source == str(file)]
    assert (one.line, one.key, one.grade) == (2, "nota", "changed")
    assert {loss.key for loss in result.ledger if loss.grade == "manual" and loss.key} == {"map", "note", "gone"}


@pytest.mark.parametrize(("text", "said"), [
    ("[shortcode.x]\nto = ''", r"r\.toml:1:2: 'shortcode': recipes are tables"),
    ("[shortcodes]\nx = 1", r"r\.toml:2:1: 'x': a recipe is a table"),
    ("[shortcodes.x]\nas = 'html'", r"r\.toml:1:13: the recipe for x says nothing"),
    ("[shortcodes.x]\nto = 'y'\nas = 'rst'", r"r\.toml:3:6: `as` is markdown or html, not 'rst'"),
    ("[shortcodes.x]\nto = 'y'\nof = 'z'", r"r\.toml:3:1: 'of' is not known"),
    ("[shortcodes.x]\nto = 5", r"r\.toml:2:6: `to` must be a text"),
    ("[shortcodes.x]\nto = '''\n<b>\n{{ .Page.Title }}'''", r"r\.toml:4:1: \.Page\.Title is not among"),
    ("[shortcodes.x]\nto = 'a {{ if .Get 0 }}'", r"r\.toml:2:9: a block has no end"),
    ("[shortcodes.x\nto = ''", r"r\.toml:\d+:\d+: "),
])  # fmt: skip
def test_what_is_no_recipe_is_said_with_its_place(text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        read_recipes(text, "r.toml")


def converted(body: str, recipes: str) -> str:
    found = site({"content/p/a.md": "---\ntitle: a\n---\n" + body})
    return Bodies(found._replace(recipes=read_recipes(recipes, "r.toml"))).convert(page(found, "/p/a"))[0]


def test_markdown_recipes_keep_their_lines_together() -> None:
    recipe = "[shortcodes.note]\nas = 'markdown'\nto = '''\n> [!{{ .Get 0 | upper }}]\n> {{ .Inner }}\n'''"
    assert converted("{{< note tip >}}\none\n\ntwo\n{{< /note >}}\n", recipe) == "> [!TIP]\n> one\n> \n> two\n"
    assert converted("- {{< note tip >}}one{{< /note >}}", recipe).startswith("- > [!TIP]\n")


def test_content_that_a_recipe_forgets_is_kept() -> None:
    assert converted("{{< note >}}kept{{< /note >}}", "[shortcodes.note]\nto = '<hr>'") == "<hr>kept"


_WORDS = st.text(alphabet="abcdefgh", min_size=1, max_size=5)
_BODIES = st.recursive(
    _WORDS,
    lambda inner: st.tuples(st.sampled_from(["note", "box", "gone"]), st.sampled_from("<%"), inner, inner).map(
        lambda made: (
            f"{made[3]} {{{{{made[1]} {made[0]} {'>' if made[1] == '<' else '%'}}}}}{made[2]}\n\nx "
            f"{{{{{made[1]} /{made[0]} {'>' if made[1] == '<' else '%'}}}}}"
        )
    ),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_BODIES)
def test_no_word_between_tags_is_lost(body: str) -> None:
    note = "[shortcodes.note]\nas = 'markdown'\nto = '> {{ .Inner }}'\n"
    recipes = f"{note}[shortcodes.box]\nto = '<b>{{{{ .Inner | markdownify }}}}</b>'\n"
    words = re.findall(r"\b[a-hx]+\b", re.sub(r"\{\{.*?\}\}", " ", body))
    text = re.sub(r"<[^>]*>", " ", converted(body, recipes))
    assert re.findall(r"\b[a-hx]+\b", text) == words
