"""A text with the tree of its sections: :class:`Outline`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from unionclean.edits import Edit, Note
from unionclean.outline.render import to_markdown, to_tree
from unionclean.outline.section import Piece, Section


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
        return to_markdown(self.text, self.pieces())

    def to_tree(self) -> str:
        """Return the outline as a tree for the terminal, one line per section.

        >>> from unionclean import split_outline
        >>> print(split_outline("一、总则\\n(一)目的\\n(二)范围\\n二、附则\\n").to_tree())
        一、 总则
        ├── (一) 目的
        └── (二) 范围
        二、 附则
        """
        return to_tree(self.sections)

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
