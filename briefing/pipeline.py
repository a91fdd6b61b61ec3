"""The whole way: ``read``, ``write``, ``produce``, ``publish``; ``make`` calls the four.

What the stages share is plain data. Everything is made in a staging folder and published in one step.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, nullcontext
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import choices, early, model, plugins, shelf, standing
from briefing.contracts import declares
from briefing.editions import Editions
from briefing.errors import ArticleError, VoiceError
from briefing.events import (
    ArticleRead,
    NothingNew,
    OnEvent,
    ScriptWritten,
    StageBegun,
    VoiceChosen,
    ignore,
)
from briefing.model import (
    Article,
    Briefing,
    MadeFile,
    Masthead,
    Role,
    Script,
    SegmentKind,
    Utterance,
)
from briefing.publication import Publication
from briefing.records import dataclass
from briefing.settings import PAUSE_BOUNDS, Settings

if TYPE_CHECKING:
    from briefing.inspection import Inspection
    from briefing.segments import Ahead
    from briefing.speech import Booth
    from briefing.store import Store
    from briefing.takes import Take

    WrittenFor = Callable[[choices.SpeakingVoice, Booth], Script]


@dataclass(frozen=True, slots=True)
class Made:
    """What a run made."""

    briefing: Briefing
    folder: Path
    changed: tuple[Path, ...]
    """The files that are new or different."""
    fresh: int
    """How many utterances were voiced now, not found in the cache."""
    doubts: int = 0
    """Words of the script whose reading is not sure: :mod:`briefing.doubts`."""
    inspection: Inspection | None = None
    """What was found when it was read back before it was published; None where nothing was made."""
    left_out: tuple[Utterance, ...] = ()
    """The sentences of the article that are not said, since a length was asked for."""


def read(reference: str, *, masthead: Masthead | None = None) -> Article:
    """Read an article with the source that knows such references.

    Args:
        reference: a path, an ``https://`` address, or ``-`` for standard input.
        masthead: what the caller knows better; its non-empty fields win.

    Raises:
        ArticleError: it cannot be read, or is no Arabic article.
        FetchError: it did not come from the web.
    """
    names = plugins.names("sources")
    found = next((name for name in names if plugins.source(name).accepts(reference)), None)
    if found is None:
        message = f"no source reads {reference!r}"
        hint = (
            "give a .txt, .md or .html file, a .docx or .epub file, the https:// address of a page, "
            "or - for standard input"
        )
        raise ArticleError(message, hint=hint)
    article = plugins.source(found).read(reference)
    if masthead is None:
        return article
    given = {
        item.name: getattr(masthead, item.name)
        for item in fields(Masthead)
        if getattr(masthead, item.name) and item.name != "language"
    }
    return replace(article, masthead=replace(article.masthead, **given))


def write(
    article: Article,
    speaker: choices.SpeakingVoice,
    *,
    settings: Settings,
    store: Store | None = None,
    on_event: OnEvent = ignore,
    ahead: Ahead | None = None,
) -> Script:
    """Write the script of an article for a voice: :func:`briefing.composition.write`."""
    from briefing import composition  # with all that reads Arabic: a fifth of a second
    from briefing.segments import unheard

    return composition.write(
        article, speaker, settings=settings, store=store, on_event=on_event, ahead=ahead or unheard
    )


def publish(
    briefing: Briefing,
    publication: Publication,
    made: list[MadeFile],
    *,
    kept: tuple[MadeFile, ...] = (),
    present: Briefing | None = None,
) -> tuple[Briefing, list[Path]]:
    """Complete ``briefing.json`` with the files and put everything in place, ``briefing.json`` last.

    Args:
        briefing: what was made.
        publication: the locked folder.
        made: the files in staging.
        kept: files of an earlier run that stay in the folder and in the list.
        present: what ``briefing.json`` says in the folder, where it was read there.
    """
    listed = {item.name: item for item in (*kept, *made)}
    now = replace(briefing, files=tuple(listed[name] for name in sorted(listed)))
    names = [item.name for item in made]
    if now != present:  # that of ten hours takes a while to be written, only to be found the same
        shelf.write_text(publication.staging / shelf.BRIEFING_FILE, model.to_json(now))
        names.append(shelf.BRIEFING_FILE)
    return now, publication.publish(names)


def make(
    reference: str,
    folder: Path,
    *,
    store: Store,
    created: str,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    masthead: Masthead | None = None,
    on_event: OnEvent = ignore,
    speaker: choices.SpeakingVoice | None = None,
) -> Made:
    """An article becomes a finished briefing in ``folder``.

    Args:
        reference: what to read.
        folder: where to publish; made where it is missing.
        store: the cache of spoken pieces.
        created: ISO 8601 date for a briefing made for the first time; the same article made again into
            the same folder keeps its date, so that nothing changes.
        settings: what was asked for.
        masthead: what the caller knows better than the source.
        on_event: told what happens.
        speaker: a voice that was chosen before, for several articles; it is left open, unless it fails.

    Raises:
        BriefingError: see :mod:`briefing.errors`; nothing is published then.
    """
    for name in settings.editions:
        plugins.load("exporters", name)
    on_event(StageBegun("read"))
    article = read(reference, masthead=masthead)
    on_event(ArticleRead(reference, article.charset, article.masthead.headline))
    return make_of(
        *(article, folder),
        store=store,
        created=created,
        settings=settings,
        on_event=on_event,
        speaker=speaker,
    )


def make_of(
    article: Article,
    folder: Path,
    *,
    store: Store,
    created: str,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    on_event: OnEvent = ignore,
    speaker: choices.SpeakingVoice | None = None,
) -> Made:
    """An article that was read becomes a finished briefing; see :func:`make`."""

    def written_for(speaker: choices.SpeakingVoice, booth: Booth) -> Script:
        ahead = None if settings.is_measured else booth.ahead  # what will be said is not known yet
        return write(article, speaker, settings=settings, store=store, on_event=on_event, ahead=ahead)

    with Publication(folder) as publication:
        chosen = speaker or choices.choose_voice(settings, store)
        with nullcontext() if speaker else closing(chosen.voice):
            name = standing.key(article, chosen, settings)
            stands = standing.find(store, name, folder)
            if stands is not None:
                on_event(VoiceChosen(chosen.name, chosen.voice.online, chosen.reason))
                on_event(NothingNew())
                return Made(stands.briefing, folder, (), 0, doubts=stands.doubts)
            made = _made(
                *(written_for, publication),
                store=store,
                created=created,
                settings=settings,
                on_event=on_event,
                speaker=chosen,
            )
        if made.briefing.voice.is_as_asked:
            standing.remember(store, name, folder, doubts=made.doubts)
        return made


def voice_script(
    script: Script,
    folder: Path,
    *,
    store: Store,
    created: str,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    on_event: OnEvent = ignore,
) -> Made:
    """A script, as written or edited, becomes a finished briefing; see :func:`make`.

    Its own pauses are as much longer as all others.
    """
    script = _paced(script, settings.pauses)
    return make_written(
        lambda *_: script, folder, store=store, created=created, settings=settings, on_event=on_event
    )


def make_written(
    written_for: WrittenFor,
    folder: Path,
    *,
    store: Store,
    created: str,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    on_event: OnEvent = ignore,
    speaker: choices.SpeakingVoice | None = None,
) -> Made:
    """Whatever script is written for the voice that is chosen becomes a finished briefing; see :func:`make`.

    Args:
        written_for: writes the script for a voice; called again where the fallback takes over.
        folder: where to publish.
        store: the cache of spoken pieces.
        created: ISO 8601 date.
        settings: what was asked for.
        on_event: told what happens.
        speaker: a voice that was chosen before; it is left open, unless it fails.
    """
    with Publication(folder) as publication:
        return _made(
            *(written_for, publication),
            store=store,
            created=created,
            settings=settings,
            on_event=on_event,
            speaker=speaker,
        )


def export_folder(folder: Path, *, settings: Settings, on_event: OnEvent = ignore) -> Made:
    """Make editions of a finished briefing again, from its ``briefing.json`` and master; nothing is voiced.

    Raises:
        ArticleError: the folder holds no finished briefing, or a master that is not the one described.
    """
    from briefing import inspection

    choices.check_options(settings, voices=())
    present = shelf.load(folder, sound=not all(map(plugins.is_silent, settings.editions)))
    with Publication(folder) as publication:
        shelf.lend(folder, publication.staging)
        briefing = replace(present, settings={**present.settings, **choices.noted_editions(settings)})
        with Editions(publication.staging, settings=settings, on_event=on_event) as editions:
            made = editions.export(briefing)
        inspected = inspection.approve(publication.staging, briefing)
        on_event(StageBegun("publish"))
        before, remade = briefing, files_of(settings)
        kept = tuple(item for item in before.files if not declares(remade, item.name))
        briefing, changed = publish(briefing, publication, made, kept=kept, present=present)
        shelf.remove_stale(folder, before, briefing, remade=remade)
        return Made(briefing, folder, tuple(changed), 0, inspection=inspected)


def files_of(settings: Settings) -> tuple[str, ...]:
    """What the editions that were asked for may write: their ``FILES``."""
    return tuple(pattern for name in settings.editions for pattern in plugins.exporter(name).FILES)


def written(script: Script) -> ScriptWritten:
    """What there is to say of a script."""
    utterances = tuple(script.utterances())
    return ScriptWritten(
        sections=sum(segment.kind is SegmentKind.SECTION for segment in script.segments),
        sentences=sum(item.role is Role.NARRATION for item in utterances),
        utterances=len(utterances),
    )


def _paced(script: Script, factor: float) -> Script:
    """The script with its pauses that much longer; short ones get no shorter than others may be."""
    if factor == 1:
        return script
    least, _ = PAUSE_BOUNDS["sentence_ms"]
    segments = tuple(
        replace(
            segment,
            utterances=tuple(
                replace(item, pause_ms=max(round(item.pause_ms * factor), min(item.pause_ms, least)))
                for item in segment.utterances
            ),
        )
        for segment in script.segments
    )
    return replace(script, segments=segments)


def _made(
    written_for: WrittenFor,
    publication: Publication,
    *,
    store: Store,
    created: str,
    settings: Settings,
    on_event: OnEvent,
    speaker: choices.SpeakingVoice | None = None,
) -> Made:
    """Choose the voice, write its script, voice it; where it fails, the same again with the fallback."""
    is_shared = speaker is not None
    speaker = speaker or choices.choose_voice(settings, store)
    early.begin(speaker.voice, store)
    from briefing import doubts, inspection, mastering, takes

    before = shelf.former(publication.folder)

    def date_of(script: Script) -> str:
        return before.created if before is not None and before.id == script.id else created

    def script_for(speaker: choices.SpeakingVoice, booth: Booth) -> Script:
        on_event(VoiceChosen(speaker.name, speaker.voice.online, speaker.reason))
        on_event(StageBegun("script"))
        script = written_for(speaker, booth)
        on_event(written(script))
        return script

    with nullcontext() if is_shared else closing(speaker.voice):
        booth = takes.booth(speaker, store, settings=settings, on_event=on_event)
        dated = created
        left_out: tuple[Utterance, ...] = ()
        script: Script | None = None
        try:
            with booth:
                script = script_for(speaker, booth)
                dated = date_of(script)
                needed = (module for name in settings.editions for module in plugins.loads(name))
                early.load((*needed, *inspection.cheap_modules()))
                take, left_out = _recorded(script, speaker, store, settings, dated, booth)
        except VoiceError as error:
            if script is None:
                raise
            other = choices.fallback_voice(settings, speaker, error, store)
            rate = booth.rate if settings.fallback_scope == "section" else 0
            second = takes.booth(other, store, settings=settings, rate=rate, on_event=on_event)
            with closing(other.voice), second:
                again = script_for(other, second)
                if settings.fallback_scope == "section":
                    take = takes.relieve(
                        *(script, speaker, again, other, store), settings=settings, created=dated, at=second
                    )
                else:
                    take, left_out = _recorded(again, other, store, settings, dated, second)
    if before is not None and not settings.force and _is_done(publication.folder, before, take):
        on_event(NothingNew())
        counted = doubts.count(take.script)
        return Made(before, publication.folder, (), 0, doubts=counted, left_out=left_out)
    with Editions(publication.staging, settings=settings, store=store, on_event=on_event) as editions:
        editions.begin(take.briefing)
        briefing, files = mastering.write_down(
            *(take, publication.staging),
            former=None if before is None or settings.force else (publication.folder, before),
            following=editions if editions.is_followed else None,
            on_event=on_event,
        )
        made = editions.export(briefing) + files
        settled = editions.settle(item.name for item in made)
        inspected = inspection.approve(publication.staging, briefing)
        settled.result()
    on_event(StageBegun("publish"))
    briefing, changed = publish(briefing, publication, made)
    if before is not None:
        shelf.remove_stale(publication.folder, before, briefing, remade=files_of(settings))
    return Made(
        *(briefing, publication.folder, tuple(changed), take.recording.fresh),
        doubts=doubts.count(take.script),
        inspection=inspected,
        left_out=left_out,
    )


def _recorded(
    script: Script,
    speaker: choices.SpeakingVoice,
    store: Store,
    settings: Settings,
    created: str,
    booth: Booth,
) -> tuple[Take, tuple[Utterance, ...]]:
    """All of the script as a take, or what there is time for; and the sentences that are left out."""
    if settings.is_measured:
        from briefing import cutdown

        return cutdown.record(script, speaker, store, settings=settings, created=created, at=booth)
    from briefing import takes

    return takes.record(script, speaker, store, settings=settings, created=created, at=booth), ()


def _is_done(folder: Path, before: Briefing, take: Take) -> bool:
    """Whether the folder holds just what would be made now, every file whole."""
    if replace(before, files=(), gain_db=take.briefing.gain_db) != take.briefing:
        return False
    script = folder / shelf.SCRIPT_FILE
    return (
        all(shelf.is_untouched(folder / item.name, item) for item in before.files)
        and script.read_bytes() == model.to_json(take.script).encode()
    )
