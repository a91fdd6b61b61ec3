"""Reading ahead: what takes long is begun before it is asked for, and the answers are the same."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from briefing import choices, composition
from briefing.model import Article, Block, BlockKind, Masthead
from briefing.reading import AHEAD, Reader
from briefing.settings import Settings
from briefing.store import Store
from briefing.text.diacritizers import Ahead
from briefing.text.lexicon import shipped
from briefing.text.splitting import sentences
from briefing.text.vowels import PIECE_CHARS, Vowelled, begin, read
from briefing.vowelling import Vowelizer

TEXT = "تكشف مصادر مطلعة أن الخطوات الروسية تتم. وقال المتحدث: «لا تعليق»! BBC 2024."
LONG = " ".join(["وأعلنت الهيئة خطة جديدة لحماية السواحل"] * 30)


@pytest.mark.parametrize("text", [TEXT, LONG, "12%", ""])
@pytest.mark.parametrize("best", [False, True])
def test_what_was_begun_is_answered_as_if_it_had_not_been(text: str, best: bool) -> None:
    ahead = Ahead()
    begin(text, ahead, best=best)
    assert read(text, best=best, ahead=ahead) == read(text, best=best)
    assert read(text, best=best, ahead=ahead) == read(text, best=best)  # and once more, not begun


def test_long_texts_are_begun_in_the_pieces_they_are_read_in() -> None:
    assert len(LONG) > 2 * PIECE_CHARS
    ahead = Ahead()
    begin(LONG, ahead)
    asked = len(ahead._answers)
    read(LONG, ahead=ahead)
    assert asked > 2
    assert not ahead._answers


class _Log:
    """A vowelizer that notes what it is told."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.read: list[str] = []
        self.waiting: list[int] = []

    def begin(self, text: str) -> None:
        self.begun.append(text)

    def __call__(self, text: str) -> Vowelled:
        self.read.append(text)
        self.waiting.append(len([item for item in self.begun if item not in self.read]))
        return Vowelled(text)


def reader(log: _Log, *, vowels: bool = True) -> Reader:
    return Reader(vowels=vowels, lexicon=shipped(), vowelize=log, begin=log.begin)


def test_some_texts_are_begun_before_they_are_read_and_no_more_than_that() -> None:
    texts = [f"الجملة رقم {chr(letter)}." for letter in range(ord("ب"), ord("ب") + 12)]
    log = _Log()
    ours = reader(log)
    ours.expect(texts)
    for text in texts:
        ours.read(text)
    assert log.begun == log.read
    assert max(log.waiting) == AHEAD - 1
    assert log.waiting[-1] == 0


def test_a_text_that_is_read_out_of_turn_or_twice_is_read_once() -> None:
    log = _Log()
    ours = reader(log)
    ours.expect(["أولى.", "ثانية.", "أولى.", "ثالثة."])
    said = [ours.read(text).text for text in ("ثالثة.", "أولى.", "ثانية.", "أولى.")]
    assert said == ["ثالثة.", "أولى.", "ثانية.", "أولى."]
    assert len(log.read) == 3
    assert len(set(log.begun)) == len(log.begun)


def test_a_voice_that_finds_its_own_vowels_has_nothing_begun() -> None:
    log = _Log()
    ours = reader(log, vowels=False)
    ours.expect(["أولى.", "ثانية."])
    ours.read("أولى.")
    assert log.begun == log.read == []


def test_what_the_store_has_is_not_begun_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = Vowelizer(Settings(), store)
    told = [first(text) for text in sentences(TEXT)]
    second = Vowelizer(Settings(), store)
    for text in sentences(TEXT):
        second.begin(text)
    assert second._ahead is None
    assert [second(text) for text in sentences(TEXT)] == told


def test_a_voice_hears_first_of_what_is_new(tmp_path: Path) -> None:
    """Of a corrected article it has said all else: so its one new sentence is not waited for at the end."""
    settings = Settings(voice="espeak")
    store = Store(tmp_path)
    speaker = choices.choose_voice(settings, store)
    blocks = [f"قال الكاتب في الفقرة رقم {number} إن المدينة تنام باكرا كل يوم." for number in range(2, 8)]

    def told(texts: list[str]) -> list[str]:
        article = Article(
            masthead=Masthead(headline="المدينة تنام باكرا"),
            blocks=tuple(Block(BlockKind.PARAGRAPH, text) for text in texts),
        )
        heard: list[str] = []
        script = composition.write(
            article, speaker, settings=settings, store=store, ahead=lambda name, _: heard.append(name)
        )
        names = [item.id for item in script.utterances()]
        assert set(names) == set(heard)
        return heard

    with closing(speaker.voice):
        told(blocks)
        corrected = told([*blocks[:4], "وصحح الكاتب هذه الجملة اليوم بعد أن راجعها القراء.", blocks[5]])
        assert told(blocks)[0] != corrected[0]
    assert corrected[0] == "s01u06"
