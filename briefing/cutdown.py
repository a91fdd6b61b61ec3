"""A briefing of an exact length, or of at most so much: what is said of the article, and how it is laid out.

A draft is chosen (:mod:`briefing.drafts`) and planned (:mod:`briefing.fitting`) with the voice's pace; what
the plan keeps is voiced, and it is planned again with what is known now, until all that is kept is known. So
only what may be heard is ever voiced. The rest is arithmetic: silences to the frame, speech by the voice's
own rate where it has one, what that leaves by stretching the sound, the last frames in silence.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import field, replace
from itertools import count
from typing import TYPE_CHECKING, Final

from briefing import choices, composition, plugins, takes
from briefing.accounts import Account
from briefing.drafts import Draft, drafts, narrations
from briefing.errors import RequestError
from briefing.fitting import FORCED, WITHIN, Item, Misfit, Plan, Room, plan, shortened
from briefing.lengths import typed
from briefing.model import Role, Script, Segment, SegmentKind, Utterance
from briefing.records import dataclass
from briefing.segments import Writer
from briefing.settings import PAUSE_BOUNDS, Interludes, Pauses, Settings
from briefing.speed import FASTEST, SLOWEST, told
from briefing.text.rests import rests_ms
from briefing.timeline import Silences, frames_of, milliseconds

if TYPE_CHECKING:
    from briefing.speech import Booth, Recording
    from briefing.store import Store
    from briefing.takes import Take

MOST_PAUSE_MS: Final = 900
"""What a silence between two sentences may become; the least is that of the settings."""
LONGEST_TAIL_MS: Final = 1_000
"""How much longer than usual the silence at the end may be."""
SHORT_TAIL_MS: Final = 250
"""So much of that is not worth another draft."""
MEND: Final = 3
"""Per cent by which the sound is stretched where the voice's own rate did not do it to the frame."""
ROUNDS: Final = 6
"""How often another length is looked for that can be promised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    draft: Draft
    plan: Plan
    items: tuple[Item, ...]
    utterances: tuple[Utterance, ...]
    """One for each item."""

    def kept(self) -> tuple[Utterance, ...]:
        return tuple(self.utterances[place] for place in self.plan.kept)

    def tells_most(self) -> bool:
        """Whether the most important sentence is in it."""
        return not self.draft.ranks or any(self.draft.ranks.get(item.id) == 0 for item in self.kept())


def record(
    script: Script,
    speaker: choices.SpeakingVoice,
    store: Store,
    *,
    settings: Settings,
    created: str,
    at: Booth,
) -> tuple[Take, tuple[Utterance, ...]]:
    """Voice what is said of a script in the time that was asked for; arguments as :func:`takes.record`'s.

    Returns:
        The take, and the sentences that were left out.

    Raises:
        RequestError: that length cannot be; the nearest that can be is named.
        VoiceError: something could not be said.
    """
    cutter = _Cutter(script, speaker, store, settings, at.rate, at)
    target_ms = settings.fit_ms or settings.max_ms
    chosen = cutter.settle(target_ms)
    if not isinstance(chosen, _Choice):
        raise cutter.refusal(target_ms, chosen)
    take, account = cutter.take(chosen, created)
    noted = {**take.briefing.settings, **account.noted()}
    said = {item.id for item in take.script.utterances()}
    return replace(take, briefing=replace(take.briefing, settings=noted)), tuple(
        item for item in narrations(script) if item.id not in said
    )


def foretell(
    script: Script, speaker: choices.SpeakingVoice, store: Store, *, settings: Settings
) -> tuple[Script, float]:
    """What would be said of a script, by the pace of the voice, and how many seconds it would take.

    Raises:
        RequestError: that length is out of reach.
    """
    rate = settings.sample_rate or speaker.voice.rate
    cutter = _Cutter(script, speaker, store, settings, rate)
    target_ms = settings.fit_ms or settings.max_ms
    chosen = cutter.choose(cutter.options(target_ms), target_ms)
    if not isinstance(chosen, _Choice):
        near = min(chosen, key=lambda ms: abs(ms - target_ms), default=target_ms)
        raise _refused(settings, target_ms, near // 1000 * 1000 if near < target_ms else near)
    said = {item.id for item in chosen.kept()}
    return _only(chosen.draft.script, said), chosen.plan.frames / rate


@dataclass(slots=True)
class _Cutter:
    """Plans and voices by turns."""

    script: Script
    speaker: choices.SpeakingVoice
    store: Store
    settings: Settings
    rate: int
    booth: Booth | None = None
    """Where it is voiced; None where it is only planned."""
    lengths: dict[str, int] = field(default_factory=dict)
    """What is spoken to how many frames it takes."""
    fresh: int = 0
    """How many utterances needed the voice."""

    @property
    def pauses(self) -> Pauses:
        return choices.pauses_of(self.settings)

    @property
    def stage(self) -> Booth:
        assert self.booth is not None, "what is only planned is not voiced"
        return self.booth

    def writer(self) -> Writer:
        voice = self.speaker.voice
        reader = composition.reader_of(
            self.settings, vowels=voice.needs_vowels, language=voice.language, store=self.store
        )
        return Writer(voice, self.pauses, reader)

    def options(self, target_ms: int) -> tuple[Draft, ...]:
        """The drafts, the first to be preferred."""
        is_exact = bool(self.settings.fit_ms)
        return tuple(drafts(self.script, self.writer(), length_s=target_ms / 1000, is_exact=is_exact))

    def settle(self, target_ms: int) -> _Choice | tuple[int, ...]:
        """What is to be heard, all of it voiced; or the lengths nearest to the target, in milliseconds."""
        options = self.options(target_ms)
        goal = target_ms
        for _ in count():
            chosen = self.choose(options, goal)
            if isinstance(chosen, _Choice):
                if self.voice(chosen):
                    goal = target_ms
                    continue
                if goal == target_ms:
                    return chosen
                return self.near(options, target_ms)
            if not chosen or goal != target_ms:
                return self.near(options, target_ms)
            goal = min(chosen, key=lambda ms: abs(ms - target_ms))  # voice what that would be made of
        raise AssertionError

    def near(self, options: tuple[Draft, ...], target_ms: int) -> tuple[int, ...]:
        chosen = self.choose(options, target_ms)
        return () if isinstance(chosen, _Choice) else chosen

    def choose(self, options: tuple[Draft, ...], target_ms: int) -> _Choice | tuple[int, ...]:
        """The first draft that fits well with the most important sentence in it, else the first that fits
        well, else the first that fits, else the nearest lengths."""
        target = frames_of(target_ms, self.rate)
        second: _Choice | None = None
        third: _Choice | None = None
        misses: list[Misfit] = []
        for draft in options:
            found = self.planned(draft, target)
            if isinstance(found, Misfit):
                misses.append(found)
            elif not self.fits_well(found.plan):
                third = third or found
            elif found.tells_most():
                return found
            else:
                second = second or found
        if second or third:
            return second or third or ()
        below = [item.below for item in misses if item.below is not None]
        above = [item.above for item in misses if item.above is not None]
        return (
            *(each * 1000 // self.rate for each in sorted(below)[-1:]),
            *(-(-each * 1000 // self.rate) for each in sorted(above)[:1]),
        )

    def fits_well(self, made: Plan) -> bool:
        """Without a long silence at the end, and without more haste than is usual."""
        if self.settings.max_ms:
            return True
        spare = made.tail - frames_of(self.pauses.tail_ms, self.rate)
        off = max(made.speed, 1 / made.speed)
        return spare <= frames_of(SHORT_TAIL_MS, self.rate) and off <= 1 + WITHIN / 100 + 1e-6

    def planned(self, draft: Draft, target: int) -> _Choice | Misfit:
        utterances, items = self.items(draft)
        planning = plan if self.settings.fit_ms else shortened
        made = planning(items, target, room=self.room(), partial=draft.is_partial)
        if isinstance(made, Misfit):
            return made
        return _Choice(draft=draft, plan=made, items=items, utterances=utterances)

    def room(self, *, within: int = 0) -> Room:
        """What there is besides what is said: the lead, the opening and closing sounds, the tail."""
        interludes, pauses = choices.interludes_of(self.settings), self.pauses
        ms = [pauses.lead_ms]
        if interludes.opening_ms:
            ms += [interludes.opening_ms, pauses.tone_ms]
        if interludes.closing_ms:
            ms += [pauses.section_ms, interludes.closing_ms]
        tail = frames_of(pauses.tail_ms, self.rate)
        return Room(
            fixed=sum(frames_of(item, self.rate) for item in ms),
            tail=tail,
            longest_tail=tail + frames_of(LONGEST_TAIL_MS, self.rate),
            within=within or (FORCED if self.settings.force_fit else WITHIN),
        )

    def items(self, draft: Draft) -> tuple[tuple[Utterance, ...], tuple[Item, ...]]:
        """The utterances of a draft as they are planned with."""
        interludes = choices.interludes_of(self.settings)
        utterances: list[Utterance] = []
        items: list[Item] = []
        owed = 0
        for number, segment in enumerate(draft.script.segments):
            opening = len(items)
            owed += self.before(segment, interludes) if number else 0
            fixed, owed = (0, owed) if segment.utterances[0].id in draft.ranks else (owed, 0)  # may be gone
            has_choice = any(item.id in draft.ranks for item in segment.utterances)
            for place, utterance in enumerate(segment.utterances):
                rank = draft.ranks.get(utterance.id)
                needs = []
                if rank is not None and place:
                    needs += [] if segment.utterances[0].id in draft.ranks else [opening]
                    needs += [len(items) - 1] if utterance.id in draft.leans else []
                utterances.append(utterance)
                items.append(
                    self.item(
                        utterance,
                        ends=utterance is segment.utterances[-1],
                        fixed=0 if place else fixed,
                        rank=rank,
                        always=rank is None and not has_choice,
                        needs=tuple(dict.fromkeys(needs)),
                    )
                )
        return tuple(utterances), tuple(items)

    def item(
        self,
        utterance: Utterance,
        *,
        ends: bool,
        fixed: int,
        rank: int | None,
        always: bool,
        needs: tuple[int, ...],
    ) -> Item:
        least, _ = PAUSE_BOUNDS["sentence_ms"]
        return Item(
            name=utterance.id,
            frames=self.lengths.get(utterance.spoken) or self.guess(utterance.spoken),
            pause=frames_of(self.pauses.sentence_ms if ends else utterance.pause_ms, self.rate),
            least=frames_of(least, self.rate),
            most=frames_of(MOST_PAUSE_MS, self.rate),
            fixed=fixed,
            rank=rank,
            always=always,
            needs=needs,
        )

    def before(self, segment: Segment, interludes: Interludes) -> int:
        """What a segment adds to the silence before it: it is longer than between sentences, with a tone."""
        pauses = self.pauses
        added = max(
            frames_of(pauses.section_ms, self.rate) - frames_of(pauses.sentence_ms, self.rate),
            frames_of(PAUSE_BOUNDS["section_ms"][0] - PAUSE_BOUNDS["sentence_ms"][0], self.rate),
        )
        if segment.kind is SegmentKind.SECTION and interludes.section_ms:
            added += frames_of(interludes.section_ms, self.rate) + frames_of(pauses.tone_ms, self.rate)
        return added

    def guess(self, spoken: str) -> int:
        """How long a text will take, by the voice's pace."""
        rests = rests_ms(spoken, self.pauses) / 1000
        return max(1, round((self.speaker.voice.pace.seconds(spoken) + rests) * self.rate))

    def voice(self, chosen: _Choice) -> bool:
        """Voice what is chosen; whether there was anything to be voiced."""
        missing = [item for item in chosen.kept() if item.spoken not in self.lengths]
        if not missing:
            return False
        made = self.stage.record(_only(chosen.draft.script, {item.id for item in missing}))
        self.fresh += made.fresh
        self.lengths |= {item.spoken: made.lengths[item.id] for item in missing}
        return True

    def take(self, chosen: _Choice, created: str) -> tuple[Take, Account]:
        """The take of what was chosen."""
        script = _only(chosen.draft.script, {item.id for item in chosen.kept()})
        recording = replace(self.stage.record(script), fresh=self.fresh)
        made, by, speaker = chosen.plan, "", self.speaker
        if made.is_stretched:
            by = "stretch"
            faster = self.at_own_rate(script, chosen)
            if faster is not None:
                speaker, recording, made = faster
                by = "voice"
        names = [item.id for item in chosen.kept()]
        recording = recording.at_lengths(dict(zip(names, made.lengths, strict=True)))
        silences, script = self.silences(script, names, made)
        take = takes.laid(
            *(script, recording, takes.credit(speaker, self.settings)),
            rate=self.rate,
            settings=self.settings,
            created=created,
            silences=silences,
        )
        assert take.timeline.frames == made.frames, (take.timeline.frames, made.frames)
        said = {item.id: item for item in script.utterances()}
        told_now = [said[item.id] for item in narrations(self.script) if item.id in said]
        return take, Account(
            sentences=len(told_now),
            of=len(narrations(self.script)),
            abridged=sum(item.abridged for item in told_now),
            frames=made.frames,
            pauses=round(made.pause_factor, 3),
            speed=round(chosen.plan.speech / sum(made.lengths), 4) if by else 1.0,
            by=by,
            tail_ms=milliseconds(made.tail, self.rate),
        )

    def at_own_rate(
        self, script: Script, chosen: _Choice
    ) -> tuple[choices.SpeakingVoice, Recording, Plan] | None:
        """The same said by the voice itself at another rate; None where it cannot, or not near enough."""
        name, settings = self.speaker.name, self.settings
        settings = replace(settings, speed=settings.speed * chosen.plan.speed)
        options = plugins.plugin_options(plugins.load("voices", name).Options, name, settings.options)
        in_reach = SLOWEST <= settings.speed <= FASTEST
        if self.speaker.voice.online or not in_reach or told(options, settings.speed) is None:
            return None
        speaker = replace(self.speaker, voice=choices.voice_at_speed(name, settings, self.store))
        with closing(speaker.voice):
            other = takes.booth(
                speaker, self.store, settings=settings, rate=self.rate, on_event=self.stage.tell
            )
            with other:
                recording = other.record(script)
            items = tuple(
                replace(
                    chosen.items[place],
                    frames=recording.lengths[chosen.utterances[place].id],
                    needs=(),
                    always=True,
                    rank=None,
                )
                for place in chosen.plan.kept
            )
            made = plan(items, chosen.plan.frames, room=self.room(within=MEND))
        if isinstance(made, Misfit):
            return None
        speed = chosen.plan.speech / sum(made.lengths)
        allowed = 1 + (FORCED if settings.force_fit else WITHIN) / 100
        if not 1 / allowed <= speed <= allowed:
            return None
        return speaker, recording, made

    def silences(self, script: Script, names: list[str], made: Plan) -> tuple[Silences, Script]:
        """The silences to the frame, and the script with them in milliseconds."""
        behind = dict(zip(names, made.pauses, strict=False))
        interludes = choices.interludes_of(self.settings)
        ends = {segment.utterances[-1].id for segment in script.segments}
        shown = {name: milliseconds(each, self.rate) for name, each in behind.items() if name not in ends}
        for one, two in zip(script.segments, script.segments[1:], strict=False):
            behind[one.utterances[-1].id] += self.before(two, replace(interludes, section_ms=0))
        segments = tuple(
            replace(
                segment,
                utterances=tuple(
                    replace(item, pause_ms=shown.get(item.id, item.pause_ms)) for item in segment.utterances
                ),
            )
            for segment in script.segments
        )
        return Silences(behind=behind, tail=made.tail), replace(script, segments=segments)

    def refusal(self, target_ms: int, near: tuple[int, ...]) -> RequestError:
        """Why there is no such briefing, with the nearest length of one that was planned to the end."""
        tried = {target_ms}
        for _ in range(ROUNDS):
            by_distance = sorted(near, key=lambda ms: abs(ms - target_ms))
            untried = (ms for each in by_distance for ms in _round(each, target_ms) if ms not in tried)
            ms = next(untried, None)
            if ms is None:
                break
            tried.add(ms)
            found = self.settle(ms)
            if isinstance(found, _Choice):
                return _refused(self.settings, target_ms, ms, forcible=self.is_forcible(target_ms))
            near = (*near, *found)
        message = f"this article makes no briefing of {typed(target_ms)}"
        return RequestError(message, hint=f"leave out {_option(self.settings)}")

    def is_forcible(self, target_ms: int) -> bool:
        """Whether it could be made by speaking much faster or slower, by what is known now."""
        if self.settings.force_fit or not self.settings.fit_ms:
            return False
        before, self.settings = self.settings, replace(self.settings, force_fit=True)
        try:
            return isinstance(self.choose(self.options(target_ms), target_ms), _Choice)
        finally:
            self.settings = before


def _option(settings: Settings) -> str:
    return "--fit" if settings.fit_ms else "--max"


def _refused(settings: Settings, target_ms: int, near_ms: int, *, forcible: bool = False) -> RequestError:
    wished, near = typed(target_ms), typed(near_ms)
    if settings.max_ms:
        message = f"no briefing of this article is as short as {wished}; the shortest is {near}"
    elif forcible:
        message = (
            f"a briefing of {wished} would be spoken more than {WITHIN} per cent faster or slower "
            f"(--force-fit); the nearest length without is {near}"
        )
    else:
        message = f"no briefing of this article lasts {wished}; the nearest length is {near}"
    return RequestError(message, hint=f"{_option(settings)} {near}")


def _round(ms: int, target_ms: int) -> tuple[int, ...]:
    """A length that is to be named: whole seconds a little farther from the target, or just that."""
    second = ms // 1000 * 1000 if ms < target_ms else -(-ms // 1000) * 1000
    return (second, ms)


def _only(script: Script, names: set[str]) -> Script:
    """The script with these utterances alone."""
    segments = []
    for segment in script.segments:
        kept = tuple(item for item in segment.utterances if item.id in names)
        if kept:
            segments.append(replace(segment, utterances=kept))
    narrated = {item.id for item in script.utterances() if item.id in names and item.role is Role.NARRATION}
    return replace(
        script,
        segments=tuple(
            replace(
                segment,
                utterances=tuple(
                    item
                    if item.sentence in narrated or item.sentence is None
                    else replace(item, sentence=None)
                    for item in segment.utterances
                ),
            )
            for segment in segments
        ),
    )
