"""What the parts of a text and of a template are called, where there is no room for them."""

from __future__ import annotations

from collections.abc import Mapping

from avtalegen.messages.phrases import Words, phrase

# What an agreement cannot hold, by the name of its node in markdown-it.
MARKDOWN: Mapping[str, Words] = {
    "blockquote": phrase("a quotation (a line that begins with >)"),
    "code_block": phrase("code (a line indented by four spaces)"),
    "fence": phrase("code (between lines of ```)"),
    "code_inline": phrase("code (between `)"),
    "hr": phrase("a rule (a line of --- or ***)"),
    "image": phrase("a picture"),
}

_ARITHMETIC = phrase("arithmetic")
_CALL = phrase("a call with parentheses")
_WRITTEN_OUT = phrase("a list or dictionary written out")
_BRACKETS = phrase("[] after a value")
_OTHER_TAG = phrase("a tag other than if, for and set")
# What a clause may not use, by the name of its node or operator in Jinja.
JINJA: Mapping[str, Words] = {
    **dict.fromkeys(("add", "sub", "mul", "div", "floordiv", "mod"), _ARITHMETIC),
    **dict.fromkeys(("pow", "neg", "pos"), _ARITHMETIC),
    **dict.fromkeys(("call", "callblock"), _CALL),
    **dict.fromkeys(("dict", "list", "tuple"), _WRITTEN_OUT),
    **dict.fromkeys(("getitem", "slice"), _BRACKETS),
    **dict.fromkeys(("macro", "include", "import", "fromimport", "extends"), _OTHER_TAG),
    **dict.fromkeys(("block", "with", "filterblock", "scope"), _OTHER_TAG),
    "concat": phrase("~ between values"),
    "gteq": phrase(">= (turn it round with <)"),
    "lteq": phrase("<= (turn it round with >)"),
    "test": phrase("is (compare with == instead)"),
    "for": phrase("for with several names, with the name loop, or recursive"),
    "assign": phrase("set with several names, or of the whole of valg"),
    "assignblock": phrase("set without ="),
}
