from hypothesis import example, given
from hypothesis import strategies as st

from avtalegen import markup, stretches
from avtalegen.tokens import Filling, write_token
from tests.support import ROOT

# Lines of which each means something in Markdown, alone or by what stands around it.
LINES = [
    "", "", "", "Partene samarbeider. De møtes i mai.", "Kommunen: Politiet", "# Overskrift", "## Under",
    "- punkt", "- punkt to", "  mer om punktet", "  - under", "* annet", "+ pluss", "1. først", "2. så", "1) annen",
    "7. mai", "2019. Så", "   inne", "    kode", "\tfane", "> sitat", "```", "~~~", "---", "===", "- ", "-",
    "| a | b |", "| --- | --- |", "| \ue0000\ue001 | c |", "a | b", "[^1]: note", "[^2]: to", "Se[^1] og[^2].",
    "    mer av noten", "**fet** og _kursiv_", "**fet", "slutt** her", "_x_", "[lenke](https://a.no)",
    "[a](\ue0000\ue001)", "[b]: https://a.no", "<https://a.no>", "&#160;mellom", "&amp;", "to\\", "to  ", "\\- strek",
    "\ue0000\ue001", "\ue0000\ue001\ue0001\ue001", "Her er \ue0001\ue001.", "1. \ue0002\ue001", "- \ue0000\ue001. \ue0001\ue001",
    "**\ue0000\ue001:** \ue0002\ue001", "«Ord» og (parentes)", "æ\u00a0b", "\u00a0a", "a\u00a0", "a  b", "a ", "B-1", "x~y", "x^y",
]  # fmt: skip
FILLINGS = st.sampled_from([
    Filling("Rana", ("a",)), Filling("mai 2019", ("b", 0)), Filling("a.no", ("c",), "https://a.no"),
    Filling("- et\n- to", ("d",), prose=True), Filling("Se[^a].\n\n[^a]: Der.", ("g",), prose=True), Filling(" ", ("e",)), Filling("*", ("f",)),
])  # fmt: skip


@given(
    st.lists(st.sampled_from(LINES), max_size=12),
    st.lists(FILLINGS, min_size=3, max_size=3),
    st.sampled_from([2, 6]),
)
@example(["- a", "", "b", "- c"], [Filling("x", ("a",))] * 3, 2)
@example(["- a", "", "-", "\tb"], [Filling("x", ("a",))] * 3, 2)
@example(["[^1]: a", "", "    b", "", "c[^1]", "", "d"], [Filling("x", ("a",))] * 3, 2)
def test_a_text_read_in_stretches_is_what_it_is_as_a_whole(lines, fillings, deepest):
    text = "\n".join(lines)
    apart, whole = (
        stretches.parse(text, fillings, deepest=deepest),
        markup.parse(text, fillings, deepest=deepest),
    )
    assert (apart.blocks, apart.notes, apart.findings) == (
        whole.blocks,
        whole.notes,
        whole.findings,
    )


def test_the_agreements_are_read_in_stretches():
    for file in sorted((ROOT / "examples" / "avtaler").glob("*.md")):
        text = file.read_text(encoding="utf-8")
        apart = stretches._parse_apart(text, (), 6)
        assert apart is not None and apart == markup.parse(text, deepest=6)


def test_values_are_put_in_each_time_and_never_kept():
    text = f"I {write_token(0)} er det\n{write_token(1)}."
    for first, second in (("Rana", "rolig"), ("Tromsø", "kaldt")):
        fillings = [Filling(first, ("sted",)), Filling(second, ("slik",), "https://a.no")]
        assert stretches.parse(text, fillings) == markup.parse(text, fillings)
