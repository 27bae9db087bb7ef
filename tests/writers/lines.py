"""What a reader of a DOCX should see, line by line, taken from the document itself."""

from avtalegen.document import (
    Block,
    Contact,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Level,
    LineBreak,
    Link,
    List,
    NoteMark,
    Paragraph,
    Reference,
    Strong,
    Table,
)
from avtalegen.language import WORDS
from tests.support import plain


def expected_lines(document: Document) -> list[str]:
    """Each paragraph of the document as one line, its number before its words."""
    words = WORDS[document.language]
    lines = cover(document)
    if document.contents:
        lines += [words["contents"], *contents(document)]
    for section in document.sections:
        lines += section_lines(section)
    if document.signatures:
        lines += [words["signatures"], *signatures(document)]
    for annex in document.annexes:
        lines += [f"Vedlegg {annex.number} {say(annex.title)}", *block_lines(annex.blocks)]
    return [plain(line) for line in lines] + [""]


def cover(document: Document) -> list[str]:
    """Logos, the mark of a draft, title, parties, facts, and the place to write a date."""
    words = WORDS[document.language]
    lines = ["\t" * (len(document.logos) > 1)] * bool(document.logos)
    lines += [document.title, *([document.subtitle] if document.subtitle else [])]
    lines += [words["draft"]] if document.draft else []
    for line in document.front[:1]:
        said = [part for inline in line if (part := say((inline,)).strip())]
        lines += "\n".join(said).replace("\n,", ",").split("\n")
    lines += [say(line) for line in document.front[1:]]
    if not document.signed:
        lines.append(f"{words['place']}:")
    return lines


def section_lines(section, *, marks: bool = True) -> list[str]:
    """Its heading, its blocks and the sections below it; `marks` are those of lists."""
    said = block_lines(section.blocks, marks=marks)
    lines = [f"{section.number} {say(section.title)}".strip(), *said]
    for below in section.sections:
        lines += section_lines(below, marks=marks)
    return lines


def contents(document: Document) -> list[str]:
    lines = []

    def add(section, level: int, label: str = "") -> None:
        number = f"{label}{section.number}" if section.number else ""
        if level <= 2:
            lines.append(f"{number}\t{say(section.title)}" if number else say(section.title))
        lines.extend(
            say(block.content)
            for block in section.blocks
            if isinstance(block, Heading) and level + block.level <= 2
        )
        for below in section.sections:
            add(below, level + 1)

    for section in document.sections:
        add(section, 1)
    if document.signatures:
        lines.append(WORDS[document.language]["signatures"])
    for annex in document.annexes:
        add(annex, 1, "Vedlegg\u00a0")
    return lines


def signatures(document: Document) -> list[str]:
    words = WORDS[document.language]
    signed = document.signatures

    def below(s) -> list[str]:
        place = s.place_and_date or f"{words['place']}:"
        return [place, *(line for line in (s.name, s.title, s.unit) if line)]

    return [line for s in signed for line in (s.party, *below(s))]


def block_lines(blocks: tuple[Block, ...], depth: int = 0, *, marks: bool = True) -> list[str]:
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                lines.append(say(block.content))
            case List():
                for number, item in enumerate(block.items, 1):
                    letters = f"{number}." if depth % 2 == 0 else f"{chr(96 + number)}."
                    mark = letters if block.ordered else "•–·"[depth % 3]
                    first, *rest = block_lines(item.blocks[:1], marks=marks)
                    lines += [f"{mark} {first}" if marks else first, *rest]
                    lines += block_lines(item.blocks[1:], depth + 1, marks=marks)
            case Table():
                lines += [""] if isinstance(before, Table | Figure) and depth == 0 else []
                lines += [say(cell) for row in (block.header, *block.rows) for cell in row]
            case Contact():
                lines += named_lines(block, ":\t")
            case Figure():
                lines += [""] if isinstance(before, Table | Figure) and depth == 0 else []
                for level in block.levels:
                    lines += named_lines(level, ": ")
        before = block
    return lines


def named_lines(named: Contact | Level, colon: str) -> list[str]:
    """The name, and a line for each detail, with what stands after its label."""
    details = (
        f"{d.label}{colon}{say(d.content)}" if d.label else say(d.content) for d in named.details
    )
    return [say(named.name), *details]


def say(content: tuple[Inline, ...]) -> str:
    said = []
    for inline in content:
        match inline:
            case Strong() | Emphasis() | Link():
                said.append(say(inline.content))
            case Reference():
                said.append("\u00a0".join(part for part in (inline.label, inline.text) if part))
            case LineBreak():
                said.append("\n")
            case NoteMark():
                pass
            case _:
                said.append(inline.text)
    return "".join(said)
