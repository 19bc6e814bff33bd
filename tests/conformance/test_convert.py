"""Conversion of real pages: the real Hugo reads the same from both, comments stay, and the way back gives the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from hugokit import Document, UnsupportedEdit, loads
from hugokit.engine.context import Context, Contexts
from hugokit.engine.convert import To, convert_document
from hugokit.engine.dump import record
from hugokit.engine.settings import Settings
from hugokit.limits import NEWEST_HUGO
from tests.conformance.asking import lay_out
from tests.conformance.reading import bare
from tests.support import HugoResult

FORMATS = ("yaml", "toml", "json")
_NEEDS_A_SITE = {"outputs", "markup", "cascade", "_build", "build"}


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return Contexts(Settings(hugo=NEWEST_HUGO)).of(tmp_path / "page.md")


def pages(shared: Path) -> Iterator[Document[bytes]]:
    """Every page of the corpus with front matter that can be read."""
    for file in sorted((shared / "corpus").rglob("*")):
        if file.is_file() and file.suffix != ".jsonl":
            document = loads(file.read_bytes())
            if document.error is None and document.fences is not None:
                yield document


def convert(document: Document[Any], to: str, context: Context) -> tuple[Document[str], list[str]]:
    done = convert_document(loads(document.text), cast("To", to), context, "page.md", drop_null=True)
    return loads(done.text), [loss.what for loss in done.ledger if loss.what.startswith("#")]


def remarks(document: Document[Any]) -> list[str]:
    return sorted(one.text for one in document.comments)


def without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_null(item) for key, item in value.items() if item is not None}
    return [without_null(item) for item in value] if isinstance(value, list) else value


def test_every_page_there_and_back(shared: Path, context: Context) -> None:
    count = 0
    for document in pages(shared):
        for to in FORMATS:
            if to == document.format:
                continue
            there, lost = convert(document, to, context)
            assert there.format == to
            assert there.body == document.body
            assert sorted([*remarks(there), *lost]) == remarks(document), document.text
            assert to == "json" or not lost, document.text
            count += 1
            if document.format in FORMATS:
                back, _ = convert(there, document.format, context)
                nulls = [key for key, value in document.items() if value is None and to == "toml"]
                wanted, found = ({k: v for k, v in one.to_dict().items() if k not in nulls} for one in (document, back))
                assert bare(found) == bare(without_null(wanted) if to == "toml" else wanted), document.text
                assert list(found) == list(wanted)
    assert count > 1000


def test_every_line_end(shared: Path, context: Context) -> None:
    for document in pages(shared):
        if "\r" in document.text:
            continue
        twin = loads("\ufeff" + document.text.replace("\n", "\r\n"))
        if twin.error is not None:
            continue
        for to in FORMATS:
            there, _ = convert(twin, to, context)
            assert there.body == twin.body
            assert there.text.startswith("\ufeff")
            block = there.text[: -len(there.body)] if there.body else there.text
            assert document.format == to or block.count("\n") == block.count("\r\n"), block


def head(document: Document[Any]) -> str:
    """The front matter with a body of its own: Hugo may have its say about shortcodes elsewhere."""
    return document.text.removesuffix(document.body) + "\nx\n"


def builds_alone(document: Document[Any], context: Context) -> bool:
    """Pages that Hugo builds without a site that knows more than they do."""
    if {key.lower() for key in document} & _NEEDS_A_SITE or document.format not in FORMATS:
        return False
    return record("page.md", document.text.encode(errors="surrogateescape"), context)["verdict"] == "ok"


def as_told(document: Document[Any], to: str, context: Context) -> Document[Any]:
    """The document in the other format; as it is where it holds a null that TOML cannot say."""
    try:
        return loads(convert_document(document, cast("To", to), context, "page.md", drop_null=False).text)
    except UnsupportedEdit as error:
        if "null" not in str(error):
            raise
        return document


def as_a_template_sees(found: dict[str, Any]) -> Any:
    """Go's nil slice is an empty list to a template; only JSON shows which one it is."""
    lists = {"aliases", "keywords"}
    params = {key: value or [] if key in lists else value for key, value in found["params"].items()}
    return bare({key: value or [] if key in lists else value for key, value in found.items()} | {"params": params})


def test_the_real_hugo_reads_the_same(
    shared: Path, context: Context, tmp_path: Path, build_site: Callable[..., HugoResult]
) -> None:
    chosen = [document for document in pages(shared) if builds_alone(document, context)]
    sides = [[head(document) for document in chosen]]
    sides += [[head(as_told(document, to, context)) for document in chosen] for to in FORMATS]
    found = []
    for number, side in enumerate(sides):
        lay_out(tmp_path / str(number), side)
        built = build_site(tmp_path / str(number), "-D", "-E", "-F")
        assert built.exit == 0, built.messages
        found.append(json.loads(built.text("index.json")))
    assert len(chosen) > 500
    for to, side in zip(FORMATS, found[1:], strict=True):
        for document, before, after in zip(chosen, found[0], side, strict=True):
            assert before is not None
            assert as_a_template_sees(after) == as_a_template_sees(before), (to, document.text)
    kept = sum(side[0] == side[2] for side in zip(*sides, strict=True))
    assert kept < len(chosen) / 4  # those in TOML, and those with a null that TOML cannot say
