from avtalegen import lint, sandbox
from avtalegen.choices import build_model
from avtalegen.shapes import Type
from tests.support import declare

DECLARED = """
navn: {type: tekst, hjelp: H.}
åpen: {type: ja_nei, hjelp: H.}
steder: {type: liste, av: {type: objekt, felt: {tid: {type: liste, av: åpningstid, hjelp: H.}}}, hjelp: H.}
"""


def found(template: str) -> lint.Lint:
    source = sandbox.read_source(template, "nb.md")
    return lint.lint(source, {"valg": Type(build_model("prøve", declare(DECLARED)))})


def test_the_choices_that_a_template_reads_are_known():
    assert found("{% if valg.åpen %}{{ valg.navn }}{% endif %}").reads == {"åpen", "navn"}


def test_names_are_followed_through_loops_and_assignments():
    template = """
{% for sted in valg.steder %}
{% for tid in sted.tid if tid.dager %}
{% if loop.first and not loop.last %}{{ tid.dager | stor }}{% endif %}
{{ tid.sesong }} {{ tid | tid }} {{ loop.index }}
{% else %}
ingen
{% endfor %}
{% endfor %}
{% set navn = valg.navn %}
{{ navn }}{{ "x" if valg.åpen else "y" }}
"""
    assert found(template).problems == []


def test_a_name_of_a_loop_ends_with_it():
    template = "{% for sted in valg.steder %}x{% endfor %}\n{{ sted }}"
    assert [str(p.location) for p in found(template).problems] == ["nb.md:2:4"]


def test_one_mistake_is_told_once_though_more_follows_from_it():
    assert len(found("{% for x in valg.borte %}{{ x.y.z | liste }}{% endfor %}").problems) == 1


def test_the_nearest_name_is_offered():
    (problem,) = found("{{ valg.nanv }}").problems
    assert (str(problem.message), str(problem.hint)) == (
        'there is no "valg.nanv" here',
        "did you mean navn?",
    )


def test_what_a_template_cannot_say_in_its_own_words_is_called_by_its_name():
    for template, read in (
        ("{{ 1.5 }}", "a number with decimals (write it as text)"),
        ("{{ none }}", "none (ask with if whether a choice is set)"),
        ("{{ 9999999999 }}", "so large a number"),
    ):
        (problem,) = found(template).problems
        assert (problem.code, str(problem.details["read"])) == ("template-forbidden", read)
