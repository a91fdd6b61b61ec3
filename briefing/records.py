"""Frozen dataclasses that are quickly made: the nouns that go from stage to stage.

Own code, since the standard library's decorator writes six functions for a frozen class and compiles each by
itself: 0.6 ms for a class, 0.1 s for those of a run. Here the library does all but that; one function is
compiled, and the others are shared. The result is a dataclass in every respect: ``fields``, ``replace``,
``asdict``, ``match``, copies and pickles work, and so do msgspec and hypothesis. Type checkers see the
library's decorator.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterator
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, kw_only=False, **others):
        """As :func:`dataclasses.dataclass`."""

        def made(plain):
            is_first = not any(map(dataclasses.is_dataclass, plain.__bases__))
            if frozen and slots and is_first and not others:
                return _frozen(plain, kw_only=kw_only)
            return dataclasses.dataclass(plain, frozen=frozen, slots=slots, kw_only=kw_only, **others)

        return made if cls is None else made(cls)


Class = TypeVar("Class", bound=type)
_ASSUMED: Final = {"init": True, "repr": True, "eq": True, "frozen": True}
"""What the library notes of a class that it makes by itself."""


def _frozen(plain: Class, *, kw_only: bool) -> Class:
    """A class as ``dataclass(frozen=True, slots=True)`` makes it."""
    own = vars(plain)
    if plain.__doc__ is None:  # else the library writes one, of the signature, at a third of the price of all
        plain.__doc__ = plain.__name__
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(plain)
    for name, value in _ASSUMED.items():
        setattr(made.__dataclass_params__, name, value)
    compared = _values(item.name for item in dataclasses.fields(made) if item.compare)
    shown = [item.name for item in dataclasses.fields(made) if item.repr]

    def __eq__(self: object, other: object) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:
        return hash(compared(self))

    @recursive_repr()
    def __repr__(self: object) -> str:
        values = ", ".join([f"{name}={getattr(self, name)!r}" for name in shown])
        return f"{self.__class__.__qualname__}({values})"

    functions = (_initializer(made), __eq__, __hash__, __repr__, _setattr, _delattr, _getstate, _setstate)
    for function in functions:
        name = f"__{function.__name__.strip('_')}__"
        if name not in own:
            setattr(made, name, function)
    return made  # type: ignore[no-any-return]


def _values(names: Iterator[str]) -> Callable[[object], tuple[object, ...]]:
    """What gives the values of so many attributes as a tuple."""
    known = tuple(names)
    if len(known) > 1:
        return attrgetter(*known)
    return lambda item: tuple([getattr(item, name) for name in known])


def _initializer(made: Any) -> Callable[..., None]:
    """The one function that is written for a class."""
    items = dataclasses.fields(made)
    given: dict[str, object] = {"_object_setattr": object.__setattr__, "_made_anew": _MADE}
    plain: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for item in items:
        default, name = f"_default_{item.name}", item.name
        value = name
        if item.default_factory is not dataclasses.MISSING:
            given[default] = item.default_factory
            value = f"{default}() if {name} is _made_anew else {name}" if item.init else f"{default}()"
            declared = f"{name}=_made_anew"
        elif item.default is not dataclasses.MISSING:
            given[default] = item.default
            value = name if item.init else default
            declared = f"{name}={default}"
        else:
            declared = name
        if item.init:
            (named if item.kw_only else plain).append(declared)
        elif value == name:
            continue  # set by ``__post_init__``, or never
        body.append(f"_object_setattr(self, {name!r}, {value})")
    if hasattr(made, "__post_init__"):
        body.append("self.__post_init__()")
    wanted = ", ".join(["self", *plain, *(["*", *named] if named else [])])
    lines = "\n  ".join(body or ["pass"])
    source = f"def make({', '.join(given)}):\n def __init__({wanted}):\n  {lines}\n return __init__"
    found: dict[str, Any] = {}
    exec(source, vars(sys.modules[made.__module__]), found)
    function: Callable[..., None] = found["make"](**given)
    function.__qualname__ = f"{made.__qualname__}.__init__"
    function.__annotations__ = {item.name: item.type for item in items if item.init} | {"return": None}
    return function


class _Made:
    """Stands for a value that is made anew for each object."""

    def __repr__(self) -> str:
        return "<factory>"


_MADE: Final = _Made()


def _setattr(self: object, name: str, value: object) -> None:  # noqa: ARG001
    message = f"cannot assign to field {name!r}"
    raise dataclasses.FrozenInstanceError(message)


def _delattr(self: object, name: str) -> None:  # noqa: ARG001
    message = f"cannot delete field {name!r}"
    raise dataclasses.FrozenInstanceError(message)


def _getstate(self: Any) -> list[object]:
    return [getattr(self, item.name) for item in dataclasses.fields(self)]


def _setstate(self: Any, state: list[object]) -> None:
    for item, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, item.name, value)
