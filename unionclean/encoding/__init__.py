"""``repair_encoding``: undo what link farms and wrong decoders did to the bytes.

The finders, in reverse order of the damage: the link farms' machine (which needs the bytes
untouched), a tool that scatters pinyin, mojibake of the Chinese codecs, what ftfy repairs (it would make the Chinese mojibake worse, so it comes after),
and the residue that is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from unionclean.edits import Edit, Note
from unionclean.encoding.lost import find_lost
from unionclean.encoding.samples import find_samples, leave_samples
from unionclean.guards import Guard, Stop
from unionclean.masking import overlapping
from unionclean.rules import split_rule
from unionclean.settling import Member, member_of, settle, settle_with_trace
from unionclean.signs import Signs
from unionclean.steps import Found, step

if TYPE_CHECKING:
    from unionclean.encoding.mojibake.prefilter import Prefilter


def _rewrite(text: str, *, mojibake: bool = True) -> str:
    return settle(_row(text, mojibake), text)


def _row(text: str, mojibake: bool) -> tuple[Member, ...]:
    """Return the finders for ``text``; where it has samples, they are left by each round: a round may move the end of one."""
    return (_leaving_samples(mojibake),) if find_samples(text) else _finders(mojibake)


@cache
def _leaving_samples(mojibake: bool) -> Member:
    """Return the finders as one, which leaves what is only in samples."""

    def repair_around_samples(text: str) -> Found:
        cleaned = settle_with_trace(_finders(mojibake), text)
        return Found(leave_samples(text, cleaned.edits), cleaned.notes)

    return member_of(repair_around_samples)


def _is_final(*, mojibake: bool = True) -> bool:
    """Whether one pass is all: the row of finders has come to rest, with mojibake or without."""
    return mojibake in (True, False)


@step(fast=_rewrite, final=_is_final, signs=lambda **options: _signs(**options))
def repair_encoding(text: str, *, mojibake: bool = True) -> Found:
    """Return ``text`` with broken encodings repaired; script and width stay as they are.

    Undone are: the link farms' machine (inserted readings, shifted bytes) on pages that show it, GBK, Big5 and UTF-8
    decoded as one another or as Latin-1, the mojibake that ftfy knows, control and invisible characters, and remnants of
    tags.  What a broken byte took away for good becomes U+FFFD with a note; a digit is never guessed.

    >>> repair_encoding("中國(guó)工會(huì)發(fā)布,慶!拔逡弧眹(guó)際勞動(dòng)節。")
    '中國工會發布,慶祝“五一”國際勞動節。'
    >>> repair_encoding("ÄãºÃ，ÖÐ¹ú")
    '你好，中国'

    ``mojibake=False`` leaves text that was decoded as another encoding than its own; the hooks ask for that.

    >>> repair_encoding("ÄãºÃ，ÖÐ¹ú", mojibake=False)
    'ÄãºÃ，ÖÐ¹ú'

    What no machine did stays: a dictionary, a lesson, a gloss.

    >>> repair_encoding("汉语词典：长(cháng)")
    '汉语词典：长(cháng)'

    Anything but a ``str`` raises a :class:`TypeError` that says how to decode it; no ``str`` raises.  ``repair_encoding.explain(text)`` gives the
    edits and notes, with offsets in characters of ``text``.
    """
    cleaned = settle_with_trace(_row(text, mojibake), text)
    edits = cleaned.edits
    return Found(edits, (*_still_true(cleaned.notes, edits), *find_lost(text, edits)))


def _still_true(notes: Sequence[Note], edits: Sequence[Edit]) -> Sequence[Note]:
    """Return ``notes`` without those on what one finder could not read and ftfy has repaired then."""
    is_repaired = overlapping([(edit.start, edit.end) for edit in edits if "ftfy" in split_rule(edit.rule)])
    return [note for note in notes if note.kind != "unrepaired" or not is_repaired(*note.span)]


_DOUBTFUL = frozenset({"mojibake", "unmarked"})
"""Guards that stop at characters which sound text has now and then."""


class _Look:
    """A look along a text, from left to right: at which places, where a guard stands, any finder has anything to look at.

    One that sound text may have is asked again before the finders are called.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_marked = False

    def __call__(self, stop: Stop) -> bool:
        if stop.name == "line start":
            return self._is_line_start(stop)
        if stop.name == "lost blank":
            return self._has_lost_blanks
        return stop.name not in _DOUBTFUL or self._is_unmarked(stop) or self._is_mojibake(stop)

    def _is_line_start(self, stop: Stop) -> bool:
        from unionclean.encoding.linkfarm.line_starts import is_wrapped

        return not is_wrapped(self._text, stop.start)

    @cached_property
    def _has_lost_blanks(self) -> bool:
        from unionclean.encoding.linkfarm.lost_blanks import find_lost_blanks

        return bool(find_lost_blanks(self._text).edits)

    def _is_unmarked(self, stop: Stop) -> bool:
        """Whether the whole text shows the machine without its annotations; that is asked once, of a text where it may be."""
        from unionclean.encoding.linkfarm.closings import is_closing
        from unionclean.encoding.linkfarm.repair import is_unmarked
        from unionclean.encoding.linkfarm.unmarked import is_worth_a_search

        place = stop.end - 1
        if self._is_marked or not (is_closing(self._text, place) or is_worth_a_search(self._text, place)):
            return False
        self._is_marked = not is_unmarked(self._text)
        return not self._is_marked

    def _is_mojibake(self, stop: Stop) -> bool:
        return stop.name == "mojibake" and self._prefilter.is_worth(stop)

    @cached_property
    def _prefilter(self) -> Prefilter:
        from unionclean.encoding.mojibake.prefilter import Prefilter

        return Prefilter(self._text)


@cache
def _guards(mojibake: bool) -> tuple[Guard, ...]:
    """Return the guards of all finders; those that need a second look come last."""
    from unionclean.encoding import escapes, lookalikes, lost, residue
    from unionclean.encoding.linkfarm import annotations, closings, line_starts, lost_blanks, scattered_pinyin, unmarked
    from unionclean.encoding.mojibake import ftfy_repair, suspicion

    left = suspicion.LEFT_GUARDS
    of_codecs = (escapes.GUARD, *lookalikes.GUARDS, *left, ftfy_repair.guard(), *suspicion.guards()) if mojibake else ()
    return (
        annotations.GUARD,
        line_starts.GUARD,
        *scattered_pinyin.GUARDS,
        *residue.GUARDS,
        lost.GUARD,
        *of_codecs,
        closings.GUARD,
        lost_blanks.GUARD,
        *unmarked.guards(),
    )


def _signs(*, mojibake: bool = True) -> Signs:
    return Signs(_guards(mojibake), _Look)


@cache
def _finders(mojibake: bool = True) -> tuple[Member, ...]:
    """Return the finders as a row that rests only when none of them has anything left to do."""
    from unionclean.encoding.escapes import find_escapes
    from unionclean.encoding.linkfarm.doubled_marks import find_doubled_marks
    from unionclean.encoding.linkfarm.lost_blanks import find_lost_blanks
    from unionclean.encoding.linkfarm.random_pairs import find_random_pairs
    from unionclean.encoding.linkfarm.repair import find_linkfarm_damage, undo_linkfarm_damage
    from unionclean.encoding.linkfarm.scattered_pinyin import find_scattered_pinyin
    from unionclean.encoding.linkfarm.stray_backticks import find_stray_backticks
    from unionclean.encoding.lookalikes import find_lookalikes
    from unionclean.encoding.mojibake.ftfy_repair import find_single_byte_mojibake
    from unionclean.encoding.mojibake.repair import find_mojibake
    from unionclean.encoding.residue import find_residue

    of_codecs = (find_escapes, find_mojibake, find_single_byte_mojibake, find_lookalikes) if mojibake else ()
    before = (find_random_pairs, find_doubled_marks, find_lost_blanks, find_stray_backticks)
    finders = (find_scattered_pinyin, *of_codecs, find_residue)
    machine = member_of(find_linkfarm_damage, undo_linkfarm_damage)
    return (*map(member_of, before), machine, *map(member_of, finders))
