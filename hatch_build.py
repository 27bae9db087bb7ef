"""Compile the catalogues of messages when avtalegen is installed or packed."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):
    """Writes the .mo of each .po beside it; the wheel takes it along."""

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Compile every catalogue, before the files of the wheel are gathered."""
        for source in sorted(Path(self.root, "src/avtalegen/locale").glob("*/LC_MESSAGES/*.po")):
            with source.open("rb") as file:
                catalogue = read_po(file)
            with source.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalogue)
