"""Written Arabic to spoken Arabic: figures, signs, abbreviations and Latin words become Arabic words.

A text is read line by line. A line without anything to say otherwise comes back as it is; the others are
folded (:mod:`briefing.text.folding`), undressed (:mod:`briefing.text.trappings`), then read from candidate
to candidate: a digit, a Latin letter or a sign. Punctuation that carries intonation stays.
"""

from __future__ import annotations

from briefing.text import abbreviations, addresses, alphabets, dates, runs, signs, trappings
from briefing.text.changes import Change, Draft, Edit
from briefing.text.expressions import expression
from briefing.text.figures import MONEY_BEFORE, figure, money
from briefing.text.folding import FOREIGN_KEYS, YEH, fold
from briefing.text.latin import LETTERS as LATIN
from briefing.text.lexicon import LETTERS, Lexicon, respelled, shipped, vowelled
from briefing.text.manner import Latin, Manner
from briefing.text.nouns import Case

ASCII_DIGITS = "0123456789"

ROUNDS = 4
"""A rewriting may bring together what is rewritten again; never more often than this."""

_TRIGGER = expression(
    "[^\\s\u0621-\u063a\u0640-\u065f\u0670-\u06d3،؛:.؟?!…«»\"()–—\\-'“”‘’,;\u200c-\u200f]"
    rf"|[{''.join(FOREIGN_KEYS)}{YEH}]|{abbreviations.TRIGGER}"
)
_CANDIDATE = expression(f"[0-9{LATIN}%‰$€£¥₺₽₹₪₩₿₴¢°/=+@#&*_<>|~^`\\\\{{}}\\[\\]×÷±≈≤≥≠√∞⁄²³]")
_CLITIC = expression(rf"(?<![{LETTERS}])[وفبلك]\Z")
_STOPS = expression(r"[.؟!؛]")
_LEFT_OVER = expression("[0-9%٪$€£¥°/=+@#&*_<>|~^\\\\{}\\[\\]⁄]")
_LEFT_OVER_LETTERS = expression(f"[{LATIN}]+")


def spoken(
    text: str, *, vowels: bool = False, lexicon: Lexicon | None = None, latin: Latin = "arabic"
) -> str:
    """The text as it is to be said.

    Afterwards there is no digit and no sign without a sound in it, and no Latin letter either unless they
    are left for a foreign voice, whatever came in. A text with nothing to change is returned unchanged, and
    a second call changes nothing more.

    Args:
        text: any text; lines are kept.
        vowels: number words and the names of the lexicon carry their diacritics.
        lexicon: instead of the shipped one.
        latin: Latin words the lexicon does not know: said in Arabic (``arabic``), spelled by the names of
            their letters (``spell``), or left in runs for a voice of their language (``voice``; see
            :mod:`briefing.text.runs`).
    """
    manner = Manner(dates.family(text), vowels, shipped() if lexicon is None else lexicon, latin)
    lines = text.split("\n")
    for index, line in enumerate(lines):
        lines[index] = _read(Draft(line), manner).text
    return "\n".join(lines)


def explained(
    text: str, *, vowels: bool = False, lexicon: Lexicon | None = None, latin: Latin = "arabic"
) -> tuple[str, tuple[Change, ...]]:
    """The text as :func:`spoken` gives it, and every change in the order of the text with its rule.

    Each change put in the place of what was before makes the spoken text of the written one. Arguments as
    for :func:`spoken`.
    """
    manner = Manner(dates.family(text), vowels, shipped() if lexicon is None else lexicon, latin)
    drafts = [_read(Draft(line, recording=True), manner) for line in text.split("\n")]
    changes = tuple(change for draft in drafts for change in draft.changes())
    return "\n".join(draft.text for draft in drafts), changes


def _read(draft: Draft, manner: Manner) -> Draft:
    """A line from written to spoken, in place."""
    if manner.lexicon.arabic or manner.lexicon.patterns:
        _look_up(draft, manner)
    for _ in range(ROUNDS):
        if _TRIGGER.search(draft.text) is None:
            break
        before = draft.text
        _rewrite(draft, manner)
        if draft.text == before:
            break
    draft.replace(_LEFT_OVER, "", rule="unreadable")
    if manner.latin != "voice":
        draft.replace(_LEFT_OVER_LETTERS, "", rule="unreadable")
    if manner.vowels:
        _mark(draft, manner)
    return draft


def _look_up(draft: Draft, manner: Manner) -> None:
    if draft.recording:
        changes: list[Change] = []
        draft.settle(respelled(draft.text, manner.lexicon, changes=changes), changes)
    else:
        draft.text = respelled(draft.text, manner.lexicon)


def _mark(draft: Draft, manner: Manner) -> None:
    if draft.recording:
        changes: list[Change] = []
        draft.settle(vowelled(draft.text, manner.lexicon, changes=changes), changes)
    else:
        draft.text = vowelled(draft.text, manner.lexicon)


def _rewrite(draft: Draft, manner: Manner) -> None:
    before = draft.text
    trappings.unwrap(draft)
    fold(draft)
    alphabets.voice_others(draft)
    trappings.undress(draft)
    abbreviations.expand_before_figures(draft)
    signs.arrange(draft)
    runs.drop_repeated(draft, manner)
    draft.apply(_scanned(draft.text, manner))
    abbreviations.expand(draft)
    if draft.text != before:
        trappings.tidy(draft)


def _scanned(text: str, manner: Manner) -> list[Edit]:
    """Every candidate of the line read, from left to right."""
    edits: list[Edit] = []
    done = 0
    inherited: Case | None = None
    while (found := _CANDIDATE.search(text, done)) is not None:
        start = found.start()
        if inherited is not None and _STOPS.search(text, done, start):
            inherited = None
        edit, case = _one(text, start, done, inherited, manner)
        inherited = inherited if case is None else case
        edits.append(Edit(edit.start, edit.end, _spaced(text, edit.start, edit.end, edit.words), edit.rule))
        done = edit.end
    return edits


def _one(
    text: str, start: int, floor: int, inherited: Case | None, manner: Manner
) -> tuple[Edit, Case | None]:
    """What the candidate at ``start`` says, and the case of a number among it."""
    char = text[start]
    if char in ASCII_DIGITS:
        named = runs.read_numbered(text, start, manner)
        if named is not None:
            return named, None
        said = figure(
            text, start, floor=floor, months=manner.months, vowels=manner.vowels, inherited=inherited
        )
        return Edit(said.start, said.end, said.words, said.rule), said.case
    if MONEY_BEFORE.match(text, start) and (
        amount := money(
            text, start, floor=floor, months=manner.months, vowels=manner.vowels, inherited=inherited
        )
    ):
        return Edit(amount.start, amount.end, amount.words, amount.rule), amount.case
    if char.isalpha():
        return runs.read(text, start, floor=floor, manner=manner), None
    if char == "#" and (tag := addresses.read_tag(text, start, manner)):
        return Edit(start, *tag, "hashtag"), None
    if char == "@" and (handle := addresses.read_handle(text, start, manner)):
        return Edit(start, *handle, "handle"), None
    if char == "[" and (mail := addresses.HIDDEN_MAIL.match(text, start)):
        return Edit(start, mail.end(), addresses.MAIL, "address"), None
    return Edit(*signs.read(text, start), "sign"), None


def _spaced(text: str, begin: int, end: int, words: str) -> str:
    """The words, kept apart from letters and digits on either side."""
    if not words:
        return words
    if (
        begin
        and not _CLITIC.search(text, max(0, begin - 2), begin)
        and (text[begin - 1].isalnum() or text[begin - 1] in "%)»:،؛")
        and words[0] not in " .،؛"
    ):
        words = f" {words}"
    if end < len(text) and (text[end].isalnum() or text[end] in "(«") and words[-1] != " ":
        glued = words.endswith(" و")
        words = words if glued else f"{words} "
    return words
