"""A text with the tree of its sections: :class:`Outline`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from unionclean.edits import Edit, Note
from unionclean.outline.render import to_markdown, to_tree
from unionclean.outline.section import Piece, Section

if TYPE_CHECKING:
    from unionclean.outline.chunks import Chunk
    from unionclean.outline.furniture import Aside
    from unionclean.outline.references import Reference


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

    def chunks(self, max_size: int, *, length: Callable[[str], int] = len, overlap: int = 0) -> list[Chunk]:
        """Return the text cut for retrieval: whole siblings packed together, long sections cut between sentences.

        Every character is in exactly one chunk, in order; none is larger than ``max_size`` unless a single character is, and
        none is cut inside a sentence that fits.  ``length`` measures a text: a tokenizer's counter, say.  With ``overlap``
        each chunk repeats in ``before`` the whole sentences before it that fit into so much; both together keep to ``max_size``.
        Raises :class:`ValueError` for a size below one and an overlap that leaves no room.

        >>> from unionclean import split_outline
        >>> outline = split_outline("一、甲\\n（一）子。\\n（二）丑。\\n二、乙。\\n")
        >>> [(chunk.citation, chunk.text) for chunk in outline.chunks(14)]
        [('一、', '一、甲\\n（一）子。\\n'), ('一、（二）', '（二）丑。\\n'), ('二、', '二、乙。\\n')]
        >>> [chunk.text for chunk in outline.chunks(100)] == [outline.text]
        True
        """
        from unionclean.outline.chunks import cut_chunks

        return list(cut_chunks(self.text, self.sections, max_size, length, overlap))

    def path_at(self, offset: int) -> tuple[Section, ...]:
        """Return the sections in which the character at ``offset`` stands, from the top down; none in the preamble.

        Raises :class:`IndexError` outside of the text.

        >>> from unionclean import split_outline
        >>> outline = split_outline("前言\\n一、甲\\n（一）子\\n二、乙")
        >>> [[section.marker for section in outline.path_at(offset)] for offset in (0, 4, 9)]
        [[], ['一、'], ['一、', '（一）']]
        """
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"offset {offset} is outside of a text of {len(self.text)} characters")
        from unionclean.outline.lookup import path_to

        return path_to(self.sections, offset)

    def find(self, citation: str) -> Section | None:
        """Return the section that ``citation`` names, or ``None``; what :attr:`Section.citation` says leads back to its section.

        Numerals may be Chinese or Arabic, brackets of any width, characters Simplified or Traditional.  A 款 is a paragraph
        of an article, made a section for the answer.

        >>> from unionclean import split_outline
        >>> outline = split_outline("第一条 甲。\\n乙：\\n（一）丙；\\n（二）丁。\\n第二条 戊。\\n")
        >>> outline.find("第1条第2款第(2)项").title, outline.find("第一条第二款").title, outline.find("第九条")
        ('丁', '乙：', None)
        """
        from unionclean.outline.lookup import Finder

        return Finder(self.text, self.sections).find(citation)

    @property
    def references(self) -> tuple[Reference, ...]:
        """What the text refers to: 见第三条, 前款, 本法第十条, 《水法》第十条, with the section if the text has it.

        >>> from unionclean import split_outline
        >>> outline = split_outline("第一条 依照《水法》第十条。\\n第二条 见第一条。\\n前款除外。\\n")
        >>> [(r.document, r.citation, r.target and r.target.marker) for r in outline.references]
        [('水法', '第十条', None), ('', '第一条', '第一条'), ('', '第二条第一款', '')]
        """
        from unionclean.outline.references import find_references

        return tuple(find_references(self.text, self.sections))

    @property
    def asides(self) -> tuple[Aside, ...]:
        """What stands in the text and is not its body: page numbers, code, the 1、 2、 into which a document site cuts a text.

        They stay in the spans of the sections, as every character does; whoever wants the body alone leaves them out.

        >>> from unionclean import split_outline
        >>> outline = split_outline("一、甲\\n— 1 —\\n二、乙\\n")
        >>> [(aside.kind, outline.text[aside.start : aside.end]) for aside in outline.asides]
        [('page number', '— 1 —')]
        """
        from unionclean.outline.furniture import find_asides
        from unionclean.outline.scan import find_marks

        return tuple(sorted(find_asides(self.text, find_marks(self.text)), key=lambda aside: aside.start))

    @property
    def problems(self) -> tuple[Note, ...]:
        """What is wrong with the numbering of the body: numbers missing, said twice, out of order.

        >>> from unionclean import split_outline
        >>> [problem.why for problem in split_outline("一、甲\\n二、乙\\n四、丙\\n四、丁\\n").problems]
        ['from 2 to 4', 'number 4 comes twice']
        """
        listed = {section.at for section in self.walk() if section.in_contents}
        return tuple(note for note in self.notes if note.span[0] not in listed)

    def to_markdown(self, *, headings: Literal["all", "true"] = "all") -> str:
        """Return the text with its sections as Markdown headings; nothing else is added or dropped.

        With ``headings="true"`` only what is a heading by itself becomes one: not the items whose number begins a sentence,
        which stay paragraphs.

        >>> from unionclean import split_outline
        >>> print(split_outline("一、总则\\n（一）目的。为了发展。\\n").to_markdown())
        # 一、总则
        <BLANKLINE>
        ## （一）目的。
        <BLANKLINE>
        为了发展。
        <BLANKLINE>
        """
        if headings not in ("all", "true"):
            raise ValueError(f"headings is 'all' or 'true', not {headings!r}")
        return to_markdown(self.text, self.pieces(), only_true=headings == "true")

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
