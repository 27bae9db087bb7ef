"""Tell when something in some folders has changed; with it, nothing else knows watchfiles.

Folders are watched rather than files: most editors write a new file and give it the name of the old
one. A file that is watched by itself is looked for again when that has happened.
"""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import watchfiles

# Milliseconds in which nothing more must change, how long to wait for that, and how often to look
# for folders that have come, gone or been replaced.
_STEP, _MOST, _LOOK = 50, 300, 500


def watch(paths: Iterable[Path], stop: Event) -> Iterator[None]:
    """Nothing, each time that something has changed, until the event is set.

    Once more when the watching has begun, since something may have changed until then.
    """
    paths, polling = tuple(paths), None
    while not stop.is_set():
        seen, new = _identify(paths), True
        try:
            for changes in watchfiles.watch(
                *seen, watch_filter=None, debounce=_MOST, step=_STEP, stop_event=stop,
                rust_timeout=_LOOK, yield_on_timeout=True, raise_interrupt=False,
                force_polling=polling,
            ):  # fmt: skip
                if changes or new:
                    yield
                new = False
                if _identify(paths) != seen:
                    break
        except FileNotFoundError:
            pass  # a folder has gone while it was looked at, and is looked for again
        except OSError:
            if polling:
                raise
            polling = True  # the system tells of no more files; they are looked at instead
        time.sleep(_STEP / 1000)


@contextmanager
def wait_for_end() -> Iterator[Event]:
    """What is set when the user, or the system, asks the program to end."""
    stop = Event()
    asked = (signal.SIGINT, signal.SIGTERM)
    before = {each: signal.signal(each, lambda *_about: stop.set()) for each in asked}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _identify(paths: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Those of the paths that there are; another folder or file of the same name is another."""
    found = {}
    for path in paths:
        with contextlib.suppress(OSError):
            about = path.stat()
            if path.is_dir() or path.is_file():
                found[path] = (about.st_dev, about.st_ino)
    return found
