"""Sites built by the real Hugo and by Docusaurus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from tests.targets.building import Pair


@pytest.fixture(scope="session")
def build_pair(build_both: Callable[..., Pair]) -> Callable[..., Pair]:
    return partial(build_both, "docusaurus")
