"""The words of problems with agreements, clauses, their text, and what is written."""

from __future__ import annotations

from collections.abc import Mapping

from avtalegen.messages.kinds import Kind, Severity

_WARN = Severity.WARNING

CONTENTS: Mapping[str, Kind] = {
    # The words of an agreement
    "text-past-date": Kind(
        "{read} lies before the period, which begins in {begins}",
        "write the sentence anew, or say why it stands: # avtalegen: ignore[text-past-date] reason",
        _WARN,
    ),
    "text-old-title": Kind(
        "the title {read} is no longer in use", "write {title}, or its form here", _WARN
    ),
    "text-abbreviation": Kind(
        "the abbreviation {read} is never spelt out",
        "write it out where it stands first, with {read} in parentheses after it",
        _WARN,
    ),
    "text-no-full-stop": Kind(
        "a new sentence begins after {read}, which does not end",
        "end the value with a full stop",
        _WARN,
    ),
    "text-annex-missing": Kind(
        "the text speaks of {read}, but there is no annex with that number",
        "add the annex, or write what it would say",
        _WARN,
    ),
    "period-expired": Kind(
        "the period ended on {ended}",
        "renew the agreement, or say why it stands: # avtalegen: ignore[period-expired] reason",
        _WARN,
    ),
    "municipality-number": Kind("the number {read} does not belong to {name}", "{mend}"),
    # Comments that silence warnings
    "ignore-without-reason": Kind(
        "the comment silences nothing, because it gives no reason",
        "write why after the bracket: # avtalegen: ignore[code] reason",
        _WARN,
    ),
    "ignore-unknown": Kind('there is no problem with the code "{read}"', "{mend}", _WARN),
    "ignore-unused": Kind(
        "there is no {read} on this line to silence", "remove the comment", _WARN
    ),
    # What belongs together
    "template-unknown": Kind('there is no agreement template "{read}"', "{mend}"),
    "clause-unknown": Kind('there is no clause "{read}"', "{mend}"),
    "clause-twice": Kind('the clause "{read}" is listed twice', "remove one of the two"),
    "clause-reserved": Kind(
        'a clause cannot be called "{read}", which every agreement uses already', "rename it"
    ),
    "clause-obligatory": Kind(
        'the clause "{read}" is obligatory in this kind of agreement', "remove the line"
    ),
    "clause-replaced": Kind(
        "the municipality's own words replace this clause, so choices in it have no effect",
        "remove the choices, or the replacement under lokalt",
    ),
    "clause-replaced-twice": Kind(
        'the clause "{read}" has local words already', "let one replacement hold all the words"
    ),
    "clause-exists": Kind('there is already a "{read}"', "choose another name"),
    "clause-language": Kind(
        'the clause "{read}" has no text in this målform ({language})',
        "write the text as {file}, or choose the other målform",
    ),
    "clause-absent": Kind('the clause "{read}" is not part of this agreement', "{mend}"),
    "order-incomplete": Kind(
        "rekkefølge must name every clause of the agreement once: {read}", "{mend}"
    ),
    "reference-unknown": Kind(
        'the text refers to the clause "{read}", which is not part of this agreement',
        "include the clause, or remove the reference",
    ),
    "party-missing": Kind(
        "none of the parties is of the kind {read}",
        "add a party with slag: {read}; an agreement has a municipality and the police",
    ),
    "signed-without-date": Kind(
        "the agreement is not signert, but has a place or date of signing",
        "write tilstand: signert, or remove them",
    ),
    # Clauses and templates
    "template-too-deep": Kind(
        "clauses stand below clauses on more than {limit} levels", "use fewer levels"
    ),
    "choice-unread": Kind(
        'the choice "{read}" is declared, but the text never reads it',
        "use it in the text, or remove it",
    ),
    "clause-empty": Kind(
        'the clause "{read}" has no text with these choices',
        "choose something in it; {file} has its choices",
    ),
    "clause-other-template": Kind(
        'the clause "{read}" does not belong to this kind of agreement ({template})',
        "remove it, or add it to a templates/avtaler/{template}.yaml of your own",
    ),
    "clause-broken": Kind(
        "some choices break the clause: {reason}",
        "mend the text; it breaks with {choices}",
    ),
    "choice-default": Kind("the default {read} is no value that the choice may have", "{mend}"),
    "legal-basis-unknown": Kind('there is no legal basis "{read}" in hjemler.yaml', "{mend}"),
    "template-syntax": Kind("the template cannot be read: {reason}", "mend the template"),
    "template-forbidden": Kind(
        "{read} is not allowed in a clause",
        "use if, for, set and the filters that CONTRIBUTING.md lists",
    ),
    "template-variable": Kind('there is no "{read}" here', "{mend}"),
    "template-output": Kind(
        "{read} cannot be printed as it stands: it is {reason}",
        "print a part of it, or use a filter",
    ),
    "template-frequency": Kind(
        "{read} is printed without its verb, so what only should be done would seem binding",
        'print {read} | verb("møtes", "møtes") before it',
    ),
    "template-failed": Kind("the clause could not be filled in: {reason}", "mend the template"),
    "markup-unsupported": Kind(
        "an agreement cannot hold {read}", "use headings, paragraphs, lists, tables and footnotes"
    ),
    "markup-link": Kind("the link goes to {read}", "link to https, http or mailto only"),
    "markup-footnote": Kind("the footnote {read} is used but never written", "write its text"),
    "markup-note-unused": Kind(
        "the footnote {read} is written but never used", "use it, or remove it"
    ),
    "markup-note-twice": Kind(
        "the footnote {read} is used twice, but a note has one place on its page",
        "write a second footnote with the same text",
    ),
    "markup-note-written-twice": Kind(
        "the footnote {read} is written twice", "give one of the two another name"
    ),
    "markup-list-start": Kind(
        'the number {read} at the beginning of a line would become "1." in a list',
        "write {read}\\. if it is no list",
    ),
    "markup-paragraphs": Kind(
        "{read} can hold several paragraphs, and must stand alone on its line in the template",
        "put it on a line of its own with empty lines around it",
    ),
    # What is asked for, and where it goes
    "name-unknown": Kind('there is no municipality "{read}" in {folder}', "{mend}"),
    "name-unusable": Kind(
        'the file name "{read}" cannot be used',
        "use small letters a–z, digits and hyphens, and the ending .yaml",
    ),
    "workspace-empty": Kind("there are no municipality files here", "{mend}"),
    "output-not-file": Kind(
        "this is {read}, and is left as it is", "remove it, or choose another folder with --out"
    ),
    "output-failed": Kind("could not be written: {reason}", "see to the disk", environment=True),
    "input-failed": Kind("could not be read: {reason}", "see to the disk", environment=True),
    "library-missing": Kind("{read} is missing", "{mend}", environment=True),
}
