"""Do one thing while something else is done.

Takes functions; calls each in its turn on a thread of its own. It pays where a library works
without Python's lock, and costs nothing but a thread where it does not.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Self


class Beside:
    """Calls one function at a time; starting another waits for the one before it."""

    def __init__(self) -> None:
        self._thread: Thread | None = None
        self._error: BaseException | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if error is None:
            self.finish()
        elif self._thread is not None:
            self._thread.join()

    def start(self, function: Callable[[], object]) -> None:
        """Call the function beside what the caller does next."""
        self.finish()
        self._thread = Thread(target=self._call, args=(function,))
        self._thread.start()

    def finish(self) -> None:
        """Wait for what was started; raises what it raised."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if error := self._error:
            self._error = None
            raise error

    def _call(self, function: Callable[[], object]) -> None:
        try:
            function()
        except BaseException as error:  # noqa: BLE001  # it is raised where somebody waits for it
            self._error = error
