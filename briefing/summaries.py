"""Summaries for a script: drawn from the article, one line a section, an editor's own, or a model's.

Whoever makes it, a summary is lines within the seconds that were asked for, each with what it rests on.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from briefing.errors import ArticleError
from briefing.model import Section
from briefing.records import dataclass
from briefing.text.clean import clean
from briefing.text.extracts import Extract, Reason
from briefing.text.splitting import sentences
from briefing.text.summary import extract

if TYPE_CHECKING:
    from briefing.abstracts import Ask

SHARE: Final = 0.4
"""A summary longer than this share of the narration would be the article again."""
MOST_BYTES: Final = 64_000
"""Of an editor's own summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of a summary."""

    text: str
    sentence: str | None = None
    """The sentence of the article that it is, or the head of."""
    section: str | None = None
    """The section it tells of."""
    abridged: bool = False
    """Whether the end of that sentence, or something in it, is left out."""


class Cost(Protocol):
    """Tells what saying a text takes: :meth:`briefing.segments.Writer.cost`."""

    def __call__(self, text: str, /, *, part_of: str = "") -> float:
        """Seconds, with the pause after it; near enough where it is a part of a sentence that is said too."""
        ...


Summarize = Callable[[tuple[Section, ...], Cost, float], tuple[Line, ...]]
"""From the sections, the cost of a text, and the seconds there are."""


def drawn(sections: tuple[Section, ...], cost: Cost, seconds: float) -> tuple[Line, ...]:
    """The sentences of the article that tell most."""
    return _lines(sections, cost, seconds, headlines=False)


def headlines(sections: tuple[Section, ...], cost: Cost, seconds: float) -> tuple[Line, ...]:
    """One line of each section."""
    return _lines(sections, cost, seconds, headlines=True)


def nothing(sections: tuple[Section, ...], cost: Cost, seconds: float) -> tuple[Line, ...]:  # noqa: ARG001
    """No summary."""
    return ()


def edited(text: str) -> Summarize:
    """An editor's own summary, every sentence of it.

    The summary made from it raises ArticleError where it takes longer than there is time.
    """
    told = sentences(clean(text))

    def summarize(sections: tuple[Section, ...], cost: Cost, seconds: float) -> tuple[Line, ...]:  # noqa: ARG001
        taken = sum(map(cost, told))
        if taken > seconds:
            message = (
                f"the summary takes {taken:.0f} seconds at this voice's pace, and {seconds:.0f} are left"
            )
            raise ArticleError(message, hint=f"--summary-seconds {round(taken / 0.9) + 5}")
        return tuple(Line(text=sentence) for sentence in told)

    return summarize


def edited_file(path: Path) -> Summarize:
    """An editor's own summary from a text file in UTF-8.

    Raises:
        ArticleError: it cannot be read, is too long for a summary, or says nothing.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not in UTF-8"
        message = f"the summary {path} cannot be read: {reason}"
        raise ArticleError(message, hint="--summary-from summary.txt") from error
    if len(data) > MOST_BYTES or not any(letter.isalpha() for letter in text):
        message = f"the summary {path} {'is too long for one' if len(data) > MOST_BYTES else 'says nothing'}"
        raise ArticleError(message, hint="leave out: --summary-from")
    return edited(text)


def abstracted(ask: Ask, *, headline: str) -> Summarize:
    """A language model's summary, held to the article; see :mod:`briefing.abstracts`."""
    from briefing.abstracts import abstract

    def summarize(sections: tuple[Section, ...], cost: Cost, seconds: float) -> tuple[Line, ...]:
        told = [(section.id, sentence) for section in sections for sentence in section.sentences]
        texts = [sentence.text for _, sentence in told]
        room = _fair(sections, cost, seconds)
        found = abstract(texts, headline=headline, seconds=room, cost=cost, ask=ask)
        return tuple(Line(text=item.text, section=told[item.by[0]][0] if item.by else None) for item in found)

    return summarize


def reasons(
    sections: tuple[Section, ...], cost: Cost, seconds: float, *, headlines: bool = False
) -> tuple[Reason, ...]:
    """Why each sentence is drawn into the summary, or not."""
    return _extract(sections, cost, seconds, headlines=headlines).reasons


def _lines(sections: tuple[Section, ...], cost: Cost, seconds: float, *, headlines: bool) -> tuple[Line, ...]:
    return tuple(
        Line(text=pick.text, sentence=pick.sentence.id, section=pick.section, abridged=pick.abridged)
        for pick in _extract(sections, cost, seconds, headlines=headlines).picks
    )


def _extract(sections: tuple[Section, ...], cost: Cost, seconds: float, *, headlines: bool) -> Extract:
    return extract(
        sections,
        cost=cost,
        budget=_fair(sections, cost, seconds),
        guess=lambda text, whole: cost(text, part_of=whole),
        headlines=headlines,
    )


def _fair(sections: tuple[Section, ...], cost: Cost, seconds: float) -> float:
    """The seconds there are, but no more than a share of what the narration takes."""
    narrated = sum(cost(sentence.text) for section in sections for sentence in section.sentences)
    return min(seconds, narrated * SHARE)
