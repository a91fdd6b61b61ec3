"""Checks: each reads one kind of file of a briefing back, and says what is not as ``briefing.json`` has it.

A check is a module here with ``check(folder: Path, briefing: Briefing) -> Iterator[Fault]``
(:mod:`briefing.checks.faults`). It says nothing where its files are not there: that a file is missing is
:mod:`briefing.checks.files`' to say. A file that cannot be read is a fault, not an exception. The ``where``
of a fault names the utterance's id wherever there is one, so that sentences can be counted.

A file whose name begins with an underscore is no check.

The eyes are their own: a check takes nothing from the exporter of what it reads, or it would be wrong where
that is wrong.
"""

from __future__ import annotations

from typing import Final

CHEAP: Final = ("captions", "chapters", "marks", "script", "tags", "times", "transcripts")
"""Checks that decode no sound and take milliseconds: they also run before anything is published. Named here
so that the others need not be imported then."""
