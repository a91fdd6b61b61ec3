"""The cover's typeface for browsers, inside the document, so that it looks the same on every machine.

``fonts/*.woff2`` are Vazirmatn 33.003 (SIL Open Font License, ``fonts/OFL.txt``) reduced by fontTools'
``pyftsubset`` without hinting to the letters, marks, figures and punctuation of Arabic and to printable
ASCII: 20 KB a weight. Letters they lack come from the reader's own fonts.
"""

from __future__ import annotations

from base64 import b64encode
from typing import Final, Literal

from briefing.program import PACKAGE

Weight = Literal["Regular", "Bold"]
FIGURES: Final[dict[Weight, int]] = {"Regular": 400, "Bold": 700}
"""CSS ``font-weight``."""
FAMILY: Final = "Vazirmatn, 'Noto Sans Arabic', 'Geeza Pro', 'Segoe UI', Tahoma, sans-serif"


def font_face(weight: Weight) -> str:
    """A CSS ``@font-face`` rule with the typeface in it."""
    data = (PACKAGE / f"fonts/Vazirmatn-{weight}.woff2").read_bytes()
    return (
        f"@font-face{{font-family:Vazirmatn;font-weight:{FIGURES[weight]};"
        f"src:url({data_uri(data, 'font/woff2')}) format('woff2')}}"
    )


def data_uri(data: bytes, kind: str) -> str:
    """A ``data:`` address (RFC 2397) of such a media type."""
    return f"data:{kind};base64,{b64encode(data).decode()}"
