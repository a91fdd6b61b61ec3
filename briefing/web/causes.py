"""What an exception was made from: urllib3 and requests keep the cause in different places."""

from __future__ import annotations


def causes_of(error: BaseException) -> list[BaseException]:
    """The exception itself, and all it was made from."""
    found: list[BaseException] = []
    todo: list[object] = [error]
    while todo:
        item = todo.pop()
        if isinstance(item, BaseException) and item not in found:
            found.append(item)
            todo += [getattr(item, "reason", None), item.__cause__, item.__context__, *item.args]
    return found
