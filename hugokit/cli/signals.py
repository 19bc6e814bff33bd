"""A run that is asked to stop ends where it stands: with every file whole, one line and the exit code of the signal."""

from __future__ import annotations

import signal
from types import FrameType

_ASKING = ("SIGTERM", "SIGHUP")


class Stopped(BaseException):  # not an error of a file: nothing on the way may take it for one
    """The program was asked to end. `number`: the signal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def listen() -> None:
    """Let signals that would end the program at once end it in order; one that is ignored (nohup) stays ignored."""
    for name in _ASKING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped(number)


def why_stopped(error: BaseException | None) -> str | None:
    """What stopped a run from outside before its end; None where it was nothing of the kind."""
    if isinstance(error, Stopped):
        return signal.Signals(error.number).name
    return "^C" if isinstance(error, KeyboardInterrupt) else None
