"""The words of problems with the look of agreements: styles, logos and Word templates."""

from __future__ import annotations

from collections.abc import Mapping

from avtalegen.messages.kinds import Kind, Severity
from avtalegen.messages.phrases import _

_WARN = Severity.WARNING

LOOKS: Mapping[str, Kind] = {
    # Values of a style
    "value-contrast": Kind(
        _("{read} has a contrast of {whole}.{tenth}:1 with white, and text needs 4.5:1"),
        _('choose a darker colour, such as "{mend}"'),
    ),
    "value-margins": Kind(
        _("the margins leave {width} mm for the text, which needs {least}"),
        _("make venstre or høyre smaller"),
    ),
    # Fonts and their letters
    "font-unknown": Kind(
        _(
            "avtalegen does not have the font {read}: a PDF is set in {font}, and the table of "
            "contents of a DOCX has no page numbers"
        ),
        _("choose {known}, or keep the font if that does not matter"),
        _WARN,
    ),
    "letter-missing": Kind(
        _('avtalegen has no font with "{read}" ({number}), so the agreement cannot be made as PDF'),
        _("use other characters, or remove it"),
        _WARN,
    ),
    "letter-unprintable": Kind(
        _('avtalegen has no font with "{read}" ({number}), and a PDF would show an empty box'),
        _("use other characters, remove it, or leave PDF out: --format docx"),
    ),
    "pdf-refused": Kind(
        _('"{read}" could not be set in a PDF; Typst says "{reason}"'),
        _("tell those who make avtalegen, and leave PDF out until it is mended: --format docx"),
    ),
    # Files that a value names
    "value-not-path": Kind(
        _("expected a file in the workspace, read {read}"),
        _("write its folders and its name with / between them, such as logoer/rana.png"),
    ),
    "file-absent": Kind(_("there is no file {read}"), "{mend}"),
    "file-outside": Kind(
        _("{read} is a link to a file outside the workspace"),
        _("copy the file itself into the workspace"),
    ),
    # Logos
    "picture-kind": Kind(
        _("a logo is a picture in PNG or JPEG, and this is {kind}"),
        _("open it in a program for pictures, and save it as PNG"),
    ),
    "picture-broken": Kind(
        _("the picture cannot be read: {reason}"),
        _("fetch it again where it came from, or save it as PNG anew"),
    ),
    "picture-too-large": Kind(
        _("the picture has {size}, more than {limit}"),
        _("save it smaller; a logo needs no more than 1000 pixels on its longer side"),
    ),
    "picture-small": Kind(
        _("the picture has only {width} × {height} pixels, and will look coarse on paper"),
        _("find one with {least} pixels or more on its longer side"),
        _WARN,
    ),
    "logo-no-alt": Kind(
        _("the logo of {read} has no text for those who do not see it"),
        _("write what it shows after alt: {{fil: {file}, alt: …}}"),
        _WARN,
    ),
    # Word templates
    "word-name": Kind(
        _("expected the name of a Word file, read {read}"),
        _("write the name alone, of a .docx or .dotx file that lies beside stil.yaml"),
    ),
    "word-old": Kind(
        _("{read} is a Word file of the old kind, or has a password"),
        _("open it in Word, and save it without a password as a Word document (.docx)"),
    ),
    "word-macros": Kind(
        _("{read} has macros or other programs in it"),
        _("open it in Word, and save it as a Word document (.docx), which has none"),
    ),
    "word-unreadable": Kind(
        _("{read} cannot be read as a Word file: {reason}"),
        _("open it in Word, and save it anew as a Word document (.docx)"),
    ),
    "word-doctype": Kind(
        _("{part} in {read} has a DOCTYPE, which Word never writes"),
        _("find what put it there, and save the file anew in Word; a picture in SVG may have it"),
    ),
    "word-too-large": Kind(
        _("{read} has {size}, more than {limit}"),
        _("remove pictures and text from the template: only its look is used"),
    ),
    "word-docx-only": Kind(
        _("{read} shapes only the DOCX; {formats} looks as stil.yaml says"),
        _("write the colours, sizes and margins that they should share in stil.yaml too"),
        _WARN,
    ),
    "word-links": Kind(
        _("{read} fetches {target} from outside itself"),
        _(
            "in Word, put pictures into the file instead of linking to them, break other links, "
            "and save it as a template (.dotx)"
        ),
    ),
}
