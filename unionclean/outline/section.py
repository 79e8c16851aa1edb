"""The parts of an outline: :class:`Section`, and :class:`Piece`, a stretch of text with the path of its sections."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, Protocol

Style = Literal[
    "part",
    "chapter",
    "section",
    "subsection",
    "article",
    "han",
    "paren_han",
    "arabic",
    "paren_arabic",
    "circled",
    "ordinal",
    "inline_ordinal",
    "labelled",
    "latin",
    "roman",
    "volume",
    "appendix",
    "question",
    "stem",
    "step",
]

MOST_LEVELS = 32
"""No document nests deeper; numbering that would is kept at this level, so a tree can always be walked, dumped, compared."""


class CitesSections(Protocol):
    """What knows how the section whose marker stands at an offset is cited."""

    def of(self, at: int) -> str: ...


class Section(NamedTuple):
    """One numbered section of a text.

    ``marker`` is written as in the text (``第一章``, ``三、``, ``(三)``, ``一是``, ``【事件1】``), ``style`` names its kind
    (``part``, ``chapter``, ``section``, ``subsection``, ``article``, ``han``, ``paren_han``, ``arabic``, ``paren_arabic``,
    ``circled``, ``ordinal``, ``inline_ordinal``, ``labelled``, ``latin``, ``roman``, ``volume``, ``appendix``, ``question``, ``stem`` or ``step``), ``number`` is its value (``None`` for
    最后), ``level`` counts from 1 at the top, ``title`` is the heading line, or the run-in heading up to the end of its
    sentence.

    Four offsets speak of the text, in code points.  ``start`` and ``end`` span the section with its children; siblings
    touch, the first child begins and the last ends with its parent, so the leaves are the whole text, in order.  ``at``
    is where the marker stands, and ``begin`` where the section's own words begin: at the start of the marker's line, or
    at the marker itself when it is run in.  ``in_contents`` tells that it is a line of a table of contents.

    >>> from unionclean import split_outline
    >>> section = split_outline("前言\\n一、总则\\n").sections[0]
    >>> section.marker, section.style, section.number, section.level, section.title
    ('一、', 'han', 1, 1, '总则')
    >>> section.start, section.begin, section.at, section.end
    (0, 3, 3, 8)
    """

    marker: str
    style: Style
    number: int | None
    level: int
    title: str
    start: int
    end: int
    children: tuple[Section, ...] = ()
    at: int = 0
    begin: int = 0
    in_contents: bool = False
    citations: CitesSections | None = None

    @property
    def citation(self) -> str:
        """How the section is cited: ``第三条第二款第（一）项``, ``第二章第一节``, ``一、（二）``; :meth:`Outline.find` leads back.

        >>> from unionclean import split_outline
        >>> outline = split_outline("第一章 总则\\n第一条 甲。\\n乙：\\n（一）丙；\\n（二）丁。\\n")
        >>> [section.citation for section in outline.walk()]
        ['第一章', '第一条', '第一条第二款第（一）项', '第一条第二款第（二）项']
        """
        return self.citations.of(self.at) if self.citations else self.marker

    def to_dict(self) -> dict[str, Any]:
        """Return the section and its children as JSON-safe ``dict`` and ``list``.

        >>> Section("一、", "han", 1, 1, "总则", 0, 4).to_dict()["title"]
        '总则'
        """
        return {
            "marker": self.marker,
            "style": self.style,
            "number": self.number,
            "level": self.level,
            "title": self.title,
            "start": self.start,
            "end": self.end,
            "at": self.at,
            "begin": self.begin,
            "in_contents": self.in_contents,
            "citation": self.citation,
            "children": [child.to_dict() for child in self.children],
        }


_HALF_BLANK = "、，：．）】〕］"


class Piece(NamedTuple):
    """A stretch of the text that belongs to one place of the outline: see :meth:`Outline.pieces`.

    ``path`` holds the sections from the top down to the one whose own words these are; it is empty for the preamble.

    >>> Piece((Section("一、", "han", 1, 1, "总则", 0, 4),), 0, 4, "一、总则").label
    '一、'
    """

    path: tuple[Section, ...]
    start: int
    end: int
    text: str

    @property
    def label(self) -> str:
        """The markers of the path, ``三、> (二) > 2.``; empty for the preamble.

        A marker that ends in a full-width sign, which is half blank, needs no space behind it.
        """
        markers = [section.marker for section in self.path]
        return "".join(marker + (">" if marker[-1] in _HALF_BLANK else " >") + " " for marker in markers)[:-2].rstrip()

    @property
    def titles(self) -> str:
        """Markers and titles of the path in one line, as a heading for a piece that stands alone.

        >>> Piece((Section("一、", "han", 1, 1, "总则", 0, 4),), 0, 4, "一、总则").titles
        '一、总则'
        """
        return " > ".join(section.marker + section.title for section in self.path)
