"""What a run would make and ask for, told without voicing or writing anything."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from briefing import choices, pipeline
from briefing.events import ArticleRead, OnEvent, StageBegun, VoiceChosen, ignore
from briefing.model import Masthead
from briefing.records import dataclass
from briefing.script import expect
from briefing.settings import Settings
from briefing.speech import survey
from briefing.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Foresight:
    """What a run would make and ask for."""

    title: str
    sections: int
    sentences: int
    seconds: float
    """Expected length of the briefing."""
    voice: str
    online: bool
    requests: int
    """Texts the voice would be asked for."""
    wait_s: float
    """Seconds those take at the voice's present pace; 0 where it is not worth telling."""
    cached: int
    """Texts that are in the cache."""


def foresee(
    reference: str,
    *,
    store: Store,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    masthead: Masthead | None = None,
    on_event: OnEvent = ignore,
) -> Foresight:
    """What :func:`make` would do, without voicing or writing anything."""

    on_event(StageBegun("read"))
    article = pipeline.read(reference, masthead=masthead)
    on_event(ArticleRead(reference, article.charset, article.masthead.headline))
    speaker = choices.choose_voice(settings)
    with closing(speaker.voice):
        on_event(VoiceChosen(speaker.name, speaker.voice.online, speaker.reason))
        on_event(StageBegun("script"))
        if settings.summary == "llm":  # it would have to be asked; the article's sentences take as long
            settings = replace(settings, summary="extract")
        script = pipeline.write(article, speaker, settings=settings)
        seconds = 0.0
        if settings.is_measured:
            from briefing import cutdown

            script, seconds = cutdown.foretell(script, speaker, store, settings=settings)
        told = pipeline.written(script)
        counted = survey(script, speaker.voice, store, rate=settings.sample_rate)
        return Foresight(
            title=script.masthead.headline,
            sections=told.sections,
            sentences=told.sentences,
            seconds=seconds
            or expect(
                script.segments,
                speaker.voice,
                choices.pauses_of(settings),
                choices.interludes_of(settings),
            ),
            voice=speaker.name,
            online=speaker.voice.online,
            requests=counted.requests,
            wait_s=speaker.voice.foretell(counted.requests),
            cached=counted.cached,
        )
