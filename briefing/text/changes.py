"""What was said otherwise than it is written, and by which rule; and the draft that keeps account of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from briefing.records import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One thing said otherwise than it is written."""

    rule: str
    """What decided it, in plain English with hyphens: ``date``, ``percentage``, ``latin-lexicon``."""
    before: str
    after: str
    """Empty where it is left out."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a draft and what takes its place."""

    start: int
    end: int
    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of the present text and the stretch of the written text it stands for."""

    begin: int
    end: int
    written_begin: int
    written_end: int
    rule: str


YIELDING = {"spacing": 0, "arrangement": 1, "folding": 1, "lexicon-vowels": 2}
"""Rules that only prepare or dress what another one says: where both act, the other names the change."""

_STRONG = len(YIELDING)


class Draft:
    """A text on its way from written to spoken.

    Where it records, every replacement is mapped back to the written text, through all replacements before
    it: put in place of their ``before``, the changes make the present text. Where it does not, it costs no
    more than the replacements themselves.
    """

    __slots__ = ("_spans", "_written", "text")

    def __init__(self, text: str, *, recording: bool = False) -> None:
        """Begin with a text as written."""
        self.text = text
        self._written = text
        self._spans: list[_Span] | None = [] if recording else None

    @property
    def recording(self) -> bool:
        """Whether replacements are remembered."""
        return self._spans is not None

    def replace(
        self,
        pattern: re.Pattern[str],
        by: str | Callable[[re.Match[str]], str],
        *,
        rule: str | Callable[[re.Match[str]], str],
        where: str = "",
    ) -> None:
        """Replace every match; ``where`` is a string without which there is none."""
        if where and where not in self.text:
            return
        if self._spans is None:
            self.text = pattern.sub(by, self.text)
            return
        self.apply(
            Edit(
                found.start(),
                found.end(),
                found.expand(by) if isinstance(by, str) else by(found),
                rule if isinstance(rule, str) else rule(found),
            )
            for found in pattern.finditer(self.text)
        )

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make several replacements at once; they come in the order of the text and do not overlap."""
        edits = list(edits)
        pieces: list[str] = []
        done = 0
        for edit in edits:
            pieces += (self.text[done : edit.start], edit.words)
            done = edit.end
        pieces.append(self.text[done:])
        before, self.text = self.text, "".join(pieces)
        if self._spans is not None:
            real = [edit for edit in edits if before[edit.start : edit.end] != edit.words]
            self._spans = _composed(self._spans, real, before, self.text, self._written)

    def settle(self, text: str, changes: Iterable[Change]) -> None:
        """Take over a text made elsewhere by the given changes, in order; they are found again in both."""
        if self._spans is None:
            self.text = text
        elif text != self.text:
            self.apply(_located(self.text, text, tuple(changes)))

    def changes(self) -> tuple[Change, ...]:
        """Every change so far, in the order of the text; empty where nothing is recorded."""
        spans = _seated(self._spans or [], len(self._written), len(self.text))
        return tuple(
            Change(
                span.rule,
                *_trimmed(
                    self._written[span.written_begin : span.written_end], self.text[span.begin : span.end]
                ),
            )
            for span in spans
        )


def _trimmed(before: str, after: str) -> tuple[str, str]:
    """Both without the blanks they share at their ends."""
    if len(before) > 1 and before[:1] == after[:1] == " ":
        before, after = before[1:], after[1:]
    if len(before) > 1 and before[-1:] == after[-1:] == " ":
        before, after = before[:-1], after[:-1]
    return before, after


def _composed(spans: list[_Span], edits: list[Edit], before: str, after: str, written: str) -> list[_Span]:
    """The spans after the edits: what overlaps becomes one span."""
    made: list[_Span] = []
    shift = 0
    """Of the edits behind: position after minus position before."""
    delta = 0
    """Of the spans behind: position in the written text minus position before."""
    span_at = edit_at = 0
    while span_at < len(spans) or edit_at < len(edits):
        span = spans[span_at] if span_at < len(spans) else None
        edit = edits[edit_at] if edit_at < len(edits) else None
        begin = min(span.begin if span else len(before), edit.start if edit else len(before))
        end = begin
        fresh = begin + shift
        origin = begin + delta
        rule = ""
        while True:
            added = end + delta == origin
            """Nothing written so far: what follows at once belongs to it."""
            if span is not None and (
                span.begin < end
                or (
                    span.begin == end
                    and (added or span.written_begin == span.written_end or _blanks(span.rule, rule))
                )
            ):
                end = max(end, span.end)
                delta = span.written_end - span.end
                rule = _stronger(rule, span.rule)
                span_at += 1
                span = spans[span_at] if span_at < len(spans) else None
            elif edit is not None and (
                edit.start < end
                or (edit.start == end and (added or edit.start == edit.end or _blanks(edit.rule, rule)))
            ):
                end = max(end, edit.end)
                shift += len(edit.words) - (edit.end - edit.start)
                rule = _stronger(rule, edit.rule)
                edit_at += 1
                edit = edits[edit_at] if edit_at < len(edits) else None
            else:
                break
        one = _Span(fresh, end + shift, origin, end + delta, rule)
        if written[one.written_begin : one.written_end] != after[one.begin : one.end]:
            made.append(one)
    return made


def _blanks(rule: str, known: str) -> bool:
    """Whether one of two neighbours is about mere blanks, and so a part of the other."""
    return "spacing" in (rule, known)


def _stronger(first: str, second: str) -> str:
    if not first:
        return second
    return second if YIELDING.get(second, _STRONG) > YIELDING.get(first, _STRONG) else first


def _seated(spans: list[_Span], written: int, present: int) -> list[_Span]:
    """The spans with none that stands for nothing written: such a one takes a neighbouring character in."""
    made: list[_Span] = []
    for span in spans:
        one = span
        if one.written_begin == one.written_end:
            if made and made[-1].written_end == one.written_begin:
                last = made.pop()
                one = _Span(last.begin, one.end, last.written_begin, one.written_end, last.rule)
            elif one.written_begin:
                one = _Span(one.begin - 1, one.end, one.written_begin - 1, one.written_end, one.rule)
            elif one.written_end < written:
                one = _Span(one.begin, min(one.end + 1, present), 0, one.written_end + 1, one.rule)
        elif made and made[-1].written_end > one.written_begin:
            last = made.pop()
            one = _Span(last.begin, one.end, last.written_begin, one.written_end, one.rule)
        made.append(one)
    return made


def _located(before: str, after: str, changes: tuple[Change, ...]) -> list[Edit]:
    """Where the changes are that make one text of the other; one edit of everything where they do not."""
    edits: list[Edit] = []
    here = there = 0
    for change in changes:
        start = before.find(change.before, here)
        while start >= 0 and not after.startswith(change.after, there + start - here):
            start = before.find(change.before, start + 1)
        if start < 0 or before[here:start] != after[there : there + start - here]:
            return [Edit(0, len(before), after, changes[0].rule)]
        edits.append(Edit(start, start + len(change.before), change.after, change.rule))
        there += start - here + len(change.after)
        here = start + len(change.before)
    if before[here:] != after[there:]:
        return [Edit(0, len(before), after, changes[0].rule if changes else "lexicon")]
    return edits
