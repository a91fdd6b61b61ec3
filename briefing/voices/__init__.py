"""Text to sound: one file a voice, its name the voice's name (see :mod:`briefing.contracts`)."""
