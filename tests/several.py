"""Several command lines, one after the other, each in a fork of one process that has just started.

``python -m tests.several JSON`` starts as ``python -m briefing`` does, on the same streams and with the same
environment, and imports what that imports. Then each list of words in the JSON gets a process that knows
nothing of the others. After each, both streams get a line with its exit code between NULs, a terminal, where
they are one, one such line.
"""

from __future__ import annotations

import json
import os
import sys

from briefing.cli import main

END = "\0{}\0\n"


def each(lines: list[list[str]]) -> None:
    """See the module."""
    streams = (sys.stdout,) if os.path.sameopenfile(1, 2) else (sys.stdout, sys.stderr)
    for words in lines:
        child = os.fork()
        if not child:
            sys.argv = ["briefing", *words]
            main()
        _, status = os.waitpid(child, 0)
        for stream in streams:
            stream.write(END.format(os.waitstatus_to_exitcode(status)))
            stream.flush()


if __name__ == "__main__":
    each(json.loads(sys.argv[1]))
