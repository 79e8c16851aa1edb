"""Which readings of a line to believe: those with enough evidence of their own, on their line, or on the page, and without a rival."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from unionclean.encoding.codepages.legacy import LOST
from unionclean.encoding.mojibake.candidates import find_candidates
from unionclean.encoding.mojibake.evidence import NO_WEIGHT, Weight, is_chinese
from unionclean.encoding.mojibake.memory import remember_short
from unionclean.encoding.mojibake.passages import Passage, Ways, trimmed, weighed
from unionclean.encoding.mojibake.suspicion import suspicion
from unionclean.encoding.mojibake.thresholds import PLAIN, SUPPORTED, covers, fits_in, needed_by
from unionclean.encoding.mojibake.whole import complete, leaves_garbage
from unionclean.encoding.mojibake.wrong import ALL_CODECS, SINGLE_BYTE, WrongCodec, shows_alike

MARGIN, MARGIN_OF_GAIN = 5.0, 3.0
"""By so many bits a reading must beat every other one; that a code page is rare does not decide alone."""

MOST_LAYERS, LAYER_BITS = 3, 10.0
"""Text is seldom misread twice, and hardly ever three times."""

PLENTY = 60.0
"""A reading of so many bits of sense leaves no doubt: no other need be asked."""


def find_best(
    line: str,
    support: Collection[Ways] = (),
    *,
    codecs: frozenset[WrongCodec] = ALL_CODECS,
    is_cut: bool = False,
    layer: int = 1,
) -> list[Passage]:
    """Return the passages of ``line`` to repair, in order; ``support`` holds the kinds of mojibake that the page has elsewhere.

    ``codecs`` are the wrong ones to try.  ``is_cut``: the line is a piece of one, which is only to be looked at.

    >>> [passage.after for passage in find_best("来源：浣犲ソ (ÖÐ¹ú)")]
    ['你好', '中国']
    """
    if codecs is ALL_CODECS and not is_cut and layer == 1:
        return _accepted(line, _readings_of_line(line), support, is_cut=False)
    return _accepted(line, _readings(line, codecs, is_cut=is_cut, layer=layer), support, is_cut=is_cut)


def reads_better(line: str, codecs: frozenset[WrongCodec]) -> bool:
    """Return whether any reading of ``line``, a piece of one, beats it as it stands, be it clear which or not."""
    by_ways = _readings(line, codecs, is_cut=True, layer=1)
    return bool(_accepted(line, by_ways, (), is_cut=True)) or any(map(_is_plain, by_ways.values()))


def _is_plain(passages: Sequence[Passage]) -> bool:
    return PLAIN.is_met(_together(passages).alone)


def _accepted(
    line: str, by_ways: dict[Ways, list[Passage]], support: Collection[Ways], *, is_cut: bool
) -> list[Passage]:
    accepted: list[Passage] = []
    taken = bytearray(len(line))
    for ways in sorted(by_ways, key=lambda ways: (ways in support, _rank(by_ways[ways])), reverse=True):
        passages = [passage for passage in by_ways[ways] if taken.find(1, passage.start, passage.end) < 0]
        for passage in _believed(line, passages, is_supported=ways in support):
            accepted.append(passage)
            taken[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
    doubtful = {ways for ways in {p.ways for p in accepted} if _has_rival(ways, by_ways, only_siblings=ways in support)}
    accepted = [passage for passage in accepted if passage.ways not in doubtful]
    if not is_cut:
        accepted = complete(line, accepted, taken)
        if leaves_garbage(line, accepted):
            return []
    return sorted(accepted)


def find_refused(line: str) -> tuple[int, int] | None:
    """Return from where to where ``line``, which is not repaired, is plainly misread, if it is.

    >>> find_refused("鏈嶅姟鍣ㄦ鍦ㄧ淮鎶わ紝璇风◢鍚庡啀璇曘"), find_refused("過客徒欷歔")
    ((0, 19), None)
    """
    plain = list(filter(_is_plain, _readings_of_line(line).values()))
    if not plain:
        return None
    passages = max(plain, key=_rank)
    return min(passage.start for passage in passages), max(passage.end for passage in passages)


def _together(passages: Iterable[Passage]) -> Weight:
    """Return what speaks for ``passages`` together; one that stands there again, as words do in a dictionary, is no more evidence."""
    return sum({passage.after: passage.weight for passage in passages}.values(), NO_WEIGHT)


@functools.lru_cache(maxsize=1)
def _readings_of_line(line: str) -> dict[Ways, list[Passage]]:
    """Return the readings of a whole line by all codecs; of one that is not repaired it is asked again whether it is misread."""
    return _readings(line, ALL_CODECS, is_cut=False, layer=1)


def _readings(line: str, codecs: frozenset[WrongCodec], *, is_cut: bool, layer: int) -> dict[Ways, list[Passage]]:
    by_ways: defaultdict[Ways, list[Passage]] = defaultdict(list)
    candidates = list(find_candidates(line, codecs, is_cut=is_cut))
    for passage in filter(None, (weighed(line, candidate) for candidate in candidates)):
        by_ways[passage.ways].append(passage)
    if layer < MOST_LAYERS and not any(_together(passages).sense >= PLENTY for passages in by_ways.values()):
        for passage in _read_deeper(line, candidates, layer):
            by_ways[passage.ways].append(passage)
    return by_ways if len(by_ways) < 2 else _share_passages(line, by_ways)


def _share_passages(line: str, by_ways: dict[Ways, list[Passage]]) -> dict[Ways, list[Passage]]:
    """Return ``by_ways`` where what several codecs of one byte show alike stands under each of them: it was found under the first.

    Only the whole line tells them apart: ``ÔÂ`` is 月 in ISO-8859-15 as in Windows-1252, ``Ÿ©`` beside it is 京 in the former alone.
    """
    shared = {}
    for ways, passages in by_ways.items():
        others = [
            passage._replace(ways=ways)
            for other in by_ways
            if _are_siblings(ways, other)
            for passage in by_ways[other]
            if shows_alike(line[passage.start : passage.end], ways[0].wrong, other[0].wrong)
        ]
        shared[ways] = _beside(passages, others) if others else passages
    return shared


def _are_siblings(ways: Ways, other: Ways) -> bool:
    """Return whether two codecs of one byte were wrong, and all else is alike."""
    codecs = ways[0].wrong, other[0].wrong
    is_alike = ways[1:] == other[1:] and ways[0].right == other[0].right
    return is_alike and codecs[0] != codecs[1] and all(codec in SINGLE_BYTE for codec in codecs)


def _beside(passages: Sequence[Passage], others: Iterable[Passage]) -> list[Passage]:
    """Return ``passages``, and those of ``others`` that stand beside them and one another, in order."""
    merged: list[Passage] = []
    taken = {(passage.start, passage.end) for passage in passages}
    for passage in sorted(
        [*passages, *others], key=lambda passage: (passage.start, (passage.start, passage.end) not in taken)
    ):
        if not merged or passage.start >= merged[-1].end:
            merged.append(passage)
    return merged


def _read_deeper(line: str, candidates: Sequence[Passage], layer: int) -> Iterator[Passage]:
    """Yield what another layer makes of ``candidates``; those that are too short to tell are read as the others of the line."""
    deeper = [(candidate, _deepened(line, candidate, layer)) for candidate in candidates]
    inner = {passage.ways[len(candidate.ways) :] for candidate, passage in deeper if passage}
    for candidate, passage in deeper:
        if passage:
            yield passage
        elif not is_chinese(candidate.after):
            yield from filter(None, (_deepened_as(line, candidate, ways, layer) for ways in inner))


def _deepened(line: str, candidate: Passage, layer: int) -> Passage | None:
    """Return what another layer makes of ``candidate``, if it makes no sense as it is."""
    passage = weighed(line, candidate)
    if not _may_be_garbage(candidate) or (passage and passage.weight.sense >= len(passage.after)):
        return None
    return _with_another_layer(line, candidate, _find_deeper(candidate.after, layer + 1, candidate.ways[-1].right))


def _deepened_as(line: str, candidate: Passage, ways: Ways, layer: int) -> Passage | None:
    """Return what ``candidate`` says in another layer of these ``ways``."""
    codecs = frozenset(way.wrong for way in ways)
    inner = _readings(candidate.after, codecs, is_cut=False, layer=layer + 1).get(ways, ())
    return _with_another_layer(line, candidate, inner)


def _with_another_layer(line: str, candidate: Passage, inner: Sequence[Passage]) -> Passage | None:
    if not inner:
        return None
    after = _applied(candidate.after, inner)
    found = candidate._replace(after=after, ways=candidate.ways + inner[0].ways)
    return weighed(line, trimmed(line[candidate.start : candidate.end], found))


@remember_short
def _find_deeper(line: str, layer: int, right: str) -> tuple[Passage, ...]:
    """Return what ``line`` says, but for codecs that only go back to the bytes which ``right`` has read: that says the same in one layer less."""
    return tuple(find_best(line, layer=layer, codecs=_all_but(right)))


@functools.cache
def _all_but(family: str) -> frozenset[WrongCodec]:
    return frozenset(codec for codec in ALL_CODECS if codec.family != family)


def _may_be_garbage(candidate: Passage) -> bool:
    """Return whether another layer is worth a look: what was UTF-8, or one byte a character, was not merely paired wrongly."""
    return (candidate.is_checked or not candidate.is_east_asian) and suspicion().search(candidate.after) is not None


def _applied(text: str, passages: Sequence[Passage]) -> str:
    pieces: list[str] = []
    position = 0
    for passage in passages:
        pieces += (text[position : passage.start], passage.after)
        position = passage.end
    return "".join([*pieces, text[position:]])


def _lead(passages: Iterable[Passage]) -> float:
    """Return how far ``passages`` are ahead of the text as it stands, rare characters counted in full."""
    return sum(max(passage.weight.gain, 0.0) - passage.weight.rarity for passage in passages)


def _rank(passages: Sequence[Passage]) -> float:
    return _lead(passages) - _prior_bits(passages[0].ways)


def _prior_bits(ways: Ways) -> float:
    return LAYER_BITS * (len(ways) - 1) + sum(way.wrong.rarity for way in ways)


def _believed(line: str, passages: Sequence[Passage], *, is_supported: bool) -> list[Passage]:
    """Return those of ``passages``, all of one kind on one line, that have enough evidence, together or alone."""
    if not passages or _are_mostly_lost(passages):
        return []
    needed = needed_by(passages[0])
    if needed.is_met(_together(passages).alone) and all(fits_in(passage) for passage in passages):
        return list(passages)
    alone = [passage for passage in passages if needed.is_met(passage.weight.alone)]
    if not alone and not is_supported:
        return []
    if covers(line, alone):
        return [passage for passage in passages if fits_in(passage)]
    return [passage for passage in passages if SUPPORTED.is_met(passage.weight.alone)]


MOST_LOST, MOST_LOST_OF_UTF8 = 3, 2
"""A line of which more than one character in so many is lost is no text."""


def _are_mostly_lost(passages: Sequence[Passage]) -> bool:
    text = "".join(passage.after for passage in passages)
    most = MOST_LOST_OF_UTF8 if passages[0].is_checked else MOST_LOST
    return most * text.count(LOST) > sum(character > "\x7f" for character in text)


def siblings(ways: Ways) -> frozenset[WrongCodec]:
    """Return the codecs of the same families as the wrong ones of ``ways``, which show most bytes alike."""
    families = {way.wrong.family for way in ways}
    return frozenset(codec for codec in ALL_CODECS if codec.family in families)


def _has_rival(ways: Ways, by_ways: dict[Ways, list[Passage]], *, only_siblings: bool) -> bool:
    """Return whether the line reads nearly as well, and otherwise, in other ways; a page speaks for a family, not for one of it."""
    lead = _lead(by_ways[ways])
    for other, rivals in by_ways.items():
        if other == ways or (only_siblings and other[0].wrong.family != ways[0].wrong.family):
            continue
        there = _standing_there(by_ways[ways], rivals)
        ahead = _prior_bits(other) - _prior_bits(ways)
        if there and _lead(there) > min(lead - MARGIN + ahead, lead - MARGIN_OF_GAIN):
            return True
    return False


def _standing_there(passages: list[Passage], rivals: list[Passage]) -> list[Passage]:
    """Return those of ``rivals`` that stand where ``passages`` do; none if they say nothing else."""
    there: list[Passage] = []
    differs, place = False, 0
    for passage in passages:
        while place < len(rivals) and rivals[place].end <= passage.start:
            place += 1
        while place < len(rivals) and rivals[place].start < passage.end:
            there.append(rivals[place])
            differs = differs or rivals[place].after != passage.after
            place += 1
    return there if differs else []
