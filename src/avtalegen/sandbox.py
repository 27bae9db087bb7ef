"""Fill in clause templates: with lint.py, the only module that knows jinja2.

A template runs in an immutable sandbox with strict undefined values and no globals, on views
only, and each value is printed as a token. It must never know where a template lies, nor what
its clause is about.
"""

from __future__ import annotations

import marshal
import re
import traceback
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from types import CodeType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from avtalegen import textfile
from avtalegen.filters import FILTERS
from avtalegen.messages import Words, phrase
from avtalegen.messages.foreign import recognise
from avtalegen.problems import AvtalegenError, Location, Problem
from avtalegen.quick import dataclass
from avtalegen.views import Leaf, Record, SayingError

MOST_LEVELS = 80
# The parts of a template that Jinja reads, and braces that it does not.
_PARTS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BRACES = re.compile(r"\{\s*\{?\s*[\w.|% ]*\}?\s*\}")
LOOP_FIELDS = frozenset({"first", "last", "index", "length"})


Compiled = Template


@dataclass(frozen=True)
class Source:
    """A template that has been read: its name in messages, and its text.

    It is pickled with its code, which is what takes time to make.
    """

    name: str
    text: str

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (self.name, self.text, marshal.dumps(self.code))

    @cached_property
    def tree(self) -> nodes.Template:
        """The syntax tree."""
        return _environment().parse(self.text, self.name, self.name)

    @cached_property
    def code(self) -> CodeType:
        """The text as Python that fills it in."""
        # The stubs want text, but a tree that has been checked is what is to run.
        return _environment().compile(self.tree, self.name, self.name)


def _restore(name: str, text: str, code: bytes) -> Source:
    source = Source(name, text)
    vars(source)["code"] = marshal.loads(code)  # noqa: S302  # of a pickle, which is trusted alike
    return source


class _Environment(ImmutableSandboxedEnvironment):
    """Lets a template read the fields of records and loops, and nothing else."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Record):
            try:
                return obj.get(attribute)
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP_FIELDS:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Undefined:
        return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: Any) -> bool:
        return False


@lru_cache(maxsize=1)
def _environment() -> _Environment:
    environment = _Environment(
        undefined=StrictUndefined,
        finalize=_print,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=0,
        optimized=False,
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters.update({name: filter_.function for name, filter_ in FILTERS.items()})
    return environment


def _print(value: Any) -> str:
    if isinstance(value, Leaf):
        return value.print()
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        # Values are leaves; text is the template's own, and a number its loop's.
        return str(value)
    if value is None:
        raise SayingError(phrase("a choice that was left out is printed; guard it with if"))
    if isinstance(value, Undefined):
        str(value)  # raises, with the name that is missing
    raise SayingError(phrase("several values cannot be printed as a whole"))


def read_source(text: str, name: str) -> Source:
    """The template's syntax tree; raises AvtalegenError where it is no template."""
    place = Location(name, 1, 1)
    reason: Words
    try:
        source = Source(name, text)
        if not _is_too_deep(source.tree):
            return source
        reason = phrase("it is nested too deeply")
    except TemplateSyntaxError as error:
        reason, place = recognise(error.message or ""), _locate(error, text, name)
        if isinstance(reason, str):
            reason = phrase('Jinja says "{said}"', said=reason)
    except RecursionError:
        reason = phrase("it is nested too deeply")
    except ValueError:  # a number of thousands of digits
        reason = phrase("a number in it is too long")
    raise AvtalegenError([Problem("template-syntax", place, details={"reason": reason})])


def _is_too_deep(tree: nodes.Template) -> bool:
    """Whether parts stand in parts on more levels, or one has more, than can be compiled."""
    level: list[nodes.Node] = [tree]
    for _depth in range(MOST_LEVELS):
        if any(isinstance(node, nodes.If) and len(node.elif_) > MOST_LEVELS for node in level):
            return True
        level = [inner for node in level for inner in node.iter_child_nodes()]
        if not level:
            return False
    return True


def _locate(error: TemplateSyntaxError, text: str, name: str) -> Location:
    """Where the mistake is: at the character, at the tag that is never closed, or on the line."""
    said = error.message or ""
    if found := re.search(r"^unexpected char .* at (\d+)$", said, re.DOTALL):
        return textfile.locate(text, int(found[1]), name)
    if "innermost block" in said and (opened := _find_open(text)) is not None:
        return textfile.locate(text, opened, name)
    line = text.split("\n")[error.lineno - 1] if error.lineno <= text.count("\n") + 1 else ""
    return Location(name, error.lineno, max(line.find("{%"), line.find("{{"), 0) + 1)


def _find_open(text: str) -> int | None:
    """Where the last tag begins that needs an end and has none."""
    opened: list[int] = []
    for tag in re.finditer(r"\{%[-+]?\s*(if|for|end(?:if|for))\b.*?%\}", text, re.DOTALL):
        if tag[1] in {"if", "for"}:
            opened.append(tag.start())
        elif opened:
            opened.pop()
    return opened[-1] if opened else None


def find_braces(text: str) -> Iterator[tuple[int, str]]:
    """Where braces stand that Jinja does not read as its own, and what they are around."""
    plain = _PARTS.sub(lambda part: re.sub(r"[^\n]", " ", part[0]), text)
    for found in _BRACES.finditer(plain):
        yield found.start(), found[0]


def compile_source(source: Source) -> Compiled:
    """The template, ready to be filled in."""
    environment = _environment()
    return Template.from_code(environment, source.code, environment.make_globals(None))


def fill(template: Compiled, values: Mapping[str, Any]) -> str:
    """The template's Markdown with a token for each value.

    Raises AvtalegenError, with the line of the template, where a value is missing.
    """
    try:
        return template.render(values)
    except (TemplateRuntimeError, TypeError, AttributeError) as error:
        name = template.name or ""
        frames = traceback.extract_tb(error.__traceback__)
        line = next((frame.lineno for frame in reversed(frames) if frame.filename == name), 1)
        location = Location(name, line or 1, 1)
        problem = Problem("template-failed", location, details={"reason": _explain(error)})
        raise AvtalegenError([problem]) from error


def _explain(error: Exception) -> Words:
    if isinstance(error, SayingError):
        return error.words
    said = str(error)
    if re.search(r"'None(?:Type)?'|Undefined|is undefined", said):
        return phrase("a choice that was left out is used; guard it with if")
    return recognise(said)
