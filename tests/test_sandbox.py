import pytest

from avtalegen import lint, sandbox
from avtalegen.choices import build_model
from avtalegen.clause import SCOPE
from avtalegen.problems import AvtalegenError
from avtalegen.shapes import Type
from avtalegen.validation import validate
from avtalegen.views import Record, Trace
from tests.support import declare, parse

DECLARED = """
navn: {type: tekst, hjelp: H., valgfri: ja}
åpen: {type: ja_nei, hjelp: H.}
møter: {type: frekvens, hjelp: H., valgfri: ja}
liste: {type: liste, av: {type: objekt, felt: {tittel: {type: tekst, hjelp: H.}}}, hjelp: H., valgfri: ja}
slag: {type: ett_av, alternativer: {åpne: Åpne, lukket: Lukket}, hjelp: H., valgfri: ja}
"""


def problems(template: str) -> list[str]:
    """What linting, or else filling in without any choice, says is wrong."""
    model = build_model("prøve", declare(DECLARED))
    try:
        source = sandbox.read_source(template, "nb.md")
        found = lint.lint(source, {**SCOPE, "valg": Type(model)}).problems
        if not found:
            made, _ = validate(parse("{}"), model)
            record = Record(made, ("prøve",), Trace("nb"))
            sandbox.fill(sandbox.compile_source(source), {"valg": record})
    except AvtalegenError as error:
        found = error.problems
    return [f"{p.location} {p.code}" for p in found]


def test_a_template_without_choices_is_its_text():
    assert problems("Partene samarbeider.\n") == []


@pytest.mark.parametrize(
    "template",
    [
        "{{ kommunen | genitiv }}",
        "{{ kommunenavn | stor }}",
        "{{ 'tekst' | bestemt }}",
        "{% for a in valg.liste %}{{ loop.index | tallord }}{% endfor %}",
        "{{ klausuler | liste }}",
        "{{ klausuler }}",
        "{% for a in klausuler %}{{ a }}{% endfor %}",
        "{{ parter | liste }}",
        "{{ (valg.navn if valg.åpen else kommunen) | genitiv }}",
    ],
)
def test_a_filter_on_what_it_cannot_say_is_told_before_anything_is_filled_in(template):
    assert [problem.split()[1] for problem in problems(template)] == ["template-output"]


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("En.\n{{ valg.navnn }}", "nb.md:2:4 template-variable"),
        ("{% if valg.typo %}x{% endif %}", "nb.md:1:7 template-variable"),
        ("{{ typo }}", "nb.md:1:4 template-variable"),
        ("{% for p in valg.liste %}\n{{ p.titel }}\n{% endfor %}", "nb.md:2:4 template-variable"),
        ('{% if valg.slag == "lukka" %}x{% endif %}', "nb.md:1:21 template-variable"),
        ("{{ loop.index }}", "nb.md:1:4 template-variable"),
        ("{% for p in valg.liste %}{{ loop.cycle }}{% endfor %}", "nb.md:1:29 template-variable"),
        ("{{ valg.liste }}", "nb.md:1:4 template-output"),
        ("{{ valg.åpen }}", "nb.md:1:4 template-output"),
        ("{% for p in valg.liste %}{{ p }}{% endfor %}", "nb.md:1:8 template-output"),
        ("{% for p in valg.navn %}{{ p }}{% endfor %}", "nb.md:1:4 template-output"),
        ("{{ valg.navn | liste }}", "nb.md:1:16 template-output"),
        ("{{ valg.møter }}", "nb.md:1:4 template-frequency"),
        ("{{ valg.møter | stor }}", "nb.md:1:4 template-frequency"),
        ("{{ valg.navn | upper }}", "nb.md:1:16 template-filter"),
        ('{{ valg.navn | default("x") }}', "nb.md:1:16 template-filter"),
        ("{{ valg.navn ~ valg.navn }}", "nb.md:1:1 template-forbidden"),
        ("{{ valg.navn.upper() }}", "nb.md:1:1 template-forbidden"),
        ("{{ valg['navn'] }}", "nb.md:1:1 template-forbidden"),
        ("{{ 'x' * 1000000000 }}", "nb.md:1:1 template-forbidden"),
        ("{% macro m() %}{% endmacro %}", "nb.md:1:1 template-forbidden"),
        ("{% include 'x' %}", "nb.md:1:1 template-forbidden"),
        ("{% extends 'x' %}", "nb.md:1:1 template-forbidden"),
        ("{% import 'os' as os %}", "nb.md:1:1 template-forbidden"),
        ("{% for a, b in valg.liste %}{% endfor %}", "nb.md:1:1 template-forbidden"),
        ("{% if valg.navn >= 'a' %}x{% endif %}", "nb.md:1:1 template-forbidden"),
        ("{% if valg.navn is defined %}x{% endif %}", "nb.md:1:1 template-forbidden"),
        ("{% if valg.åpen %}", "nb.md:1:1 template-syntax"),
        ("{{ valg.navn", "nb.md:1:1 template-syntax"),
        ("En.\n\n{{ valg.navn }}", "nb.md:3:1 template-failed"),
        ("{% if valg.åpen %}x{% endif %}{{ 'a' if valg.åpen }}", "nb.md:1:1 template-forbidden"),
        ("{{ '\\ue0000\\ue001' }}", "nb.md:1:1 template-forbidden"),
        ("{{ '\\x07' }}", "nb.md:1:1 template-forbidden"),
        ("{{ '\\ud800' }}", "nb.md:1:1 template-forbidden"),
        ("{{ " + "1" * 5001 + " }}", "nb.md:1:1 template-syntax"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "nb.md:1:1 template-syntax"),
        ("{% if valg.åpen %}" * 21 + "x" + "{% endif %}" * 21, "nb.md:1:1 template-forbidden"),
        (
            "{% for a in valg.liste %}" * 4 + "x" + "{% endfor %}" * 4,
            "nb.md:1:1 template-forbidden",
        ),
        ("{{ valg.navn | antall(1, 2) }}", "nb.md:1:16 template-filter-texts"),
        ("{{ valg.navn | genitiv('x') }}", "nb.md:1:16 template-filter-texts"),
        ('{% if valg.åpen == "ja" %}x{% endif %}', "nb.md:1:7 template-compare"),
        ("{% if valg.navn == 2 %}x{% endif %}", "nb.md:1:7 template-compare"),
        ("Det er { kommunen } her.", "nb.md:1:8 template-braces"),
        ("Det er { { valg.navn } } her.", "nb.md:1:8 template-braces"),
    ],
)
def test_what_a_template_may_not_do_is_told_with_its_line(template, problem):
    assert problems(template) == [problem]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__ }}",
        "{{ valg.__class__ }}",
        "{{ valg.model }}",
        "{{ valg.trace.read.add(1) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum(n=100000) }}",
        "{{ self.__init__ }}",
        "{{ range(10 ** 9) }}",
        "{% for x in range(99999) %}{% endfor %}",
        "{{ valg.navn | attr('__class__') }}",
        "{{ valg.liste | map(attribute='x') | list }}",
        "{{ '%s' | format(valg) }}",
        "{{ namespace(a=1) }}",
        "{{ dict(a=1) }}",
        "{% set valg.navn = 1 %}",
        "{% do valg.liste.append(1) %}",
        "{% filter upper %}x{% endfilter %}",
        "{% call valg() %}{% endcall %}",
        "{% with a = valg %}{% endwith %}",
        "{% block a %}{% endblock %}",
        "{% autoescape true %}{% endautoescape %}",
    ],
)
def test_no_way_out_of_the_sandbox_is_open(attack):
    assert problems(attack)


@pytest.mark.parametrize(
    "attack", ["{{ valg.model }}", "{{ valg.__class__ }}", "{{ valg.get('navn') }}"]
)
def test_the_sandbox_itself_refuses_what_the_linter_would_have(attack):
    made, _ = validate(parse("{}"), build_model("prøve", declare(DECLARED)))
    template = sandbox.compile_source(sandbox.read_source(attack, "nb.md"))
    with pytest.raises(AvtalegenError):
        sandbox.fill(template, {"valg": Record(made, (), Trace("nb"))})
