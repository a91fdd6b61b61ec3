"""Tell a watcher that a run has begun and how it ended, in the form of healthchecks.io.

``POST ADDRESS/start``, then ``POST ADDRESS/CODE`` with the end of the log. The watcher notices what no run
can tell: that there was none. Nothing that goes wrong here is the run's business.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from briefing.shows.secret import Secret

TRIES: Final = 5
TIMEOUT_S: Final = 10.0
FIRST_WAIT_S: Final = 0.2
HURRIED_S: Final = 2.0
"""As long as a run that is being stopped may take for it."""
SUCCESS: Final = 200


class Pings:
    """Tells one address."""

    def __init__(self, url: Secret, *, sleep: Callable[[float], None] = time.sleep) -> None:
        """Tell nothing yet.

        Args:
            url: whom to tell; empty for nobody.
            sleep: waits between two tries.
        """
        self._url = url
        self._sleep = sleep

    def start(self) -> bool:
        """A run has begun; whether the watcher knows."""
        return self._post("start", b"", tries=TRIES, timeout_s=TIMEOUT_S)

    def end(self, code: int, log: bytes, *, is_hurried: bool = False) -> bool:
        """It ended with that exit code; whether the watcher knows.

        Args:
            code: 0 is success.
            log: the end of what the run took down.
            is_hurried: whether there is no time for a second try.
        """
        if is_hurried:
            return self._post(str(code), log, tries=1, timeout_s=HURRIED_S)
        return self._post(str(code), log, tries=TRIES, timeout_s=TIMEOUT_S)

    def _post(self, end: str, body: bytes, *, tries: int, timeout_s: float) -> bool:
        if not self._url:
            return False
        import urllib3

        try:
            url = _joined(self._url.reveal(), end)
        except ValueError:
            return False
        with urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(total=timeout_s)) as pool:
            for number in range(tries):
                if number:
                    self._sleep(FIRST_WAIT_S * 2 ** (number - 1))
                try:
                    answer = pool.request("POST", url, body=body, redirect=False)
                except (urllib3.exceptions.HTTPError, OSError, ValueError):
                    continue
                if answer.status == SUCCESS:
                    return True
        return False


def _joined(url: str, end: str) -> str:
    """The address with a last step; what stands behind a question mark stays behind it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{end}"))
