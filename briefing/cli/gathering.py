"""Options gathered: a group of click options reaches the command as one value."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])
Options = Mapping[str, Callable[[Function], Function]]


def gathered(
    into: str, build: Callable[..., object], options: Options[Any]
) -> Callable[[Function], Function]:
    """A decorator: these options, handed to the command as one keyword argument."""

    def decorate(command: Function) -> Function:
        @functools.wraps(command)
        def call(**given: Any) -> Any:
            mine = {name: given.pop(name) for name in options}
            return command(**given, **{into: build(**mine)})

        wrapped: Any = call
        for option in reversed([*options.values()]):
            wrapped = option(wrapped)
        return wrapped  # type: ignore[no-any-return]

    return decorate
