"""A case put to the whole checker, and its findings as plain lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hugokit.diagnostic import Diagnostic, Located, locate
from hugokit.document import Document, loads
from hugokit.engine.check import Checker
from hugokit.engine.context import Context
from hugokit.engine.fix import Fixed, fix_document
from hugokit.engine.page_schema import with_own_schema
from hugokit.engine.settings import Settings
from hugokit.engine.versions import HugoVersion
from hugokit.page import PageRules
from hugokit.schema import store
from tests.rules.cases import Case

PATH = Path("page.md")


@dataclass(frozen=True, slots=True)
class Judge:
    """The checker of a schema and a version of Hugo, for a page at a path; `content/…` is in a site, others in none."""

    checker: Checker
    context: Context
    path: Path = PATH

    def check(self, data: bytes) -> list[Located]:
        document = self.load(data)
        return locate(str(self.path), document.text, self.diagnostics(document))

    def load(self, data: bytes) -> Document[bytes]:
        return loads(data, hugo=self.context.hugo.version)

    def diagnostics(self, document: Document[Any]) -> list[Diagnostic]:
        return self.checker.check(document, self.asked(document), self.path)

    def asked(self, document: Document[Any]) -> Context:
        """With the schema that the page names."""
        if document.error is not None:
            return self.context
        return with_own_schema(self.context, document, self.path, Path(), lambda schema: schema)

    def fix(self, data: bytes, *, unsafe: bool = False) -> Fixed:
        document = self.load(data)
        return fix_document(document, self.checker, self.asked(document), self.path, unsafe=unsafe)


@cache
def judge_of(schema: str, hugo: tuple[int, int], required: tuple[str, ...] = (), file: str = "page.md") -> Judge:
    found = store.load(schema)
    found = found.with_required(*required) if required else found
    context = Context(found, HugoVersion(hugo, "the fixture"), rules=PageRules(hugo=hugo))
    if file.startswith("content/"):
        context = context._replace(site=Path.cwd())
    return Judge(Checker.of(Settings()), context, Path(file))


def judge(case: Case) -> Judge:
    """What a case's page is judged by."""
    return judge_of(case.schema, case.hugo, case.required, case.options["file"])


def lines(found: list[Located], *, first_line: int = 0) -> list[str]:
    """Findings as `line:column severity code message`; `first_line` is taken off the columns of line 1."""
    return [
        f"{one.line}:{one.column - (first_line if one.line == 1 else 0)} "
        f"{one.diagnostic.severity.name.lower()} {one.diagnostic.code} {one.diagnostic.message}"
        for one in found
    ]
