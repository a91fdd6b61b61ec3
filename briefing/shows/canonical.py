"""One address for one article: what counts visitors, not pages, is taken out of it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

TRACKING: Final = re.compile(
    r"(utm_[a-z0-9_]+|at_(campaign|medium|custom\d?|link_\w+|format|ptr_\w+)|fbclid|gclid|gclsrc|dclid|msclkid"
    r"|yclid|twclid|igshid|igsh|mc_cid|mc_eid|_ga|_gl|cmpid|ns_campaign|ns_mchannel|ns_source|ocid|spm"
    r"|wt_mc|xtor|ref_src|ref_url|smid|traffic_source|feature|mkt_tok)",
    re.IGNORECASE,
)
PORTS: Final = {"http": 80, "https": 443}


def canonical(url: str) -> str:
    """The address without tracking parameters, fragment and usual port, its host in small letters.

    What is no address of a page comes back as it is.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return url.strip()
    if parts.scheme.lower() not in PORTS or not host:
        return url.strip()
    scheme = parts.scheme.lower()
    name = f"[{host}]" if ":" in host else host
    place = name if port in (None, PORTS[scheme]) else f"{name}:{port}"
    kept = [
        piece for piece in parts.query.split("&") if piece and not TRACKING.fullmatch(piece.partition("=")[0])
    ]
    return urlunsplit((scheme, place, parts.path or "/", "&".join(kept), ""))
