"""Islands: the spans of a plain string that are plainly no prose, which every step leaves alone.

A string has no file name and no parser that fits it; what can be known is what its signs say.  A kind of island is a finder that
yields spans, behind the signs without which it cannot exist: a text without them costs a few ``in``.  Blocks run over
lines and are looked for in the whole text; inline islands lie on one line and can be looked for in any part of it.

What the signs leave open is prose: an island that is missed costs a wrong edit, prose taken for an island stays damaged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from unionclean.entities import find_entities
from unionclean.islands import (
    addresses,
    bibliography,
    blocks,
    calls,
    code,
    escaped,
    faces,
    lines,
    links,
    literals,
    lost,
    markup,
    mathematics,
    misread,
    paths,
    programs,
    rows,
    subjects,
)
from unionclean.islands.foreign import find_foreign
from unionclean.masking import CLOSED, Span, mask, merge_spans

UNREAD = "\x00"
"""Stands for what a reader does not read, such as a tag; :data:`CLOSED` for what is read as a word."""

FILLERS = CLOSED + UNREAD


class Kind(NamedTuple):
    """One kind of island: ``find`` is asked for its spans when one of ``hints`` is in the text."""

    hints: tuple[str, ...]
    find: Callable[[str], Iterable[Span]]
    filler: str = CLOSED


BLOCKS = (
    Kind(("---", "+++"), blocks.find_front_matter, UNREAD),
    Kind(("```", "~~~"), blocks.find_fences, UNREAD),
    Kind(("<!--",), blocks.find_comments, UNREAD),
    Kind(("<",), blocks.find_elements, UNREAD),
    Kind(("$$",), mathematics.find_display),
    Kind(("\\begin{",), mathematics.find_environments),
    Kind(("{", "[", "(u'", '(u"', "(b'"), literals.find_literals),
    Kind((",", ";", "\t"), rows.find_rows, UNREAD),
    Kind(programs.HINTS, programs.find_program_lines, UNREAD),
    Kind(("<",), markup.find_long_tags, UNREAD),
    Kind(("]:",), links.find_definitions, UNREAD),
)
"""The kinds that may run over lines, or hold for other lines too, in the order in which they hide one another."""

_READ = (
    Kind(("`",), code.find_code_spans),
    Kind(("<",), markup.find_tags, UNREAD),
    Kind(("&",), find_entities, UNREAD),
    Kind((";lt;", ";gt;", ";amp;", ";nbsp;", ";quot;", "?#"), markup.find_broken_entities, UNREAD),
    Kind(("$",), mathematics.find_inline),
    Kind(("\\(", "\\["), mathematics.find_delimited),
    Kind(("\\",), mathematics.find_commands),
    Kind(("![",), links.find_image_signs, UNREAD),
    Kind(("[[", "{{", "{%"), links.find_wiki_links),
    Kind(("://", "www.", "magnet:", "mailto:", *(f".{domain}/" for domain in addresses.DOMAINS)), addresses.find_urls),
    Kind(("@",), addresses.find_mail),
    Kind(("//@",), addresses.find_forwards),
    Kind(("):", ")!:"), addresses.find_commit_types),
    Kind(("):", ":("), mathematics.find_ratios),
    Kind(("](",), links.find_targets),
    Kind(("][", "[^"), links.find_references, UNREAD),
    Kind((";",), calls.find_statement_ends),
    Kind(("(",), calls.find_calls),
    Kind(("/", "\\"), paths.find_paths),
    Kind((".",), paths.find_file_names),
    Kind(('":', '" :'), literals.find_pairs),
    Kind(('"', "'"), literals.find_quoted_marks),
    Kind(('"', "'"), literals.find_arguments),
    Kind(("font", "FONT", "Font"), literals.find_fonts),
    Kind((":::",), markup.find_containers, UNREAD),
    Kind((":",), markup.find_shortcodes),
    Kind(('"',), lines.find_quoted_lines, UNREAD),
    Kind(('"', "'"), lines.find_code_lines, UNREAD),
    Kind(("[",), markup.find_bracket_tags),
    Kind(("link:", "xref:", "image:", "include:"), markup.find_macros),
    Kind(("|",), markup.find_mark_cells),
    Kind((": [",), lines.find_flow_lists, UNREAD),
    Kind(("const ", "let ", "var "), lines.find_declarations, UNREAD),
    Kind(lines.SQL_HINTS, lines.find_statements, UNREAD),
    Kind(lines.LOG_HINTS, lines.find_logged_lines, UNREAD),
    Kind(misread.HINTS, misread.find_misread),
)
"""The kinds that end with their line and are read as they stand."""


def _find_escaped(text: str) -> Iterable[Span]:
    return escaped.find_escaped(text, _find_unescaped)


INLINE = (Kind(escaped.HINTS, _find_escaped), *_READ)
"""The kinds that end with their line, in the order in which they hide one another."""


DRAWN = (Kind((*lines.BOX_EDGES, "────", "━━━━"), lines.find_drawn_lines, UNREAD),)
"""Prose whose width may not change: an island to punctuation only."""

FACES = (Kind(("(", "（", ":-", ";-", ":)", ";)", ";_", ":*"), faces.find_faces),)
"""Marks that are drawn with: an island to punctuation only."""

SUBJECTS = (
    Kind((",", ":", ";", "!", "?", "...", "--"), subjects.find_subjects),
    Kind(("?",), misread.find_cut),
    Kind(("?",), lost.find_lost_characters, UNREAD),
)
"""Marks that the text speaks of: islands to punctuation only."""

FORMATS = (Kind(bibliography.HINTS, bibliography.find_entries),)
"""Lines whose marks are those of a format: islands to punctuation only."""

LOST = (Kind(("? ? ?", "? "), lost.find_lost_blanks),)
"""Marks of a page that stand for lost characters: an island to punctuation only."""


SAMPLES = (BLOCKS[1], Kind(("`",), code.find_code_spans), Kind(("://", "www."), addresses.find_urls))
"""The kinds in which a text shows garbage, rather than suffers from it."""


def _ascii_of(text: str) -> str:
    return text if text.isascii() else text.encode("ascii", "ignore").decode("ascii")


class _Hints(NamedTuple):
    """What a character of hints leads to: the kinds of which it is a hint, by their numbers; and the longer hints that it is part of, with their ASCII."""

    alone: list[int]
    longer: list[tuple[int, str, str]]


class _Search:
    """A search for islands of some kinds, in the order in which they hide one another."""

    def __init__(self, *kinds: Kind) -> None:
        self._kinds = kinds
        self._ascii: dict[str, _Hints] = {}
        self._others: dict[str, _Hints] = {}
        for number, kind in enumerate(kinds):
            for hint in kind.hints:
                sign = next((character for character in hint if "!" <= character <= "~"), hint[0])
                hints = (self._ascii if sign.isascii() else self._others).setdefault(sign, _Hints([], []))
                if hint == sign:
                    hints.alone.append(number)
                else:
                    hints.longer.append((number, hint, _ascii_of(hint)))

    def find(self, text: str) -> list[Span]:
        """Return the spans of the islands of ``text``, sorted and merged."""
        spans: list[Span] = []
        self.mask(text, spans)
        return merge_spans(spans)

    def mask(self, text: str, found: list[Span]) -> str:
        """Return ``text`` with its islands overwritten, and put their spans in ``found``."""
        came = text
        for number in self._hinted(text):
            hints, find, filler = self._kinds[number]
            if text is not came and not any(hint in text for hint in hints):
                continue
            spans = merge_spans(find(text))
            if spans:
                found += spans
                text = mask(text, spans, filler)
        return text

    def _hinted(self, text: str) -> list[int]:
        """Return the numbers of the kinds that have a hint in ``text``.

        One character is found ten times as fast as two, and faster still in the ASCII of the text alone, which is little of a Chinese one.
        """
        bare = _ascii_of(text)
        hinted: set[int] = set()
        for where, by_sign in ((bare, self._ascii), (text, self._others)):
            for sign, (alone, longer) in by_sign.items():
                if sign in where:
                    hinted.update(alone)
                    hinted.update([number for number, hint, part in longer if part in bare and hint in text])
        return sorted(hinted)


_ALL, _BLOCKS = _Search(*BLOCKS, *INLINE), _Search(*BLOCKS, *LOST)
_INLINE = _Search(*FORMATS, *INLINE, *DRAWN, *FACES, *SUBJECTS)
_UNESCAPED = _Search(*BLOCKS, *_READ)
_SAMPLES = _Search(*SAMPLES)


def find_islands(text: str) -> list[Span]:
    """Return the spans of ``text`` that are no prose, sorted and merged.

    >>> find_islands("见`f(甲,乙)`和https://a.cn/計算機,谢谢")
    [(1, 9), (10, 26)]
    >>> find_islands("没有代码，也没有网址")
    []
    """
    return _ALL.find(text)


def _find_unescaped(line: str) -> list[Span]:
    """Return the islands of a line that was unescaped, once: what is escaped in it still stays so."""
    return _UNESCAPED.find(line)


def find_samples(text: str) -> list[Span]:
    """Return the spans of code between backticks and of addresses.

    >>> find_samples("见`a`和https://a.cn/b，[甲](乙)")
    [(1, 4), (5, 19)]
    """
    return _SAMPLES.find(text)


def mask_blocks(text: str) -> str:
    """Return ``text`` with the islands that need the whole text overwritten, each by the filler of its kind.

    >>> mask_blocks("甲\\n```\\nb\\n```\\n") == "甲\\n\\0\\0\\0\\n\\0\\n\\0\\0\\0\\n"
    True
    """
    return _BLOCKS.mask(text, [])


def mask_inline(text: str) -> str:
    """Return ``text`` with the islands within its lines overwritten, each by the filler of its kind.

    >>> mask_inline("<b>见</b>`a`") == "\\0\\0\\0见\\0\\0\\0\\0" + CLOSED * 3
    True
    """
    return _INLINE.mask(text, [])


def mask_foreign(text: str) -> str:
    """Return ``text`` with what is Japanese or Korean overwritten.

    >>> mask_foreign("東京の國會\\n臺北") == CLOSED * 5 + "\\n臺北"
    True
    """
    return mask(text, find_foreign(text))
