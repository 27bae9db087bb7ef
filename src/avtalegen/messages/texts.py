"""The words of problems with the text of an agreement, and with the facts that it states."""

from __future__ import annotations

from collections.abc import Mapping

from avtalegen.messages.kinds import Kind, Severity
from avtalegen.messages.phrases import _

_WARN = Severity.WARNING

TEXTS: Mapping[str, Kind] = {
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
    "text-markup": Kind(
        _('"{read}" is meant as a sign, but stands in the text as it is written'),
        _("mend the Markdown, or remove the sign"),
        _WARN,
    ),
    "text-backslash": Kind(
        _("{read} becomes half as many in the text"),
        _("write twice as many, or put / there"),
        _WARN,
    ),
    "text-placeholder": Kind(
        _('"{read}" looks like something to be filled in'),
        _("write what belongs there, or leave the choice out"),
        _WARN,
    ),
    "text-punctuation": Kind(
        _('{reason} in "{near}"'),
        _("mend the value; the clause has marks of its own around it"),
        _WARN,
    ),
    "text-other-municipality": Kind(
        _("the text speaks of {read} kommune, which is no party to the agreement"),
        _("write the right municipality, if the text was copied"),
        _WARN,
    ),
    "text-no-date": Kind(
        _("there is no such day as {read}"), _("compare the date with the source"), _WARN
    ),
    "signed-later": Kind(
        _("the agreement is signed on a day that has not come yet"),
        _("correct the date, or write tilstand: vedtatt until it is signed"),
        _WARN,
    ),
    "signed-after-period": Kind(
        _("the agreement is signed after its period has ended"),
        _("correct the date or the period"),
        _WARN,
    ),
    "party-twice": Kind(_('the party "{read}" stands twice'), _("remove one of the two")),
    "party-kind": Kind(
        _('"{read}" does not look like the name of a party with slag: {kind}'),
        _("correct slag or navn"),
        _WARN,
    ),
    "municipality-unknown": Kind(
        _('the register has no municipality called "{read}"'), "{mend}", _WARN
    ),
    "name-other": Kind(
        _("the file is called {read}, but the agreement is that of {name}"),
        _("correct the party, or rename the file"),
        _WARN,
    ),
    "period-expired": Kind(
        _("the period ended on {ended}"),
        _("renew the agreement, or say why it stands: # avtalegen: ignore[period-expired] reason"),
        _WARN,
    ),
    "municipality-number": Kind(_("the number {read} does not belong to {name}"), "{mend}"),
}
