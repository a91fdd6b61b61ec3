"""Abstractive summaries by a language model behind an OpenAI-compatible endpoint, held to the article.

Off unless asked for: only then does the text leave this machine. What comes back is believed as far as the
article bears it out (:mod:`briefing.abstracts.grounding`), whatever the model was told, and by whom.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from briefing.abstracts import grounding, prompt
from briefing.errors import ArticleError
from briefing.records import dataclass

ATTEMPTS: Final = 2
LEAST_SHARE: Final = 0.4
"""Of the seconds asked for: an answer that fills less is no summary of an article that is longer."""

Ask = Callable[[Sequence[prompt.Message]], str]


class Ungrounded(ArticleError):
    """No answer of the model could be used: it said what the article does not say, or nothing."""


@dataclass(frozen=True, slots=True)
class Supported:
    """A sentence of the summary."""

    text: str
    by: tuple[int, ...]
    """The sentences of the article that bear it out, counted from 0, the strongest first."""


def abstract(
    sentences: Sequence[str], *, headline: str, seconds: float, cost: Callable[[str], float], ask: Ask
) -> tuple[Supported, ...]:
    """A summary in a model's own words, every sentence borne out by the article.

    Args:
        sentences: the article.
        headline: its headline.
        seconds: the longest it may take; the costs never sum to more.
        cost: what saying a sentence takes, in seconds, with the pause after it.
        ask: sends a conversation to the model, gives its answer.

    Raises:
        Ungrounded: neither the first answer nor the second could be used.
        VoiceError: the endpoint does not answer; see :mod:`briefing.abstracts.endpoint`.
    """
    article = grounding.Article(sentences, headline=headline)
    words = prompt.words_for(seconds, sentences, cost)
    conversation = prompt.request(sentences, headline=headline, words=words)
    faults: tuple[str, ...] = ()
    for _ in range(ATTEMPTS):
        answer = ask(conversation)
        told = grounding.split(answer)
        faults = grounding.faults_of_form(answer, told) or tuple(
            fault for text in told for fault in article.faults(text)
        )
        if not faults:
            kept = _fitting([Supported(text, article.support(text)) for text in told], seconds, cost)
            if kept:
                return kept
            faults = (prompt.TOO_LONG.format(words=words),)
        conversation = prompt.again(conversation, answer, faults)
    message = f"the language model's summary is not borne out by the article: {faults[0]}"
    raise Ungrounded(message, hint="leave out: --summary llm")


def _fitting(
    told: Sequence[Supported], seconds: float, cost: Callable[[str], float]
) -> tuple[Supported, ...]:
    """The sentences from the first on that fit; the rest is dropped whole."""
    kept: list[Supported] = []
    left = seconds
    for sentence in told:
        left -= cost(sentence.text)
        if left < 0:
            break
        kept.append(sentence)
    return tuple(kept)
