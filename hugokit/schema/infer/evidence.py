"""The record of a use, which the interpreter of templates yields and keys and predictor read."""

from __future__ import annotations

from hugokit.gotemplate.evidence import Constant, Need, Ref, Scalar, Use

__all__ = ["Constant", "Need", "Ref", "Scalar", "Use"]
