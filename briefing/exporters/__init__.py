"""Editions: each turns a finished briefing into files; the name of a file here is the edition's name."""
