"""How a measurement of Hugo's and a page of ours are brought to one form. `("int", 5)` is not `("float", 5.0)`."""

from __future__ import annotations

import math
from datetime import date, datetime, time
from typing import Any

from hugokit.engine.dump import moment

Typed = tuple[str, Any]


def ours(value: Any) -> Typed:
    """A value of hugokit's with its type."""
    if value is None or isinstance(value, bool):
        return ("nil" if value is None else "bool", value)
    if isinstance(value, int):
        return ("int", value)
    if isinstance(value, float):
        return ("float", value if math.isfinite(value) else "NaN" if math.isnan(value) else f"{value:+}".title())
    if isinstance(value, bytes):
        return ("list", [("int", byte) for byte in value])
    if isinstance(value, list | tuple):
        return ("list", [ours(item) for item in value])
    if isinstance(value, dict):
        return ("map", {key: ours(item) for key, item in value.items()})
    if isinstance(value, datetime | date | time):
        return ("time", moment(value))
    return ("string", value)


def measured(value: dict[str, Any]) -> Typed:
    """A value of the measured files: {"t": Go type, "v": value}."""
    kind, inner = value["t"], value.get("v")
    if kind == "nil":
        return ("nil", None)
    if kind.startswith("[]"):
        return ("list", [measured(item) for item in inner or []])
    if kind.startswith("map") or kind.endswith("Params"):
        return ("map", {key: measured(item) for key, item in inner.items()})
    if kind.startswith(("int", "uint")):
        return ("int", inner)
    if kind == "float64":
        return ("float", inner if isinstance(inner, str) and inner[-1] in "fN" else float(inner))
    return ("time", inner) if kind == "time.Time" or "Local" in kind else (kind, inner)


def bare(value: Any) -> Any:
    """A value as JSON shows it, where whole floats and integers look the same."""
    if isinstance(value, list | tuple):
        return [bare(item) for item in value]
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items()}
    if isinstance(value, datetime | date | time):
        return moment(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value
