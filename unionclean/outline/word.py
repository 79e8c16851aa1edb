"""Word documents as text: :func:`read_docx`, with Word's own numbering written out and its heading levels as evidence.

Needs ``python-docx`` (``pip install unionclean[docx]``).
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import IO, Any, NamedTuple

from unionclean.outline.numerals import write_han, write_roman

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN_FORMATS = ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCounting",
                "taiwaneseCountingThousand", "ideographTraditional")  # fmt: skip


class WordText(NamedTuple):
    """The paragraphs of a Word document, one a line, and for the offsets of its headings their levels.

    Both go to :func:`~unionclean.split_outline`: ``split_outline(word.text, headings=word.headings)``.
    """

    text: str
    headings: dict[int, int]


def read_docx(source: str | Path | IO[bytes]) -> WordText:
    """Return the text of a ``.docx`` file, what Word numbers by itself (第一章, 1.2) with its number, and the levels of its headings.

    Tables, headers and footnotes are left out.  Raises what python-docx raises for a file that is no Word document.
    """
    import docx

    document = docx.Document(str(source) if isinstance(source, Path) else source)
    numbering = _Numbering(document)
    lines: list[str] = []
    headings: dict[int, int] = {}
    at = 0
    for paragraph in document.paragraphs:
        line = numbering.number_of(paragraph) + paragraph.text
        level = _heading_level(paragraph)
        if level and line.strip():
            headings[at] = level
        lines.append(line)
        at += len(line) + 1
    return WordText("\n".join(lines), headings)


def _heading_level(paragraph: Any) -> int:
    """Return the outline level that the paragraph or its style has, from 1; 0 for body text."""
    for properties in _properties(paragraph):
        level = properties.find(f"{_W}outlineLvl")
        if level is not None:
            value = int(level.get(f"{_W}val"))
            return value + 1 if value < 9 else 0
    name = (paragraph.style.name or "") if paragraph.style is not None else ""
    return int(name[8:]) if name.startswith("Heading ") and name[8:].isdecimal() else 0


def _properties(paragraph: Any) -> list[Any]:
    """Return the properties of a paragraph, then those of its style and of the styles that one is based on."""
    found = [paragraph._p.pPr]
    style = paragraph.style
    while style is not None:
        found.append(style.element.find(f"{_W}pPr"))
        style = style.base_style
    return [properties for properties in found if properties is not None]


class _Numbering:
    """Word's automatic numbers: what it counts, and how it writes it."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[str, dict[int, Any]] = {}
        self.counts: dict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # a document without numbering
            return
        abstract = {node.get(f"{_W}abstractNumId"): node for node in root.iter(f"{_W}abstractNum")}
        for node in root.iter(f"{_W}num"):
            base = abstract.get(node.find(f"{_W}abstractNumId").get(f"{_W}val"))
            if base is not None:
                levels = {int(level.get(f"{_W}ilvl")): level for level in base.iter(f"{_W}lvl")}
                self.levels[node.get(f"{_W}numId")] = levels

    def number_of(self, paragraph: Any) -> str:
        """Return the number that Word puts before a paragraph, or nothing."""
        number = next((found for p in _properties(paragraph) if (found := p.find(f"{_W}numPr")) is not None), None)
        if number is None:
            return ""
        identity, level = (_value(number, name, default) for name, default in (("numId", "0"), ("ilvl", "0")))
        levels, at = self.levels.get(identity, {}), int(level)
        if at not in levels or _value(levels[at], "numFmt", "") in ("bullet", "none"):
            return ""
        counts = self.counts[identity]
        counts[at] = counts[at] + 1 if counts[at] else int(_value(levels[at], "start", "1"))
        for deeper in [one for one in counts if one > at]:
            del counts[deeper]
        written = _value(levels[at], "lvlText", "")
        for one in range(at + 1):
            if one in levels:
                count = counts[one] or int(_value(levels[one], "start", "1"))
                written = written.replace(f"%{one + 1}", _write(count, _value(levels[one], "numFmt", "decimal")))
        return written if not written or written[-1] in "、）)." else written + " "


def _value(node: Any, name: str, default: str) -> str:
    found = node.find(f"{_W}{name}")
    return default if found is None else str(found.get(f"{_W}val", default))


def _write(number: int, form: str) -> str:
    if form in _HAN_FORMATS:
        return write_han(number)
    if form in ("upperLetter", "lowerLetter") and number <= 26:
        return chr((64 if form == "upperLetter" else 96) + number)
    if form in ("upperRoman", "lowerRoman") and number < 40:
        return write_roman(number).upper() if form == "upperRoman" else write_roman(number)
    if form == "decimalEnclosedCircle" and number <= 20:
        return chr(0x245F + number)
    return str(number)
