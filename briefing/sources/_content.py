"""Where on a page the article is: which part holds it, and which parts of that part are no article."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from briefing.records import dataclass
from briefing.sources import _noise

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCK_TAGS: Final = _noise.word_set(
    "html body article main section div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table thead "
    "tbody tfoot tr td th caption figure header footer address center hr form fieldset details summary "
    "hgroup aside nav"
)
"""Elements that begin on a line of their own."""

PARAGRAPH_TAGS: Final = frozenset(("p", "li", "blockquote", "pre", "dd", "h1", "h2", "h3", "h4", "h5", "h6"))

LEAST_PROSE: Final = 25
"""Letters and marks of a text that counts as a paragraph."""


@dataclass(frozen=True, slots=True)
class Content:
    """The article's place on the page."""

    container: _Element
    left_out: frozenset[_Element]
    """Elements inside that are no part of the article."""


@dataclass(slots=True)
class _Survey:
    """What one pass over the page counts; every text is counted once, so it is linear in the page."""

    order: list[_Element]
    weight: dict[_Element, int]
    """Characters of text outside links, in the element and all below it."""
    linked: dict[_Element, int]
    """Characters inside links."""
    prose: dict[_Element, int]
    """Characters outside links whose nearest block is this element."""


def locate(root: _Element) -> Content:
    """Find the article: what is marked as one, else the part with the densest text.

    A part that is named like a menu, a share bar or the like is left out, unless most of the text is in it.
    """
    order = [element for element in root.iter() if isinstance(element.tag, str)]
    by_tag = {element for element in order if element.tag in _noise.DROPPED_TAGS}
    first = _survey(order, by_tag)
    bodies = [element for element in order if "articleBody" in str(element.get("itemprop") or "").split()]
    articles = [
        element
        for element in order
        if element.tag == "article" and not _noise.names_chrome(_names(element)) and element not in by_tag
    ]
    mains = [element for element in order if element.tag == "main" or element.get("role") == "main"]
    holding = _ancestors({*bodies, *articles, *mains, *root.iter("h1")})
    left_out = by_tag | {
        element
        for element in order
        if element not in holding and _surrounds(element, first.weight[element] / max(1, first.weight[root]))
    }
    survey = _survey(order, left_out)
    densest = _densest(survey, root)
    container = densest
    for marked in (bodies, articles, mains):
        best = max(marked, key=lambda element: survey.weight[element], default=None)
        if best is not None and survey.weight[best] >= max(40, 0.3 * survey.weight[densest]):
            container = best
            break
    inner = {
        element
        for element in container.iterdescendants("article")
        if survey.weight[element] < 0.5 * survey.weight[container]
    }
    return Content(container, frozenset(left_out | inner) - {container})


def _survey(order: list[_Element], left_out: set[_Element]) -> _Survey:
    survey = _Survey(order, defaultdict(int), defaultdict(int), defaultdict(int))
    outside: set[_Element] = set()
    in_link: set[_Element] = set()
    block: dict[_Element, _Element] = {}
    for element in order:
        parent = element.getparent()
        if element in left_out or parent in outside:
            outside.add(element)
        if element.tag == "a" or parent in in_link:
            in_link.add(element)
        block[element] = element if element.tag in BLOCK_TAGS or parent is None else block[parent]
        _count(survey, element, element.text, block, outside, in_link)
    for element in order:
        for child in element:  # comments too: their tails are text of the parent
            _count(survey, element, child.tail, block, outside, in_link)
    for element in reversed(order):
        parent = element.getparent()
        if parent is not None:
            survey.weight[parent] += survey.weight[element]
            survey.linked[parent] += survey.linked[element]
    return survey


def _count(
    survey: _Survey,
    element: _Element,
    text: str | None,
    block: dict[_Element, _Element],
    outside: set[_Element],
    in_link: set[_Element],
) -> None:
    if not text or element in outside:
        return
    size = sum(map(len, text.split()))
    if element in in_link:
        survey.linked[element] += size
    else:
        survey.weight[element] += size
        survey.prose[block[element]] += size


def _densest(survey: _Survey, root: _Element) -> _Element:
    # Each paragraph speaks for its parent, half as loud for its grandparent.
    score: dict[_Element, float] = defaultdict(float)
    for element in survey.order:
        prose = survey.prose.get(element, 0)
        if prose < LEAST_PROSE:
            continue
        parent = element.getparent()
        if element.tag not in PARAGRAPH_TAGS:
            score[element] += prose
        if parent is not None:
            score[parent] += prose
            grandparent = parent.getparent()
            if grandparent is not None:
                score[grandparent] += prose / 2
    best = max(score, key=lambda element: score[element], default=root)
    while (parent := best.getparent()) is not None and parent.tag != "html":
        links_grow = survey.linked[parent] > survey.linked[best] + 0.3 * survey.weight[parent]
        if links_grow or survey.weight[parent] < 1.25 * survey.weight[best]:
            break
        best = parent
    return best


def _surrounds(element: _Element, share: float) -> bool:
    """Whether an element stands around articles, by its kind, role, names and style.

    ``share`` is how much of the page's text is in it, 0 to 1.
    """
    if element.tag in ("html", "body", "main") or not (element.attrib or element.tag in _noise.CHROME_TAGS):
        return False
    names = _names(element)
    by_readers = _noise.names_readers(names)
    most = 0.9 if by_readers else 0.5
    return share <= most and (
        element.tag in _noise.CHROME_TAGS
        or str(element.get("role") or "").lower() in _noise.CHROME_ROLES
        or element.get("hidden") is not None
        or str(element.get("aria-hidden") or "").lower() == "true"
        or _noise.HIDDEN_STYLE.search(str(element.get("style") or "")) is not None
        or by_readers
        or _noise.names_chrome(names)
    )


def _names(element: _Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _ancestors(elements: set[_Element]) -> set[_Element]:
    found: set[_Element] = set()
    for element in elements:
        node: _Element | None = element
        while node is not None and node not in found:
            found.add(node)
            node = node.getparent()
    return found
