"""Do the same to many agreements at once, with a process for each core, in the order of the names.

What comes of a name is the same whatever the number of workers: each works as if it were alone.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from avtalegen.makers import Made, Maker, Order
from avtalegen.messages import phrase
from avtalegen.problems import AvtalegenError, Location, Problem
from avtalegen.workspace import Workspace

# For how many agreements each workers are worth starting, as copies of this process or anew.
FEWEST = {"fork": 2, "spawn": 20}
# How many agreements a worker takes at a time.
_MOST = 4
_maker: Maker | None = None


def make_each(
    order: Order, names: Sequence[str], jobs: int, workspace: Workspace
) -> Iterator[Made]:
    """What came of each name, in their order, made by so many workers where that pays.

    Raises OSError where a file cannot be written, and AvtalegenError where the system has ended a
    worker.
    """
    start = _choose_start()
    jobs = min(jobs, len(names) // FEWEST[start])
    if jobs <= 1:
        maker = Maker(order, workspace)
        yield from map(maker.make, names)
    else:
        yield from _make_beside(order, names, jobs, start)


def _make_beside(order: Order, names: Sequence[str], jobs: int, start: str) -> Iterator[Made]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    context, size = get_context(start), max(1, min(_MOST, len(names) // (4 * jobs)))
    with ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(order,)) as pool:
        try:
            yield from pool.map(_make, names, chunksize=size)
        except BrokenProcessPool as error:
            reason = phrase("the system ended a part of the program; there may be no memory left")
            place = Location(order.out.as_posix())
            problem = Problem("output-failed", place, details={"reason": reason})
            raise AvtalegenError([problem]) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _choose_start() -> str:
    # A copy of this process is ready at once, but lacks the threads that a library may wait for.
    alone = sys.platform == "linux" and len([*Path("/proc/self/task").iterdir()]) == 1
    return "fork" if alone else "spawn"


def _start(order: Order) -> None:
    """Make a worker ready: it ends with its parent, who alone hears of Ctrl+C."""
    global _maker  # noqa: PLW0603  # a worker has one maker, and nothing else knows where
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _maker = Maker(order)


def _end_with_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _make(name: str) -> Made:
    if _maker is None:
        raise RuntimeError(name)
    return _maker.make(name)
