"""What all problems of one code share: how bad they are, and the words that tell of them."""

from __future__ import annotations

from enum import StrEnum

from avtalegen.quick import dataclass


class Severity(StrEnum):
    """How bad a problem is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Kind:
    """What all problems of one code share: severity, message and hint, with {names} to fill in."""

    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    environment: bool = False
