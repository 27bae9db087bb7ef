"""A letterhead as a municipality's Word saves it, with what no writer of ours would write."""

import re

from tests.support import change_parts
from tests.writers.test_wordfile import make_template

STYLES = "word/styles.xml"
_OFFICE, _WORD = "http://schemas.openxmlformats.org", "http://schemas.microsoft.com/office/word"
_EXTENSIONS = {
    "xmlns:mc": f"{_OFFICE}/markup-compatibility/2006",
    "xmlns:w14": f"{_WORD}/2010/wordml",
    "xmlns:w15": f"{_WORD}/2012/wordml",
    "xmlns:wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "xmlns:wps": f"{_WORD}/2010/wordprocessingShape",
    "xmlns:v": "urn:schemas-microsoft-com:vml",
    "mc:Ignorable": "w14 w15",
}
# A box beside the text (Word 2010 and later), and the same for older programs.
_BOX = (
    '<w:p w14:paraId="1B3A5C00" w14:textId="77777777" w:rsidR="00A1B2C3"><w:pPr><w:pStyle '
    'w:val="Header"/></w:pPr><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
    'behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="page"><wp:posOffset>9</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="page"><wp:align>top</wp:align></wp:positionV>'
    '<wp:extent cx="9" cy="9"/><wp:wrapNone/><wp:docPr id="1" name="Tekstboks"/>'
    f'<a:graphic xmlns:a="{_OFFICE}/drawingml/2006/main"><a:graphicData '
    f'uri="{_WORD}/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>'
    "Postboks 1</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape "
    'style="position:absolute"><v:textbox><w:txbxContent><w:p><w:r><w:t>Postboks 1</w:t></w:r>'
    "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    "</w:r></w:p>"
)
_STYLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="Kommunetabell"><w:name '
    'w:val="Kommunetabell"/><w:basedOn w:val="{}"/><w:uiPriority w:val="99"/><w:rsid '
    'w:val="00A1B2C3"/><w:tblPr><w:tblStyleRowBandSize w:val="1"/></w:tblPr><w:tblStylePr '
    'w:type="firstRow"><w:rPr><w:b/><w14:ligatures w14:val="standard"/></w:rPr><w:tblPr/>'
    '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="auto"/></w:tcPr></w:tblStylePr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="Nevn"><w:name w:val="Mention"/>'
    '<w:rPr><w:color w:val="2B579A"/><w15:webExtensionLinked/></w:rPr></w:style>'
)


# A link by telephone and a picture that lies elsewhere, which Word takes.
_OUTSIDE = "".join(
    f'<Relationship Id="rId9{kind}" Type="{_OFFICE}/officeDocument/2006/relationships/{kind}" '
    f'Target="{target}" TargetMode="External"/>'
    for kind, target in (("hyperlink", "tel:+4777000000"), ("image", "file:///X:/logo.png"))
)


def make_letterhead(based_on: str = "TableNormal", *styles: str) -> bytes:
    """The template of test_wordfile with a box in its header and styles of newer versions.

    `based_on` is the id of the style on which that of its tables rests; `styles` are more of them.
    """

    def edit(name: str, text: bytes) -> bytes:
        if name == STYLES:
            return _extend(text, "w:styles", "".join((_STYLE.format(based_on), *styles)))
        if re.fullmatch(r"word/header\d*\.xml", name):
            return _extend(text, "w:hdr", _BOX)
        if re.fullmatch(r"word/_rels/header\d*\.xml\.rels", name):
            return _extend(text, "Relationships", _OUTSIDE)
        return text

    return change_parts(make_template(), edit)


def _extend(data: bytes, root: str, more: str) -> bytes:
    """The part with more at its end, and with what it takes to write that."""
    before, tag, after = re.split(f"(<{root} [^>]*>)", data.decode(), maxsplit=1)
    if root.startswith("w:"):
        for name, value in _EXTENSIONS.items():
            tag = re.sub(f' {name}="[^"]*"', "", tag)[:-1] + f' {name}="{value}">'
    return (before + tag + after.replace(f"</{root}>", f"{more}</{root}>")).encode()
