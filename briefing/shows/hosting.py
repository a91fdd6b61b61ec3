"""What to tell nginx or Caddy so that they hand out a public folder as :mod:`briefing.shows.serving` does.

Both know ranges, ETags and conditions by themselves; what they lack are the types of captions and chapters,
the permission for players in web pages (CORS), how long copies may be kept, and what to hide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

from briefing.errors import RequestError
from briefing.records import dataclass
from briefing.shows import mediatypes

Program = Literal["nginx", "caddy"]
PROGRAMS: Final[tuple[Program, ...]] = ("nginx", "caddy")
HOST: Final = re.compile(r"[A-Za-z0-9.-]{1,253}")
PREFIX: Final = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")
UNWRITABLE: Final = re.compile(r"[\x00-\x1f\"'`\\${}*?]")
"""Characters of a path that mean something in a configuration."""
LONGER_ENDS: Final = tuple(end for end in mediatypes.ENDS if end.count(".") > 1)
"""Ends that nginx's table of types cannot hold, since it looks at what follows the last dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What is handed out, and under which address."""

    folder: Path
    url: str
    """Of the public folder."""

    @property
    def host(self) -> str:
        """The name alone."""
        return urlsplit(self.url).hostname or ""

    @property
    def prefix(self) -> str:
        """The path without its last slash: empty where the folder is the whole site."""
        return urlsplit(self.url).path.rstrip("/")


def snippet(program: Program, site: Site) -> str:
    """The configuration.

    Raises:
        RequestError: the folder or the address has characters that mean something in it.
    """
    folder = str(site.folder.absolute())
    if UNWRITABLE.search(folder):
        message = f"the path {folder!r} has characters that a web server's configuration gives a meaning to"
        raise RequestError(message, hint="put the folder under a path of letters and digits")
    if not HOST.fullmatch(site.host) or not PREFIX.fullmatch(site.prefix):
        message = f"{site.url!r} cannot stand in a web server's configuration"
        raise RequestError(message, hint="--url https://podcasts.example.org")
    lines = _nginx(site, folder) if program == "nginx" else _caddy(site, folder)
    return "\n".join(lines) + "\n"


def _nginx(site: Site, folder: str) -> Iterator[str]:
    """For the ``http`` block: a file in ``/etc/nginx/conf.d``."""
    shared = "|".join(re.escape(end) for end in _ends(mediatypes.READ_BY_PAGES))
    yield "# /etc/nginx/conf.d/podcasts.conf, then: nginx -t && systemctl reload nginx"
    yield "map $uri $briefing_age {"
    yield f'    default "{mediatypes.SHORT_CACHE}";'
    yield f'    "~/{mediatypes.PERMANENT.pattern}$" "{mediatypes.LONG_CACHE}";'
    yield "}"
    yield "map $uri $briefing_readers {"
    yield '    default "";'
    yield f'    "~(?:{shared})$" "*";'
    yield "}"
    yield "server {"
    yield "    listen 80;  # https: certbot --nginx"
    yield f"    server_name {site.host};"
    yield f'    root "{folder}";'
    yield "    index index.html feed.xml;"
    yield "    disable_symlinks on from=$document_root;"
    yield "    etag on;"
    yield "    charset utf-8;"
    yield f"    charset_types {' '.join(sorted(mediatypes.TEXTS - {mediatypes.HTML}))};"
    yield f"    default_type {mediatypes.UNKNOWN};"
    yield "    types {"
    for end, kind in mediatypes.ENDS.items():
        if end not in LONGER_ENDS:
            yield f"        {kind} {end[1:]};"
    yield "    }"
    yield "    add_header X-Content-Type-Options nosniff always;"
    yield "    add_header Cache-Control $briefing_age;"
    yield "    add_header Access-Control-Allow-Origin $briefing_readers;"
    yield "    if ($request_method !~ ^(GET|HEAD)$) { return 405; }"
    if site.prefix:
        yield f"    rewrite ^{re.escape(site.prefix)}/(.*)$ /$1;"
    yield r"    location ~ /\. { return 404; }"
    for end in LONGER_ENDS:
        yield f"    location ~ {re.escape(end)}$ {{ types {{ }} default_type {mediatypes.ENDS[end]}; }}"
    yield "}"


def _caddy(site: Site, folder: str) -> Iterator[str]:
    """A site of a Caddyfile; Caddy gets its certificate itself."""
    yield "# /etc/caddy/Caddyfile, then: systemctl reload caddy"
    yield f"{site.url.removesuffix('/').removesuffix(site.prefix)} {{"
    if site.prefix:
        yield f"    uri strip_prefix {site.prefix}"
    yield f'    root * "{folder}"'
    yield "    @other not method GET HEAD"
    yield "    respond @other 405"
    yield "    @hidden path */.*"
    yield "    respond @hidden 404"
    yield "    header X-Content-Type-Options nosniff"
    yield f"    @permanent path_regexp /{mediatypes.PERMANENT.pattern}$"
    yield f'    header @permanent Cache-Control "{mediatypes.LONG_CACHE}"'
    yield f"    @changing not path_regexp /{mediatypes.PERMANENT.pattern}$"
    yield f"    header @changing Cache-Control {mediatypes.SHORT_CACHE}"
    readers = " ".join(f"*{end}" for end in _ends(mediatypes.READ_BY_PAGES))
    yield f"    @readers path {readers}"
    yield "    header @readers Access-Control-Allow-Origin *"
    for end in mediatypes.ENDS:
        yield f"    @{end[1:].replace('.', '-')} {{"
        yield f"        path *{end}"
        for longer in LONGER_ENDS:
            if longer != end and longer.endswith(end):
                yield f"        not path *{longer}"
        yield "    }"
        yield f'    header @{end[1:].replace(".", "-")} Content-Type "{mediatypes.content_type(end)}"'
    yield "    file_server {"
    yield "        index index.html feed.xml"
    yield "    }"
    yield "}"


def _ends(kinds: frozenset[str]) -> list[str]:
    return [end for end, kind in mediatypes.ENDS.items() if kind in kinds]
