"""What was just said: a name given in both alphabets, «ناسا (NASA)» or «منظمة WHO», is said once."""

from __future__ import annotations

from briefing.text.agreement import last_word
from briefing.text.expressions import expression
from briefing.text.lexicon import LETTERS

_WORD = expression(rf"[{LETTERS}]+")
_PREFIXES_TABLE = """
و ف ب ك ل ال وال فال بال كال لل ولل فلل وب ول وك
"""
_PREFIXES = frozenset(_PREFIXES_TABLE.split()) | {""}
_SOUNDS = str.maketrans("طصقثذجض", "تسكتدغد", "اأإآويىةهءئؤ ـ")
_ARTICLE = expression(r"\A[وف]?[بك]?(?:ال|لل)")


def once(words: str, before: str) -> str:
    """An entry without those of its first words that the writer has just said: «منظمة WHO», «الجيل 5G».

    Args:
        words: what would be said.
        before: the line before it, at least as many words.
    """
    if not last_word(before):
        return words
    entry = words.split()
    said = _WORD.findall(before)[-len(entry) :]
    for count in range(len(said), 0, -1):
        if all(_is_same(one, other) for one, other in zip(said[-count:], entry, strict=False)):
            left = _agreeing(said[-count], entry, count)
            if left is not None:
                return " ".join(left)
    return words


def _agreeing(said: str, entry: list[str], count: int) -> list[str] | None:
    """What is left of an entry, with or without the article as the word before it has it.

    None where the two do not fit together: «المنظمة منظمة الصحة».
    """
    prefix = said.removesuffix(entry[0].removeprefix("ال"))
    definite, given = prefix.endswith(("ال", "لل")), entry[0].startswith("ال")
    left = entry[count:]
    if definite == given:
        return left
    if definite:
        return None if any(word.startswith("ال") for word in left) else [f"ال{word}" for word in left]
    return [word[2:] for word in left] if all(word.startswith("ال") for word in left) else None


def repeats(words: str, before: str) -> bool:
    """Whether a name in brackets only repeats what stands before them, however the newsroom spelled it.

    Args:
        words: how the name would be said.
        before: the line up to the bracket.
    """
    said = _WORD.findall(before)
    entry = words.split()
    skeleton = _skeleton(entry)
    return len(skeleton) > 1 and any(
        _skeleton(said[-count:]) == skeleton
        for count in (len(entry), len(entry) - 1, len(entry) + 1)
        if 0 < count <= len(said)
    )


def _is_same(said: str, entry: str) -> bool:
    core = entry.removeprefix("ال")
    return said.endswith(core) and said.removesuffix(core) in _PREFIXES


def _skeleton(words: list[str]) -> str:
    """The consonants of a name, those that newsrooms exchange taken for one."""
    return "".join(_ARTICLE.sub("", word) for word in words).translate(_SOUNDS)
