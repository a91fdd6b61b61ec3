"""Google's voice in other languages: the same connections, pace and ceilings; only the language differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.contracts import Sound

if TYPE_CHECKING:
    from briefing.voices.gtts import Voice

_SPELLINGS: Final = {"he": "iw", "jv": "jw"}
"""What gTTS calls a language, where it is not the code of BCP 47."""


def code_of(language: str) -> str | None:
    """What gTTS calls a language, or None where it has no voice of it; it knows without asking anybody. None,
    too, where gTTS is missing: the voice's check tells of that."""
    try:
        from gtts.lang import tts_langs
    except ImportError:
        return None
    code = _SPELLINGS.get(language, language)
    return code if code in tts_langs() else None


class Abroad:
    """Another language's voice: all it does is done by the voice it came from."""

    online = True
    needs_vowels = False

    def __init__(self, voice: Voice, language: str, *, code: str) -> None:
        self._voice = voice
        self._code = code
        self.language = language
        self.rate = voice.rate
        self.max_chars = voice.max_chars
        self.parallel = voice.parallel
        self.pace = voice.pace

    def check(self) -> None:
        """As the voice's own."""
        self._voice.check()

    def fingerprint(self) -> str:
        """As the voice's own, but for the language."""
        return self._voice.fingerprint_in(self._code)

    def speak(self, text: str) -> Sound:
        """As the voice's own, in this language."""
        return self._voice.speak_in(self._code, text)

    def foretell(self, texts: int) -> float:
        """As the voice's own: they wait in one line."""
        return self._voice.foretell(texts)

    def close(self) -> None:
        """Nothing: the connections are the voice's, and closed with it."""
