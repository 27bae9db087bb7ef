"""The words of every problem: for each code its message, its hint and how bad it is.

They stand here and nowhere else, so that they can be translated and no code is without words.
{Names} in braces are filled in from the details of a problem.
"""

from __future__ import annotations

from collections.abc import Mapping

from avtalegen.messages.contents import CONTENTS
from avtalegen.messages.inputs import INPUTS
from avtalegen.messages.kinds import Kind, Severity

__all__ = ["KINDS", "Kind", "Severity"]

KINDS: Mapping[str, Kind] = {**INPUTS, **CONTENTS}
