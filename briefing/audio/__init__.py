"""Sound: decode what voices give, fit clips, assemble the master, encode it."""
