"""The damaged text as what it is: a row of decoded byte pairs, bare bytes and inserted annotations."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable

from unionclean.encoding.codepages.cp936 import FULL_WIDTH_SHIFT, encode_table
from unionclean.encoding.linkfarm.annotations import Annotation, Annotations
from unionclean.encoding.linkfarm.delimiters import INDENT
from unionclean.patterns import lazy

PAIR, BYTE, ANNOTATION, OTHER = range(4)
"""What a token stands for: a character of two bytes; ASCII, or the euro sign for a lone 80; an inserted annotation; a character that CP936 cannot write."""

EURO = 0x80
QUESTION = ord("?")

FULL_WIDTH = lazy("[\uff01-\uff5e]")

MOST_INDENT = 8
"""An indent has fewer blanks."""

TAG = lazy(r"/?(?:p|br|div|span|td|tr|li|ul|a|b|i|u|strong|em|font|h[1-6]|table|center)\b[^<>]{0,200}>", re.IGNORECASE)
"""What is left of a tag whose ``<`` was swallowed: the one byte that can be told."""

_NO_TEXT = lazy(
    f"[{INDENT}<](?:(?<=^{INDENT}){INDENT}{{0,{MOST_INDENT - 1}}}|(?<=<)(?i:(?={TAG.pattern})))", re.MULTILINE
)
"""What the texts of the model do not have: indents, and tags.  A line begins behind them."""

_REMEMBERED = 4096


class Token:
    """One token: where it stands, its characters, its code (two bytes, or one) and its symbols in the language model."""

    __slots__ = ("annotation", "code", "end", "kind", "mark", "pair", "start", "symbols", "text")

    def __init__(self, kind: int, start: int, text: str, code: int, symbols: list[int]) -> None:
        self.kind = kind
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.code = code
        self.symbols = symbols
        self.pair = code if kind == PAIR else 0
        """The two bytes that the token stands for, those of a folded character too; 0 if there are none."""
        self.mark = 0
        """The two bytes of a folded character that is no letter and no digit; 0 if it is none."""
        self.annotation: Annotation | None = None


class Tokens:
    """Tokens of ``text`` on demand, by position.

    An ASCII character may stand for the full-width one, unless the page has that: some crawlers fold all of them, some only ？ and ！.
    """

    def __init__(self, text: str, annotations: Annotations, row: Callable[[str], array[int]]) -> None:
        self.text = text
        self._not_folded = frozenset(chr(ord(wide) - FULL_WIDTH_SHIFT) for wide in set(FULL_WIDTH.findall(text)))
        has_no_text = INDENT in text or "<" in text
        plain = _NO_TEXT.sub(lambda found: "\n" * len(found[0]), text) if has_no_text else text
        self._symbols = row(plain)
        self._break = row("\n")[0]
        self._alone: dict[int, list[int]] = {}
        """Each symbol that stands alone in a token, as the row of it, which many tokens share."""
        self._others = {annotation.start: annotation for annotation in annotations.others}
        self._from = bytearray(len(text) + 1)
        """By position, how long the annotation is that begins there; 0 if none does."""
        self._up_to = bytearray(len(text) + 1)
        """By position, how long the annotation is that ends there."""
        for start, end in annotations.spans():
            self._from[start] = self._up_to[end] = end - start
        self._codes = encode_table()
        self._seen: dict[int, Token] = {}

    def at(self, position: int) -> Token:
        """Return the token that begins at ``position``, which must lie inside the text."""
        token = self._seen.get(position)
        if token is None:
            if len(self._seen) >= _REMEMBERED:  # a search goes back a few tokens only
                self._seen.clear()
            token = self._seen[position] = self._read(position)
        return token

    def after(self, token: Token) -> Token | None:
        """Return the token behind ``token``, ``None`` at the end of the text."""
        return self.at(token.end) if token.end < len(self.text) else None

    def _read(self, position: int) -> Token:
        if self._from[position]:
            return self._read_annotation(position, position + self._from[position])
        character = self.text[position]
        symbol = self._symbols[position]
        symbols = self._alone.get(symbol)
        if symbols is None:
            symbols = self._alone[symbol] = [symbol]
        if character < "\x80":
            return self._read_ascii(position, character, symbols)
        if character == "€":
            return Token(BYTE, position, character, EURO, symbols)
        code = self._codes.get(character)
        return (
            Token(OTHER, position, character, 0, symbols)
            if code is None
            else Token(PAIR, position, character, code, symbols)
        )

    def _read_annotation(self, position: int, end: int) -> Token:
        text = self.text[position:end]
        token = Token(ANNOTATION, position, text, 0, self._symbols[position:end].tolist())
        own = Annotation(position, end, text[1:-1].rstrip(), False, True)
        token.annotation = self._others.get(position, own)
        return token

    def _read_ascii(self, position: int, character: str, symbols: list[int]) -> Token:
        token = Token(BYTE, position, character, ord(character), symbols)
        if "!" <= character <= "~" and character not in self._not_folded:
            token.pair = self._codes[chr(token.code + FULL_WIDTH_SHIFT)]
            token.mark = 0 if character.isalnum() else token.pair
        return token

    def code_at(self, position: int) -> int:
        """Return the two bytes of the character at ``position``; 0 if it is no such one, or if there an annotation begins or the text ends."""
        if position >= len(self.text) or self._from[position]:
            return 0
        character = self.text[position]
        return 0 if character < "\x80" or character == "€" else self._codes.get(character, 0)

    def symbol_at(self, position: int) -> int:
        """Return the symbol of the character at ``position``, at the end of the text a line break."""
        return self._symbols[position] if position < len(self.text) else self._break

    def is_annotation(self, position: int) -> bool:
        """Return whether an annotation begins at ``position``."""
        return self._from[position] > 0

    def last_before(self, position: int) -> Token | None:
        """Return the last token before ``position`` that is no annotation, ``None`` at the beginning of the text."""
        position = self.skip_annotation_back(position)
        return self.at(position - 1) if position > 0 else None

    def symbols_before(self, position: int) -> tuple[int, int]:
        """Return the symbols of the last two characters before ``position`` that are not of an annotation; a line break stands for none."""
        last = self.skip_annotation_back(position) - 1
        left = self.skip_annotation_back(last) - 1
        symbols = self._symbols
        return symbols[left] if left >= 0 else self._break, symbols[last] if last >= 0 else self._break

    def symbols_behind(self, position: int, size: int) -> list[int]:
        """Return the symbols of the ``size`` characters from ``position`` on."""
        return self._symbols[position : position + size].tolist()

    def skip_annotation_back(self, position: int) -> int:
        """Return where the annotation that ends at ``position`` begins, or ``position``."""
        return position - self._up_to[position] if position > 0 else position
