"""The words of problems with the text of an agreement, and with the facts that it states."""

from __future__ import annotations

from collections.abc import Mapping

from avtalegen.messages.kinds import Kind, Severity
from avtalegen.messages.phrases import _

_WARN = Severity.WARNING

TEXTS: Mapping[str, Kind] = {
    "text-past-date": Kind(
        _("{read} lies before the period begins ({begins})"),
        _(
            "write the sentence anew, or say why it stands in a comment on the line of the key: "
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
        _('a sentence ends without a full stop at "{read}"'),
        _("write a full stop after the sentence"),
        _WARN,
    ),
    "text-annex-missing": Kind(
        _("the text speaks of {read}, which the agreement does not have"),
        _("add what is missing, or write what it would say"),
        _WARN,
    ),
    "text-markup": Kind(
        _('"{read}" looks like formatting or code, but stands like that in the text'),
        _("correct the formatting, or remove the signs"),
        _WARN,
    ),
    "text-backslash": Kind(
        _('backslashes in "{read}" go away in the text'),
        _("write twice as many, or put / there"),
        _WARN,
    ),
    "text-placeholder": Kind(
        _('"{read}" looks like something to be filled in'),
        _("write what belongs there, or remove it if it is not needed"),
        _WARN,
    ),
    "link-text": Kind(
        _('the words of the link, "{read}", do not say where it goes'),
        _("name what one finds there, as in [the guide for politiråd](https://…)"),
        _WARN,
    ),
    "text-punctuation": Kind(
        _('{reason} in "{near}"'),
        _("correct the text; the clause may have the marks before and after it already"),
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
        _("correct the name of the party, or rename the file"),
        _WARN,
    ),
    "period-expired": Kind(
        _("the period ended on {ended}"),
        _(
            "renew the agreement, or say why it stands in a comment on the line of the key: "
            "# avtalegen: ignore[period-expired] reason"
        ),
        _WARN,
    ),
    "municipality-number": Kind(_("the number {read} does not belong to {name}"), "{mend}"),
}
