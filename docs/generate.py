"""Writes docs/reference/{rules,cli,schemas}.md from the code; with --check says which are not those of the code."""

from __future__ import annotations

import importlib
import inspect
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from hugokit.rule import Manual, load_rules

SITE = "needs `--site`"
HERE = Path(__file__).resolve().parent
REFERENCE = HERE / "reference"
SCHEMAS = HERE.parent / "schemas"
NOTE = "<!-- Written by docs/generate.py from the code: edit the code. -->\n"


def main(arguments: list[str]) -> int:
    """Write the pages, or compare them; 1 where one differs."""
    pages = {"rules.md": rules_page(), "cli.md": cli_page(), "schemas.md": schemas_page()}
    stale = [name for name, text in pages.items() if not same(REFERENCE / name, text)]
    if "--check" in arguments:
        for name in stale:
            print(f"docs/reference/{name} is not that of the code: run python docs/generate.py")
        return 1 if stale else 0
    for name in stale:
        (REFERENCE / name).write_text(pages[name], encoding="utf-8", newline="\n")
        print(f"wrote docs/reference/{name}")
    return 0


def same(place: Path, text: str) -> bool:
    """Whether a page is there with this text."""
    return place.is_file() and place.read_text(encoding="utf-8") == text


def rules_page() -> str:
    """Every rule with the manual of its docstring."""
    rules = load_rules(Manual)
    table = [
        f"| [{r.code}](#{anchor(r)}) | {r.slug} | {r.severity.name.lower()} | {SITE * r.needs_site} |" for r in rules
    ]
    head = f"# Rules\n\n{NOTE}\nA severity is what the rule says at least once; a finding can be milder or graver.\n"
    head += "`--preset minimal` shows errors, `recommended` also warnings, `strict` also notes (info).\n\n"
    rows = "| code | slug | severity | |\n|---|---|---|---|\n" + "\n".join(table) + "\n"
    return head + rows + "".join(rule_section(r) for r in rules)


def anchor(rule: Manual) -> str:
    """The id that GitHub gives the heading of a rule."""
    return f"{rule.code}-{rule.slug}".lower()


def rule_section(rule: Manual) -> str:
    """One rule. Headings of the docstring go below the heading of the rule."""
    lines = [f"#{line}" if line.startswith("#") else line for line in inspect.cleandoc(rule.doc).splitlines()]
    body = "\n".join(lines).strip()
    site = f"This rule judges a whole site: it {SITE}.\n\n" * rule.needs_site
    return f"\n## {rule.code} {rule.slug}\n\n{site}{body}\n"


def cli_page() -> str:
    """Every command with its arguments and options."""
    module = importlib.import_module("hugokit.cli.main")
    group = next(thing for thing in vars(module).values() if isinstance(thing, click.Group))
    context = click.Context(group, info_name="hugokit", **group.context_settings)
    sections = [
        command_section(context, name, group.get_command(context, name)) for name in group.list_commands(context)
    ]
    return f"# Command line\n\n{NOTE}\n{inspect.cleandoc(group.help or '')}\n" + "".join(sections)


def command_section(parent: click.Context, name: str, command: click.Command | None) -> str:
    """One command."""
    if command is None:
        raise AssertionError(f"hugokit {name} is listed and not there")
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join(["hugokit", name, *command.collect_usage_pieces(context)])
    rows = [r for p in command.get_params(context) if (r := p.get_help_record(context))]
    table = "".join(f"| `{cell(left)}` | {cell(right)} |\n" for left, right in rows)
    help_text = inspect.cleandoc(command.help or "").replace("\b\n", "")
    inner = getattr(command, "commands", {}).values()
    below = "".join(command_section(parent, f"{name} {each.name}", each) for each in inner)
    return f"\n## `hugokit {name}`\n\n```\n{usage}\n```\n\n{help_text}\n\n| option | |\n|---|---|\n{table}{below}"


def cell(text: str) -> str:
    """Text that a cell of a table can hold."""
    return " ".join(text.split()).replace("|", "\\|")


def schemas_page() -> str:
    """Every packaged schema with its fields."""
    places = [p for p in sorted(SCHEMAS.rglob("*.json")) if p.name != "annotations.json"]
    return f"# Schemas\n\n{NOTE}" + "".join(schema_section(p) for p in places)


def schema_section(place: Path) -> str:
    """One schema: its title and a table of its fields; those of maps are `map.field`, in lists `list[].field`."""
    schema = json.loads(place.read_text(encoding="utf-8"))
    rows = [f"| `{name}` | {kinds(field)} | {said(field)} |" for name, field in fields(schema)]
    name = place.relative_to(SCHEMAS).with_suffix("").as_posix()
    head = f"\n## {name}\n\n{schema.get('description') or schema.get('title', '')}\n\n"
    return head + "| field | type | |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def fields(schema: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every field below a schema with its dotted name; what stands behind a $ref is not followed."""
    for name, field in sorted(schema.get("properties", {}).items()):
        yield prefix + name, field
        if isinstance(field, dict):
            yield from fields(field, f"{prefix}{name}.")
            if isinstance(field.get("items"), dict):
                yield from fields(field["items"], f"{prefix}{name}[].")


def kinds(field: Any) -> str:
    """The types a field may have, as words."""
    return " or ".join(dict.fromkeys(_kinds(field))) or "any"


def _kinds(field: Any) -> Iterator[str]:
    if not isinstance(field, dict):
        return
    yield from [field["type"]] if isinstance(field.get("type"), str) else field.get("type", [])
    if "enum" in field:
        yield from (f"`{json.dumps(value)}`" for value in field["enum"])
    if "const" in field:
        yield f"`{json.dumps(field['const'])}`"
    if "$ref" in field and "type" not in field:
        yield field["$ref"].rsplit("/", 1)[-1]
    for word in ("anyOf", "oneOf", "allOf"):
        for inner in field.get(word, ()):
            yield from _kinds(inner)


def said(field: Any) -> str:
    """The description of a field, with what replaces it where it is deprecated."""
    if not isinstance(field, dict):
        return ""
    mark = "**Deprecated.** " if field.get("deprecated") else ""
    default = f" Default: `{json.dumps(field['default'])}`." if "default" in field else ""
    return cell(mark + field.get("description", "") + default)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
