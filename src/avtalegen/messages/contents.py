"""The words of problems with what belongs together, clauses, their text, and what is written."""

from __future__ import annotations

from collections.abc import Mapping

from avtalegen.messages.kinds import Kind, Severity
from avtalegen.messages.phrases import _

_WARN = Severity.WARNING
_BUILD = _("run {command}")
_SEE = _(
    "see that you have access, that no other program has the file open, "
    "and that the disk is not full"
)

CONTENTS: Mapping[str, Kind] = {
    # Comments that silence warnings
    "ignore-without-reason": Kind(
        _("the comment silences nothing, because it gives no reason"),
        _("write why after the bracket: # avtalegen: ignore[code] reason"),
        _WARN,
    ),
    "ignore-inside": Kind(
        _("the comment stands inside a text, and would be printed in the agreement"),
        _("write it on the line of the key, or on a line of its own above it"),
        _WARN,
    ),
    "ignore-unread": Kind(
        _("the comment is not understood"),
        _("write it as # avtalegen: ignore[code] reason"),
        _WARN,
    ),
    "schema-other": Kind(
        _('the line names the JSON schema of "{read}", but mal is "{name}"'),
        _("write {name}.schema.json there, so that the editor helps with the right clauses"),
        _WARN,
    ),
    "ignore-unknown": Kind(_('there is no problem with the code "{read}"'), "{mend}", _WARN),
    "ignore-unused": Kind(
        _("there is no {read} on this line to silence"),
        _("remove {read} from the comment, or the whole comment"),
        _WARN,
    ),
    # What belongs together
    "template-unknown": Kind(_('there is no agreement template "{read}"'), "{mend}"),
    "clause-unknown": Kind(_('there is no clause "{read}"'), "{mend}"),
    "clause-unlisted": Kind(
        _('the clause "{read}" stands in no kind of agreement, so that nobody can choose it'),
        _("list it in a kind of agreement (templates/avtaler/<mal>.yaml)"),
        _WARN,
    ),
    "clause-folder": Kind(
        _('a clause cannot be called "{read}"'),
        _("use small letters, digits and underscores in the name of its folder"),
    ),
    "template-folder": Kind(_('avtalegen reads nothing from "{read}"'), "{mend}", _WARN),
    "clause-twice": Kind(_('the clause "{read}" is listed twice'), _("remove one of the two")),
    "clause-reserved": Kind(
        _('a clause cannot be called "{read}", which every agreement uses already'), _("rename it")
    ),
    "clause-obligatory": Kind(
        _('the clause "{read}" is obligatory in this kind of agreement'),
        _("write ja or choose in it, or remove the line and write erstatt under lokalt"),
    ),
    "clause-missing": Kind(
        _('the clause "{read}" is missing, and is obligatory in this kind of agreement'),
        _('{about}. Write for example "{example}"'),
    ),
    "clause-indented": Kind(
        _('"{read}" is a clause, and must begin at the margin'),
        _("remove the spaces before it"),
    ),
    "clause-replaced-late": Kind(
        _('the words that replace the clause "{read}" stand after words that are added to it'),
        _("write erstatt before tillegg"),
    ),
    "clause-replaced": Kind(
        _("the municipality's own words replace this clause, so what stands here has no effect"),
        _("write only ja after the name of the clause, or remove erstatt under lokalt"),
    ),
    "clause-replaced-twice": Kind(
        _('the clause "{read}" has local words already'),
        _("let one replacement hold all the words"),
    ),
    "clause-exists": Kind(_('there is already a "{read}"'), _("choose another name")),
    "clause-language": Kind(
        _("these clauses have no text in this målform ({language}): {read}"),
        _("choose the other målform, or write {language}.md in the folder of each clause"),
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
        _('the choice "{read}" is declared, but {file} never reads it'),
        _("use it in the text, or remove it"),
    ),
    "clause-empty": Kind(
        _('the clause "{read}" has no text with these choices'),
        _("leave it out if it is not obligatory, or choose one or more of these in it: {choices}"),
    ),
    "clause-other-template": Kind(
        _('the clause "{read}" does not belong to this kind of agreement ({template})'),
        _("remove it, or add it to a templates/avtaler/{template}.yaml of your own"),
    ),
    "clause-broken": Kind(
        _("some choices break the clause: {reason}"),
        _("mend the text; it breaks with {choices}"),
    ),
    "declaration-key": Kind(
        _('"{read}" has no meaning for a choice of this type'),
        _("remove it, or write type: {type}"),
    ),
    "declaration-bounds": Kind(
        _("no number is at least {lowest} and at most {highest}"), _("correct minst or høyst")
    ),
    "choice-example": Kind(_("the example {read} is no value that the choice may have"), "{mend}"),
    "choice-default": Kind(_("the default {read} is no value that the choice may have"), "{mend}"),
    "legal-basis-unknown": Kind(_('there is no legal basis "{read}" in hjemler.yaml'), "{mend}"),
    "template-syntax": Kind(_("the template cannot be read: {reason}"), _("mend the template")),
    "template-forbidden": Kind(
        _("{read} is not allowed in a clause"),
        _("use if, for and set, and these filters: {filters}"),
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
    "template-braces": Kind(
        _('"{read}" would be printed as it is, since Jinja needs two braces'),
        _("write {{{{ and }}}} around a choice, and {{% and %}} around if, for and set"),
    ),
    "template-compare": Kind(
        _("{read} is compared with a value of another kind"),
        _("ask ja_nei without ==, and write numbers without quotation marks"),
    ),
    "template-filter": Kind(_('there is no filter "{read}"'), "{mend}"),
    "template-filter-texts": Kind(
        _("the filter {read} needs another number of texts in parentheses: {number}"),
        _('write them in quotation marks, as in antall("ett møte", "møter")'),
    ),
    "alternative-unread": Kind(
        _('the text has no words for the alternative "{read}"'),
        _("write some in nb.md, or remove the alternative"),
    ),
    "template-failed": Kind(
        _("the clause could not be filled in: {reason}"), _("mend the template")
    ),
    "markup-unsupported": Kind(
        _("an agreement cannot hold {read}"),
        _("use headings, paragraphs, lists, tables and footnotes"),
    ),
    "markup-link": Kind(
        _("the link goes to {read}"),
        _("use addresses that begin with https://, http:// or mailto:"),
    ),
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
        _("the number {read} at the beginning of a line is read as an item's, and would change"),
        _("write {read}\\. if it is no list; the items of a list are numbered from 1"),
    ),
    "clause-too-long": Kind(
        _("the text has {size} characters, more than {limit}"), _("divide the clause")
    ),
    "more-problems": Kind(
        _("more of the same kind follows after the {limit} that are told"),
        _("mend those that are told, and run it again"),
        _WARN,
    ),
    "markup-paragraphs": Kind(
        _("{read} can hold several paragraphs, and must stand alone on its line in the template"),
        _("put it on a line of its own with empty lines around it"),
    ),
    # What is asked for, and where it goes
    "name-unknown": Kind(_('there is no municipality "{read}" in {folder}'), "{mend}"),
    "name-unusable": Kind(_('the file name "{read}" cannot be used'), "{mend}"),
    "clause-in-none": Kind(_('none of these agreements has the clause "{read}"'), "{mend}"),
    "output-input": Kind(
        _("agreements are made from what stands here, so that nothing is written here"),
        _("choose another place to write to"),
    ),
    "name-alone": Kind(
        _("there is only one agreement here, and nothing to compare it with: {read}"),
        _("name two or more, or a district that has several"),
    ),
    "district-unknown": Kind(
        _('no agreement here is with a police district called "{read}"'), "{mend}"
    ),
    "revision-no-git": Kind(
        _('the folder is not kept in git, so that "{read}" cannot be read'),
        _("compare without a revision, or go to a folder that is kept in git"),
    ),
    "revision-none": Kind(
        _("there are no revisions in git here yet"),
        _("keep the first one with git commit"),
    ),
    "revision-unknown": Kind(_('git has no revision "{read}"'), "{mend}"),
    "revision-shallow": Kind(
        _('git has only the newest part of the history here, without "{read}"'),
        _("fetch all of it: fetch-depth: 0 in a workflow, or git fetch --unshallow"),
    ),
    "revision-apart": Kind(
        _('the revisions in "{read}" have no starting point in common'),
        _("write A..B, with two dots"),
    ),
    "revision-incomplete": Kind(
        _('git cannot read all of "{read}": {reason}'),
        _("fetch what is missing: git fetch --refetch, or clone again without --filter"),
        environment=True,
    ),
    "revision-refused": Kind(
        _("git does not open this folder: {reason}"), "{mend}", environment=True
    ),
    "revision-outside": Kind(
        _("{read} cannot be read through git: {reason}"),
        _("keep the files themselves in the repository, or compare without a revision"),
    ),
    "workspace-empty": Kind(_("there are no municipality files here"), "{mend}"),
    "output-not-file": Kind(
        _("this is {read}, and is left as it is"),
        _("remove it, or choose another place to write to"),
        environment=True,
    ),
    "output-not-folder": Kind(
        _("this is a file, and no folder to write to"),
        _("remove it, or choose another place to write to"),
        environment=True,
    ),
    "output-missing": Kind(_("this file is missing"), _BUILD),
    "output-stale": Kind(_("this file is not what its agreement says now"), _BUILD),
    "output-edited": Kind(
        _("this file is not as avtalegen last built it"),
        _("build it again; a change that was made by hand must go into the municipality's file"),
    ),
    "output-orphaned": Kind(
        _("this file belongs to no agreement here"), _("remove it, if nobody needs it")
    ),
    "output-left": Kind(
        _("the municipality's file is gone, but this file was changed after it was built"),
        _("remove it, if nobody needs it"),
        _WARN,
    ),
    "output-older": Kind(
        _("these files may be out of date, since their formats were not asked for: {read}"),
        _("build them with --format all, or remove them"),
        _WARN,
    ),
    "output-replaced": Kind(
        _("this file was not as avtalegen had built it, and has been replaced"),
        _("a change that was made by hand must go into the municipality's file"),
        _WARN,
    ),
    "output-failed": Kind(_("could not be written: {reason}"), _SEE, environment=True),
    "input-failed": Kind(_("could not be read: {reason}"), _SEE, environment=True),
    "library-missing": Kind(_("{read} is missing"), "{mend}", environment=True),
}
