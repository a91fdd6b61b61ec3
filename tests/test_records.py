"""Records: in every respect what the standard library's decorator makes of the same class."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from inspect import signature
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from briefing import records


class Point:
    x: int
    y: int = 0
    tags: tuple[str, ...] = field(default=(), kw_only=True)


class Basket:
    """With what a class may have."""

    items: list[str] = field(default_factory=list)
    label: str = field(default="plain", compare=False)
    secret: str = field(default="s", repr=False)
    count: int = field(default=0, init=False)
    made: list[int] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "count", len(self.items))


class Named:
    name: str

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def __hash__(self) -> int:
        return 7


class Empty:
    pass


def made(plain: type, **options: Any) -> SimpleNamespace:
    """The class by our decorator and by the library's; each of a copy of the class."""

    def again() -> type:
        body = {name: value for name, value in vars(plain).items() if name not in ("__dict__", "__weakref__")}
        return type(plain.__name__, (), body)

    return SimpleNamespace(
        ours=records.dataclass(again(), frozen=True, slots=True, **options),
        theirs=dataclasses.dataclass(again(), frozen=True, slots=True, **options),
    )


CASES = [
    (Point, {}, ((1,), {}), ((1, 2), {"tags": ("a",)})),
    (Point, {"kw_only": True}, ((), {"x": 1}), ((), {"x": 2, "y": 3})),
    (Basket, {}, ((), {}), ((["a"],), {"label": "other", "secret": "t"})),
    (Named, {}, (("a",), {}), (("b",), {})),
    (Empty, {}, ((), {}), ((), {})),
]


@pytest.mark.parametrize(("plain", "options", "one", "other"), CASES)
def test_it_is_what_the_library_makes(plain: type, options: dict[str, Any], one: Any, other: Any) -> None:
    both = made(plain, **options)
    ours, theirs = (
        [kind(*args, **named) for args, named in (one, other)] for kind in (both.ours, both.theirs)
    )
    assert list(map(repr, ours)) == list(map(repr, theirs))
    assert list(map(asdict, ours)) == list(map(asdict, theirs))
    assert (ours[0] == ours[1]) == (theirs[0] == theirs[1])
    assert ours[0] == both.ours(*one[0], **one[1])
    assert ours[0] != theirs[0], "another class is another thing"
    assert both.ours.__match_args__ == both.theirs.__match_args__
    assert both.ours.__slots__ == both.theirs.__slots__
    assert not hasattr(ours[0], "__dict__")
    assert [item.name for item in fields(both.ours)] == [item.name for item in fields(both.theirs)]
    assert str(signature(both.ours)) == str(signature(both.theirs))
    assert copy.deepcopy(ours[1]) == ours[1]
    assert msgspec.json.encode(ours[1]) == msgspec.json.encode(theirs[1])
    for name in (item.name for item in fields(both.ours)):
        with pytest.raises(FrozenInstanceError, match=f"cannot assign to field '{name}'"):
            setattr(ours[0], name, 1)
        with pytest.raises(FrozenInstanceError, match=f"cannot delete field '{name}'"):
            delattr(ours[0], name)


def test_equal_records_are_equal_keys() -> None:
    both = made(Point)
    assert len({both.ours(1), both.ours(1), both.ours(2)}) == 2
    assert hash(both.ours(1)) == hash(both.theirs(1))
    assert hash(made(Named).ours("a")) == 7
    with pytest.raises(TypeError, match="unhashable"):
        hash(made(Basket).ours())


def test_what_is_made_anew_is_not_shared() -> None:
    both = made(Basket)
    one, other = both.ours(), both.ours()
    one.items.append("a")
    one.made.append(1)
    assert other.items == other.made == []


@records.dataclass(frozen=True, slots=True)
class Kept:
    """At the top of a module, where a pickle finds it."""

    a: int
    b: tuple[int, ...] = ()


@records.dataclass(frozen=True, slots=True)
class Heir(Kept):
    """Of another record."""

    c: int = 3


def test_it_can_be_pickled_decoded_replaced_matched_and_inherited() -> None:
    item = Kept(1, (2, 3))
    assert pickle.loads(pickle.dumps(item)) == item
    assert msgspec.json.decode(b'{"a":1,"b":[2,3]}', type=Kept) == item
    assert replace(item, a=5) == Kept(5, (2, 3))
    match item:
        case Kept(a, b):
            assert (a, b) == (1, (2, 3))
    assert Heir(1) == Heir(1, (), 3)
    assert isinstance(Heir(1), Kept)
    with pytest.raises(FrozenInstanceError):
        Heir(1).c = 4  # type: ignore[misc]
    with pytest.raises(TypeError):
        Kept()  # type: ignore[call-arg]
    assert Kept.__doc__ == "At the top of a module, where a pickle finds it."


def test_one_that_may_change_is_the_library_s() -> None:
    @records.dataclass(slots=True)
    class Counter:
        count: int = 0

    counter = Counter()
    counter.count += 1
    assert counter == Counter(1)
