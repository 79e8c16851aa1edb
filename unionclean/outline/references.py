"""What a text refers to: 见第三条, 前款, 本法第十条, 《水法》第十条, 按4.2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from unionclean.outline.citation import paragraphs
from unionclean.outline.lookup import Finder, path_to
from unionclean.outline.numerals import write_han
from unionclean.outline.pieces import D, N
from unionclean.outline.section import Section

_NUMBER = rf"(?:{N}{{1,9}}|{D}{{1,4}})"
_CITED = (
    rf"第{_NUMBER}[编編章节節条條](?:之{_NUMBER})?(?:第{_NUMBER}[节節条條款])*(?:第[（(]?{_NUMBER}[）)]?[项項目])*"
    rf"|第{_NUMBER}款(?:第[（(]?{_NUMBER}[）)]?[项項])?|第[（(]{_NUMBER}[）)][项項]"
)
_REFERENCE = re.compile(
    rf"(?:《([^》\n]{{1,40}})》(?:[（(][^）)\n]{{1,20}}[）)])?|(本[\u4e00-\u9fff]{{1,4}}?))?({_CITED})"
    rf"|(前[条條款项項])|(?:见|見|按|符合|依照|执行)[\s]?({D}{{1,2}}(?:\.{D}{{1,2}}){{1,4}}|附[录錄件表][{D[1:-1]}A-Z一二三四五六七八九十]{{1,2}})"
)
_SERIES = re.compile(r"(?:[、，,和与及或至到]|以及|或者|[至到])$")


class Reference(NamedTuple):
    """A place of a text that refers to a section.

    ``start`` and ``end`` span it, ``citation`` is what it cites, as :meth:`Outline.find` takes it, ``document`` the title
    in 《》 if it speaks of another text, ``target`` the section, if the text has it.
    """

    start: int
    end: int
    citation: str
    document: str
    target: Section | None


def find_references(text: str, sections: tuple[Section, ...]) -> Iterator[Reference]:
    """See :attr:`Outline.references`."""
    markers = _offsets(sections)
    finder = Finder(text, sections)
    document, last_end = "", -1
    for match in _REFERENCE.finditer(text):
        if match.start() in markers:
            continue
        between = text[last_end : match.start()]
        follows = last_end >= 0 and len(between) <= 2 and _SERIES.search(between) is not None
        document = match[1] or ("" if match[2] or not follows else document)
        last_end = match.end()
        path = path_to(sections, match.start())
        citation = _citation(text, match, path)
        target = None if document or not citation else finder.find(citation)
        yield Reference(match.start(), match.end(), citation, document, target)


def _offsets(sections: tuple[Section, ...]) -> set[int]:
    found, ahead = set(), list(sections)
    while ahead:
        section = ahead.pop()
        found.add(section.at)
        ahead.extend(section.children)
    return found


def _citation(text: str, match: re.Match[str], path: tuple[Section, ...]) -> str:
    """Return what a reference cites, made whole by where it stands: 第二款 is one of this article."""
    if match[4] or match[5]:
        return _before(text, match, path) if match[4] else match[5]
    cited = match[3]
    article = next((section for section in path if section.style == "article"), None)
    if cited[-1] in "款项項" and not re.search("[条條]", cited) and article is not None and not match[1]:
        return article.citation + cited
    return str(cited)


def _before(text: str, match: re.Match[str], path: tuple[Section, ...]) -> str:
    """Return what 前条, 前款 and 前项 mean where they stand, or nothing."""
    article = next((section for section in path if section.style == "article"), None)
    if article is None or article.number is None:
        return ""
    if match[4][1] in "条條":
        return f"第{write_han(article.number - 1)}条" if article.number > 1 else ""
    if match[4][1] == "款":
        here = len(paragraphs(text, article.at + len(article.marker), match.start() + 1))
        return f"{article.citation}第{write_han(here - 1)}款" if here > 1 else ""
    item = path[-1]
    before = item.number - 1 if item is not article and item.number else 0
    return f"{article.citation}第（{write_han(before)}）项" if before > 0 else ""
