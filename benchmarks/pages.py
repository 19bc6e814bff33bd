"""Writes a Hugo site of many pages to measure on: `python benchmarks/pages.py FOLDER COUNT`.

The words are ours; the shape is that of real blogs: 90 % YAML (every seventh page with comments), 8 % TOML, 2 % JSON,
6 to 20 keys, 5 kB a page. The same count gives the same bytes. Every hundredth page has a mistake.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

_WORDS = (
    "amber anchor autumn basket beacon birch bridge candle canvas cedar chapel cinder clover copper coral cradle "
    "dawn drift ember falcon fern field fjord garden glacier granite harbour hazel heron hollow island ivory "
    "juniper kettle lantern larch ledger linen lumber maple meadow mill mirror morning nettle orchard otter paper "
    "pebble pewter quarry quiet raven reed river saddle saffron sail shore silver slate sparrow spruce stone "
    "summer thistle thread timber tower valley velvet violet walnut water willow winter wood wool yarrow"
).split()
_TAGS = [f"{word}-notes" for word in _WORDS[:30]] + _WORDS[30:60]
_SECTIONS = ("post", "notes", "docs", "letters")
_HUGO = 'baseURL = "https://example.org/"\ntitle = "A site to measure"\ntheme = "mainroad"\n'


def site(folder: Path, count: int) -> Path:
    """A site with `count` pages below content/, and an empty theme so that `hugo list all` has what it asks for."""
    (folder / "themes" / "mainroad").mkdir(parents=True)
    (folder / "hugo.toml").write_text(_HUGO, encoding="utf-8")
    pick = random.Random(count)
    for number in range(count):
        section = folder / "content" / _SECTIONS[number % len(_SECTIONS)] / f"{number // 400:03}"
        section.mkdir(parents=True, exist_ok=True)
        (section / f"{pick.choice(_WORDS)}-{number:06}.md").write_text(page(pick, number), encoding="utf-8")
    return folder


def page(pick: random.Random, number: int) -> str:
    """One page: front matter and body."""
    values = front_matter(pick, number)
    share = pick.random()
    if share < 0.02:
        return json.dumps(values, indent=2) + "\n\n" + body(pick)
    if share < 0.1:
        return "+++\n" + toml(values) + "+++\n\n" + body(pick)
    if number % 100 == 50:
        values["catgories"] = values.pop("categories")
    return "---\n" + yaml(values, pick, comments=number % 7 == 0) + "---\n\n" + body(pick)


def words(pick: random.Random, least: int, most: int) -> str:
    return " ".join(pick.choices(_WORDS, k=pick.randint(least, most)))


def front_matter(pick: random.Random, number: int) -> dict[str, Any]:
    """Six to twenty keys, as values."""
    day = f"20{pick.randint(10, 24)}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"
    clock = f"T{pick.randint(0, 23):02}:{pick.randint(0, 59):02}:00"
    rest: dict[str, Any] = {
        "lastmod": f"{day}{clock}+02:00",
        "description": words(pick, 8, 20).capitalize() + ".",
        "slug": "-".join(pick.sample(_WORDS, 3)),
        "weight": pick.randint(1, 90),
        "toc": pick.random() < 0.5,
        "authorbox": False,
        "comments": pick.random() < 0.5,
        "lead": words(pick, 5, 12).capitalize(),
        "sidebar": pick.choice(["left", "right", False]),
        "widgets": pick.sample(["search", "recent", "categories", "taglist"], 2),
        "thumbnail": {"src": f"img/{pick.choice(_WORDS)}.jpg", "visibility": ["list", "post"]},
        "aliases": [f"/old/{number}/", f"/{day[:4]}/{pick.choice(_WORDS)}/"],
        "series": [words(pick, 1, 2)],
        "authors": [words(pick, 2, 2).title()],
        "resources": [{"src": "*.jpg", "title": words(pick, 2, 4)}, {"src": "plan.pdf", "name": "plan"}],
    }
    chosen = sorted(pick.sample(sorted(rest), pick.randint(2, len(rest))), key=list(rest).index)
    return {
        "title": f"{words(pick, 2, 6).capitalize()}" + pick.choice(["", "", "", ": part two", "'s end"]),
        "date": day + clock + "Z" if number % 2 else day,
        "draft": number % 20 == 0,
        "tags": pick.sample(_TAGS, pick.randint(1, 6)),
        "categories": pick.sample(_WORDS[:12], pick.randint(1, 2)),
        **{key: rest[key] for key in chosen},
    }


def yaml(values: dict[str, Any], pick: random.Random, *, comments: bool) -> str:
    """A map as people write it: some lists on one line, some not; texts with and without quotes."""
    quote, flow = pick.choice(["", '"', "'"]), pick.random() < 0.4
    lines = ["# written by hand"] if comments else []
    for key, value in values.items():
        if isinstance(value, list) and flow and not isinstance(value[0], dict):
            lines.append(f"{key}: [{', '.join(_text(one, quote) for one in value)}]")
        elif isinstance(value, list | dict):
            lines += [f"{key}:", *("  " + line for line in _nested(value, quote))]
        else:
            lines.append(f"{key}: {_scalar(key, value, quote)}" + ("  # as agreed" if comments else ""))
    return "\n".join(lines) + "\n"


def _nested(value: Any, quote: str) -> list[str]:
    if isinstance(value, dict):
        flat = {
            key: f"[{', '.join(one)}]" if isinstance(one, list) else _text(one, quote) for key, one in value.items()
        }
        return [f"{key}: {one}" for key, one in flat.items()]
    lines = []
    for item in value:
        inner = _nested(item, quote) if isinstance(item, dict) else [_text(item, quote)]
        lines += [f"- {inner[0]}", *("  " + line for line in inner[1:])]
    return lines


def _scalar(key: str, value: Any, quote: str) -> str:
    if isinstance(value, bool | int):
        return json.dumps(value)
    return value if key in ("date", "lastmod") else _text(value, quote)


def _text(value: str, quote: str) -> str:
    quote = quote or ('"' if ": " in value or value.startswith(("*", "/")) else "")
    return "'" + value.replace("'", "''") + "'" if quote == "'" else f"{quote}{value}{quote}"


def toml(values: dict[str, Any]) -> str:
    """A map as TOML, the tables last."""
    plain = {key: value for key, value in values.items() if not _is_table(value)}
    lines = [f"{key} = {_toml_value(key, value)}" for key, value in plain.items()]
    for key, value in values.items():
        for table in [value] if isinstance(value, dict) else value if _is_table(value) else []:
            lines.append(f"[{key}]" if isinstance(value, dict) else f"[[{key}]]")
            lines += [f"  {name} = {json.dumps(inner)}" for name, inner in table.items()]
    return "\n".join(lines) + "\n"


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _toml_value(key: str, value: Any) -> str:
    return value if key in ("date", "lastmod") else json.dumps(value)


def body(pick: random.Random) -> str:
    """Some five thousand characters of Markdown."""
    parts = []
    for _ in range(pick.randint(4, 9)):
        parts.append(f"## {words(pick, 2, 5).capitalize()}")
        parts += [words(pick, 30, 70).capitalize() + "." for _ in range(pick.randint(1, 3))]
        if pick.random() < 0.3:
            parts.append("\n".join(f"* [{word}](/post/{word}/)" for word in pick.sample(_WORDS, 3)))
        if pick.random() < 0.15:
            parts.append(f"```go\nfmt.Println({json.dumps(words(pick, 2, 4))})\n```")
        if pick.random() < 0.1:
            parts.append(f'{{{{< figure src="/img/{pick.choice(_WORDS)}.jpg" alt="{words(pick, 2, 4)}" >}}}}')
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    print(site(Path(sys.argv[1]), int(sys.argv[2])))
