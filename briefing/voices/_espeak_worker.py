"""espeak-ng through ctypes, and the small program that speaks with it in a process of its own.

The library keeps its state in globals: it is not thread-safe, and what it says depends on what it said
before (random noise, carried-over filters). So a worker loads it, sets the voice, and from then on only
forks: each text is spoken by a child that starts from the same untouched memory. The same text gives the
same bytes whatever the order and the number of workers, the worker's memory never grows, and a text that
brings the library down takes only its child with it. (Loading the library anew for each text costs the
same time but relies on ``dlclose`` really unloading it, which some C libraries never do.)

This file imports nothing of ``briefing`` and little of the standard library: it is run by its path,
without the site directories, and starts in about 30 ms.

The protocol, on standard input and output:

- the first line in is a JSON object: ``library``, ``data``, ``voice``, ``parameters``; the answer is a
  line ``{"rate": …, "version": …}`` or ``{"error": …}``;
- then each request is a line ``{"text": …, "seconds": …}``. The PCM goes into the pipe whose number is the
  program's argument, while it is made: nobody holds all of it but who asked. The answer is a line ``{"bytes":
  …, "marks": [[kind, position, length, frame], …]}``, when all of it is under way;
- the end of standard input ends the worker, so that it never outlives whoever started it.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from collections.abc import Callable
from ctypes import POINTER, c_char, c_char_p, c_int, c_short, c_size_t, c_uint, c_void_p

PARAMETERS = {"rate": 1, "volume": 2, "pitch": 3, "range": 4, "word_gap": 7}
"""``espeak_PARAMETER`` of speak_lib.h."""

_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: no playing, no thread of its own
_DONT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT: missing data is an answer, not exit(1)
_CHARS_UTF8 = 1
_CHARACTER = 1  # POS_CHARACTER
_END_OF_EVENTS, WORD, END = 0, 1, 5  # espeakEVENT_LIST_TERMINATED, _WORD, _END
_AT_ONCE_MS = 200
"""Sound that the engine hands over at once, three times as much as by default, so that Python is asked less
often. Not more: from 1,000 ms on it sounds otherwise at high rates, as its queue of sounds runs empty."""
_TOGETHER = 1 << 16
"""Bytes of sound that are passed on at once."""


class _Event(ctypes.Structure):
    """``espeak_EVENT`` of speak_lib.h."""

    _fields_ = (
        ("type", c_int),
        ("unique_identifier", c_uint),
        ("text_position", c_int),
        ("length", c_int),
        ("audio_position", c_int),
        ("sample", c_int),
        ("user_data", c_void_p),
        ("id", c_char * 8),
    )


_Callback = ctypes.CFUNCTYPE(c_int, POINTER(c_short), c_int, POINTER(_Event))

Mark = tuple[int, int, int, int]
"""``WORD`` or ``END`` (of a clause); its position in characters of the text, from 1; its length and frame."""


class Engine:
    """One copy of the library. Its second ``speak`` sounds other than its first: see above."""

    def __init__(self, library: str, data: str) -> None:
        """Load the library.

        Raises:
            OSError: the library or its data cannot be loaded.
        """
        self._library = lib = ctypes.CDLL(library)
        lib.espeak_Initialize.argtypes = [c_int, c_int, c_char_p, c_int]
        lib.espeak_SetVoiceByName.argtypes = [c_char_p]
        lib.espeak_SetParameter.argtypes = [c_int, c_int, c_int]
        lib.espeak_Info.argtypes = [POINTER(c_char_p)]
        lib.espeak_Info.restype = c_char_p
        lib.espeak_SetSynthCallback.argtypes = [_Callback]
        lib.espeak_Synth.argtypes = [
            c_char_p, c_size_t, c_uint, c_int, c_uint, c_uint, POINTER(c_uint), c_void_p,
        ]  # fmt: skip
        self.rate: int = lib.espeak_Initialize(_SYNCHRONOUS, _AT_ONCE_MS, os.fsencode(data), _DONT_EXIT)
        """Frames per second."""
        if self.rate <= 0:
            message = f"espeak-ng found no data in {data}"
            raise OSError(message)
        self.version = (lib.espeak_Info(None) or b"").decode()
        self._give: Callable[[bytes], object] = len
        self._marks: list[Mark] = []
        self._callback = _Callback(self._take)  # kept: the library holds only its address
        lib.espeak_SetSynthCallback(self._callback)

    def choose(self, voice: str, parameters: dict[str, int]) -> None:
        """Choose the voice and set its parameters.

        Raises:
            OSError: there is no such voice.
        """
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            message = f"espeak-ng has no voice {voice}"
            raise OSError(message)
        for name, value in parameters.items():
            self._library.espeak_SetParameter(PARAMETERS[name], value, 0)

    def speak(self, text: str, give: Callable[[bytes], object]) -> list[Mark]:
        """Hand over 16-bit little-endian mono PCM while it is made; its words and clauses, in order.

        Raises:
            OSError: the library refused.
        """
        self._give = give
        self._marks.clear()
        encoded = text.encode() + b"\0"
        status = self._library.espeak_Synth(encoded, len(encoded), 0, _CHARACTER, 0, _CHARS_UTF8, None, None)
        if status != 0 or self._library.espeak_Synchronize() != 0:
            message = f"espeak-ng failed with status {status}"
            raise OSError(message)
        return self._marks

    def _take(self, samples: object, count: int, events: object) -> int:
        if samples and count > 0:
            self._give(ctypes.string_at(samples, 2 * count))  # type: ignore[arg-type]
        for event in events:  # type: ignore[attr-defined]
            if event.type == _END_OF_EVENTS:
                break
            if event.type in (WORD, END):
                self._marks.append((event.type, event.text_position, event.length, event.sample))
        return 0


class _Pipe:
    """Passes sound on, some of it at once."""

    def __init__(self, out: int) -> None:
        self._out = out
        self._held = bytearray()
        self.passed = 0
        """Bytes."""

    def give(self, pcm: bytes) -> None:
        """Take some sound."""
        self._held += pcm
        if len(self._held) >= _TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Pass on what is held."""
        _write(self._out, self._held)
        self.passed += len(self._held)
        self._held.clear()


def _write(out: int, data: bytes | bytearray) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(out, left) :]


def _answer(out: int, answer: object) -> None:
    _write(out, json.dumps(answer).encode() + b"\n")


def _speak_in_a_child(engine: Engine, out: int, sound: int, text: str, seconds: int) -> bool:
    """Speak in a forked child, which answers itself; whether it did so whole."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    try:  # whatever happens, the child must not return into the worker's loop
        signal.alarm(
            seconds
        )  # a text that hangs the library: the child ends even if nobody is left to kill it
        pipe = _Pipe(sound)
        marks = engine.speak(text, pipe.give)
        pipe.flush()
        _answer(out, {"bytes": pipe.passed, "marks": marks})
        os._exit(0)
    finally:
        os._exit(1)


def serve() -> int:
    """Answer requests until standard input ends; the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started us
    requests, out, sound = sys.stdin.buffer, sys.stdout.fileno(), int(sys.argv[1])
    try:
        setup = json.loads(requests.readline())
        engine = Engine(setup["library"], setup["data"])
        engine.choose(setup["voice"], setup["parameters"])
    except (OSError, AttributeError, ValueError) as error:
        _answer(out, {"error": str(error)})
        return 1
    _answer(out, {"rate": engine.rate, "version": engine.version})
    for line in iter(requests.readline, b""):
        request = json.loads(line)
        if not _speak_in_a_child(engine, out, sound, request["text"], request["seconds"]):
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(serve())
