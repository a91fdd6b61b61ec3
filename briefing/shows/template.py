"""The text of a new show file: every key with what it means, most of them at what holds without them."""

from __future__ import annotations

from typing import Final

TEMPLATE: Final = """\
# The show {name}. Read it with: briefing show check {name}.toml
# Make what is new and publish it with: briefing run {name}.toml
# Paths are taken from the folder of this file. Lines that begin with # hold what is set already.

title = {title}
description = {description}
language = "ar"

# The folder that your web server serves, or an fsspec address such as s3://bucket/podcast
publish_to = "{name}/public"
# What a run must know of the ones before. On a local disk, and never served.
state = "{name}/state"

# Where articles come from. As many sources as you like; the first are the most important ones.
[[sources]]
kind = "folder"                  # .txt, .md, .html, .docx, .epub
at = "{name}/articles"

# [[sources]]
# kind = "feed"                  # RSS or Atom
# at = "https://example.org/rss.xml"
# name = "..."                   # how the source is named in the episode

# [[sources]]
# kind = "page"                  # one page
# at = "https://example.org/today.html"

# [[sources]]
# kind = "opml"                  # a list of feeds, a path or an address
# at = "{name}/feeds.opml"

[voice]
name = "espeak"                  # briefing voices lists them
# fallback = ""                  # who speaks where that voice fails
# speed = 1.0
# options = {{ "espeak.rate" = 160 }}
# lexicons = ["{name}/lexicon.toml"]

[sound]
loudness = "podcast"             # podcast, radio, none, or a number of LUFS
# pauses = 1.0
# sounds = true                  # opening, closing and tones between sections

[summary]
seconds = 45                     # 0 leaves it out
# style = "extract"              # extract, headlines or none

[edition]
form = "each"                    # each: an episode for each article
                                 # together: one episode a slot, made of several articles
time_zone = "{zone}"
slots = ["06:00"]                # when an episode made of several is due, in that zone
# weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
# catch_up = 1                   # missed slots that are made up for, once each
# parts = 8                      # the most articles in one episode
# most = 20                      # the most episodes of one run, where each article is one

[feed]
url = "{url}"                    # where listeners will find feed.xml
# link = "https://example.org/"  # the show's page
author = ""
# owner_name = ""                # public, as is the address below
# owner_email = ""
category = "News"                # Apple's list of categories
subcategory = "Daily News"
explicit = false
# copyright = ""
artwork = "{name}/artwork.jpg"   # square, 1400 to 3000 pixels

[retention]                      # 0 sets no limit
keep_episodes = 100
# keep_days = 0
# max_bytes = 0
# grace_days = 2                 # how long a file stays when the feed has ceased to name it

[fetch]
# allow_private = false          # whether addresses in your own network may be asked
# robots = true                  # whether robots.txt is honoured
# recheck_days = 2               # for how long an article is looked at again, for corrections

[unattended]
first = 3                        # articles made at the very first run; the others count as seen
# tries = 5                      # runs after which an article that fails is given up
# report_after = 3               # a passing trouble is told from that run in a row on
# on_failure = "silence"         # announce: publish a short spoken notice when a slot fails for good
# The address that is told of each run (healthchecks.io and its like). Whoever knows it can use it, so
# keep it out of this file: in a file of its own, or in an environment variable.
# ping_url_file = "{name}/ping-url"
# ping_url_env = "BRIEFING_PING_URL"
# ping_partial_fails = false     # whether a run of which a part failed is told as failed
"""


def written(name: str, *, title: str, description: str, zone: str, url: str) -> str:
    """The text of a show file.

    Args:
        name: what the show is called; its file is ``name.toml``.
        title: for listeners.
        description: for listeners.
        zone: IANA name of the show's time zone.
        url: where the feed will be.
    """
    return TEMPLATE.format(
        name=name, title=_quoted(title), description=_quoted(description), zone=zone, url=url
    )


def _quoted(text: str) -> str:
    """As a string of TOML."""
    escaped = "".join(
        {"\\": "\\\\", '"': '\\"'}.get(
            char, char if char >= " " and char != "\x7f" else f"\\u{ord(char):04x}"
        )
        for char in text
    )
    return f'"{escaped}"'
