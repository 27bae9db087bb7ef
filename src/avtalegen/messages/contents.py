"""The words of problems with agreements, clauses, their text, and what is written."""

from __future__ import annotations

from collections.abc import Mapping

from avtalegen.messages.kinds import Kind, Severity
from avtalegen.messages.phrases import _

_WARN = Severity.WARNING
_SEE = _(
    "see that you have access, that no other program has the file open, "
    "and that the disk is not full"
)

CONTENTS: Mapping[str, Kind] = {
    # The words of an agreement
    "text-past-date": Kind(
        _("{read} lies before the period, which begins in {begins}"),
        _(
            "write the sentence anew, or say why it stands: "
            "# avtalegen: ignore[text-past-date] reason"
        ),
        _WARN,
    ),
    "text-old-title": Kind(
        _('the title "{read}" is no longer in use'), _("write {title}, or its form here"), _WARN
    ),
    "text-abbreviation": Kind(
        _("the abbreviation {read} is never spelt out"),
        _("write it out where it stands first, with {read} in parentheses after it"),
        _WARN,
    ),
    "text-no-full-stop": Kind(
        _('a new sentence begins after "{read}", which does not end'),
        _("end the value with a full stop"),
        _WARN,
    ),
    "text-annex-missing": Kind(
        _("the text speaks of {read}, but there is no annex with that number"),
        _("add the annex, or write what it would say"),
        _WARN,
    ),
    "period-expired": Kind(
        _("the period ended on {ended}"),
        _("renew the agreement, or say why it stands: # avtalegen: ignore[period-expired] reason"),
        _WARN,
    ),
    "municipality-number": Kind(_("the number {read} does not belong to {name}"), "{mend}"),
    # Comments that silence warnings
    "ignore-without-reason": Kind(
        _("the comment silences nothing, because it gives no reason"),
        _("write why after the bracket: # avtalegen: ignore[code] reason"),
        _WARN,
    ),
    "ignore-unknown": Kind(_('there is no problem with the code "{read}"'), "{mend}", _WARN),
    "ignore-unused": Kind(
        _("there is no {read} on this line to silence"), _("remove the comment"), _WARN
    ),
    # What belongs together
    "template-unknown": Kind(_('there is no agreement template "{read}"'), "{mend}"),
    "clause-unknown": Kind(_('there is no clause "{read}"'), "{mend}"),
    "clause-twice": Kind(_('the clause "{read}" is listed twice'), _("remove one of the two")),
    "clause-reserved": Kind(
        _('a clause cannot be called "{read}", which every agreement uses already'), _("rename it")
    ),
    "clause-obligatory": Kind(
        _('the clause "{read}" is obligatory in this kind of agreement'), _("remove the line")
    ),
    "clause-replaced": Kind(
        _("the municipality's own words replace this clause, so choices in it have no effect"),
        _("remove the choices, or the replacement under lokalt"),
    ),
    "clause-replaced-twice": Kind(
        _('the clause "{read}" has local words already'),
        _("let one replacement hold all the words"),
    ),
    "clause-exists": Kind(_('there is already a "{read}"'), _("choose another name")),
    "clause-language": Kind(
        _('the clause "{read}" has no text in this målform ({language})'),
        _("write the text as {file}, or choose the other målform"),
    ),
    "clause-absent": Kind(_('the clause "{read}" is not part of this agreement'), "{mend}"),
    "order-incomplete": Kind(
        _("rekkefølge must name every clause of the agreement once; {read} missing"),
        _("add what is missing"),
    ),
    "order-nested": Kind(
        _('the clause "{read}" stands below another clause, and keeps its place there'),
        _("remove it from rekkefølge"),
    ),
    "reference-unknown": Kind(
        _('the text refers to the clause "{read}", which is not part of this agreement'),
        _("include the clause, or remove the reference"),
    ),
    "party-missing": Kind(
        _("none of the parties is of the kind {read}"),
        _("add a party with slag: {read}; an agreement has a municipality and the police"),
    ),
    "signed-without-date": Kind(
        _("the agreement is not signert, but has a place or date of signing"),
        _("write tilstand: signert, or remove them"),
    ),
    # Clauses and templates
    "template-too-deep": Kind(
        _("clauses stand below clauses on more than {limit} levels"), _("use fewer levels")
    ),
    "choice-unread": Kind(
        _('the choice "{read}" is declared, but the text never reads it'),
        _("use it in the text, or remove it"),
    ),
    "clause-empty": Kind(
        _('the clause "{read}" has no text with these choices'),
        _("choose something in it; {file} has its choices"),
    ),
    "clause-other-template": Kind(
        _('the clause "{read}" does not belong to this kind of agreement ({template})'),
        _("remove it, or add it to a templates/avtaler/{template}.yaml of your own"),
    ),
    "clause-broken": Kind(
        _("some choices break the clause: {reason}"),
        _("mend the text; it breaks with {choices}"),
    ),
    "choice-default": Kind(_("the default {read} is no value that the choice may have"), "{mend}"),
    "legal-basis-unknown": Kind(_('there is no legal basis "{read}" in hjemler.yaml'), "{mend}"),
    "template-syntax": Kind(_("the template cannot be read: {reason}"), _("mend the template")),
    "template-forbidden": Kind(
        _("{read} is not allowed in a clause"),
        _("use if, for, set and the filters that CONTRIBUTING.md lists"),
    ),
    "template-variable": Kind(_('there is no "{read}" here'), "{mend}"),
    "template-output": Kind(
        _("{read} cannot be printed as it stands: it is {reason}"),
        _("print a part of it, or use a filter"),
    ),
    "template-frequency": Kind(
        _("{read} is printed without its verb, so what only should be done would seem binding"),
        _('print {read} | verb("møtes", "møtes") before it'),
    ),
    "template-failed": Kind(
        _("the clause could not be filled in: {reason}"), _("mend the template")
    ),
    "markup-unsupported": Kind(
        _("an agreement cannot hold {read}"),
        _("use headings, paragraphs, lists, tables and footnotes"),
    ),
    "markup-link": Kind(_("the link goes to {read}"), _("link to https, http or mailto only")),
    "markup-footnote": Kind(
        _("the footnote {read} is used but never written"), _("write its text")
    ),
    "markup-note-unused": Kind(
        _("the footnote {read} is written but never used"), _("use it, or remove it")
    ),
    "markup-note-twice": Kind(
        _("the footnote {read} is used twice, but a note has one place on its page"),
        _("write a second footnote with the same text"),
    ),
    "markup-note-written-twice": Kind(
        _("the footnote {read} is written twice"), _("give one of the two another name")
    ),
    "markup-list-start": Kind(
        _('the number {read} at the beginning of a line would become "1." in a list'),
        _("write {read}\\. if it is no list"),
    ),
    "markup-paragraphs": Kind(
        _("{read} can hold several paragraphs, and must stand alone on its line in the template"),
        _("put it on a line of its own with empty lines around it"),
    ),
    # What is asked for, and where it goes
    "name-unknown": Kind(_('there is no municipality "{read}" in {folder}'), "{mend}"),
    "name-unusable": Kind(
        _('the file name "{read}" cannot be used'),
        _("use small letters a–z, digits and hyphens, and the ending .yaml"),
    ),
    "workspace-empty": Kind(_("there are no municipality files here"), "{mend}"),
    "output-not-file": Kind(
        _("this is {read}, and is left as it is"),
        _("remove it, or choose another folder with --out"),
    ),
    "output-failed": Kind(_("could not be written: {reason}"), _SEE, environment=True),
    "input-failed": Kind(_("could not be read: {reason}"), _SEE, environment=True),
    "library-missing": Kind(_("{read} is missing"), "{mend}", environment=True),
}
