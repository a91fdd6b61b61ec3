"""A voice that remembers what it said, so that at another speed nobody is asked again.

The store keeps clips as they stand in the master, each at one speed. An online voice that is made faster by
stretching would be asked for every text once for each speed; here the sound that it gave is kept as it came.
"""

from __future__ import annotations

from typing import Final

from briefing.contracts import Polyglot, Sound, Voice
from briefing.store import TEXT_RATE, Piece, Store, key_of

SAID_VERSION: Final = "said-1"


class Remembering:
    """A voice whose sounds are kept; otherwise as the voice's own."""

    def __init__(self, voice: Voice, store: Store, *, afresh: bool = False) -> None:
        """Ask nothing yet.

        Args:
            voice: who speaks.
            store: where its sounds are kept.
            afresh: ask the voice for what is kept already, too.
        """
        self._voice = voice
        self._store = store
        self._afresh = afresh
        self.language = voice.language
        self.online = voice.online
        self.rate = voice.rate
        self.max_chars = voice.max_chars
        self.needs_vowels = voice.needs_vowels
        self.pace = voice.pace
        self.parallel = voice.parallel

    def check(self) -> None:
        """As the voice's own."""
        self._voice.check()

    def fingerprint(self) -> str:
        """The voice's own: the sound is the same."""
        return self._voice.fingerprint()

    def speak(self, text: str) -> Sound:
        """What the voice said, or says now.

        Raises:
            OutputError: the store cannot be read or written.
        """
        import msgspec

        key = key_of(SAID_VERSION, self.fingerprint(), text)
        kept = None if self._afresh else self._store.find(key)
        if kept is not None:
            return msgspec.msgpack.decode(kept.pcm, type=Sound)
        sound = self._voice.speak(text)
        self._store.keep(key, Piece(msgspec.msgpack.encode(sound), TEXT_RATE))
        return sound

    def abroad(self, language: str) -> Voice | None:
        """The voice's own in another language, remembering too."""
        other = self._voice.abroad(language) if isinstance(self._voice, Polyglot) else None
        return None if other is None else Remembering(other, self._store, afresh=self._afresh)

    def foretell(self, texts: int) -> float:
        """As the voice's own."""
        return self._voice.foretell(texts)

    def close(self) -> None:
        """As the voice's own."""
        self._voice.close()
