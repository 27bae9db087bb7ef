"""Tell when something in some folders has changed; with it, nothing else knows watchfiles.

Folders are watched, not files: most editors write a new file and give it the name of the old one.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event

import watchfiles

# Milliseconds in which nothing more must change, how long to wait for that, and how often to look
# for folders that have come, gone or been replaced.
_STEP, _MOST, _LOOK = 50, 300, 500


def watch(folders: Iterable[Path], stop: Event) -> Iterator[None]:
    """Nothing, each time that something has changed, until the event is set.

    Once more when the watching has begun, since something may have changed until then.
    """
    folders, polling = tuple(folders), None
    while not stop.is_set():
        seen, new = _identify(folders), True
        try:
            for changes in watchfiles.watch(
                *seen, watch_filter=None, debounce=_MOST, step=_STEP, stop_event=stop,
                rust_timeout=_LOOK, yield_on_timeout=True, raise_interrupt=False,
                force_polling=polling,
            ):  # fmt: skip
                if changes or new:
                    yield
                new = False
                if _identify(folders) != seen:
                    break
        except FileNotFoundError:
            pass  # a folder has gone while it was looked at, and is looked for again
        except OSError:
            if polling:
                raise
            polling = True  # the system tells of no more files; they are looked at instead
        time.sleep(_STEP / 1000)


def _identify(folders: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """The folders that there are; another folder of the same name is another."""
    found = {}
    for folder in folders:
        with contextlib.suppress(OSError):
            about = folder.stat()
            if folder.is_dir():
                found[folder] = (about.st_dev, about.st_ino)
    return found
