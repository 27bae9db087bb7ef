"""The words of problems with files, YAML, keys and values."""

from __future__ import annotations

from collections.abc import Mapping

from avtalegen.messages.kinds import Kind, Severity

_WARN = Severity.WARNING

INPUTS: Mapping[str, Kind] = {
    # The bytes and characters of a file
    "file-missing": Kind("there is no such file or folder", "{mend}"),
    "file-too-large": Kind("the file has {size} bytes, more than {limit}", "divide it"),
    "file-encoding": Kind("the file is not UTF-8 here", "save the file as UTF-8"),
    "file-character": Kind(
        "the character {read} cannot stand in a document",
        "delete it, or type the text again instead of pasting it",
    ),
    "file-invisible": Kind(
        "the invisible character {read} stands here",
        "delete it if it came in by pasting",
        _WARN,
    ),
    "file-mojibake": Kind(
        '"{read}" looks like a letter read in the wrong encoding',
        'write the letter that was meant, "{meant}"',
        _WARN,
    ),
    "file-empty": Kind("the file is empty", "start from a copy of a file that works"),
    # YAML
    "yaml-syntax": Kind(
        "the YAML cannot be read here: {read}", "compare the line with those around it"
    ),
    "yaml-tab": Kind("a tab stands where spaces are needed", "indent with spaces"),
    "yaml-space": Kind(
        "{read} stands where an ordinary space is needed", "delete it and press the space bar"
    ),
    "yaml-colon": Kind(
        "a colon followed by a space inside a value begins a new key",
        "put the whole value in quotation marks, or indent the line like those around it",
    ),
    "yaml-no-colon": Kind(
        'no key with a colon begins "{read}"', "write the key, a colon and a space before the value"
    ),
    "yaml-no-space": Kind(
        'no space follows the colon in "{read}"', "write a space after the colon"
    ),
    "yaml-no-dash": Kind(
        'a list goes on here, but no "- " begins "{read}"',
        "begin each item with a hyphen and a space, or indent the line like its item",
    ),
    "yaml-after-quote": Kind(
        "text goes on after the value has ended with {read}",
        'put the whole value in double quotation marks ("…"), and write a \' inside as it is',
    ),
    "yaml-character": Kind(
        "a value cannot begin with {read}", "put the whole value in quotation marks"
    ),
    "yaml-unclosed": Kind(
        "{read} begins something that is never closed",
        "close it with a bracket or a quotation mark",
    ),
    "yaml-comment": Kind(
        'the value would end before "{read}", because # begins a comment',
        "put the value in quotation marks, or write a space after #",
    ),
    "yaml-duplicate": Kind(
        '"{read}" stands twice; the first is on line {line}',
        "remove one of the two, or begin a new item of a list with a hyphen and a space",
    ),
    "yaml-alias": Kind(
        'YAML reads "{read}" as an anchor or alias, which is not allowed',
        "put the value in quotation marks if & or * belongs to the text",
    ),
    "yaml-tag": Kind(
        'YAML reads "{read}" as a type, which is not allowed',
        "put the value in quotation marks if ! belongs to the text",
    ),
    "yaml-merge": Kind('"<<" is not allowed as a key', "write the values out"),
    "yaml-documents": Kind("a second document begins here", "remove the line with ---"),
    "yaml-not-mapping": Kind(
        "the file must hold keys with values, but holds {read}", 'write lines like "mal: …"'
    ),
    "yaml-key": Kind(
        "a key must be one line of text",
        "put the value in quotation marks if {{ or [ belongs to the text",
    ),
    "yaml-too-deep": Kind("values are nested more than {limit} deep", "use fewer levels"),
    "yaml-too-many": Kind("the file has more than {limit} values", "divide it"),
    "yaml-too-long": Kind("a value has {size} characters, more than {limit}", "shorten it"),
    # Keys and values
    "key-unknown": Kind('unknown key "{read}"', "{mend}"),
    "value-missing": Kind('"{read}" is missing', "{mend}"),
    "value-empty": Kind(
        "nothing stands after the colon",
        "write a value, or remove the line; ja takes in a clause without choosing in it",
    ),
    "value-not-text": Kind("expected text, read {read}", "write one value after the colon"),
    "value-not-line": Kind(
        "expected text on one line, read several lines", "write it on one line, without | or >"
    ),
    "value-not-list": Kind(
        "expected a list, read {read}",
        "write [first, second], or each item on a line of its own that begins with a hyphen",
    ),
    "list-empty": Kind("the list is empty", 'write at least one item with "- "'),
    "value-not-mapping": Kind(
        "expected keys with values, read {read}",
        "write one or more of these keys, each with a value: {allowed}",
    ),
    "value-not-integer": Kind("expected a whole number, read {read}", "write it in digits"),
    "value-out-of-range": Kind(
        "expected a whole number from {lowest} to {highest}, read {read}", "change the number"
    ),
    "value-not-yes-no": Kind("expected ja or nei, read {read}", "write ja or nei"),
    "value-not-date": Kind("expected a date, read {read}", "write it as 2018-11-07 or 07.11.2018"),
    "value-not-period-end": Kind(
        "expected a year, a month or a date, read {read}",
        "write it as 2024, 2024-05 or 2024-05-17",
    ),
    "value-period-empty": Kind("a period needs fra, til or both", "write at least one of them"),
    "value-period-order": Kind(
        "the period ends before it begins", "let til be the same as fra, or later"
    ),
    "value-hours-order": Kind(
        "the office closes before it opens",
        "let til be later than fra; midnight is 24.00",
    ),
    "value-not-time": Kind("expected a time, read {read}", "write it as 08.15 or 08:15"),
    "value-not-weekday": Kind(
        "expected weekdays, read {read}", "write for example mandag, mandag–fredag or hverdager"
    ),
    "value-not-phone": Kind(
        "expected a phone number, read {read}",
        "write 3, 5 or 8 digits, 116 and 3 more, or + and the country code",
    ),
    "value-phone-not-in-use": Kind(
        "no telephone can have the number {read}", "compare it with the source, digit by digit"
    ),
    "value-not-email": Kind("expected an e-mail address, read {read}", "write name@place.no"),
    "value-not-web": Kind(
        "expected a web address, read {read}", "write an address that begins with https:// or www."
    ),
    "value-not-number": Kind(
        "expected a municipality number, read {read}", "write the four digits, such as 5501"
    ),
    "value-not-font": Kind(
        "expected the name of a font, read {read}", "write it as Word lists it, such as Calibri"
    ),
    "value-not-name": Kind(
        "expected an identifier, read {read}",
        "use small letters, digits and underscores, begin with a letter, and avoid English words",
    ),
    "value-not-points": Kind(
        "expected a size in points, read {read}", "write a number from 4 to 72, such as 11 or 10,5"
    ),
    "value-not-colour": Kind(
        "expected a colour, read {read}", 'write six hexadecimal digits in quotes, such as "1B3A5C"'
    ),
    "value-not-allowed": Kind("{read} is not one of the alternatives", "{mend}"),
    "value-repeated": Kind("{read} stands twice in the list", "remove one of the two"),
    "value-frequency": Kind(
        "a frequency is exactly one of antall, minst, bør and hvert, but {read} is written",
        "write for example {{minst: 2, per: år}}",
    ),
    "value-together": Kind("{read} belong together", "write both, or none of them"),
    "value-one-of": Kind(
        "exactly one of {allowed} must be written, read {read}", "write one, and no other of them"
    ),
    "value-invalid": Kind("{read} cannot be used here: {reason}", "change the value"),
    "value-no-trace": Kind(
        "the value is set, but no word of the agreement comes from it",
        "remove it, or set the choice that makes the clause use it",
        _WARN,
    ),
}
