"""HTML to blocks: one pass over the part of the page that holds the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from briefing.errors import ArticleError
from briefing.model import Block, BlockKind, Masthead
from briefing.records import dataclass
from briefing.sources import _agency, _content, _lines, _meta, _noise, _recipes
from briefing.sources._passages import Passage
from briefing.sources._passages import passages as cut

if TYPE_CHECKING:
    from lxml.etree import _Element

    from briefing.sources._recipes import Recipe

BOLD_HEADING_WORDS: Final = 12
LINKED: Final = 0.95
"""Share of a text inside links from which on it is a link and nothing else."""
CAPTION_WORDS: Final = 25
"""A longer text beside a picture is no caption."""

APPARATUS: Final = _noise.word_set(
    "toc landmarks page-list pagebreak footnote footnotes endnote endnotes rearnote rearnotes noteref index "
    "cover titlepage copyright-page"
)
"""Kinds of what a book has around its text, by EPUB's structural semantics vocabulary."""

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_TITLE_JOINTS = re.compile(r"\s+(?:[:|»«•–—-]|::)\s+")
_NAME_LINE = re.compile(r"^(?:بقلم|كتب|كتبت|كتبه|كتبته|إعداد|تقرير|تحرير)\s*[:/]?\s")


@dataclass(frozen=True, slots=True)
class Found:
    """What is on a page."""

    masthead: Masthead
    blocks: list[Block]
    picture: _meta.Picture


def article(text: str, *, name: str, recipe: Recipe | None = None) -> Found:
    """The article on a page.

    The headline is the ``h1`` in the article, else what JSON-LD or Open Graph say, else another ``h1``, else
    the window's title. Where the page shows less of the text than its JSON-LD has, the latter is taken.

    Args:
        text: the page.
        name: what to call it in messages.
        recipe: where the article is on pages of this site; what it names goes before all else.

    Raises:
        ArticleError: the page cannot be parsed whole.
        ConfigError: the recipe holds a selector that is none.
    """
    root = _parse(text, name)
    facts = _meta.facts(root)
    if recipe is not None:
        facts = replace(facts, masthead=_recipes.told(recipe, root, facts.masthead))
    content = (_recipes.located(recipe, root) if recipe is not None else None) or _content.locate(root)
    passages = list(cut(content))
    own = next((passage.block.text for passage in passages if passage.block.level == 1), "")
    other = next((_words(element) for element in root.iter("h1")), "")
    if recipe is not None and recipe.headline and facts.masthead.headline:
        own = facts.masthead.headline
    headline = own or facts.masthead.headline or other or _shown(root, facts.window_title)
    masthead = replace(facts.masthead, headline=headline)
    blocks = list(_without_noise(passages, masthead))
    shown = sum(len(block.text) for block in blocks if block.kind is not BlockKind.HEADING)
    masthead, blocks = _agency.trimmed(masthead, blocks)
    if shown < 0.4 * len(facts.body):
        blocks = [_lines.demote(block) for block in _lines.compose("\n\n" + facts.body).blocks]
    return Found(masthead, blocks, facts.picture)


def whole(text: str, *, name: str) -> list[Block]:
    """All that a page says: for pages that hold nothing but their text, as the chapters of books do.

    Raises:
        ArticleError: the page cannot be parsed whole.
    """
    root = _parse(text, name)
    body = next(root.iter("body"), root)
    left_out = frozenset(element for element in body.iterdescendants() if _is_apparatus(element))
    passages = list(cut(_content.Content(body, left_out)))
    following = [passage.block for passage in passages[1:]]
    return [
        _promoted(passage, after)
        for passage, after in zip_longest(passages, following)
        if passage is not None and not _is_caption(passage)
    ]


def _is_apparatus(element: _Element) -> bool:
    """Whether an element of a book is no part of its text: scripts, navigation, notes, page numbers."""
    kinds = str(element.get("epub:type") or element.get("role") or "").replace("doc-", "").split()
    return element.tag in _noise.DROPPED_TAGS or not APPARATUS.isdisjoint(kinds)


def cleaned(blocks: Iterable[Block], masthead: Masthead) -> tuple[Masthead, list[Block]]:
    """Blocks that another extractor found, without the noise that ours would have left out."""
    kept = list(_without_noise((Passage(block, 0.0, 0.0) for block in blocks), masthead))
    return _agency.trimmed(masthead, kept)


def _parse(text: str, name: str) -> _Element:
    from lxml import etree

    # Bytes in an encoding that we name: a stale label inside the page cannot mislead the parser.
    data = _XML_DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.ParserError as error:
        root, reason = None, str(error)
    except etree.XMLSyntaxError as error:
        root, reason = None, str(error)
    else:
        reason = "it has no elements"
    if root is None:
        message = f"{name} is no HTML page: {reason}"
        raise ArticleError(message, hint="save the page again from the browser, or save its text as .txt")
    if any("depth" in entry.message for entry in parser.error_log):
        message = f"{name} nests its elements deeper than any page should, so part of it cannot be read"
        raise ArticleError(message, hint="copy the article's text into a .txt file")
    return root


def _without_noise(passages: Iterable[Passage], masthead: Masthead) -> Iterator[Block]:
    kept = [passage for passage in passages if not _is_link(passage) and not _is_caption(passage)]
    blocks: list[Block] = []
    skipping = False
    for index, passage in enumerate(kept):
        if _noise.is_date(passage.block.text) or _counts(passage.block):
            continue
        if _noise.leads_away(passage.block.text, linked=passage.linked > 0):
            skipping = skipping or passage.block.kind is BlockKind.HEADING
            continue
        block = _promoted(passage, kept[index + 1].block if index + 1 < len(kept) else None)
        heading = block.kind is BlockKind.HEADING
        if skipping and not _resumes(block):
            continue
        skipping = False
        said = block.text == masthead.headline and (heading or not blocks)
        if said or _is_byline(block.text, masthead.byline):
            continue
        blocks.append(_lines.demote(block))
    while blocks and blocks[-1].kind is BlockKind.HEADING:
        blocks.pop()  # its text was links
    yield from blocks


def _is_link(passage: Passage) -> bool:
    block = passage.block
    if passage.linked < LINKED or block.level == 1:
        return False
    asks = block.kind is BlockKind.ITEM and block.text.endswith("؟")  # a title, not a sentence
    return asks or not _lines.ends_sentence(block.text)


def _is_caption(passage: Passage) -> bool:
    text = passage.block.text
    short = len(text.split()) <= CAPTION_WORDS and not _lines.ends_sentence(text)
    return passage.pictured and short and passage.block.kind is BlockKind.PARAGRAPH


def _counts(block: Block) -> bool:
    """Whether a paragraph has no letter: a counter of pictures, a time, a page number."""
    return block.kind is BlockKind.PARAGRAPH and not any(letter.isalpha() for letter in block.text[:40])


def _resumes(block: Block) -> bool:
    """Whether the article goes on after "related articles" and the links under it."""
    return (
        block.kind is not BlockKind.ITEM
        and len(block.text.split()) >= 12
        and (_lines.ends_sentence(block.text) or block.text.endswith((":", "،")))
    )


def _promoted(passage: Passage, following: Block | None) -> Block:
    """A short bold paragraph over another one is a heading."""
    block = passage.block
    bare = block.text.rstrip(": ")
    over_text = following is not None and following.kind is not BlockKind.HEADING
    bold = block.kind is BlockKind.PARAGRAPH and passage.bold >= LINKED
    if bold and over_text and _lines.is_title(bare, words=BOLD_HEADING_WORDS):
        return Block(BlockKind.HEADING, bare, 3)
    return block


def _shown(root: _Element, title: str) -> str:
    """The part of a window's title that stands on the page by itself: some sites put their name before it."""
    parts = sorted(_TITLE_JOINTS.split(title), key=len, reverse=True)
    if len(parts) < 2:
        return title
    wanted = {part.strip() for part in parts}
    texts = (text for element in root.iter() for text in (element.text, element.tail) if text)
    body = (text for text in texts if len(text) <= 2 * len(title))
    seen = wanted & {" ".join(text.split()) for text in body}
    return next((part.strip() for part in parts if part.strip() in seen), title)


def _is_byline(text: str, byline: str) -> bool:
    if not byline or len(text.split()) > 12 or _lines.ends_sentence(text):
        return False
    return text == byline or (byline in text and _NAME_LINE.match(text) is not None)


def _words(element: _Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())
