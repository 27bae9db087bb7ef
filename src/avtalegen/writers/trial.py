"""Try a Word template with a document that has something of everything, before it is relied on.

What somebody else made may be wrong in more ways than anyone can list; so it is used once, and
judged by the gate, and whoever named it is told where.
"""

from __future__ import annotations

from avtalegen.document import (
    Contact,
    Detail,
    Document,
    Figure,
    Footnote,
    Item,
    Level,
    List,
    NoteMark,
    Paragraph,
    Reference,
    Section,
    Signature,
    Table,
    Text,
)
from avtalegen.style import Look
from avtalegen.writers import docx

_WORDS = (Text("Prøve"),)
_LINE = Paragraph(_WORDS)
_BLOCKS = (
    Paragraph((*_WORDS, NoteMark(1), Reference("vedlegg", "vedlegg", "1"))),
    List(ordered=False, items=(Item((_LINE, List(ordered=True, items=(Item((_LINE,)),)))),)),
    Table((_WORDS, _WORDS), ((_WORDS, _WORDS), (_WORDS, ()))),
    Contact(_WORDS, (Detail("Telefon", _WORDS), Detail("", _WORDS))),
    Figure("Prøve", (Level(_WORDS), Level(_WORDS, (Detail("", _WORDS),)))),
)


def is_usable(look: Look) -> bool:
    """Whether documents can be made with the Word template of a look."""
    try:
        for draft in (True, False):
            docx.write(_make_sample(draft=draft), look)
    except Exception:  # noqa: BLE001  # whatever is wrong, it is the template: nothing else is new
        return False
    return True


def _make_sample(*, draft: bool) -> Document:
    below = Section("under", _WORDS, _BLOCKS[:1], "1.1")
    return Document(
        language="nb",
        title="Prøve",
        front=(_WORDS,),
        sections=(Section("en", _WORDS, _BLOCKS[1:], "1", (below,)),),
        annexes=(Section("vedlegg", _WORDS, (_LINE,), "1"),),
        signatures=(Signature("A", "Leder"), Signature("B", "Leder")),
        footnotes=(Footnote(1, _WORDS),),
        contents=True,
        draft=draft,
    )
