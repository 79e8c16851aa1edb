"""Which readers to ask at a character: the table of all of them."""

from __future__ import annotations

from string import ascii_letters, ascii_uppercase

from unionclean.outline.chinese import (
    read_glued_han,
    read_han,
    read_inline_ordinal,
    read_ordinal,
    read_paren_han,
    read_stem,
)
from unionclean.outline.labels import (
    FIRST_OF_LABELS,
    read_counted,
    read_known_label,
    read_labelled,
    read_question,
    read_ranked,
    read_step,
)
from unionclean.outline.marks import Mark, Reader
from unionclean.outline.named import read_english, read_half, read_named, read_unit_first
from unionclean.outline.pieces import N
from unionclean.outline.western import (
    read_appendix_item,
    read_arabic,
    read_circled,
    read_dashed,
    read_dotted,
    read_glued,
    read_letter,
    read_paren_arabic,
    read_signed,
)

_NUMERALS = N[1:-1]
_DIGITS = "0123456789０１２３４５６７８９"
_CIRCLED = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))
_DINGBATS = "".join(map(chr, (*range(0x3280, 0x328A), *range(0x2776, 0x2794), *range(0x24EB, 0x24FF))))
_WIDE_LETTERS = "".join(map(chr, (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))

_READERS: tuple[tuple[str, tuple[Reader, ...]], ...] = (
    (FIRST_OF_LABELS, (read_known_label,)),
    ("单單", (read_unit_first, read_known_label)),
    ("卷篇", (read_unit_first, read_half, read_known_label)),
    ("上中下", (read_half,)),
    (_NUMERALS, (read_han, read_inline_ordinal, read_glued_han)),
    (_DIGITS, (read_dotted, read_dashed, read_arabic, read_glued)),
    ("§", (read_signed,)),
    ("第", (read_named, read_step, read_counted, read_ordinal)),
    ("首其再最末", (read_ordinal,)),
    ("（(﹙", (read_paren_han, read_paren_arabic, read_letter, read_stem)),
    ("【〔〖", (read_labelled,)),
    ("[［", (read_labelled, read_letter)),
    ("甲乙丙丁戊己庚辛壬癸", (read_stem,)),
    ("问答問", (read_question, read_known_label)),
    ("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", (read_paren_han,)),
    ("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", (read_paren_arabic,)),
    ("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", (read_arabic,)),
    (_CIRCLED + _DINGBATS, (read_circled,)),
    (ascii_letters + _WIDE_LETTERS + "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ", (read_letter,)),
    (ascii_uppercase, (read_appendix_item, read_letter)),
    ("ACLPSUV", (read_appendix_item, read_english, read_letter)),
    ("DNT", (read_ranked, read_appendix_item, read_letter)),
    ("AQ", (read_question, read_appendix_item, read_english, read_letter)),
    ("".join(map(chr, range(0x249C, 0x24B6))), (read_letter,)),
)
BY_FIRST = {character: readers for characters, readers in _READERS for character in characters}


def read_mark(text: str, at: int) -> Mark | None:
    """Return the marker that begins at ``at``, wherever that is."""
    for reader in BY_FIRST.get(text[at : at + 1], ()):
        mark = reader(text, at)
        if mark is not None:
            return mark
    return None
