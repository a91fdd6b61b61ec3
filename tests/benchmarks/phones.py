"""``python -m tests.benchmarks.phones``: how many phones of the gold sentences espeak-ng says wrong.

The reference is ``tests.benchmarks.reading``. Beside it stand, for each set: the text without marks, the gold
as written, in Unicode's canonical order (NFC), and respelled; what ``vowelize`` makes of the bare text, raw
and respelled; and text2tashkeel's own answer, raw and respelled. The rate is the edit distance over the
phones of the reference, of the whole set, in per cent: a count, the same on every run.

``--pausal`` measures the forms before a pause: those of the gold's words, and ``vowelize``'s own.
``--errors 20`` prints the words that respelled gold still gets wrong, most frequent first.
"""

from __future__ import annotations

import argparse
import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import espeakng_loader

from briefing.voices._espeak_spelling import respell
from tests.benchmarks.reading import pausal, phones, read

GOLD: Final = Path(__file__).parent / "gold"
SETS: Final = ("news_a", "news_b", "news_c")

TOKENS: Final[Mapping[str, str]] = {
    "?": "ʔ", "b": "b", "t": "t", "T": "θ", "dZ": "dʒ", "H": "ħ", "X": "x", "d": "d", "D": "ð", "R": "r",
    "z": "z", "s": "s", "S": "ʃ", "s[": "sˤ", "dH": "dˤ", "t[": "tˤ", "Z": "ðˤ", "A": "ʕ", "gH": "ɣ",
    "Q": "ɣ", "f": "f", "q": "q", "k": "k", "l": "l", "m": "m", "n": "n", "h": "h", "w": "w", "j": "j",
    "p": "p", "g": "g", "a": "a", "i": "i", "u": "u", "a:": "aː", "i:": "iː", "u:": "uː",
}  # fmt: skip
"""espeak-ng's names of its Arabic phonemes (``phsource/ph_arabic``), without stress and emphasis. What is not
here (another language's voice) is kept as it is and counts as an error."""

_STRESS_AND_EMPHASIS: Final = re.compile("^(?:_:)*[',%=]*|(?<=.)\\.|-")
_SYNCHRONOUS, _DONT_EXIT, _UTF8 = 2, 0x8000, 1  # AUDIO_OUTPUT_SYNCHRONOUS …, of speak_lib.h


def pronounced(text: str) -> list[str]:
    """The phones that espeak-ng says, in the alphabet of ``reading``."""
    said: list[str] = []
    for token in _tokens(text):
        name = _STRESS_AND_EMPHASIS.sub("", token)
        if name in TOKENS:
            said.append(TOKENS[name])
        elif name.endswith(":") and name[:-1] in TOKENS:
            said += [TOKENS[name[:-1]]] * 2
        elif name.strip("_:"):
            said.append(token)
    return said


def rate(references: Sequence[str], texts: Sequence[str]) -> float:
    """Phone errors of the texts as espeak-ng says them, in per cent of the references' phones."""
    errors = total = 0
    for reference, text in zip(references, texts, strict=True):
        wanted = phones(reference)
        errors += sum(mine != said for _, mine, said in aligned(wanted, pronounced(text)))
        total += len(wanted)
    return 100 * errors / total


def aligned(wanted: Sequence[str], said: Sequence[str]) -> list[tuple[int, str, str]]:
    """A shortest way from one to the other: place in ``wanted``, its phone, the one said; empty: none."""
    rows = [list(range(len(said) + 1))]
    for row, mine in enumerate(wanted, start=1):
        above = rows[-1]
        costs = [row]
        for column, theirs in enumerate(said):
            costs.append(min(above[column] + (mine != theirs), above[column + 1] + 1, costs[-1] + 1))
        rows.append(costs)
    steps: list[tuple[int, str, str]] = []
    row, column = len(wanted), len(said)
    while row or column:
        cost = rows[row][column]
        if row and column and cost == rows[row - 1][column - 1] + (wanted[row - 1] != said[column - 1]):
            row, column = row - 1, column - 1
            steps.append((row, wanted[row], said[column]))
        elif row and cost == rows[row - 1][column] + 1:
            row -= 1
            steps.append((row, wanted[row], ""))
        else:
            column -= 1
            steps.append((max(row - 1, 0), "", said[column]))
    return steps[::-1]


def errors(texts: Sequence[str]) -> Counter[tuple[str, str, str]]:
    """The words that are said wrong after respelling: the word, its phones, those said for it."""
    found: Counter[tuple[str, str, str]] = Counter()
    for text in texts:
        words = read(text)
        owners = [index for index, (_, said) in enumerate(words) for _ in said]
        wanted = [phone for _, said in words for phone in said]
        heard: dict[int, str] = {}
        wrong: set[int] = set()
        for place, mine, said in aligned(wanted, pronounced(respell(text))):
            heard[owners[place]] = heard.get(owners[place], "") + said
            if mine != said:
                wrong.add(owners[place])
        found.update((words[index][0], "".join(words[index][1]), heard[index]) for index in sorted(wrong))
    return found


def _tokens(text: str) -> Iterator[str]:
    library = _library()
    left = ctypes.c_char_p(text.encode())
    while left.value:
        names: bytes = library.espeak_TextToPhonemes(ctypes.byref(left), _UTF8, ord("|") << 8)
        yield from re.split("[| ]", names.decode())


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    data = espeakng_loader.get_data_path().encode()
    if library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT) <= 0 or library.espeak_SetVoiceByName(
        b"ar"
    ):
        message = "espeak-ng's library or its Arabic voice is not there"
        raise OSError(message)
    return library


@cache
def _text2tashkeel() -> Callable[[str], str]:
    import text2tashkeel

    diacritize: Callable[[str], str] = text2tashkeel.Diacritizer("rawi-ensemble").diacritize
    return diacritize


def _bare(text: str) -> str:
    return re.sub("[\u064b-\u0652\u0670]", "", text)


def _columns(*, pausal_forms: bool) -> Mapping[str, Callable[[str], str]]:
    from briefing.text import vowelize

    def vowelized(gold: str) -> str:
        return vowelize(_bare(gold), endings="pausal" if pausal_forms else "full")

    def answered(gold: str) -> str:
        answer = _text2tashkeel()(_bare(gold))
        return pausal(answer) if pausal_forms else answer

    return {
        "bare": _bare,
        "gold": lambda gold: gold,
        "gold NFC": lambda gold: unicodedata.normalize("NFC", gold),
        "gold respelled": respell,
        "vowelize": vowelized,
        "vowelize respelled": lambda gold: respell(vowelized(gold)),
        "text2tashkeel": answered,
        "text2tashkeel respelled": lambda gold: respell(answered(gold)),
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.phones", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="a fully diacritised sentence a line")
    parser.add_argument("--pausal", action="store_true", help="words before a pause in their form there")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N words still said wrong")
    options = parser.parse_args()
    columns = _columns(pausal_forms=options.pausal)
    print("\t".join(("set", "phones", *columns)))
    for file in options.files or [GOLD / f"{name}.txt" for name in SETS]:
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        gold = [pausal(line) for line in lines] if options.pausal else lines
        rates = [f"{rate(gold, [make(line) for line in gold]):.2f}" for make in columns.values()]
        print("\t".join((file.stem, str(sum(len(phones(line)) for line in gold)), *rates)), flush=True)
        for (word, wanted, said), count in errors(gold).most_common(options.errors):
            print(f"  {count} {word}: {wanted}, said {said}")


if __name__ == "__main__":
    main()
