from avtalegen import checks
from avtalegen.assembly import assemble
from tests.support import MUNICIPALITIES, SMALLEST, assemble_text, read


def told(text: str) -> list[str]:
    assembled, reading = assemble_text(text)
    return [f"{p.field} {p.code}" for p in checks.check(reading, assembled)]


def test_no_choice_of_the_five_agreements_is_lost():
    for name in MUNICIPALITIES:
        reading = read(name)
        assembled, _ = assemble(reading)
        assert checks.check(reading, assembled) == []


def test_a_choice_that_leaves_no_trace_is_a_warning():
    lost = SMALLEST.replace(
        "  saksliste_uker: 1\n", "  saksliste_uker: 1\n  gjester_fra: [skoler]\n"
    )
    assert told(lost) == ["politirådets_møter.gjester_fra[1] value-no-trace"]


def test_a_choice_that_is_only_asked_about_has_left_its_trace():
    assert told(SMALLEST.replace("  saksliste_uker: 1\n", "  kort_varsel: nei\n")) == []


def test_a_field_of_a_value_that_is_not_printed_is_a_warning():
    lost = SMALLEST.replace(
        "varighet: ja", "satsingsområder: {bakgrunn: slt, områder: [{tittel: Rus}]}"
    )
    assert told(lost) == []
    lost = SMALLEST.replace(
        "varighet: ja", "tjenestetilbud: {patruljer: bemannet}\ntjenestesteder:\n  steder:\n"
        "    - {navn: Vakta, åpningstider: [{dager: mandag, fra: 8.00, til: 9.00}]}\n"
        "  tjenester: [{navn: Pass, tilbud: [pass], les_mer_om: pass}]",
    )  # fmt: skip
    assert told(lost) == ["tjenestesteder.tjenester[1].les_mer_om value-no-trace"]
