"""The radio desk: stretches of a finished briefing as files that go to air. Nothing is voiced here."""
