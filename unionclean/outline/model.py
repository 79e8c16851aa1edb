"""What an outline is: :class:`Section`, :class:`Piece`, :class:`Outline`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from unionclean.edits import Edit, Note

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
]

MOST_LEVELS = 32
"""No document nests deeper; numbering that would is kept at this level, so a tree can always be walked, dumped, compared."""


class Section(NamedTuple):
    """One numbered section of a text.

    ``marker`` is written as in the text (``第一章``, ``三、``, ``(三)``, ``一是``, ``【事件1】``), ``style`` names its kind
    (``part``, ``chapter``, ``section``, ``subsection``, ``article``, ``han``, ``paren_han``, ``arabic``, ``paren_arabic``,
    ``circled``, ``ordinal``, ``inline_ordinal``, ``labelled``, ``latin`` or ``roman``), ``number`` is its value (``None`` for
    最后), ``level`` counts from 1 at the top, ``title`` is the heading line, or the run-in heading up to the end of its
    sentence.

    Four offsets speak of the text, in code points.  ``start`` and ``end`` span the section with its children; siblings
    touch, the first child begins and the last ends with its parent, so the leaves are the whole text, in order.  ``at``
    is where the marker stands, and ``begin`` where the section's own words begin: at the start of the marker's line, or
    at the marker itself when it is run in.

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


@dataclass(frozen=True, slots=True)
class Outline:
    """A text with the tree of its sections.

    ``text`` is the text that the offsets speak of: the very text given, or, with ``join_lines=True``, that text after
    ``joins``, the edits that took out page breaks.  ``notes`` tell of gaps, repeats and lists that do not begin at one.

    >>> from unionclean import split_outline
    >>> outline = split_outline("一、总则\\n(一)目的\\n(二)范围\\n二、附则\\n")
    >>> [section.marker for section in outline.walk()]
    ['一、', '(一)', '(二)', '二、']
    >>> split_outline("第一产业和第二、第三产业占3.5%。").sections
    ()
    """

    text: str
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    joins: tuple[Edit, ...] = field(default=(), repr=False)

    def walk(self) -> Iterator[Section]:
        """Yield every section in document order, parents before their children.

        >>> from unionclean import split_outline
        >>> [s.level for s in split_outline("一、甲\\n（一）子\\n二、乙").walk()]
        [1, 2, 1]
        >>> list(split_outline("第一产业").walk())
        []
        """
        ahead = list(reversed(self.sections))
        while ahead:
            section = ahead.pop()
            yield section
            ahead.extend(reversed(section.children))

    def leaves(self) -> Iterator[Section]:
        """Yield the sections without children; their spans, joined, are the text, if it has any section.

        >>> from unionclean import split_outline
        >>> outline = split_outline("前言\\n一、甲\\n（一）子\\n二、乙")
        >>> "".join(outline.text[s.start:s.end] for s in outline.leaves()) == outline.text
        True
        """
        return (section for section in self.walk() if not section.children)

    def text_of(self, section: Section) -> str:
        """Return the words of ``section`` and its children, from its own first word on, without what leads up to it.

        >>> from unionclean import split_outline
        >>> outline = split_outline("前言\\n一、甲\\n（一）子\\n二、乙")
        >>> outline.text_of(outline.sections[0])
        '一、甲\\n（一）子\\n'
        """
        return self.text[section.begin : section.end]

    def pieces(self) -> Iterator[Piece]:
        """Yield the text cut at every marker, each piece with its path: the preamble first, then every section's own words.

        The pieces, joined, are the text.  A piece of nothing is not made.  A piece has ``path`` (the sections from the top down
        to its own), ``label`` (their markers in one line), ``titles`` (markers and titles), ``start``, ``end`` and ``text``.

        >>> from unionclean import split_outline
        >>> for piece in split_outline("前言\\n一、甲\\n导语\\n（一）子\\n二、乙").pieces():
        ...     print(repr(piece.label), repr(piece.text))
        '' '前言\\n'
        '一、' '一、甲\\n导语\\n'
        '一、> （一）' '（一）子\\n'
        '二、' '二、乙'
        >>> [piece.text for piece in split_outline("第一产业").pieces()]
        ['第一产业']
        """
        path: list[Section] = []
        begin = 0
        for section in self.walk():
            if section.begin > begin:
                yield Piece(tuple(path), begin, section.begin, self.text[begin : section.begin])
            begin = section.begin
            del path[section.level - 1 :]
            path.append(section)
        if begin < len(self.text):
            yield Piece(tuple(path), begin, len(self.text), self.text[begin:])

    def to_markdown(self) -> str:
        """Return the text with its sections as Markdown headings; nothing else is added or dropped.

        >>> from unionclean import split_outline
        >>> print(split_outline("一、总则\\n（一）目的。为了发展。\\n").to_markdown())
        # 一、总则
        <BLANKLINE>
        ## （一）目的。
        <BLANKLINE>
        为了发展。
        <BLANKLINE>
        """
        from unionclean.outline.render import to_markdown

        return to_markdown(self)

    def to_tree(self) -> str:
        """Return the outline as a tree for the terminal, one line per section.

        >>> from unionclean import split_outline
        >>> print(split_outline("一、总则\\n(一)目的\\n(二)范围\\n二、附则\\n").to_tree())
        一、 总则
        ├── (一) 目的
        └── (二) 范围
        二、 附则
        """
        from unionclean.outline.render import to_tree

        return to_tree(self)

    def to_dict(self) -> dict[str, Any]:
        """Return text, sections and notes as JSON-safe ``dict`` and ``list``.

        >>> from unionclean import split_outline
        >>> sorted(split_outline("一、总则").to_dict())
        ['notes', 'sections', 'text']
        """
        return {
            "text": self.text,
            "sections": [section.to_dict() for section in self.sections],
            "notes": [{"kind": n.kind, "span": list(n.span), "why": n.why} for n in self.notes],
        }
