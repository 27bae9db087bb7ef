"""Telephone numbers and addresses: which there can be, and what a link to one must hold.

Takes text as yamlfile gives it; gives the text as a value of its own type, or the refusal.
"""

from __future__ import annotations

import re
from typing import Annotated

from avtalegen.problems import quote
from avtalegen.strict import PlainValidator
from avtalegen.values import refuse


class Phone(str):
    """A phone number: its digits, with a leading + where the country code is given."""

    __slots__ = ()


class Email(str):
    """An e-mail address as typed."""

    __slots__ = ()


class WebAddress(str):
    """A web address as typed."""

    __slots__ = ()


def parse_phone(read: object) -> Phone:
    """A phone number; spaces, full stops and hyphens between the digits do not count."""
    whole = isinstance(read, str) and re.fullmatch(r"[+\d].*\d", read, re.ASCII)
    digits = re.sub(r"[\s.\-]", "", whole[0]) if whole else ""
    if not re.fullmatch(r"\d{3}|116\d{3}|\d{5}|\d{8}|\+\d{6,15}", digits, re.ASCII):
        raise refuse("value-not-phone", read=quote(read))
    if not _is_in_use(digits):
        raise refuse("value-phone-not-in-use", read=quote(read))
    return Phone(digits)


def _is_in_use(digits: str) -> bool:
    # What is in use changes; the library follows the numbering plans of all countries.
    import phonenumbers
    from phonenumbers import shortnumberinfo

    try:
        number = phonenumbers.parse(digits, "NO")
    except phonenumbers.NumberParseException:
        return False  # such as a country code that there is not
    if len(digits) in {3, 6}:
        return shortnumberinfo.is_valid_short_number_for_region(number, "NO")
    return phonenumbers.is_valid_number(number)


def parse_email(read: object) -> Email:
    """An e-mail address."""
    plain = isinstance(read, str) and len(read) <= 64 and _PLAIN_EMAIL.fullmatch(read)
    if isinstance(read, str) and (plain or _is_email(read)):
        return Email(read)
    raise refuse("value-not-email", read=quote(read))


# Addresses that every standard allows, so that the library is not needed to say so.
_PLAIN_EMAIL = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*@([a-z][a-z0-9]*\.)+[a-z]{2,3}")


def _is_email(read: str) -> bool:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(read, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def find_link(read: str) -> str | None:
    """What a link to the address must hold, or None for an address that is not allowed.

    Allowed are http and https without user name, www. and bare domain names, and mailto.
    """
    if re.fullmatch(
        r"mailto:[^@\s<>\"\\]+@[\w-]+(?:\.[\w-]+)+(\?[\w=&%.+-]*)?", read, re.IGNORECASE
    ):
        return read
    found = _ADDRESS.fullmatch(read)
    if found is None or not _is_host(found["host"]) or int(found["port"] or 0) > LAST_PORT:
        return None
    return read if found["scheme"] else f"https://{read}"


def find_written_link(read: str) -> str | None:
    """The same for words that are written as an address; plan.docx is none, though it could be."""
    written = re.match(r"https?://|mailto:|www\.", read, re.IGNORECASE)
    return find_link(read) if written else None


LAST_PORT = 65_535
_ADDRESS = re.compile(
    r"(?P<scheme>https?://)?(?P<host>[\w-]+(?:\.[\w-]+)+)(?::(?P<port>[0-9]{1,5}))?(?:[/?#][^\s<>\"\\]*)?",
    re.IGNORECASE,
)


def _is_host(host: str) -> bool:
    first, *_, last = host.split(".")
    try:
        host.encode("idna")  # labels of the right length, in letters that a name may have
    except UnicodeError:
        return False
    labels = all(re.fullmatch(r"\w(?:[\w-]*\w)?", label) for label in host.split("."))
    named = first.casefold() != "www" or host.count(".") > 1  # www.politiet has lost its end
    return labels and named and len(last) > 1 and not last.isdigit()


def parse_web_address(read: object) -> WebAddress:
    """A web address that a document may link to."""
    misspelt = isinstance(read, str) and re.match(r"(https?://)?(w{1,2}|w{4,})\.", read)
    if isinstance(read, str) and find_link(read) and not misspelt:
        return WebAddress(read)
    raise refuse("value-not-web", read=quote(read))


PhoneNumber = Annotated[Phone, PlainValidator(parse_phone)]
EmailAddress = Annotated[Email, PlainValidator(parse_email)]
Web = Annotated[WebAddress, PlainValidator(parse_web_address)]
