"""The radio desk: what a producer takes from a finished briefing to air."""
