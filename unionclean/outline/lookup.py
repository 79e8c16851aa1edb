"""Find sections: by an offset, by a citation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from unionclean.outline.citation import paragraphs
from unionclean.outline.named import unit_of
from unionclean.outline.numerals import read_by_place, read_numeral
from unionclean.outline.pieces import D, N
from unionclean.outline.section import Section

Sections = tuple[Section, ...]
_Part = tuple[str, int, int]


def path_to(sections: Sections, offset: int) -> Sections:
    """See :meth:`Outline.path_at`."""
    path: list[Section] = []
    while sections:
        slot = bisect_right(sections, offset, key=lambda section: section.begin) - 1
        if slot < 0:
            break
        path.append(sections[slot])
        sections = path[-1].children
    return tuple(path)


_NUMBER = rf"(?:{N}{{1,9}}|{D}{{1,4}})"
_PART = re.compile(
    rf"第?(?:({_NUMBER})(分?[编編节節]|[编編篇卷集回章条條款项項目部])(?:之({_NUMBER}))?|[（(]({_NUMBER})[）)](项|項|目)?|({D}{{1,4}})-({D}{{1,3}})[条條])"
)


class Finder:
    """An index of the citations of one outline."""

    def __init__(self, text: str, sections: Sections) -> None:
        self.text = text
        self.exact: dict[str, Section] = {}
        self.folded: dict[str, Section] = {}
        self.units: dict[_Part, Section] = {}
        for section in _walk(sections):
            self.exact.setdefault(section.citation, section)
            self.folded.setdefault(_fold(section.citation), section)
            unit = _unit_of(section)
            if unit:
                self.units.setdefault(unit, section)

    def find(self, citation: str) -> Section | None:
        """See :meth:`Outline.find`."""
        wanted = _fold(citation)
        found = self.exact.get(citation) or self.folded.get(wanted)
        return found or self._follow(_parse(wanted))

    def _follow(self, parts: list[_Part]) -> Section | None:
        """Go down from unit to unit: the first must be a section; 款 may be a paragraph, 项 an item in brackets."""
        found = self.units.get(parts[0]) if parts else None
        for part in parts[1:]:
            if found is None:
                break
            found = next((s for s in _walk(found.children) if _unit_of(s) == part), None) or _part_of(
                self.text, found, part
            )
        return found


def _walk(sections: Sections) -> Iterator[Section]:
    ahead = list(reversed(sections))
    while ahead:
        section = ahead.pop()
        yield section
        ahead.extend(reversed(section.children))


_FOLDS = str.maketrans("（）．：，、", "().:,,")
_STOPS = "、，．。.:：,·"


def _fold(citation: str) -> str:
    return "".join(citation.translate(_FOLDS).split()).rstrip(_STOPS)


def _parse(citation: str) -> list[_Part]:
    """Read 第三条第二款第(一)项 as units with numbers; nothing, if anything else stands there."""
    parts: list[_Part] = []
    at = 0
    while at < len(citation):
        match = _PART.match(citation, at)
        if match is None:
            return []
        if match[6]:
            parts.append(("条", int(match[6]), int(match[7])))
        else:
            unit = unit_of(match[2]) if match[2] else (match[5] or "项").replace("項", "项")
            numeral = match[1] or match[4]
            number = read_numeral(numeral) or read_by_place(numeral)
            parts.append((unit.replace("項", "项"), number, read_numeral(match[3] or "") or 0))
        at = match.end()
    return parts


def _unit_of(section: Section) -> _Part | None:
    """Return the unit of law that a section is, with its number: 第二条之一 as ("条", 2, 1)."""
    if section.style not in _NAMED or section.number is None:
        return None
    match = _PART.search("".join(section.marker.split()))
    if match is None or (match[2] or match[6]) is None:
        return None
    if match[6]:
        return "条", section.number, int(match[7])
    return unit_of(match[2]), section.number, read_numeral(match[3] or "") or 0


_NAMED = frozenset(("part", "volume", "chapter", "section", "subsection", "article"))


def _part_of(text: str, above: Section, part: _Part) -> Section | None:
    if part[0] == "款":
        return _paragraph(text, above, part[1])
    return _item(above, part[1]) if part[0] in ("项", "目") else None


def _item(above: Section, number: int) -> Section | None:
    items = [child for child in above.children if child.number == number]
    return next((child for child in items if child.style in ("paren_han", "paren_arabic")), items[0] if items else None)


def _paragraph(text: str, article: Section, number: int) -> Section | None:
    """Return a paragraph of an article as a section of its own: 第二款."""
    found = paragraphs(text, article.at + len(article.marker), article.end)
    if not 0 < number <= len(found):
        return None
    start = found[number - 1][0]
    end = found[number][0] if number < len(found) else article.end
    children = tuple(child for child in article.children if start <= child.begin < end)
    title = text[start : found[number - 1][1]].strip()
    return Section("", "subsection", number, article.level + 1, title, start, end, children, start, start)
