"""Start the program and end it, without waiting for what a short run has no use for."""

from __future__ import annotations

import gc
import io
import os
import sys

ENVIRONMENT_FAILED = 3


class _Nowhere(io.TextIOBase):
    def write(self, text: str) -> int:
        return len(text)


def main() -> None:
    """Run the command line and end the process with its exit code.

    Text is UTF-8 whatever the system says. Files are closed where they are written, so what is
    left at the end is memory, which the system takes back faster than Python does.
    """
    # A run makes much and throws little away, so looking for cycles less often costs nothing.
    gc.set_threshold(50_000)
    # What is right must not depend on which plugins happen to stand beside avtalegen.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # A stream that the caller has closed is None; what is said there is nobody's.
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, _Nowhere())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from avtalegen.cli import app

    code: object = 0
    try:
        app(prog_name="avtalegen")
    except SystemExit as end:
        code = end.code
    except OSError as error:  # those of files are problems by now, but for folders
        what = f"{error.filename} could not be used" if error.filename else "the output failed"
        print(f"{what}: {error.strerror or error}", file=sys.stderr)
        code = ENVIRONMENT_FAILED
    if not isinstance(code, int):
        sys.exit(str(code))
    _end(code)


def _end(code: int) -> None:
    try:
        sys.stdout.flush()
    except OSError as error:
        print(f"the output failed: {error}", file=sys.stderr)
        code = ENVIRONMENT_FAILED
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
