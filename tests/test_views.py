import pytest
from hypothesis import given

from avtalegen.addresses import Email, Phone, WebAddress
from avtalegen.records import Frequency, Title
from avtalegen.strict import Strict
from avtalegen.tokens import write_token
from avtalegen.values import Prose
from avtalegen.views import Leaf, Record, Series, Trace, wrap
from tests.strategies import lines


class Model(Strict):
    navn: str = "Rana"
    åpen: bool = True
    tomt: str | None = None
    liste: tuple[str, ...] = ("a", "b")
    møter: Frequency = Frequency(minst="2")


def view() -> tuple[Record, Trace]:
    trace = Trace("nb")
    return Record(Model(), ("klausul",), trace), trace


@given(lines)
def test_a_value_is_printed_as_a_token_and_never_as_its_text(text):
    trace = Trace("nb")
    leaf = Leaf(text, ("valg", "navn"), trace)
    assert leaf.print() == write_token(0)
    assert (trace.fillings[0].text, trace.fillings[0].path) == (text, ("valg", "navn"))


def test_a_value_cannot_become_plain_text():
    with pytest.raises(TypeError):
        str(Leaf("x", (), Trace("nb")))
    with pytest.raises(TypeError):
        f"{Leaf('x', (), Trace('nb'))}"


def test_a_record_gives_views_of_its_fields():
    record, _ = view()
    assert isinstance(record.get("navn"), Leaf)
    assert isinstance(record.get("liste"), Series)
    assert isinstance(record.get("møter"), Leaf)
    assert record.get("tomt") is None
    with pytest.raises(KeyError):
        record.get("model_fields")


def test_what_is_asked_about_is_remembered():
    record, trace = view()
    assert record.get("åpen") is True
    assert trace.read == {("klausul", "åpen")}
    assert record.get("navn") == "Rana"
    assert "b" in record.get("liste")
    assert "c" not in record.get("liste")
    assert trace.read == {("klausul", "åpen"), ("klausul", "navn"), ("klausul", "liste", 1)}


def test_looking_at_a_value_without_using_it_leaves_no_trace():
    record, trace = view()
    record.get("navn")
    assert bool(record.get("navn")) and len(record.get("liste")) == 2
    assert not trace.read and not trace.fillings


def test_numbers_compare_by_what_they_are():
    trace = Trace("nb")
    assert Leaf(3, (), trace) > 2 and Leaf(3, (), trace) < Leaf(4, (), trace)
    assert Leaf(3, (), trace) == 3 and len({Leaf(3, (), trace), 3}) == 1


@pytest.mark.parametrize(
    ("raw", "link", "prose"),
    [
        (Email("a@b.no"), "mailto:a@b.no", False),
        (WebAddress("www.b.no"), "https://www.b.no", False),
        (Prose("to\n\navsnitt"), None, True),
        (Phone("02800"), None, False),
    ],
)
def test_addresses_lead_somewhere_and_prose_is_marked(raw, link, prose):
    trace = Trace("nb")
    wrap(raw, (), trace).print()
    assert (trace.fillings[0].link, trace.fillings[0].prose) == (link, prose)


def test_a_title_is_said_in_its_indefinite_form():
    assert Leaf(Title(ubestemt="lensmann"), (), Trace("nb")).say() == "lensmann"
