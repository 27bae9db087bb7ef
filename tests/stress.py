"""A made-up agreement that asks more of a page than any municipality has: read it, look at it.

Three parties with long names and Sami letters, six signatories, sixty clauses and more, tables
over several pages, lists in lists, footnotes and references. No person is named.
"""

from avtalegen.document import Document
from tests.support import ROOT, assemble_text

_PARTIES = """parter:
  - slag: kommune
    navn: Guovdageainnu suohkan – Kautokeino kommune
    kommunenummer: 5612
    underskrift: {tittel: Ordfører}
    medunderskrivere: [{tittel: Kommunedirektør, enhet: Sektor for oppvekst og samfunnssikkerhet}]
  - slag: kommune
    navn: Porsáŋggu gielda – Porsangin komuuni – Porsanger kommune
    kortnavn: Porsanger
    kommunenummer: 5622
    underskrift: {tittel: Ordfører}
    medunderskrivere: [{tittel: Kommunedirektør}]
  - slag: politi
    navn: Finnmark politidistrikt
    enhet: Indre Finnmark politistasjonsdistrikt
    underskrift: {tittel: Politimester}
    medunderskrivere: [{tittel: Politistasjonssjef, enhet: Indre Finnmark politistasjonsdistrikt}]
"""
_LETTERS = "á č đ ŋ š ŧ ž"
_TEXT = (
    "Partene samarbeider om å forebygge kriminalitet i kommunene, og møtes kl. 08.15 den 7. januar "
    "hvert år for å følge opp det som er avtalt etter § 13 i vedtektene. Ordningen gjelder i hele "
    f"området, også der navn skrives med bokstavene {_LETTERS}, og omfatter 20 000 innbyggere. "
)


def write_stress() -> str:
    """The YAML of the agreement."""
    base = (ROOT / "kommuner" / "stjordal.yaml").read_text(encoding="utf-8")
    before, _, rest = base.partition("parter:\n")
    _, _, after = rest.partition("\nperiode:")
    start = after.partition("\n")[2] if after else rest.partition("\n\n")[2]
    before = before.replace("tilstand: signert", "tilstand: utkast")
    before = "\n".join(line for line in before.split("\n")
                       if not line.strip().startswith(("dato:", "sted:")))  # fmt: skip
    local = "".join(_write_clause(number) for number in range(1, 56))
    return f"{before}{_PARTIES}periode: {{fra: 2027, til: 2030}}\n{start}\nlokalt:\n{local}"


def _write_clause(number: int) -> str:
    title = (
        f"Samordning av forebyggende tiltak mot vold, rus og utenforskap blant barn, unge og "
        f"familiene deres på område nummer {number}" if number % 9 == 0
        else f"Čuoggát ja lassidieđut nummer {number}" if number % 7 == 0 else f"Tiltak {number}"
    )  # fmt: skip
    text = "\n".join(f"      {line}" if line else "" for line in _write_text(number).split("\n"))
    return (
        f"  - ny: tiltak_{number}\n    overskrift: {title}\n    grunn: Prøve av en lang avtale.\n"
        f"    tekst: |\n{text}\n"
    )


def _write_text(number: int) -> str:
    paragraph = _TEXT * (1 + number % 3)
    match number % 6:
        case 0:
            return (
                f"{paragraph}\n\nDette er listet opp:\n\n{_write_table(60 if number == 30 else 14)}"
            )
        case 1:
            return (
                f"Partene skal\n\n- møtes på {_LETTERS}\n  1. først ett sted\n     - og så dette\n"
                f"     - og dette\n  2. deretter et annet\n- {_TEXT}\n- avslutte\n\n{paragraph}"
            )
        case 2:
            return f"{paragraph.strip()}[^n]\n\n[^n]: Fotnoten til tiltak {number}, med {_LETTERS}."
        case 3:
            return f"# En overskrift i teksten\n\n{paragraph}\n\n# En overskrift til\n\n{paragraph}"
        case 4:
            before = f"tiltak_{number - 1}"
            return f"Se [](#{before}). {paragraph}\n\n{paragraph}"
    return "\n\n".join([paragraph] * 2)


def _write_table(rows: int) -> str:
    lines = [f"| Møte {n} | {_LETTERS} | {_TEXT.strip()} |" for n in range(1, rows + 1)]
    return "\n".join(["| Hva | Hvem | Hvordan |", "| --- | --- | --- |", *lines])


def build_stress() -> Document:
    """The document of the agreement."""
    return assemble_text(write_stress())[0].document
