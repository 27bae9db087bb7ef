"""What `preview` does, from the name of a municipality to the exit code.

The page is made anew each time that something it is made from has changed, until somebody ends it.
"""

from __future__ import annotations

from pathlib import Path
from threading import Event

from avtalegen import report
from avtalegen.building import find_today
from avtalegen.messages import Catalogue
from avtalegen.preview.making import Agreement, make
from avtalegen.preview.page import write_page
from avtalegen.preview.server import Server
from avtalegen.problems import AvtalegenError, Listing, sort_problems
from avtalegen.quick import dataclass
from avtalegen.watching import wait_for_end, watch
from avtalegen.workspace import Workspace


@dataclass(slots=True)
class Preview:
    """The page of one municipality, and the last agreement that could be put together."""

    root: Path
    name: str
    catalogue: Catalogue
    last: Agreement | None = None

    def make_page(self) -> bytes:
        """The page as it is now; where there are only errors, with the last agreement."""
        workspace = Workspace(self.root)  # what one has read it keeps
        made = make(workspace, self.name, find_today())
        self.last = made.agreement or self.last
        stale = made.agreement is None and self.last is not None
        file = workspace.name_file(workspace.municipalities / f"{self.name}.yaml")
        return write_page(file, made.listing, self.last, self.catalogue, stale=stale)

    def serve(self, server: Server, stop: Event) -> None:
        """The server shows the page as it is now, at any time until the event is set."""
        for _ in watch(Workspace(self.root).list_inputs(), stop):
            server.show(self.make_page())


def preview(
    name: str,
    catalogue: Catalogue,
    workspace: Path = Path(),
    port: int = 0,
    *,
    opened: bool = False,
) -> int:
    """Show the agreement of the municipality until somebody ends it; gives the exit code.

    Where it is `opened`, a browser of the user's shows it.
    """
    try:
        Workspace(workspace).find_names([name])
    except AvtalegenError as error:
        return report.show_problems(Listing(sort_problems(error.problems)), catalogue)
    shown = Preview(workspace, name, catalogue)
    with Server(port) as server, wait_for_end() as stop:
        server.show(shown.make_page())
        report.show_address(server.address, catalogue)
        if opened:
            import webbrowser

            webbrowser.open(server.address)
        shown.serve(server, stop)
    return report.DONE
