"""Checks: each reads back one kind of file with eyes of its own, and knows nothing of how it was written."""
