"""Mojibake of the Chinese codecs: bytes of GBK, Big5 or UTF-8 that were decoded as something else, once or several times.

A delimited passage goes back to bytes with the codec that was wrong and forward with the one that is right
(:mod:`~unionclean.encoding.mojibake.candidates`), as a whole or not at all.  What it says is weighed against what stands there
(:mod:`~unionclean.encoding.mojibake.evidence`), and no other reading may be nearly as good (:mod:`~unionclean.encoding.mojibake.search`).
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from unionclean.edits import Certainty, Edit, Note
from unionclean.encoding.codepages.legacy import LOST
from unionclean.encoding.mojibake.passages import Passage, Ways, blanked
from unionclean.encoding.mojibake.prefilter import lines_like, suspicious_lines
from unionclean.encoding.mojibake.search import PLENTY, find_best, find_refused, looks_misread
from unionclean.encoding.mojibake.siblings import siblings
from unionclean.encoding.mojibake.suspicion import any_of_them, suspicion
from unionclean.encoding.mojibake.wrong import LATIN_1, LENIENT
from unionclean.encoding.refusals import are_spoken_of, digit_note, invents_digits, is_spoken_of, quoted_note
from unionclean.masking import Span, overlapping
from unionclean.patterns import lazy
from unionclean.rules import join_rules
from unionclean.steps import NOTHING, Found

Repairs = dict[int, list[Passage]]
"""Passages by the offset of their line."""

ENOUGH_SUPPORT, SHARE = 40.0, 0.1
"""So many bits of sense on a page make a kind of mojibake likely elsewhere on it, if a sibling has not ten times as many."""


def find_mojibake(text: str) -> Found:
    """Return the edits that undo mojibake of the Chinese codecs in ``text``, and notes on the bytes that are gone.

    >>> from unionclean.edits import apply_edits
    >>> [apply_edits(t, find_mojibake(t).edits) for t in ("ÄãºÃ", "浣犲ソ", "═¿╓¬╬─╝■.doc")]
    ['你好', '你好', '通知文件.doc']
    >>> find_mojibake("浣熊、犲兽与“锟斤拷”：Ärger, naïve, ÅÄÖ；過客徒欷歔") is NOTHING
    True
    """
    repairs, refused = _repairs_of_lines(text)
    support = _support(repairs)
    if support:
        of_the_page, left = _repairs_of_the_page(text, repairs, support)
        repairs |= of_the_page
        refused |= left
    notes = [note for start, note in refused.items() if start not in repairs]
    notes += _notes_on_what_is_left(text, [*_extents(repairs), *(note.span for note in notes)])
    return _found(text, repairs, support, notes) if repairs or notes else NOTHING


def _repairs_of_lines(text: str) -> tuple[Repairs, dict[int, Note]]:
    """Return what each suspicious line says, and notes on those that are plainly misread, though none of their readings is believed."""
    repairs: Repairs = {}
    refused: dict[int, Note] = {}
    reader = _Reader()
    for start, end in suspicious_lines(text, reader.knows):
        line = text[start:end]
        passages = reader.read(line)
        if passages:
            repairs[start] = passages
        elif span := reader.refused(line):
            refused[start] = Note("unrepaired", (start + span[0], start + span[1]), _WHY_REFUSED)
    return repairs, refused


def _notes_on_what_is_left(text: str, known: Sequence[Span]) -> Iterator[Note]:
    """Yield notes on runs that lost too many bytes to be read, and on U+FFFD misread; not where repairs or notes are ``known``, or the text speaks of it."""
    from unionclean.islands.misread import find_misread  # patterns that a page which needs no repair does not compile

    is_known = overlapping(known)
    for start, end in find_misread(text):
        if not is_known(start, end) and not is_spoken_of(text, start, end, ""):
            yield Note("unrepaired", (start, end), _WHY_LOST)


def _extents(repairs: Repairs) -> Iterator[Span]:
    for offset, passages in repairs.items():
        yield offset + passages[0].start, offset + passages[-1].end


_WHY_LOST = "this is misread, and so many bytes of it are gone that no reading of it is whole and clear"
_WHY_REFUSED = "this is misread in some way, but no reading of it is whole and clear"


class _Reader:
    """Reads the lines of a page, which was mostly misread in one way: that of the line before is tried first."""

    def __init__(self) -> None:
        self._last: Ways | None = None
        self._as_the_last = functools.cache(_as_the_last)  # a page has the same line many times
        self._best = functools.cache(find_best)
        self.refused = functools.cache(find_refused)

    def knows(self, line: str) -> bool:
        """Return whether ``line`` makes plenty of sense in the way of the last one, so that no other need be asked."""
        return self._last is not None and bool(self._as_the_last(line, self._last))

    def read(self, line: str) -> list[Passage]:
        """Return the passages of ``line`` to repair."""
        passages = self._as_the_last(line, self._last) if self._last else []
        passages = passages or self._best(line)
        if passages:
            self._last = passages[0].ways
        return passages


def _as_the_last(line: str, last: Ways) -> list[Passage]:
    """Return the passages of ``line`` if they make plenty of sense in the ways of the ``last`` line, so that no other need be asked."""
    passages = find_best(line, codecs=siblings(last))
    sense = sum(passage.weight.sense for passage in passages)
    return passages if sense >= PLENTY and not any_of_them().search(blanked(line, passages)) else []


def _repairs_of_the_page(text: str, repairs: Repairs, support: dict[Ways, float]) -> tuple[Repairs, dict[int, Note]]:
    """Return what lines with anything left to repair say, now that the page speaks for some ways of misreading, and notes on those that look misread and say nothing."""
    codecs = frozenset(codec for ways in support for codec in siblings(ways))
    found: Repairs = {}
    refused: dict[int, Note] = {}
    best = functools.cache(functools.partial(find_best, support=support, codecs=codecs))
    for start, end in lines_like(text):
        line = text[start:end]
        if any_of_them().search(blanked(line, repairs.get(start, ()))):
            passages = best(line)
            if _weight_of(passages) > _weight_of(repairs.get(start, ())):
                found[start] = passages
            elif start not in repairs and suspicion().search(line) and looks_misread(line, codecs):
                refused[start] = Note("unrepaired", _extent_of_garbage(start, line), _WHY_REFUSED)
    return found, refused


def _extent_of_garbage(start: int, line: str) -> Span:
    """Return from where to where ``line``, which begins at ``start``, is misread: from the first character that mojibake is full of to the last, with those beside them."""
    runs = [run.span() for run in _BESIDE.finditer(line) if any_of_them().search(line, *run.span())]
    return start + runs[0][0], start + runs[-1][1]


_BESIDE = lazy("[^\x00-\x7f、。《》「」『』【】，：；！？（）]+|.")


def _weight_of(passages: Sequence[Passage]) -> float:
    return sum(passage.weight.gain for passage in passages)


def _support(repairs: Repairs) -> dict[Ways, float]:
    """Return the kinds of mojibake that ``repairs`` are sure of, with the bits of sense they make."""
    sense: defaultdict[Ways, float] = defaultdict(float)
    for passages in repairs.values():
        for passage in passages:
            for ways in _shown_alike(passage.ways):
                sense[ways] += passage.weight.sense
    most: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for ways, bits in sense.items():
        most[_rules(ways)] = max(most[_rules(ways)], bits)
    return {ways: bits for ways, bits in sense.items() if bits >= max(ENOUGH_SUPPORT, SHARE * most[_rules(ways)])}


def _shown_alike(ways: Ways) -> tuple[Ways, ...]:
    """Return ``ways``, and those of Latin-1 for a lenient decoder, which shows all that is no UTF-8 as that does."""
    return (ways, (ways[0]._replace(wrong=LATIN_1), *ways[1:])) if ways[0].wrong == LENIENT else (ways,)


def _rules(ways: Ways) -> tuple[str, ...]:
    return tuple(way.rule for way in ways)


def _found(text: str, repairs: Repairs, support: dict[Ways, float], notes: Sequence[Note]) -> Found:
    edits: list[Edit] = []
    notes = list(notes)
    for offset in sorted(repairs):
        if refused := _refused_for_digits(text, offset, repairs[offset]):
            notes.append(digit_note(offset + refused.start, offset + refused.end))
            continue
        is_subject = are_spoken_of(text, [(offset + p.start, offset + p.end, p.after) for p in repairs[offset]])
        for passage in repairs[offset]:
            start, end = offset + passage.start, offset + passage.end
            if is_subject:
                notes.append(quoted_note(start, end))
            else:
                edits.append(_edit(text, start, end, passage, support))
                notes += _lost_notes(start, end, passage.after)
    return Found(edits, sorted(notes, key=lambda note: note.span))


def _refused_for_digits(text: str, offset: int, passages: Sequence[Passage]) -> Passage | None:
    """Return the passage that would write a digit, if there is one: without it the line would be repaired in part."""
    for passage in passages:
        if invents_digits(text[offset + passage.start : offset + passage.end], passage.after):
            return passage
    return None


def _edit(text: str, start: int, end: int, passage: Passage, support: dict[Ways, float]) -> Edit:
    rule = join_rules(_rules(passage.ways))
    detail = ", then ".join(f"{way.right} read as {way.wrong.name}" for way in reversed(passage.ways))
    detail += ", without its bytes AD" if passage.is_filled else ""
    certainty, confidence = _certainty(text[start:end], passage, support)
    return Edit(start, end, text[start:end], passage.after, rule, certainty, detail, confidence)


def _certainty(before: str, passage: Passage, support: dict[Ways, float]) -> tuple[Certainty, float]:
    """Return how sure an edit is: by what speaks for it, here and elsewhere on the page; where a character has two codes, the likelier one was taken."""
    is_twofold = not passage.ways[0].wrong.second_codes.keys().isdisjoint(before)
    bits = min(passage.weight.gain, passage.weight.sense * 2) + min(support.get(passage.ways, 0.0), 40.0)
    is_guessed = passage.is_filled or passage.ways[0].wrong == LENIENT
    if (
        bits >= CERTAIN_BITS
        and LOST not in passage.after
        and not (is_twofold or is_guessed)
        and passage.weight.rarity < RARE_BITS
    ):
        return "certain", 1.0
    confidence = next(confidence for least, confidence in _CONFIDENCE if bits >= least)
    return "probable", min(confidence, _CONFIDENCE_OF_GUESSES) if is_guessed else confidence


CERTAIN_BITS = 60.0
"""Bits for an edit, its own and those of its kind elsewhere on the page, from which it is certain."""
RARE_BITS = 10.0
"""With so many bits of rare characters an edit is not certain: somebody may have changed the garbage since."""
_CONFIDENCE = ((40.0, 0.995), (25.0, 0.99), (float("-inf"), 0.98))
"""Fitted by ``benchmarks.calibration``."""
_CONFIDENCE_OF_GUESSES = 0.95
"""So sure at most is what had bytes put back, or was split among two encodings: of laws and news so many lines are right throughout."""


def _lost_notes(start: int, end: int, after: str) -> Iterator[Note]:
    if LOST in after:
        number = after.count(LOST)
        why = "a byte of a character is gone here" if number == 1 else f"bytes of {number} characters are gone here"
        yield Note("lost-byte", (start, end), why)
