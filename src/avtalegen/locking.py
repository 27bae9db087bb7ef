"""Let one process at a time do something with a folder, and the others wait for it.

The lock is the system's own, on a file that is never removed: it goes with the process that holds
it, however that ends.
"""

from __future__ import annotations

import contextlib
import errno
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

# What a file system says that has no locks; then there is nothing to wait for.
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}
_PAUSE = 0.05  # seconds


@contextmanager
def lock(file: Path, on_wait: Callable[[], None]) -> Iterator[bool]:
    """Hold the lock of the file; says whether another held it first.

    `on_wait` is called once before waiting. Raises OSError where the file cannot be written.
    """
    with file.open("ab") as opened:
        waited = not _take(opened)
        if waited:
            on_wait()
            while not _take(opened):
                time.sleep(_PAUSE)
        yield waited


if sys.platform == "win32":
    import msvcrt

    def _take(opened: BinaryIO) -> bool:
        with contextlib.suppress(OSError):
            opened.seek(0)
            msvcrt.locking(opened.fileno(), msvcrt.LK_NBLCK, 1)
            return True
        return False

else:
    import fcntl

    def _take(opened: BinaryIO) -> bool:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        return True
