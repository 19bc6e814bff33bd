"""A check of many files by several processes. What comes out is what one process says, in the same order."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import islice

from hugokit.diagnostic import Severity
from hugokit.engine.files import Outcome, Run
from hugokit.engine.settings import Settings
from hugokit.fs.walk import FoundFile

MOST_PROCESSES = 8
_CHUNK = 100
_AHEAD = 4

_over: Callable[[list[FoundFile]], Iterator[Outcome]] | None = None
"""What a process does with files: each process has its own, given at its start."""


def processes() -> int:
    """How many processes this machine has room for."""
    free = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(free, MOST_PROCESSES)


def check_all(
    run: Run, files: Iterable[FoundFile], least: Severity, jobs: int, *, start: str | None = None
) -> Iterator[Outcome]:
    """What `run.over(files, run.check)` gives, in its order, by `jobs` processes.

    The outcomes have no bytes in `before` and `after`. `start`: fork, spawn or forkserver, None for the system's own.
    """
    pool = ProcessPoolExecutor(
        jobs, multiprocessing.get_context(start), initializer=_begin, initargs=(run.settings, run.edits, least)
    )
    try:
        yield from _in_order(pool, run, iter(files), jobs * _AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, run: Run, files: Iterator[FoundFile], ahead: int) -> Iterator[Outcome]:
    """A few chunks ahead of what is told, so that memory does not grow with the tree."""
    under_way: deque[Future[list[Outcome]]] = deque()
    while chunk := list(islice(files, _CHUNK)):
        for file in chunk:
            run.contexts.of(file.name)  # what sites are read, and what is to be said of them, is known here too
        under_way.append(pool.submit(_check, chunk))
        if len(under_way) >= ahead:
            yield from under_way.popleft().result()
    while under_way:
        yield from under_way.popleft().result()


def _begin(settings: Settings, edits: bool, least: Severity) -> None:
    """What a process has from its start. The one that began it says when it ends, and hears ^C for all."""
    global _over  # noqa: PLW0603 - a process has nothing else to keep it in
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    run = Run.of(settings, edits=edits)
    _over = partial(run.over, work=partial(run.check, least=least))


def _check(files: list[FoundFile]) -> list[Outcome]:
    assert _over is not None
    return [one._replace(before=b"", after=b"") for one in _over(files)]
