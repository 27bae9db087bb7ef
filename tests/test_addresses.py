import pytest

from avtalegen import addresses
from tests.support import ROOT, parse
from tests.test_values import refusal


def test_a_phone_number_keeps_its_digits():
    assert addresses.parse_phone("77 79 60 00") == addresses.parse_phone("77796000") == "77796000"
    assert [addresses.parse_phone(n) for n in ("02800", "112", "+47 77796000")] == [
        "02800",
        "112",
        "+4777796000",
    ]
    for read in ("1234", "nitten", "777960000", "+47", "75 89 x", "-112-", "112.", "-02800"):
        assert refusal(addresses.parse_phone, read) == "value-not-phone"


def test_a_phone_number_is_one_that_there_can_be():
    for read in ("02800", "112", "116117", "77796000", "800 40 008", "+46 8 120 123 00"):
        assert addresses.parse_phone(read)
    for read in ("12345678", "00000", "999", "116999", "+47 123456"):
        assert refusal(addresses.parse_phone, read) == "value-phone-not-in-use"


def test_an_email_address_has_a_name_and_a_place():
    assert addresses.parse_email("post.troms@politiet.no") == "post.troms@politiet.no"
    assert addresses.parse_email("Ærlig.Båt@bø.kommune.no") == "Ærlig.Båt@bø.kommune.no"
    for read in ("politiet.no", "a@b", "a b@c.no", "a@b@c.no", "<a@b.no>", "@b.no", "a..b@c.no"):
        assert refusal(addresses.parse_email, read) == "value-not-email"


@pytest.mark.parametrize(
    ("read", "target"),
    [
        ("www.politiet.no", "https://www.politiet.no"),
        ("politiet.no/troms", "https://politiet.no/troms"),
        ("HTTP://OSLO.KOMMUNE.NO", "HTTP://OSLO.KOMMUNE.NO"),
        ("mailto:a@b.no?subject=x", "mailto:a@b.no?subject=x"),
        ("https://bø.kommune.no", "https://bø.kommune.no"),
    ],
)
def test_a_web_address_leads_where_it_says(read, target):
    assert addresses.find_link(addresses.parse_web_address(read)) == target


def test_the_addresses_that_no_document_may_link_to_are_refused():
    tree = parse((ROOT / "tests" / "bad_inputs" / "13-urls.yaml").read_text(encoding="utf-8"))
    accepted = {key for key, url in tree.data.items() if addresses.find_link(url)}
    # u10 and u12 are web addresses like others; u14 has a user name and a password in it.
    assert accepted == {"u10", "u11", "u12", "u13"}


def test_a_misspelt_www_is_no_address():
    for read in ("ww.politiet.no", "wwww.politiet.no", "https://ww.politiet.no"):
        assert refusal(addresses.parse_web_address, read) == "value-not-web"
    assert addresses.parse_web_address("www2.politiet.no")


def test_an_address_that_has_lost_its_end_is_refused():
    for read in ("www.politiet", "https://www.politiet/troms", "mailto:a@b"):
        assert refusal(addresses.parse_web_address, read) == "value-not-web"
