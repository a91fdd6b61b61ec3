"""Who makes the summary that a run asks for: the article's own sentences, an editor, or a language model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing import summaries
from briefing.errors import VoiceError
from briefing.events import OnEvent, SummaryReplaced, TextLeaves, ignore
from briefing.model import Article, Section
from briefing.records import dataclass
from briefing.settings import Settings
from briefing.store import Store, key_of
from briefing.summaries import Cost, Line, Summarize

if TYPE_CHECKING:
    from briefing.abstracts import Ask, prompt
    from briefing.text.extracts import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What would be said as the summary of an article."""

    lines: tuple[Line, ...]
    seconds: float
    """At the pace of the voice, the pauses included."""
    reasons: tuple[Reason, ...] = ()
    """Of every sentence, why it was drawn or not; empty where that was not asked for."""


def summarizer(
    settings: Settings, article: Article, *, store: Store | None = None, on_event: OnEvent = ignore
) -> Summarize:
    """Who makes the summary.

    Args:
        settings: what was asked for.
        article: what it is of.
        store: where a language model's answers are remembered.
        on_event: told when the text leaves this machine, and when a summary had to be replaced.

    Raises:
        ArticleError: an editor's summary that cannot be read.
        ConfigError: a language model that is not named.
    """
    if settings.summary_from is not None:
        return summaries.edited_file(settings.summary_from)
    match settings.summary:
        case "extract":
            return summaries.drawn
        case "headlines":
            return summaries.headlines
        case "none":
            return summaries.nothing
        case "llm":
            return _modelled(article, store, on_event)


def _modelled(article: Article, store: Store | None, on_event: OnEvent) -> Summarize:
    from briefing.abstracts import prompt
    from briefing.abstracts.endpoint import Model, endpoint_of, environment

    endpoint = endpoint_of(environment())
    model = Model(endpoint)

    def ask(conversation: Sequence[prompt.Message]) -> str:
        said = [text for turn in conversation for text in (turn.role, turn.content)]
        key = key_of(prompt.VERSION, endpoint.url, endpoint.model, *said)
        known = store.find_text(key) if store else None
        if known is not None:
            return known
        on_event(TextLeaves(endpoint.host))
        answer = model.ask(conversation)
        if store:
            store.keep_text(key, answer)
        return answer

    return replaced_where_it_fails(ask, headline=article.masthead.headline, on_event=on_event)


def replaced_where_it_fails(ask: Ask, *, headline: str, on_event: OnEvent = ignore) -> Summarize:
    """A language model's summary, or sentences of the article where it has none that can be used."""
    from briefing.abstracts import Ungrounded

    by_model = summaries.abstracted(ask, headline=headline)

    def summarize(sections: tuple[Section, ...], cost: Cost, seconds: float) -> tuple[Line, ...]:
        try:
            return by_model(sections, cost, seconds)
        except (Ungrounded, VoiceError) as error:
            on_event(SummaryReplaced(error.message))
            return summaries.drawn(sections, cost, seconds)

    return summarize
