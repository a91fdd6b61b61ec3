"""The models that know diacritics, asked for probabilities instead of a text.

They come inside the package text2tashkeel: ``rawi-v2`` and ``rawi-v3``, two small networks over letters,
trained apart. Averaging the logarithms of their probabilities reads better than either, and better than
the library's own pairing of the two (``rawi-ensemble``), at the same price. Where they differ, the reading
is not sure.

The models were trained on letters without hamza, and answer with hamza and vowel together. The hamzas
that are written rule out the answers that do not agree with them.

Importing this module loads numpy and onnxruntime; :mod:`briefing.text.vowels` does so when it first needs to.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime  # type: ignore[import-untyped]

from briefing.text.marks import TATWEEL
from briefing.text.readings import CLASSES, MARKLESS, canonical

Probabilities = npt.NDArray[np.float32]
"""One row a character, one column a class of :data:`briefing.text.readings.CLASSES`."""

_HAMZAS: Final = "\u0653\u0654\u0655"
_KINDS: Final = ("", *_HAMZAS, "ا")
"""Letters by what may be answered: those without hamza, those with one, and alef, which may lack one."""
"""Madda, hamza above, hamza below: what the models answer with, besides vowels."""
_LETTERS: Final = {
    "ٱ": "ا", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ە": "ه", "ۀ": "ه", "ۃ": "ة",
    "پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف", "گ": "ك",
}  # fmt: skip
"""Letters the models do not know, or know from a few words, and the ones they know for them."""
_SIGNS: Final = frozenset("،؛؟…–—")
_UNSEEN: Final = frozenset("\"'()[]{}«»“”‘’")
"""Quotation marks and brackets: the models read better without them."""
_STOPS: Final = ".!?؟"
_LEAST: Final = 1e-6
"""What an answer that a model thinks impossible still counts, so that the other may overrule it."""
_NEVER: Final = -30.0
"""The logarithm of next to nothing."""
_WEIGHTS: Final = {"rawi_v2": 0.38, "rawi_v3": 0.62}
"""How much each model's word counts."""
_THIRD: Final = "rawi"
_THIRD_WEIGHT: Final = 0.2
_AND: Final = "و"


class _Answer(NamedTuple):
    """A model's opinion."""

    bare: Probabilities
    """For each letter how likely it has no mark."""
    which: Probabilities
    """For each letter which mark it has if it has one."""
    bare_weight: float
    which_weight: float


class Ahead:
    """Asks the models about texts that will be read soon: they work beside the reading, without its lock."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="models")
        self._answers: dict[tuple[str, bool], Future[list[_Answer]]] = {}

    def begin(self, text: str, *, best: bool = False) -> None:
        """Ask about a text, see :func:`listen`; what was begun before is answered before."""
        question = _ended(_question(text)[1])
        if question and (question, best) not in self._answers:
            self._answers[question, best] = self._pool.submit(_asked, question, best=best)

    def answers(self, question: str, *, best: bool) -> list[_Answer]:
        """What was answered, once it is; asked now where it was not begun."""
        begun = self._answers.pop((question, best), None)
        return _asked(question, best=best) if begun is None else begun.result()


def listen(
    text: str, *, best: bool = False, ahead: Ahead | None = None
) -> tuple[list[list[float]], list[bool]]:
    """Ask the models about a text of at most a few hundred characters.

    Args:
        text: a sentence, or a part of one.
        best: ask a third model too, and ask the other two again with a conjunction before the sentence:
            what they answer without being sure, they answer otherwise there.
        ahead: where it may have been begun.

    Returns:
        For each character of the text the logarithms of the classes' probabilities, and whether the models
        were shown it; what they were not shown has "no mark" for certain.
    """
    places, question = _question(text)
    rows = np.full((len(text), len(CLASSES)), _NEVER, np.float32)
    rows[:, MARKLESS] = 0
    seen = [False] * len(text)
    if places:
        asked = _asked if ahead is None else ahead.answers
        rows[places] = _averaged(asked(_ended(question), best=best))[: len(places)]
        for place in places:
            seen[place] = True
    return rows.tolist(), seen


def _ended(question: str) -> str:
    """The question with a full stop: the models read worse what does not end."""
    return question if not question or question[-1] in _STOPS else question + "."


def _asked(question: str, *, best: bool) -> list[_Answer]:
    """What each model answers, and how much its word counts."""
    answers = [_Answer(*_model(name).opinion(question), weight, weight) for name, weight in _WEIGHTS.items()]
    if best:
        for name, weight in _WEIGHTS.items():
            bare, which = _model(name).opinion(_AND + question)
            answers.append(_Answer(bare[len(_AND) :], which[len(_AND) :], weight, weight))
        bare, which = _model(_THIRD).opinion(question)
        answers.append(
            _Answer(bare, which, 0, _THIRD_WEIGHT)
        )  # it puts marks everywhere: only which is heard
    return answers


def _averaged(answers: Sequence[_Answer]) -> Probabilities:
    """The models' opinions in one: first whether there is a mark, then which one."""
    bare = np.average(
        [answer.bare for answer in answers], axis=0, weights=[answer.bare_weight for answer in answers]
    )
    which = np.average(
        [np.log(answer.which + _LEAST) for answer in answers],
        axis=0,
        weights=[answer.which_weight for answer in answers],
    )
    which[:, MARKLESS] = _NEVER
    which -= which.max(axis=1, keepdims=True)
    rows = which + np.log(1 - bare + _LEAST)[:, None]
    rows[:, MARKLESS] = np.log(bare + _LEAST)
    return rows


def _question(text: str) -> tuple[list[int], str]:
    """What the models are shown of a text, and where in the text each character of it stands."""
    places: list[int] = []
    shown: list[str] = []
    for place, char in enumerate(text):
        known = _shown(char)
        if known and not (known == " " and (not shown or shown[-1] == " ")):
            places.append(place)
            shown.append(known)
    if shown and shown[-1] == " ":
        places.pop()
        shown.pop()
    return places, "".join(shown)


@cache
def _shown(char: str) -> str:
    """The one character the models see for this one; empty for marks, which they must not see."""
    char = _LETTERS.get(char, char)
    if char == TATWEEL or char in _UNSEEN or unicodedata.category(char) == "Mn":
        return ""
    if "\u0621" <= char <= "\u064a" or " " <= char <= "~" or char in _SIGNS:
        return char
    return " "


class _Rawi:
    """A network of the rawi family: characters in, one of some seventy combinations of marks out."""

    def __init__(self, name: str) -> None:
        models = _models()
        words = "rawi" if name == _THIRD else "rawi_v2"
        vocabulary = json.loads((models / f"{words}.vocab.json").read_text(encoding="utf-8"))
        self._ids: dict[str, int] = vocabulary["char_to_idx"]
        self._unknown = self._ids["<UNK>"]
        answers: dict[str, int] = vocabulary["diac_to_idx"]
        shape = (len(answers), len(CLASSES))
        self._fold = {kind: np.zeros(shape, np.float32) for kind in _KINDS}
        for marks, column in answers.items():
            said = CLASSES.index(canonical(marks))
            own = [hamza for hamza in _HAMZAS if hamza in marks]
            for hamza in own or [""]:
                self._fold[hamza][column, said] = 1
            self._fold["ا"][column, said if own else MARKLESS] = 1
        self._session = _session(str(models / f"{name}.int8.onnx"))
        self._gated = "presence" in {output.name for output in self._session.get_outputs()}

    def opinion(self, letters: str) -> tuple[Probabilities, Probabilities]:
        """For each letter: how likely it has no mark, and which mark it has if it has one."""
        apart = [_apart(letter) for letter in letters]
        ids = np.array([[self._ids.get(base, self._unknown) for base, _ in apart]], np.int64)
        if self._gated:
            presence, value = self._session.run(["presence", "value"], {"input": ids})
            marked = 1 / (1 + np.exp(-presence[0].reshape(-1)))
            found = _softmax(value[0])
        else:
            marked = None
            found = _softmax(self._session.run(["output"], {"input": ids})[0][0])
        hamzas = np.array([kind for _, kind in apart])
        alefs = hamzas == len(_HAMZAS) + 1
        rows = np.empty((len(apart), len(CLASSES)), np.float32)
        for kind, hamza in enumerate(_KINDS):
            here = hamzas == kind
            if here.any():
                rows[here] = found[here] @ self._fold[hamza]
        rows += 1e-12
        rows /= rows.sum(axis=1, keepdims=True)
        bare = rows[:, MARKLESS].copy()
        if marked is not None:
            bare = np.where(hamzas == 0, 1 - marked, bare)
            bare = np.where(alefs, 1 - marked * (1 - bare), bare)
        if any(letter in "أإ" for letter in letters):
            bare = np.where(alefs, 1, bare)  # who writes hamzas has left none out
        rows[:, MARKLESS] = 0
        rows /= rows.sum(axis=1, keepdims=True)
        return bare, rows


@cache
def _apart(letter: str) -> tuple[str, int]:
    """A letter without its hamza, and which of :data:`_KINDS` it is of."""
    part = unicodedata.normalize("NFD", letter)
    return part[0], _KINDS.index("ا" if part == "ا" else part[1:2])


def _softmax(logits: Probabilities) -> Probabilities:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]


def _models() -> Path:
    """The folder of the models; the library that brings them is not loaded."""
    found = find_spec("text2tashkeel")
    if found is None or not found.submodule_search_locations:
        message = "text2tashkeel is not installed"
        raise ModuleNotFoundError(message)
    return Path(found.submodule_search_locations[0]) / "models"


def _session(path: str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # a second thread only waits in a busy loop: no faster
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors only: it writes warnings to standard error
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


_LOADING: Final = Lock()


def load() -> None:
    """Load the usual models now, in whatever thread this is; who asks meanwhile waits for them."""
    for name in _WEIGHTS:
        _model(name)


def _model(name: str) -> _Rawi:
    with _LOADING:
        return _loaded(name)


@cache
def _loaded(name: str) -> _Rawi:
    onnxruntime.set_default_logger_severity(3)
    return _Rawi(name)
