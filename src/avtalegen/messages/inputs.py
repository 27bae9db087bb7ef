"""The words of problems with files, YAML, keys and values."""

from __future__ import annotations

from collections.abc import Mapping

from avtalegen.messages.kinds import Kind, Severity
from avtalegen.messages.phrases import _

_WARN = Severity.WARNING

INPUTS: Mapping[str, Kind] = {
    # The bytes and characters of a file
    "file-missing": Kind(_("there is no such file or folder"), "{mend}"),
    "file-too-large": Kind(_("the file has {size} bytes, more than {limit}"), _("divide it")),
    "file-encoding": Kind(_("the file is not UTF-8 here"), _("save the file as UTF-8")),
    "file-character": Kind(
        _("the character {read} cannot stand in a document"),
        _("delete it, or type the text again instead of pasting it"),
    ),
    "file-invisible": Kind(
        _("the invisible character {read} stands here"),
        _("delete it if it came in by pasting"),
        _WARN,
    ),
    "file-mojibake": Kind(
        _('"{read}" looks like a letter read in the wrong encoding'),
        _('write the letter that was meant, "{meant}"'),
        _WARN,
    ),
    "file-wrongly-decoded": Kind(
        _('{number} lines have letters like "{read}" for {meant}: the file was saved wrongly'),
        _("fetch the file again where it came from, and save it as UTF-8"),
        _WARN,
    ),
    "file-empty": Kind(_("the file is empty"), _("start from a copy of a file that works")),
    # YAML
    "yaml-syntax": Kind(
        _("the YAML cannot be read here: {read}"), _("compare the line with those around it")
    ),
    "yaml-tab": Kind(_("a tab stands where spaces are needed"), _("indent with spaces")),
    "yaml-space": Kind(
        _("{read} stands where an ordinary space is needed"), _("delete it and press the space bar")
    ),
    "yaml-colon": Kind(
        _("a colon and a space inside a value make a key of the words before them"),
        _("put the whole value in quotation marks, or indent the line like those around it"),
    ),
    "yaml-no-colon": Kind(
        _('no key with a colon and a space begins "{read}"'),
        _("write the key, a colon and a space before the value"),
    ),
    "yaml-no-space": Kind(
        _('no space follows the colon in "{read}"'), _("write a space after the colon")
    ),
    "yaml-no-dash": Kind(
        _('a list item must begin with a hyphen and a space, not with "{read}"'),
        _("begin each item with a hyphen and a space, or indent the line like its item"),
    ),
    "yaml-dash-space": Kind(
        _('no space follows the hyphen in "{read}"'), _("write a space after the hyphen")
    ),
    "yaml-indent": Kind(
        _("the indentation of this line fits none of those above it"),
        _("indent the line exactly like those that it belongs with"),
    ),
    "yaml-nested": Kind(
        _('this line stands below "{key}", which has the value "{read}" on line {line} already'),
        _("remove one of the two, or indent this line like line {line}"),
    ),
    "yaml-joined": Kind(
        _('"{read}" is read as part of the value above'),
        _("indent the line like the other items, each with a hyphen and a space"),
    ),
    "yaml-continued": Kind(
        _("the value goes on here, on a line of its own"),
        _("put it all on one line, or in quotation marks if it is meant so"),
        _WARN,
    ),
    "yaml-parenthesis": Kind(
        _("( begins text, so the words before the colon are read as a key"),
        _("write {{ and }} around keys with values, or put the text in quotation marks"),
    ),
    "yaml-bracket": Kind(_("{read} closes nothing"), _("remove it")),
    "yaml-comma": Kind(
        _('the comma ends the value before "{read}"'),
        _("put the whole value in quotation marks, or write a full stop, as in 08.15"),
    ),
    "yaml-quotes": Kind(
        _("{read} is no quotation mark to YAML, and would stand in the text"),
        _('write " around the value, or remove the marks'),
    ),
    "yaml-after-quote": Kind(
        _("text goes on after the value has ended with {read}"),
        _(
            "put the whole value in the other kind of quotation marks, \"…\" or '…', "
            "or use «…» inside it"
        ),
    ),
    "yaml-character": Kind(
        _("a value cannot begin with {read}"), _("put the whole value in quotation marks")
    ),
    "yaml-escape": Kind(
        _('"{read}" is no escape that YAML has'),
        _("write \\\\ for a backslash, or use single quotation marks"),
    ),
    "yaml-unclosed": Kind(
        _("{read} begins something that is never closed"),
        _("close it with a bracket or a quotation mark"),
    ),
    "yaml-comment": Kind(
        _('the value would end before "{read}", because # begins a comment'),
        _("put the value in quotation marks, or write a space after #"),
    ),
    "yaml-duplicate": Kind(
        _('"{read}" stands twice; the first is on line {line}'),
        _("remove one of the two, or begin a new item of a list with a hyphen and a space"),
    ),
    "yaml-alias": Kind(
        _('YAML reads "{read}" as an anchor or alias, which is not allowed'),
        _("put the value in quotation marks if & or * belongs to the text"),
    ),
    "yaml-tag": Kind(
        _('YAML reads "{read}" as a type, which is not allowed'),
        _("put the value in quotation marks if ! belongs to the text"),
    ),
    "yaml-merge": Kind(_('"<<" is not allowed as a key'), _("write the values out")),
    "yaml-documents": Kind(_("a second document begins here"), _("remove the line with ---")),
    "yaml-not-mapping": Kind(
        _("the file must hold keys with values, but holds {read}"), _('write lines like "mal: …"')
    ),
    "yaml-key": Kind(
        _("a key must be one line of text"),
        _("put the value in quotation marks if {{ or [ belongs to the text"),
    ),
    "yaml-too-deep": Kind(_("values are nested more than {limit} deep"), _("use fewer levels")),
    "yaml-too-many": Kind(_("{whole} has more than {limit} values"), _("divide it")),
    "yaml-too-long": Kind(_("a value has {size} characters, more than {limit}"), _("shorten it")),
    # Keys and values
    "key-unknown": Kind(_('unknown key "{read}"'), "{mend}"),
    "value-missing": Kind(_('"{name}" is missing'), "{mend}"),
    "value-empty": Kind(
        _("nothing stands after the colon"),
        "{mend}",
    ),
    "item-empty": Kind(
        _("nothing stands after the hyphen"), _("write the item, or remove the hyphen")
    ),
    "value-not-text": Kind(_("expected text, read {read}"), _("write one value after the colon")),
    "value-not-line": Kind(
        _("expected text on one line, read several lines"),
        _("write it on one line, without | or >"),
    ),
    "value-not-list": Kind(
        _("expected a list, read {read}"),
        _("write [first, second], or each item on a line of its own that begins with a hyphen"),
    ),
    "list-empty": Kind(_("the list is empty"), _('write at least one item with "- "')),
    "value-not-mapping": Kind(_("expected keys with values, read {read}"), "{mend}"),
    "value-not-clause": Kind(
        _("expected ja, nei or choices in the clause, read {read}"),
        _("write ja, or one or more of these keys, each with a value: {allowed}"),
    ),
    "value-not-integer": Kind(_("expected a whole number, read {read}"), _("write it in digits")),
    "value-out-of-range": Kind(
        _("expected a whole number from {lowest} to {highest}, read {read}"), _("change the number")
    ),
    "value-not-yes-no": Kind(_("expected ja or nei, read {read}"), _("write ja or nei")),
    "value-not-date": Kind(
        _("expected a date, read {read}"), _("write it as 2018-11-07 or 07.11.2018")
    ),
    "value-year": Kind(
        _("expected a year from {lowest} to {highest}, read {read}"), _("correct the year")
    ),
    "value-hours-overlap": Kind(
        _("the opening hours of {day} overlap"),
        _("remove one of the two, or give each a season of its own"),
    ),
    "value-not-period-end": Kind(
        _("expected a year, a month or a date, read {read}"),
        _("write it as 2024, 2024-05, 2024-05-17 or 17.05.2024"),
    ),
    "value-period-empty": Kind(
        _("a period needs fra, til or both"), _("write at least one of them")
    ),
    "value-period-order": Kind(
        _("the period ends before it begins"), _("let til be the same as fra, or later")
    ),
    "value-hours-order": Kind(
        _("the office must close later than it opens"),
        _("let til be later than fra; midnight is 24.00"),
    ),
    "value-not-time": Kind(_("expected a time, read {read}"), _("write it as 08.15 or 08:15")),
    "value-not-weekday": Kind(
        _("expected weekdays, read {read}"),
        "{mend}",
    ),
    "value-not-phone": Kind(
        _("expected a phone number, read {read}"),
        _("write 3, 5 or 8 digits, 116 and 3 more, or + and the country code"),
    ),
    "value-phone-not-in-use": Kind(
        _("no telephone can have the number {read}"),
        _("compare it with the source, digit by digit"),
    ),
    "value-not-email": Kind(_("expected an e-mail address, read {read}"), _("write name@place.no")),
    "value-not-web": Kind(
        _("expected a web address, read {read}"),
        _("write an address that begins with https:// or www."),
    ),
    "value-not-number": Kind(
        _("expected a municipality number, read {read}"), _("write the four digits, such as 5501")
    ),
    "value-not-font": Kind(
        _("expected the name of a font, read {read}"),
        _("write it as Word lists it, such as Calibri"),
    ),
    "value-not-name": Kind(
        _("expected an identifier, read {read}"),
        _(
            "use small letters, digits and underscores, begin with a letter, "
            "and avoid English words"
        ),
    ),
    "value-not-points": Kind(
        _("expected a size in points, read {read}"),
        _("write a number from 4 to {most}, such as 11 or 10,5"),
    ),
    "value-not-colour": Kind(
        _("expected a colour, read {read}"),
        _('write six hexadecimal digits in quotes, such as "1B3A5C"'),
    ),
    "value-not-allowed": Kind(_("{read} is not one of the alternatives"), "{mend}"),
    "value-repeated": Kind(_("{read} stands twice in the list"), _("remove one of the two")),
    "value-frequency": Kind(
        _("a frequency is exactly one of antall, minst, bør and hvert, but it has {read}"),
        _("write for example {{minst: 2, per: år}}"),
    ),
    "value-together": Kind(
        _("{first} and {second} belong together"), _("write both, or none of them")
    ),
    "value-one-of": Kind(
        _("exactly one of {allowed} must be written, read {read}"),
        _("write only one of the alternatives"),
    ),
    "value-no-trace": Kind(
        _("the value is set, but no word of the agreement comes from it"),
        _("remove it, or choose what makes the agreement use it"),
        _WARN,
    ),
}
