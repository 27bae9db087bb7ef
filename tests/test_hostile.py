"""What nobody writes by accident: it is refused with a place and a mend, and costs little time."""

import time

import pytest

from avtalegen import commands
from avtalegen.messages.languages import read_catalogue
from avtalegen.workspace import Workspace
from tests.support import SMALLEST, codes

NORWEGIAN = read_catalogue("nb")
# Far above what each of these needs: the bound is there for what grows out of hand.
SECONDS = 10

WORKSPACE_FILES = {
    "templates/avtaler/egen.yaml": (
        "tittel: {nb: Avtale}\nbeskrivelse: En prøve.\n"
        "klausuler:\n  - {klausul: prøve, obligatorisk: ja}\n  - {klausul: varighet}\n"
    ),
    "kommuner/eksempel.yaml": (
        "mal: egen\nvarighet: ja\n"
        + SMALLEST[SMALLEST.index("status:") : SMALLEST.index("bakgrunn:")]
    ),
}


def write(workspace: Workspace, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = workspace.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def check(workspace: Workspace) -> list[str]:
    """The codes of what is found; every problem can be said, and no time is wasted on it."""
    start = time.process_time()
    problems = commands.check(workspace).problems
    assert time.process_time() - start < SECONDS
    for problem in problems:
        assert problem.location.line and problem.location.column
        assert NORWEGIAN.say(problem.message) and NORWEGIAN.say(problem.hint)
    return codes(problems)


def add(words: str) -> str:
    """The smallest agreement with words of its own, given as they stand in quotation marks."""
    return f'{SMALLEST}lokalt:\n  - tillegg: varighet\n    grunn: Prøve.\n    tekst: "{words}"\n'


def phone(number: str) -> str:
    return f'{SMALLEST}kontaktpunkter: {{kontakter: [{{navn: Vakt, telefon: ["{number}"]}}]}}\n'


def web(address: str) -> str:
    return f'{SMALLEST}slt: {{omtale: [hva_slt_er], nettside: "{address}"}}\n'


TEXTS = {
    "a country code that there is not": (phone("+999 12 34 56"), {"value-phone-not-in-use"}),
    "a country code of zeros": (phone("+0000000"), {"value-phone-not-in-use"}),
    "a port in other digits": (web("http://a.no:٣"), {"value-not-web"}),
    "a port too high": (web("http://a.no:65536"), {"value-not-web"}),
    "a label too long": (web(f"https://{'ø' * 80}.no"), {"value-not-web"}),
    "a label that begins with a hyphen": (web("https://-a.no"), {"value-not-web"}),
    "a number for a host": (web("https://1.2.3.4"), {"value-not-web"}),
    "a link in a link": (add("Se [<https://a.no>](https://a.no)."), {"markup-unsupported"}),
    "emphasis in emphasis": (add("*a " * 300 + "a* " * 300), {"markup-unsupported"}),
    "a tab made by an entity": (add("&#32;\\tx."), {"text-punctuation"}),
    "a control character made by an entity": (add("A &#150; B."), {"file-character"}),
    "an invisible character made by an entity": (add("A &shy; B."), {"file-invisible"}),
    "a heading made by hyphens": (add("Kontakt\n\n    ---\n\n    Ord."), {"markup-unsupported"}),
    "an address of a server": (add("Se \\\\\\\\server\\\\felles."), {"text-backslash"}),
    "capitals without end": (add("ABC " * 4_900), {"text-no-full-stop"}),
    "dates without end": (
        add("innen 2019 " * 1_800),
        {"text-past-date", "text-no-full-stop", "more-problems"},
    ),
    "keys without values": (
        SMALLEST + "".join(f"a{number}:\n" for number in range(900)),
        {"value-empty", "more-problems"},
    ),
    "unknown keys": (
        SMALLEST + "".join(f"a{number}: 1\n" for number in range(900)),
        {"key-unknown", "more-problems"},
    ),
    "items that are not allowed": (
        SMALLEST.replace("mål: [", "mål: [" + "".join(f"legge_{n}, " for n in range(900))),
        {"value-not-allowed", "more-problems"},
    ),
    "a comment with a long reason": (
        f"{SMALLEST}# avtalegen: ignore[x] a{' ' * 100_000}b\n",
        {"ignore-unknown"},
    ),
    "comments in a comment": (
        f"{SMALLEST}#{' # avtalegen: ignore[' * 20_000}\n",
        {"ignore-unread"},
    ),
    "comments on every line": (
        SMALLEST + "# avtalegen: ignore[period-expired] Slik er det.\n" * 20_000,
        {"ignore-unused", "more-problems"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TEXTS)
def test_a_strange_agreement_is_told_of(workspace, case):
    text, expected = TEXTS[case]
    write(workspace, {"kommuner/eksempel.yaml": text})
    assert set(check(workspace)) == expected


def repeat(words: str) -> str:
    return add(words * (19_000 // len(words)) + "§.")


def open_offices(number: int) -> str:
    rows = "".join(
        f"        - {{dager: mandag–søndag, fra: 8.00, til: 9.00, sesong: {{fra: {1900 + n % 200}-{n // 200 + 1:02}}}}}\n"
        for n in range(number)
    )
    return (
        f"{SMALLEST}tjenestetilbud: {{patruljer: bemannet}}\ntjenestesteder:\n  steder:\n"
        f"    - navn: Vakta\n      åpningstider:\n{rows}  tjenester: [{{navn: Pass, tilbud: [pass]}}]\n"
    )


def add_parties(number: int) -> str:
    others = "".join(
        f"  - {{slag: annen, navn: Part {n}, underskrift: {{tittel: Leder}}}}\n"
        for n in range(number)
    )
    return SMALLEST.replace("parter:\n", f"parter:\n{others}")


LETTERS = [f"{a}{b}{c}" for a in "ABCDEFGHIJKLM" for b in "BCDEFGHJKLMNP" for c in "BCDFGHJKLMNP"]
NEIGHBOURS = "".join(
    "  - {tillegg: varighet, grunn: G., tekst: 'Hos Eksempel kommune og i Alta kommune.'}\n"
    for _ in range(900)
)
# What once took seconds or more, though it is short: each takes a small part of a second.
GROWING = {
    "a letter without end": repeat("A"),
    "a name of one letter without end": repeat("A-"),
    "a name without end": repeat("Aa-"),
    "the end of an address": repeat("a@"),
    "half a link": repeat("]("),
    "half a reference": repeat(")["),
    "footnotes that are not there": repeat("[^a] "),
    "abbreviations with a comma": repeat("f.eks., "),
    "items without words": repeat("1.\\n"),
    "abbreviations that are spelt out": add(" ".join(f"{read} (x)" for read in LETTERS)),
    "many offices": open_offices(900),
    "many parties": add_parties(900),
    "many neighbours": f"{SMALLEST}lokalt:\n{NEIGHBOURS}",
    "many words in a list": SMALLEST.replace("[ordføreren]", f"[{', '.join(LETTERS[:900])}]"),
    "a mistake at the end of a long file": SMALLEST + "# a\n" * 400_000 + "a: [\n",
}


@pytest.mark.parametrize("case", GROWING)
def test_the_time_that_a_file_takes_grows_with_its_length_alone(workspace, case):
    write(workspace, {"kommuner/eksempel.yaml": GROWING[case]})
    start = time.process_time()
    check(workspace)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "text", ["a: [" + "b, " * 1_001 + "]\n", "".join(f"a{n}: b\n" for n in range(1_001))]
)
def test_so_many_items_that_no_agreement_has_them_are_refused(workspace, text):
    write(workspace, {"kommuner/eksempel.yaml": text})
    assert check(workspace) == ["yaml-too-many"]


REPEATED = {
    "yaml-duplicate": SMALLEST + "status: {tilstand: utkast}\n" * 200,
    "yaml-comment": SMALLEST + "".join(f"a{n}: b #c\n" for n in range(200)),
    "yaml-quotes": SMALLEST + "".join(f"a{n}: “b”\n" for n in range(200)),
    "yaml-continued": SMALLEST + "".join(f"a{n}: b\n  c\n" for n in range(200)),
    "file-character": SMALLEST + "# \u202e\n" * 200,
    "file-invisible": SMALLEST + "# \u200b\n" * 200,
    "markup-footnote": add("".join(f"[^{n}] " for n in range(200)) + "."),
    "markup-note-unused": add("".join(f"[^{n}]: Note.\\n\\n" for n in range(200)) + "Ord."),
    "reference-unknown": add("".join(f"[](#a{n}) " for n in range(200)) + "."),
    "clause-absent": SMALLEST + "overskrifter:\n" + "".join(f"  a{n}: b\n" for n in range(200)),
}


@pytest.mark.parametrize("code", REPEATED)
def test_a_hundred_of_every_kind_are_told_and_then_that_there_are_more(workspace, code):
    write(workspace, {"kommuner/eksempel.yaml": REPEATED[code]})
    told = check(workspace)
    assert told.count(code) == 100
    assert "more-problems" in told


LIST = "  a: {type: liste, av: tekst, valgfri: ja, hjelp: h}\n"
TEXT = "  a: {type: tekst, hjelp: h}\n"
LOOPS = "".join(f"{{% for {name} in valg.a %}}" for name in "bcd") + "{% endfor %}" * 3
MANY = "[" + ", ".join(f"x{number}" for number in range(900)) + "]"

# For each the text, the declaration of its choices, the municipality's value, and what is told.
CLAUSES = {
    "a loop named loop": (
        "{% for loop in valg.a %}{{ loop }}{% endfor %}\nHei.\n", LIST, "ja", {"template-forbidden"},
    ),
    "the whole of valg in a name": (
        "{% set v = valg %}Hei {{ v.a }}.\n", TEXT, "{a: b}", {"template-forbidden", "template-variable"},
    ),
    "conditions without end": (
        "{% if " + " and ".join(["valg.a"] * 200) + " %}x.{% endif %} Hei.\n", TEXT, "{a: b}", {"template-syntax"},
    ),
    "filters without end": (
        "Hei {{ valg.a " + "| stor " * 300 + "}}.\n", TEXT, "{a: b}", {"template-syntax"},
    ),
    "dots without end": (
        "Hei {{ valg" + ".a" * 3_000 + " }}.\n", TEXT, "{a: b}", {"template-syntax"},
    ),
    "not without end": (
        "{% if " + "not " * 900 + "valg.a %}x.{% endif %} Hei.\n", TEXT, "{a: b}", {"template-syntax"},
    ),
    "a text too long": ("- a\n" * 7_501, "", "ja", {"clause-too-long"}),
    "a number too large": ("Hei {{ 0x" + "f" * 4_000 + " }}.\n", "", "ja", {"template-forbidden"}),
    "loops in loops": (f"{LOOPS}Hei.\n", LIST, f"{{a: {MANY}}}", {"template-failed"}),
    "a contact's person that may be left out": (
        "Hei {{ valg.a.person.navn }}.\n", "  a: {type: kontakt, hjelp: h}\n", "{a: {navn: b}}", {"template-failed"},
    ),
    "a search in a text": (
        '{% if "a" in valg.a %}Hei.{% endif %}Ha.\n', TEXT, "{a: b}", {"template-compare"},
    ),
    "a date beside a number": (
        "{% if valg.a < 3 %}Hei.{% endif %} Ha.\n", "  a: {type: dato, hjelp: h}\n", "{a: 2027-01-01}", {"template-compare"},
    ),
    "a list of lists": (
        "Hei {{ valg.a | liste }}.\n", "  a: {type: liste, av: {type: liste, av: tekst}, hjelp: h}\n", "{a: [[b]]}",
        {"template-output"},
    ),
    "parties or a text": (
        "Hei {{ (valg.a if valg.b else parter) | bestemt }}.\n", TEXT + "  b: {type: ja_nei, hjelp: h}\n",
        "{a: b, b: nei}", {"template-forbidden"},
    ),
    "an old title in a footnote": (
        "Hei[^1].\n\n[^1]: Rådmannen.\n", "", "ja", {"text-old-title"},
    ),
    "half an escape": ('Hei {{ "\\x" }}.\n', "", "ja", {"template-syntax"}),
    "a test of a test": ("{% if a is b is c %}x{% endif %}\n", "", "ja", {"template-syntax"}),
    "two spaces around nothing": (
        "Hei  {{ valg.a }}.\n", "  a: {type: heltall, høyst: 0, hjelp: h}\n", "{a: 0}", {"clause-broken"},
    ),
    "a default in a default": (
        "Hei{% if valg.o %} {{ valg.o.n }}{% endif %}.\n",
        "  o: {type: objekt, valgfri: ja, hjelp: h, felt: {n: {type: heltall, standard: abc, hjelp: h}}}\n",
        "ja", {"choice-default"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CLAUSES)
def test_a_strange_clause_is_told_of(workspace, case):
    text, choices, value, expected = CLAUSES[case]
    declaration = "tittel: {nb: Prøve}\nbeskrivelse: En prøve.\n"
    write(workspace, WORKSPACE_FILES)
    municipality = workspace.municipalities / "eksempel.yaml"
    municipality.write_text(f"{municipality.read_text('utf-8')}prøve: {value}\n", encoding="utf-8")
    folder = "templates/klausuler/prøve"
    valg = f"valg:\n{choices}" if choices else ""
    write(workspace, {f"{folder}/klausul.yaml": declaration + valg, f"{folder}/nb.md": text})
    assert set(check(workspace)) == expected


@pytest.mark.parametrize(("choices", "alternatives"), [(8, 39), (40, 10), (26, 26)])
def test_the_proof_of_a_clause_with_many_choices_ends(workspace, choices, alternatives):
    declared = "tittel: {nb: Prøve}\nbeskrivelse: En prøve.\nvalg:\n" + "".join(
        f"  v{i}: {{type: ett_av, valgfri: ja, hjelp: h, alternativer: "
        f"{{{', '.join(f'a{j}: A' for j in range(alternatives))}}}}}\n"
        for i in range(choices)
    )
    text = "".join(f"{{% if valg.v{i} %}}\nHei.\n{{% endif %}}\n" for i in range(choices))
    write(workspace, {**WORKSPACE_FILES, "templates/klausuler/prøve/klausul.yaml": declared})
    municipality = workspace.municipalities / "eksempel.yaml"
    municipality.write_text(f"{municipality.read_text('utf-8')}prøve: ja\n", encoding="utf-8")
    write(workspace, {"templates/klausuler/prøve/nb.md": f"{text}Ha.\n"})
    assert check(workspace) == []
    # A mistake in the last branch of all is found as well.
    broken = text[: text.rindex("Hei.")] + "Hei  du." + text[text.rindex("Hei.") + 4 :]
    write(workspace, {"templates/klausuler/prøve/nb.md": f"{broken}Ha.\n"})
    assert "clause-broken" in check(Workspace(workspace.root))


def test_what_is_called_almost_as_a_file_of_templates_is_told_of(workspace):
    names = (
        "avtaler/Min mal.yaml",
        "avtaler/annen.yml",
        "hjemler.yml",
        "klausul/x",
        "stil/stil.yml",
    )
    write(workspace, {f"templates/{name}": "a" for name in names})
    told = {
        str(problem.details["read"])
        for problem in workspace.read_own()[1]
        if problem.code == "template-folder"
    }
    assert told == {
        "avtaler/Min mal.yaml",
        "avtaler/annen.yml",
        "hjemler.yml",
        "klausul",
        "stil/stil.yml",
    }


@pytest.mark.parametrize(
    ("place", "made", "read"),
    [
        ("templates", "file", "templates"),
        ("templates", "link", "templates"),
        ("templates/hjemler.yaml", "link", "hjemler.yaml"),
        ("templates/hjemler.yaml", "folder", "hjemler.yaml"),
        ("templates/avtaler", "link", "avtaler"),
        ("templates/avtaler/EGEN.YAML", "file", "avtaler/EGEN.YAML"),
        ("templates/klausuler", "file", "klausuler"),
        ("templates/klausuler/varighet", "file", "klausuler/varighet"),
        ("templates/klausuler/varighet", "link", "klausuler/varighet"),
        ("templates/klausuler/varighet.yaml", "file", "klausuler/varighet.yaml"),
        ("templates/stil/stil.yaml", "link", "stil/stil.yaml"),
        ("templates/stil/Stil.yaml", "file", "stil/Stil.yaml"),
        ("templates/klausuler/LESMEG.md", "file", None),
        ("templates/LESMEG.md", "file", None),
    ],
)
def test_what_lies_in_the_place_of_a_template_and_cannot_be_read_is_told_of(
    workspace, place, made, read
):
    path = workspace.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    if made == "link":
        path.symlink_to("borte")
    elif made == "folder":
        path.mkdir()
    else:
        path.write_text("a: b", encoding="utf-8")
    found = [p for p in commands.check(workspace).problems if p.code == "template-folder"]
    told = [str(problem.details["read"]).rsplit(f"{workspace.root}/")[-1] for problem in found]
    assert told == ([read] if read else [])
    assert all(problem.location.file == path.as_posix() for problem in found)
