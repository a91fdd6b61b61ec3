"""The unattended side: shows, their feeds, and where they are published."""
