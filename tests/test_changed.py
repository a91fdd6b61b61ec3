"""One sentence is changed and the briefing made again: what did not change is not made again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from briefing.audio import encoder
from briefing.model import MadeFile
from briefing.pipeline import Made, make
from briefing.settings import Settings
from briefing.store import Store

NAMES = ("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة")
TEXT = [
    f"يقول الباب {part} في فقرته {name} إن العمل ماضٍ كما خطط له. وتضيف الفقرة {name} أن النتائج معروفة."
    for part in ("الأول", "الثاني", "الثالث")
    for name in NAMES
]


def made(text: list[str], folder: Path, *, cache: Path) -> Made:
    article = folder.with_suffix(".txt")
    article.write_text("عنوان المقال\n\n" + "\n\n".join(text) + "\n", encoding="utf-8")
    settings = Settings(voice="tone", options={"letter_ms": "20"})
    return make(str(article), folder, store=Store(cache), created="2026-02-27", settings=settings)


def files(result: Made) -> dict[str, MadeFile]:
    return {item.name: item for item in result.briefing.files}


def test_after_one_change_no_more_than_its_paragraph_and_what_tells_of_it_is_encoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded: list[int] = []
    lame = encoder._lame

    def counted(samples: NDArray[np.int16], *, rate: int, bitrate_kbps: int, quality: int) -> bytes:
        encoded.append(len(samples))
        return lame(samples, rate=rate, bitrate_kbps=bitrate_kbps, quality=quality)

    monkeypatch.setattr(encoder, "_lame", counted)
    first = made(TEXT, tmp_path / "first", cache=tmp_path / "cache")
    assert first.briefing.frames / 2 < sum(encoded) <= first.briefing.frames, "the summary repeats sentences"
    whole = len(encoded)
    encoded.clear()
    changed = [*TEXT[:12], TEXT[12].replace("ماضٍ", "بطيء"), *TEXT[13:]]
    second = made(changed, tmp_path / "second", cache=tmp_path / "cache")
    assert second.briefing.gain_db == first.briefing.gain_db
    assert second.briefing.frames != first.briefing.frames
    assert 1 <= len(encoded) <= 3 < whole / 8
    afresh = made(changed, tmp_path / "afresh", cache=tmp_path / "other")
    assert files(second) == files(afresh), "to the byte what an empty cache gives"
