"""`hugokit migrate --render-shortcodes`: what Hugo prints stands in the place of calls that hugokit cannot do."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from hugokit.engine.migrate import How, Result, migrate
from hugokit.errors import SettingsError
from tests.targets.building import NOW

FILES = {
    "hugo.toml": 'baseURL = "https://e.example/sub/"\ndefaultContentLanguage = "en"\n[languages.en]\n[languages.de]\n'
    "[markup.goldmark.renderer]\nunsafe = true\n",
    "layouts/shortcodes/all.html": "{{ range .Params }}<i>{{ . }}</i>{{ end }}",
    "layouts/shortcodes/in.html": '<div>{{ partial "x" .Page }}: {{ .Inner | .Page.RenderString }}</div>',
    "layouts/shortcodes/b.html": "<b>{{ .Inner }}</b>",
    "layouts/shortcodes/pre.html": "<pre>{{ range seq 2 }}{{ . }}\n\n{{ end }}</pre>",
    "layouts/_partials/x.html": "{{ .Title }}",
    "content/a.md": "\ufeff---\r\ntitle: Ä\r\n---\r\n"
    "é {{< all 1 2 >}}{{< b >}}in {{< all 3 >}}, {{< all 4 >}}{{< /b >}}.\r\n\r\n"
    "{{< in >}}*x* {{< all 5 >}}{{< /in >}}\r\n\r\n{{% all 6 %}}\r\n\r\n{{< pre >}}\r\n",
    "content/a.de.md": "---\ntitle: Deutsch\n---\n{{< in >}}y{{< /in >}}\n",
    "content/gone.md": "---\ntitle: g\ndraft: true\n---\n{{< all 7 >}}\n",
}  # fmt: skip


def moved(tmp_path: Path, how: How) -> tuple[Result, Path]:
    for name, text in FILES.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(text.encode())
    return migrate(tmp_path / "site", "astro", tmp_path / "new", now=NOW, how=how), tmp_path / "new/src/content"


def body(file: Path) -> str:
    return file.read_bytes().decode().partition("\n---\n")[2]


def test_what_hugo_prints_stands_there(hugo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(hugo.parent), prepend=":")
    result, content = moved(tmp_path, How(render=True))
    assert body(content / "en/a.md") == (
        "é <i>1</i><i>2</i><b>in <i>3</i>, <i>4</i></b>.\r\n\r\n"
        "<div>Ä: <em>x</em> <i>5</i></div>\r\n\r\n<i>6</i>\r\n\r\n<pre>1&#10;&#10;2&#10;&#10;</pre>\r\n"
    )
    assert body(content / "de/a.md") == "<div>Deutsch: y</div>\n"
    assert "hugo-shortcode" in body(content / "en/gone.md"), "Hugo does not render a draft"
    said = Counter((loss.source, loss.line, loss.key, loss.grade) for loss in result.ledger if loss.key)
    assert said == {
        ("content/a.de.md", 4, "in", "changed"): 1,
        ("content/a.md", 4, "all", "changed"): 1,  # the ledger says the same once
        ("content/a.md", 6, "in", "changed"): 1,
        ("content/a.md", 8, "all", "changed"): 1,
        ("content/a.md", 10, "pre", "changed"): 1,
        ("content/gone.md", 5, "all", "manual"): 1,
    }
    assert (tmp_path / "site/layouts/shortcodes/all.html").read_text() == FILES["layouts/shortcodes/all.html"]


def test_a_recipe_comes_first(hugo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(hugo.parent), prepend=":")
    recipes = tmp_path / "r.toml"
    recipes.write_text("[shortcodes.all]\nto = '<u>{{ .Get 0 }}</u>'\n")
    _, content = moved(tmp_path, How(render=True, recipes=recipes))
    assert body(content / "en/a.md").startswith(
        "é <u>1</u><b>in <u>3</u>, <u>4</u></b>.\r\n\r\n<div>Ä: <em>x</em> <i>5</i>"
    )


def test_without_hugo_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SettingsError, match="there is no hugo on PATH"):
        moved(tmp_path, How(render=True))
    assert not (tmp_path / "new").exists()


def test_what_hugo_refuses_is_told_and_kept(hugo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(hugo.parent), prepend=":")
    monkeypatch.setitem(FILES, "layouts/shortcodes/all.html", "{{ range .Params }}{{ end }}{{ .Nope }}")
    result, content = moved(tmp_path, How(render=True))
    assert "hugo-shortcode" in body(content / "en/a.md")
    assert any(loss.what.startswith("shortcodes of some pages") for loss in result.ledger)
