"""File names that every automation system takes: ASCII, no blanks, short, no two alike in any case.

Templates are filled from a few words about a cut. The slug gives way where a name would be too long; two
names that differ in nothing but case are one name to half of the systems that will read them, and refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Final

from briefing.errors import RequestError
from briefing.records import dataclass
from briefing.settings import suggest
from briefing.text.romanization import slug

TEMPLATE: Final = "{date}_{show}_{nn}_{slug}_{mmss}"
LONGEST: Final = 60
"""Characters, with what follows the dot."""
LIKE: Final = "--name '{date}_{nn}_{slug}'"
SHOW: Final = 16
"""Characters of the show at most: the slug tells files apart."""
SLUG: Final = 32
_ALLOWED: Final = re.compile(r"[A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a name is made of."""

    date: str
    """Of the edition, ``YYYY-MM-DD``."""
    show: str
    number: int
    title: str
    """In Latin letters or in Arabic."""
    seconds: float
    kind: str
    profile: str
    briefing: str
    """Its id."""
    cart: int | None = None
    part: str = ""
    """Which sentences or times, where it is not a whole section; it is never shortened away."""

    def words(self, longest: int) -> Mapping[str, str]:
        """What each placeholder stands for.

        Args:
            longest: characters of the slug.
        """
        whole = round(self.seconds)
        name = slug(self.title, longest=max(1, longest - len(self.part))) or self.kind
        return {
            "date": self.date.replace("-", ""),
            "yymmdd": self.date.replace("-", "")[2:],
            "show": slug(self.show, longest=SHOW) or "briefing",
            "nn": f"{self.number:02d}",
            "slug": f"{name}{self.part}",
            "mmss": f"{whole // 60:02d}{whole % 60:02d}",
            "kind": self.kind,
            "profile": slug(self.profile, longest=SHOW),
            "id": slug(self.briefing, longest=SHOW),
            "cart": "" if self.cart is None else f"{self.cart:06d}",
        }


PLACEHOLDERS: Final = tuple(
    Named(date="", show="", number=0, title="", seconds=0, kind="", profile="", briefing="").words(1)
)


def check(template: str, *, suffix: str) -> str:
    """The template without its suffix, where it has one.

    Args:
        template: text with placeholders.
        suffix: what the files have after the dot.

    Raises:
        RequestError: an unknown placeholder, a letter that no file name may have, another suffix.
    """
    stem = template.removesuffix(f".{suffix}")
    try:
        parts = list(Formatter().parse(stem))
    except ValueError as error:
        message = f"the name {template!r} is no template: {error}"
        raise RequestError(message, hint=LIKE) from error
    known = [f"{{{name}}}" for name in PLACEHOLDERS]
    for literal, field, form, conversion in parts:
        if wrong := _ALLOWED.sub("", literal):
            message = f"the name {template!r} has {wrong[0]!r}; it may have letters, digits, - and _ only"
            raise RequestError(message, hint=LIKE)
        if field is not None and (field not in PLACEHOLDERS or form or conversion):
            message = f"names have no placeholder {field!r}"
            raise RequestError(message, hint=suggest(f"{{{field}}}", known))
    if not any(literal or field for literal, field, _, _ in parts):
        message = "the name is empty"
        raise RequestError(message, hint=LIKE)
    return stem


def names(template: str, files: Sequence[Named], *, suffix: str) -> tuple[str, ...]:
    """A name for each file.

    Raises:
        RequestError: see :func:`check`; a name that is too long even without its slug, an empty one, or two
            that differ in nothing but case.
    """
    stem = check(template, suffix=suffix)
    made = tuple(_name(stem, named, suffix=suffix) for named in files)
    seen: dict[str, int] = {}
    for number, name in enumerate(made, 1):
        if (other := seen.setdefault(name.casefold(), number)) != number:
            message = f"files {other} and {number} would both be named {name}"
            raise RequestError(message, hint="--name '{nn}_{slug}_{mmss}'")
    return made


def _name(stem: str, named: Named, *, suffix: str) -> str:
    for longest in range(SLUG, 0, -1):
        name = stem.format(**named.words(longest)).strip("_-")
        if not name:
            message = f"the name {stem!r} is empty for file {named.number}"
            raise RequestError(message, hint=LIKE)
        if len(name) + 1 + len(suffix) <= LONGEST:
            return f"{name}.{suffix}"
    message = f"the name {name!r} is longer than {LONGEST} characters"
    raise RequestError(message, hint=LIKE)
