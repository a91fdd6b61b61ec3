"""Every error a caller may meet, in one tree.

    BriefingError                         message, hint (what can be typed to cure it), exit code
    ├── RequestError             exit 2   unknown plugin, bad option
    ├── ArticleError             exit 65  not found, empty, not Arabic, too large, a wrong document
    ├── FetchError               exit 69  a page or feed that did not come; perhaps later, perhaps never again
    ├── VoiceError               exit 69  a voice or the service behind it
    │   ├── VoiceUnavailable              cannot work on this machine; never retried
    │   ├── VoiceRefused                  will not say this text; never retried
    │   └── VoiceOffline                  may work later (``retry_after`` seconds); retried
    ├── OutputError              exit 74  disk, encoder, a folder that cannot be written
    ├── Busy                     exit 75  another run holds the lock
    └── ConfigError              exit 78  a show, profile, lexicon or sound file

The exit codes are those of BSD's ``sysexits.h``, which cron jobs and shell scripts already know.
A plugin translates foreign errors (``raise … from``), :mod:`briefing.speech` retries ``VoiceOffline``,
:mod:`briefing.cli` prints and exits. Anything else that is raised is a bug (exit 70).
"""

from __future__ import annotations


class BriefingError(Exception):
    """Something a person can mend: one clear sentence, a hint that can be typed, an exit code."""

    exit_code = 70

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class RequestError(BriefingError):
    """The command or call asks for something that does not exist."""

    exit_code = 2


class ArticleError(BriefingError):
    """The article, script or briefing that was given cannot be used."""

    exit_code = 65


class FetchError(BriefingError):
    """A page or feed did not come from the web."""

    exit_code = 69

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        retry_after: float | None = None,
        gone: bool = False,
        status: int = 0,
    ) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after
        """Seconds the server asked us to wait, if it said so."""
        self.gone = gone
        """The server says that it was taken away for good: do not ask again."""
        self.status = status
        """HTTP status of the answer; 0 where there was none, or none that could be used."""


class VoiceError(BriefingError):
    """A voice, or the service behind it, cannot speak."""

    exit_code = 69


class VoiceUnavailable(VoiceError):
    """The voice cannot work on this machine until something is installed or set; never retried."""


class VoiceRefused(VoiceError):
    """The voice will never say this text; never retried."""


class VoiceOffline(VoiceError):
    """The voice did not answer this time; trying again may help."""

    def __init__(self, message: str, *, hint: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after
        """Seconds the service asked us to wait, if it said so."""


class OutputError(BriefingError):
    """The disk, the encoder or the output folder failed."""

    exit_code = 74


class Busy(BriefingError):
    """Another run is writing the same output."""

    exit_code = 75


class ConfigError(BriefingError):
    """A configuration file is wrong."""

    exit_code = 78
