import copy
import dataclasses
import inspect
import pickle
import re
from dataclasses import field

import pytest

from avtalegen import quick
from tests.support import ROOT

WAYS = [{"frozen": True, "slots": True}, {"frozen": True}, {"slots": True}, {}, {"eq": False},
        {"frozen": True, "slots": True, "order": True}]  # fmt: skip


class Plain:
    """What both make a dataclass of."""

    first: str
    second: int = 2
    many: list[int] = field(default_factory=list)
    silent: int = field(default=0, compare=False, repr=False)
    unhashed: tuple[int, ...] = field(default=(), hash=False)

    @property
    def whole(self) -> str:
        """What a method sees."""
        return f"{self.first}{self.second}"


class Single:
    """A class of one field."""

    only: float


class Bare:
    """A class without fields."""


def make(plain: type, decorate, way: dict) -> type:
    body = {k: v for k, v in vars(plain).items() if k not in {"__dict__", "__weakref__"}}
    return decorate(**way)(type(plain.__name__, (), body))


def outcome(work):
    try:
        return work()
    except (TypeError, AttributeError):
        return "refused"


def behaviours(cls: type) -> list:
    one, same, other = cls("a"), cls("a"), cls("b", 3, [1], 5, (4,))
    works = [
        lambda: repr(other), lambda: one == same, lambda: one == other, lambda: one == ("a", 2),
        lambda: one != same, lambda: cls(first="x", second=1).whole, cls, lambda: cls("a", fjerde=1),
        lambda: one < other, lambda: one >= other, lambda: one < 1,
        lambda: hash(cls("a", many=())) == hash(cls("a", many=(), silent=9, unhashed=(1,))),
        lambda: setattr(one, "second", 7), lambda: delattr(same, "second"), lambda: one.second,
        lambda: setattr(one, "ny", 7), lambda: dataclasses.replace(other, first="c").first,
        lambda: dataclasses.asdict(other), lambda: [f.name for f in dataclasses.fields(cls)],
        lambda: cls("a").many is cls("a").many, lambda: copy.deepcopy(other).unhashed,
        lambda: copy.copy(other).many, lambda: cls.__match_args__, lambda: cls.__doc__,
        lambda: str(inspect.signature(cls)).replace("<factory>", "_"), lambda: hasattr(one, "__dict__"),
    ]  # fmt: skip
    return [outcome(work) for work in works]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_class_behaves_as_one_of_the_standard_library(way):
    known, made = (
        behaviours(make(Plain, by, way)) for by in (dataclasses.dataclass, quick.dataclass)
    )
    signature = [
        str(value).startswith("(first: str, second: int = 2") for value in (known[-2], made[-2])
    ]
    assert signature == [True, True]
    assert known[:-2] + known[-1:] == made[:-2] + made[-1:]


@pytest.mark.parametrize("way", [{"frozen": True, "slots": True}, {}], ids=str)
def test_classes_of_one_field_and_of_none_are_made_too(way):
    for by in (dataclasses.dataclass, quick.dataclass):
        single, bare = make(Single, by, way), make(Bare, by, way)
        assert single(1.0) == single(1.0) != single(2.0)
        assert (repr(single(1.0)), repr(bare())) == ("Single(only=1.0)", "Bare()")
        assert bare() == bare()


@quick.dataclass(frozen=True, slots=True)
class Pickled:
    """A class that a pickle can name."""

    one: str
    two: tuple[int, ...] = ()


@quick.dataclass
class Own:
    """A class with methods of its own, which stay."""

    one: str

    def __repr__(self) -> str:
        return "mine"

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 1


def test_an_instance_can_be_pickled():
    assert pickle.loads(pickle.dumps(Pickled("a", (1, 2)))) == Pickled("a", (1, 2))


def test_what_a_class_says_itself_is_left():
    assert (repr(Own("a")), Own("a") == 3, hash(Own("a"))) == ("mine", True, 1)


def test_no_module_makes_a_dataclass_in_the_slow_way():
    modules = [p for p in (ROOT / "src").rglob("*.py") if p.name != "quick.py"]
    slow = re.compile(r"from dataclasses import .*\bdataclass\b|dataclasses\.dataclass\(")
    assert [p.name for p in modules if slow.search(p.read_text(encoding="utf-8"))] == []
