"""The damaged text as what it is: a row of decoded byte pairs, bare bytes and pushed-in readings."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from unionclean.encoding.codepages.cp936 import FULL_WIDTH_SHIFT, encode_table
from unionclean.encoding.linkfarm.annotations import Annotation


class Kind(IntEnum):
    """What a token of the damaged text stands for."""

    PAIR = 0
    """A character of two bytes."""
    BYTE = 1
    """ASCII, or the euro sign for a lone 80."""
    ANNOTATION = 2
    """A reading that the machine inserted."""
    OTHER = 3
    """A character that CP936 cannot write: no machine made it."""


class Token(NamedTuple):
    """One token: where it stands, its character, and its code (two bytes, or one)."""

    kind: Kind
    start: int
    end: int
    text: str
    code: int
    annotation: Annotation | None = None


EURO = 0x80


class Tokens:
    """Tokens of ``text`` on demand, by position; ``annotations`` are the readings in it."""

    def __init__(self, text: str, annotations: tuple[Annotation, ...]) -> None:
        self.text = text
        self._marks = {annotation.start: annotation for annotation in annotations}
        self._mark_ends = {annotation.end: annotation.start for annotation in annotations}
        self._codes = encode_table()

    def at(self, position: int) -> Token:
        """Return the token that begins at ``position``, which must lie inside the text."""
        annotation = self._marks.get(position)
        if annotation is not None:
            return Token(Kind.ANNOTATION, position, annotation.end, self.text[position : annotation.end], 0, annotation)
        character = self.text[position]
        if character < "\x80":
            return Token(Kind.BYTE, position, position + 1, character, ord(character))
        if character == "€":
            return Token(Kind.BYTE, position, position + 1, character, EURO)
        code = self._codes.get(character)
        if code is None:
            return Token(Kind.OTHER, position, position + 1, character, 0)
        return Token(Kind.PAIR, position, position + 1, character, code)

    def last_before(self, position: int) -> Token | None:
        """Return the last token before ``position`` that is no reading, ``None`` at the beginning of the text."""
        position = self.skip_mark_back(position)
        return self.at(position - 1) if position > 0 else None

    def before(self, position: int) -> str:
        """Return the last two characters before ``position`` that are not of a reading; a line break stands for none."""
        found = ""
        while len(found) < 2:
            position = self.skip_mark_back(position) - 1
            found = (self.text[position] if position >= 0 else "\n") + found
        return found

    def skip_mark_back(self, position: int) -> int:
        """Return where the reading that ends at ``position`` begins, or ``position``."""
        return self._mark_ends.get(position, position)


def folded_code(token: Token) -> int | None:
    """Return the full-width code that folding may have turned into this ASCII token, or ``None``.

    >>> hex(folded_code(Token(Kind.BYTE, 0, 1, ",", 0x2C)))
    '0xa3ac'
    """
    if token.kind is Kind.BYTE and 0x21 <= token.code <= 0x7E:
        return encode_table()[chr(token.code + FULL_WIDTH_SHIFT)]
    return None
