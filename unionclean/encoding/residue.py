"""What is left when the bytes are right: HTML remnants, control characters, characters that nobody can see.

Everything here is deletion (two halves of a surrogate pair excepted), each by a rule with its own list of what it keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import chain

from unionclean.edits import Edit, Note
from unionclean.encoding.invisible import CJK, INVISIBLE_CLASS, find_invisible
from unionclean.guards import Guard, compile_guards
from unionclean.han import HAN_BMP
from unionclean.patterns import lazy
from unionclean.steps import NOTHING, Found

_CONTROL_CLASS = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f"


_BLANKS_OF_RE = "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""What ``\\s`` is."""


def _tag_ends() -> str:
    """Return what stands before a ``>`` that ends a remnant or a tag with an id of five characters; other tags have nothing of it.

    A pattern looks back over a fixed length only, so there is one for every length that the names in :data:`_REMNANTS` have.  What is
    written here as anything but ASCII is Chinese there.
    """
    names = [f"[^\\x00->@-~]/[a-z1-6]{{{length}}}" for length in (*range(1, 8), 10)]
    names += [rf"[^\x00-\x7f]\?[a-z]{{{length}}}{end}" for length in (1, 2, 3, 4, 6) for end in ("", "/", " /")]
    far = rf"(?:(?<=\s\s>)|(?<=\s\s/>))(?:{_behind(_ids(range(2, 10)))})"
    behind_a_blank = rf"(?:(?<=\s>)|(?<=\s/>))(?:{_behind(_ids(range(1, 2)))}|{far})"
    return rf"(?<=[a-z1-6/0-9\"'\s]>)(?:(?<!\s>)(?:{_behind(names + _ids(range(1)))})|{behind_a_blank})"


def _ids(blanks: range) -> list[str]:
    """Return how an id of five characters ends a tag, quoted or not, with so many blanks behind it."""
    return [
        rf"id=[a-z0-9\"']{{{length}}}\s{{{number}}}{end}"
        for length in (5, 6, 7)
        for number in blanks
        for end in ("", "/")
    ]


def _behind(ways: list[str]) -> str:
    return "|".join(f"(?<={way}>)" for way in ways)


GUARDS = (
    Guard("residue", f"{_CONTROL_CLASS}{INVISIBLE_CLASS}"),
    Guard("surrogate", "\ud800-\udbff", beside=(("", "\udc00-\udfff"),)),
    Guard("tag", ">", _tag_ends(), beside=((f"a-z1-6/0-9\"'{_BLANKS_OF_RE}", ""),)),
)
"""Where this module has anything to do: at what its rules delete, at halves of a pair, and at the ``>`` that ends a tag."""

_EVIDENCE = compile_guards(*GUARDS)


def find_residue(text: str) -> Found:
    """Return the edits that delete remnants of tags, control characters and invisible characters from ``text``.

    >>> from unionclean.edits import apply_edits
    >>> dirty = "\\ufeff中\\u200b国\\x07人\\ue000"
    >>> apply_edits(dirty, find_residue(dirty).edits)
    '中国 人\\ue000'
    >>> find_residue("👨‍👩‍👧 क्‍ष می‌خواهم <p>段</p> a?p>0:1") is NOTHING
    True
    """
    if not _EVIDENCE.search(text):
        return NOTHING
    edits = _all_edits(text)
    if not edits:
        return NOTHING
    edits = _without_overlaps(edits)
    return Found(edits, [_remnant_note(edit) for edit in edits if edit.rule == "html-remnant" and "?" in edit.before])


def _all_edits(text: str) -> list[Edit]:
    rules = (_remnants, _farm_tags, _escapes_and_controls, find_invisible, _surrogate_pairs)
    return sorted(chain.from_iterable(rule(text) for rule in rules))


def _without_overlaps(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _deletion(match: re.Match[str], rule: str) -> Edit:
    return Edit(match.start(), match.end(), match[0], "", rule)


# --- remnants of tags -------------------------------------------------------------------------------------------------

_NAMES = "p|div|span|strong|em|font|center|br|li|ul|ol|dl|dt|dd|td|th|tr|tbody|table|h[1-6]|section|article|blockquote|a|b|i|u"
_LONE = "p|div|br|span|strong"
_MORE = rf"(?:\?(?:{_LONE})(?: ?/)?>|\??/(?:{_NAMES})>)*"
"""What follows a remnant goes with it, or every pass would find one more."""
_REMNANTS = (
    lazy(rf"\?/(?<![A-Za-z/=&?]\?/)(?:{_NAMES})>"),  # the bracket was swallowed with a byte before it: ?/p>
    lazy(rf"\?(?<=[{CJK}]\?)(?:{_LONE})(?: ?/)?>{_MORE}"),
    lazy(rf"/(?<=[{CJK}]/)(?:{_NAMES})>{_MORE}"),
)
"""Each begins with a literal, for which ``re`` searches quickly."""


_SURE = 0.95
"""The confidence that the end of a tag behind Chinese is the rest of a tag."""


def _remnants(text: str) -> Iterator[Edit]:
    """Yield the tags that lost their ``<``: after Chinese, ``/p>`` means nothing else."""
    for pattern in _REMNANTS:
        for match in pattern.finditer(text):
            yield _deletion(match, "html-remnant")._replace(certainty="probable", confidence=_SURE)


def _remnant_note(edit: Edit) -> Note:
    return Note("lost-byte", (edit.start, edit.end), "a tag whose < was swallowed; the byte before it is gone as well")


_FARM_EVIDENCE = lazy(r"""id=["']?[a-z0-9]{5}["']?\s{0,9}/?>""")
_TAG = lazy(r"<(/?)([A-Za-z][A-Za-z0-9]{0,11})((?:\s[^<>]{0,400})?)>")
_FARM_ID = lazy(r"""\s+id=(["']?)([a-z0-9]{5})\1\s*/?""")
_RANDOM = lazy(r"[0-9][a-z]")
"""A digit before a letter: people write ``page1`` and ``intro``, a generator writes ``x3k9z`` too."""


_PRESENTATION = """abbr acronym b bdo big blockquote center cite code dd del dfn dl dt em fieldset font i ins kbd label legend noframes optgroup
pre progress q rp rt ruby s samp small source strike strong sub sup thead tfoot tbody track tt u var wbr xmp"""
_NEVER_NAMED = frozenset(_PRESENTATION.split())
"""Elements to which nobody gives an id alone; a random id on one of them gives the farm away."""

_NAMED_BY_WORDS = frozenset(
    ["code", "fieldset", "label", "legend", "pre", "progress", "small", "tbody", "tfoot", "thead"]
)
"""Those of them to which people give words: ``<label id="title">``."""


def _farm_tags(text: str) -> Iterator[Edit]:
    """Yield the tags that link farms scatter over a page, ``<tt id="x3k9z">``, and the tags that close them."""
    if not _FARM_EVIDENCE.search(text):
        return
    tags = list(_TAG.finditer(text))
    ids = _farm_ids(tags)
    if not ids:
        return
    opened: dict[str, list[bool]] = {}
    for tag in tags:
        closing, name = tag[1], tag[2].lower()
        if not closing:
            is_farm = _lone_id(tag) in ids
            opened.setdefault(name, []).append(is_farm)
        else:
            stack = opened.get(name)
            is_farm = bool(stack and stack.pop())
        if is_farm:
            start, end = _empty_item(text, tag)
            yield Edit(start, end, text[start:end], "", "farm-tag")


_BULLET = lazy(r"(?m)^[ \t]*(?:[•●▪◦]|[0-9]{1,2}\.)[ \t]*\Z")
_LONGEST_BULLET = 40
_LONGEST_TAGS = 400
"""Characters of a line behind a tag that may be tags."""


def _empty_item(text: str, tag: re.Match[str]) -> tuple[int, int]:
    """Return the span of ``tag``, with the bullet that an extractor wrote before it if the line holds nothing but farm tags."""
    start, end = tag.span()
    bullet = _BULLET.search(text, max(0, start - _LONGEST_BULLET), start)
    if bullet is None:
        return start, end
    rest = text[end : end + _LONGEST_TAGS].partition("\n")[0]
    is_empty = not _TAG.sub("", rest).strip() and all(other[1] or _lone_id(other) for other in _TAG.finditer(rest))
    return (bullet.start() if is_empty else start), end


def _farm_ids(tags: list[re.Match[str]]) -> Set[str]:
    """Return the ids that a link farm gave to elements.

    One element that people never name, with a random id of five characters, gives all ids of that form away.  Without one, an id does
    that elements of several names share, which HTML forbids, if one of them holds nothing and one is never named by people.
    """
    names: dict[str, set[str]] = {}
    empty: set[str] = set()
    for place, tag in enumerate(tags):
        own = _lone_id(tag)
        if own:
            name = tag[2].lower()
            if name in _NEVER_NAMED and _RANDOM.search(own):
                return {_lone_id(tag) for tag in tags} - {""}
            names.setdefault(own, set()).add(name)
            if tags[place + 1 : place + 2] and tags[place + 1].start() == tag.end() and tags[place + 1][1]:
                empty.add(own)
    return {own for own in empty if len(names[own]) > 1 and not (_NEVER_NAMED - _NAMED_BY_WORDS).isdisjoint(names[own])}


def _lone_id(tag: re.Match[str]) -> str:
    """Return the id of five characters that is all that an opening ``tag`` says, or ``""``."""
    found = None if tag[1] else _FARM_ID.fullmatch(tag[3])
    return found[2] if found else ""


# --- control characters -----------------------------------------------------------------------------------------------

_ESCAPE = lazy(r"\x1b\[[0-9;]{0,40}[A-Za-z]")
_CONTROLS = lazy(f"(?:[{_CONTROL_CLASS}](?<!ï¼[\x90-\x99]))+")
"""All of them but the last byte of a misread full-width digit, which no repair may write (:mod:`unionclean.encoding.refusals`)."""

_BREAKS, _BLANKS = "\x0b\x1c\x1d\x1e", "\x01\x02\x03\x07\x1f"
"""Controls that separate: Word's soft line break and the separators of files, groups and records; Hive's field, item and key, Word's
cell, the unit."""

_MARKS = {chr(byte): mark for byte in range(0x80, 0xA0) if (mark := bytes([byte]).decode("cp1252", "ignore"))}
"""What Windows-1252 has where Latin-1 has C1 controls."""

_NEXT_LINES = lazy("\x85[^\x85]{1,1000}\x85")

_MISREAD = lazy("[\xa1-\xffĀ-ſƒˆ˜€‚„†‡‰‹›™\u0e01-\u0e5b]")
"""Beside one of these a C1 control is a byte of misread text, not a mark: there it stays, for the bytes are all that is left of the text."""


def _escapes_and_controls(text: str) -> Iterator[Edit]:
    """Yield terminal escapes, and C0 and C1 controls other than tab, line feed, form feed and carriage return."""
    position = 0
    for match in _ESCAPE.finditer(text):
        yield from _controls(text, position, match.start())
        yield _deletion(match, "terminal-escape")
        position = match.end()
    yield from _controls(text, position, len(text))


def _controls(text: str, start: int, end: int) -> Iterator[Edit]:
    has_next_line = "\n" not in text and _NEXT_LINES.search(text) is not None
    for match in _CONTROLS.finditer(text, start, end):
        yield from _control_edits(text, match, has_next_line)


def _control_edits(text: str, match: re.Match[str], has_next_line: bool) -> Iterator[Edit]:
    """Yield what becomes of a run of controls: marks, a line break, a blank, or nothing.

    ``has_next_line``: U+0085 ends lines in this text, as on mainframes; elsewhere it is the ellipsis of Windows-1252.
    """
    run, first, last = match[0], match.start(), match.end()
    if any(control in _MARKS and not (control == "\x85" and has_next_line) for control in run):
        if not (
            _stands_in_misread(text, first, last)
            or _stands_in_cyrillic(text, first, last)
            or _stands_among_han(text, first, last)
        ):
            after = "".join(_MARKS.get(control, "") for control in run)
            yield Edit(first, last, run, after, "c1-mark", "probable", confidence=_SURE)
        return
    if max(run) >= "\x80" and (_stands_in_misread(text, first, last) or _stands_in_cyrillic(text, first, last)):
        return
    separator = _separator(run, text[first - 1 : first], text[last : last + 1], has_next_line)
    yield Edit(first, last, run, separator, "separator" if separator else "control")


_ENDS_A_WORD, _BEGINS_A_WORD = lazy("[A-Za-z][à-öø-ÿ]"), lazy("[à-öø-ÿ][A-Za-z]")


def _stands_in_misread(text: str, first: int, last: int) -> bool:
    """Return whether one of the two characters on either side of a run of controls is a byte of misread text.

    A blank keeps words apart, and one accented letter beside a letter of ASCII is no byte: ``Café\x92s``, ``\x93école\x94``.
    """
    before = text[max(0, first - 2) : first].rpartition(" ")[2]
    behind = text[last : last + 2].partition(" ")[0]
    if _ENDS_A_WORD.fullmatch(before) and not _MISREAD.search(behind):
        return False
    if _BEGINS_A_WORD.fullmatch(behind) and not _MISREAD.search(before):
        return False
    return _MISREAD.search(before) is not None or _MISREAD.search(behind) is not None


_CYRILLIC = lazy("[\u0400-\u045f]")
_BESIDE_WORDS = frozenset("\x85\x91\x92\x93\x94\x95\x96\x97\x99")
"""The marks of Windows-1252 that people write beside letters: ellipsis, quotes, bullet, dashes, trade mark."""


def _stands_in_cyrillic(text: str, first: int, last: int) -> bool:
    """Return whether a run of controls is a part of misread UTF-8, as ISO-8859-5 shows it: ``х\x86\x9bх\x8cК``.

    Between two letters only the apostrophe is a mark; at the edge of a word those that people write there are.
    """
    run, beside = text[first:last], [text[max(0, first - 1) : first], text[last : last + 1]]
    letters = sum(_CYRILLIC.match(character) is not None for character in beside)
    return run != "\x92" if letters == 2 else letters == 1 and not _BESIDE_WORDS.issuperset(run)


_AMONG_HAN = lazy(f"[{HAN_BMP}]")


def _stands_among_han(text: str, first: int, last: int) -> bool:
    """Return whether a run of controls between two Han is a byte of one that broke (``禀\x8b序``): no mark but those beside words stands there."""
    beside = text[max(0, first - 1) : first], text[last : last + 1]
    return not _BESIDE_WORDS.issuperset(text[first:last]) and all(map(_AMONG_HAN.match, beside))


_INSIDE_WORD = lazy("[a-z]{2}")


def _separator(run: str, before: str, behind: str, has_next_line: bool) -> str:
    """Return what keeps apart what a run of controls kept apart: nothing at the ends of lines and beside blanks."""
    if not before.strip() or not behind.strip():
        return ""
    if any(control in _BREAKS or (control == "\x85" and has_next_line) for control in run):
        return "\n" * max(1, run.count("\x0b"))
    if set(run) == {"\x02"} and _INSIDE_WORD.fullmatch(before + behind):  # a soft hyphen, as readers of PDF show it
        return ""
    both_digits = before.isdecimal() and behind.isdecimal() and set(run) != {"\0"}
    return " " if both_digits or any(control in _BLANKS for control in run) else ""


# --- halves of a pair --------------------------------------------------------------------------------------------------

_PAIR = lazy("[\ud800-\udbff][\udc00-\udfff]")


def _surrogate_pairs(text: str) -> Iterator[Edit]:
    """Yield the two halves of a character that UTF-16 had cut apart, joined; a half alone stays."""
    for match in _PAIR.finditer(text):
        joined = match[0].encode("utf-16", "surrogatepass").decode("utf-16")
        yield Edit(match.start(), match.end(), match[0], joined, "surrogate-pair")
