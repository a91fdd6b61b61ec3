"""The language of the command line: English, or Arabic from the catalogue in ``briefing/locale``.

Click asks the standard library's ``gettext`` for its own words, so ours go the same way: :func:`use` points
the process at the catalogue, and from then on ``_`` and ``ngettext`` answer in that language.

The library below speaks English and knows of no catalogue: an error is one string, filled in. Its
sentences are in the catalogue as templates (``there is no file {reference}``), read out of the source by
``tests/messages.py``; :func:`translated` finds the template a sentence was made from, and fills the
translation in. A sentence no template fits stays English.
"""

from __future__ import annotations

import functools
import gettext as catalogue
import os
import re
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext, pgettext
from pathlib import Path
from typing import Final, Literal

from briefing.errors import ConfigError
from briefing.records import dataclass

__all__ = ["N_", "_", "asked", "ngettext", "paragraphs", "pgettext", "translated", "translated_help", "use"]

Language = Literal["en", "ar"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "ar")
VARIABLE: Final = "BRIEFING_UI"
DOMAIN: Final = "briefing"
FOLDER: Final = Path(__file__).parent.parent / "locale"
LOCALE_VARIABLES: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""In the order of GNU gettext."""
LIBRARY: Final = "library"
"""The context of the library's sentences in the catalogue."""
FIELD: Final = re.compile(r"\{(\w+)\}")
KINDS: Final = {"ONE", "kind"}
"""Fields with a single word to translate; what stands alone in others may be anyone's name for a file."""
DEEPEST: Final = 4
"""A sentence in a sentence in a sentence."""


def N_(text: str) -> str:
    """Marks a text for the catalogue where it is not yet to be translated."""
    return text


def asked(words: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language asked for: ``--ui`` before the command, then ``BRIEFING_UI``, then the locale.

    Raises:
        ConfigError: ``BRIEFING_UI`` names another one.
    """
    for at, word in enumerate(words):
        name, equals, value = word.partition("=")
        if name == "--ui":
            value = value if equals else "".join(words[at + 1 : at + 2])
            if value in LANGUAGES:
                return value
        if not word.startswith("-") and words[at - 1] != "--ui":
            break
    value = environment.get(VARIABLE, "")
    if value and value not in LANGUAGES:
        message = f"{VARIABLE} is {value!r}; it may be en or ar"
        raise ConfigError(message, hint=f"export {VARIABLE}=ar")
    return value if value else _of_locale(environment)


def _of_locale(environment: Mapping[str, str]) -> Language:
    given = next(filter(None, (environment.get(name, "") for name in LOCALE_VARIABLES)), "")
    for one in given.split(":"):
        short = re.split(r"[_.@-]", one)[0].lower()
        if short in {"en", "ar", "c", "posix"}:
            return "ar" if short == "ar" else "en"
    return "en"


def use(language: Language) -> None:
    """Speak it from now on, in this process and those it starts."""
    if language == "en":
        catalogue.textdomain("messages")  # Python's default, which has no catalogue
        return
    os.environ["LANGUAGE"] = language
    catalogue.bindtextdomain(DOMAIN, FOLDER)
    catalogue.textdomain(DOMAIN)


def translated_help(text: str) -> str:
    """A help text with its paragraphs translated; indented lines (what can be typed) stay as they are."""
    return "\n\n".join(map(_paragraph, text.split("\n\n")))


def paragraphs(text: str) -> list[str]:
    """The texts of a help text that can be translated."""
    return [piece for paragraph in text.split("\n\n") for piece, said in _pieces(paragraph) if said]


def _paragraph(text: str) -> str:
    return "\n".join(_(piece) if said else piece for piece, said in _pieces(text))


def _pieces(paragraph: str) -> list[tuple[str, bool]]:
    """Runs of lines that say something, and lines that are typed or steer Click (``\\b``)."""
    found: list[tuple[str, bool]] = []
    for line in paragraph.splitlines():
        said = bool(line.strip()) and line != "\b" and not line.startswith("  ")
        if said and found and found[-1][1]:
            found[-1] = (f"{found[-1][0]}\n{line}", True)
        else:
            found.append((line, said))
    return found


@dataclass(frozen=True, slots=True)
class _Template:
    """A sentence of the library with fields, and how to recognise one made from it."""

    source: str
    translation: str
    pattern: re.Pattern[str]


def translated(text: str, depth: int = DEEPEST) -> str:
    """A sentence of the library in the user's language; the same where there is no translation."""
    if catalogue.textdomain() != DOMAIN or not text:
        return text
    found = pgettext(LIBRARY, text)
    if found != text or depth == 0:
        return found
    for template in _templates():
        if match := template.pattern.fullmatch(text):
            values = {
                name: translated(value, depth - 1) if " " in value or name in KINDS else value
                for name, value in match.groupdict().items()
            }
            return template.translation.format(**values)
    return text


@functools.cache
def _templates() -> tuple[_Template, ...]:
    """Those that say most of themselves first: ``{name} has {what}`` must not win over a longer one."""
    language = catalogue.translation(DOMAIN, FOLDER, [os.environ.get("LANGUAGE", "ar")], fallback=True)
    # The standard library offers no way to list a catalogue. A test holds that this attribute is there.
    messages: Mapping[object, str] = getattr(language, "_catalog", {})
    prefix = f"{LIBRARY}\x04"
    found = [
        _Template(key.removeprefix(prefix), value, pattern_of(key.removeprefix(prefix)))
        for key, value in messages.items()
        if isinstance(key, str) and key.startswith(prefix) and FIELD.search(key)
    ]
    return tuple(sorted(found, key=lambda item: len(FIELD.sub("", item.source)), reverse=True))


def pattern_of(template: str) -> re.Pattern[str]:
    """What a sentence made from a template looks like; a field named twice says the same twice."""
    parts: list[str] = []
    seen: set[str] = set()
    for at, piece in enumerate(FIELD.split(template)):
        if at % 2 == 0:
            parts.append(re.escape(piece))
        else:
            parts.append(f"(?P={piece})" if piece in seen else f"(?P<{piece}>.*?)")
            seen.add(piece)
    return re.compile("".join(parts), re.DOTALL)
