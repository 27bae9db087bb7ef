"""Do a thing in a process of its own that comes to harm at a given step.

    python tests/faults.py kill|full|rights ROOT

builds all agreements of ROOT again and again from the same old state. `kill` ends the process
before each step that changes the disk, the first at first, until one build comes to its end; `full`
lets no file grow beyond each of some sizes; `rights` takes away the right to write. After each, what
lies there is told as a line of JSON, and again after a build that nothing happened to.
"""

import contextlib
import io
import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from avtalegen import building, makers, workers
from avtalegen.builds import Way
from avtalegen.messages.languages import read_catalogue
from avtalegen.publishing import ASIDE, READY

FORMATS = ["docx", "md"]
# What the interpreter tells of before it is done, besides writing itself.
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link"}
MOST_STEPS = 500


def build(root: Path, *names: str) -> int:
    """A build as the command line does it; gives the exit code."""
    way = Way(jobs=1)
    return building.build(
        [*names] or None, read_catalogue("nb"), FORMATS, root / "build", root, way
    )


def kill_at(step: int, root: Path) -> None:
    """End this process, as with kill -9, before the step of so many."""
    left, sync = [step], os.fsync

    def count() -> None:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    def hear(event: str, arguments: tuple) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & 3
        if event in CHANGES or (writes and str(arguments[0]).startswith(str(root / "build"))):
            count()

    def sync_or_die(handle: int) -> None:
        count()
        sync(handle)

    os.fsync = sync_or_die
    sys.addaudithook(hear)


def limit_files(size: int) -> None:
    """No file grows beyond so many bytes: the system says so as it does of a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def do(work: Callable[[], int]) -> tuple[int, str]:
    """Do it in a copy of this process; gives the exit code, -9 where it was killed, and what it said."""
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        said = io.StringIO()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            code = work()
        os.write(write, said.getvalue().encode()[:60_000])
        os._exit(code)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read().decode()
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), told


def look(root: Path) -> dict[str, object]:
    """The files that lie there, as texts that differ where they do, and what lies aside."""
    build_ = root / "build"
    files = {p.name: hash(p.read_bytes()) for p in sorted(build_.iterdir()) if p.is_file()}
    return {
        "files": files,
        "aside": sorted(path.name for path in (build_ / ASIDE).iterdir()),
        "ready": (build_ / ASIDE / READY).exists(),
    }


def harm(kind: str, root: Path) -> Iterator[Callable[[], object]]:
    """What is done to each process before it builds."""
    if kind == "kill":
        yield from (lambda step=step: kill_at(step, root) for step in range(1, MOST_STEPS))
    elif kind == "full":
        yield from (
            lambda size=size: limit_files(size)
            for size in (0, 1, 100, *range(1_000, 20_000, 1_500))
        )
    else:
        os.chmod(root / "build", 0o555)  # noqa: PTH101
        os.chmod(root / "build" / ASIDE, 0o555)  # noqa: PTH101
        yield lambda: os.seteuid(65_534) if os.getuid() == 0 else None


def run(kind: str, root: Path) -> None:
    """Do the harm of the kind, and tell of it."""
    old = root.with_name(f"{root.name}-gammelt")
    shutil.copytree(root / "build", old)
    makers.Maker(makers.Order(root, tuple(FORMATS), root))  # so that all that it needs is there
    workers.os.fsync = os.fsync
    for prepare in harm(kind, root):

        def work(prepare=prepare) -> int:
            prepare()
            return build(root)

        code, said = do(work)
        told = {"code": code, "said": said, "first": look(root)}
        if kind != "rights":
            again, _ = do(lambda: build(root, "eksempel"))
            told |= {"again": again, "second": look(root)}
            last, _ = do(lambda: build(root))
            told |= {"last": last, "third": look(root)}
        print(json.dumps(told), flush=True)
        if kind == "kill" and code == 0:
            return
        if kind != "rights":
            shutil.rmtree(root / "build")
            shutil.copytree(old, root / "build")


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]))
