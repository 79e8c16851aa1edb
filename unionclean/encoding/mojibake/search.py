"""Which readings of a line to believe: those with enough evidence of their own, on their line, or on the page, and without a rival."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from unionclean.encoding.codepages.legacy import LOST
from unionclean.encoding.mojibake.candidates import find_candidates
from unionclean.encoding.mojibake.evidence import NO_WEIGHT, Weight, is_chinese, weigh
from unionclean.encoding.mojibake.memory import remember_short
from unionclean.encoding.mojibake.passages import Passage, Ways, applied, trimmed, weighed
from unionclean.encoding.mojibake.rivals import has_rival, rank
from unionclean.encoding.mojibake.siblings import share_passages
from unionclean.encoding.mojibake.suspicion import suspicion
from unionclean.encoding.mojibake.thresholds import (
    PLAIN,
    WHOLE_LINE,
    covers,
    covers_all,
    fits_in,
    is_likely_beside_others,
    needed_by,
)
from unionclean.encoding.mojibake.whole import complete, leaves_garbage
from unionclean.encoding.mojibake.wrong import ALL_CODECS, WrongCodec

MOST_LAYERS = 3
"""Text is seldom misread twice, and hardly ever three times."""

PLENTY = 60.0
"""A reading of so many bits of sense leaves no doubt: no other need be asked."""

NO_SUPPORT: Mapping[Ways, float] = {}


def find_best(
    line: str,
    support: Mapping[Ways, float] = NO_SUPPORT,
    *,
    codecs: frozenset[WrongCodec] = ALL_CODECS,
    is_cut: bool = False,
    layer: int = 1,
) -> list[Passage]:
    """Return the passages of ``line`` to repair, in order; ``support`` holds the kinds of mojibake that the page has elsewhere, with their bits of sense.

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
    return bool(_accepted(line, by_ways, NO_SUPPORT, is_cut=True)) or any(map(_is_plain, by_ways.values()))


def _is_plain(passages: Sequence[Passage]) -> bool:
    return PLAIN.is_met(_together(passages).alone)


def _accepted(
    line: str, by_ways: dict[Ways, list[Passage]], support: Mapping[Ways, float], *, is_cut: bool
) -> list[Passage]:
    accepted: list[Passage] = []
    taken = bytearray(len(line))
    for ways in sorted(by_ways, key=lambda ways: (ways in support, rank(by_ways[ways])), reverse=True):
        passages = [passage for passage in by_ways[ways] if taken.find(1, passage.start, passage.end) < 0]
        for passage in _believed(line, passages, is_supported=ways in support):
            if taken.find(1, passage.start, passage.end) < 0:
                accepted.append(passage)
                taken[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
    doubtful = {ways for ways in {p.ways for p in accepted} if has_rival(ways, by_ways, support)}
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
    passages = max(plain, key=rank)
    return min(passage.start for passage in passages), max(passage.end for passage in passages)


def looks_misread(line: str, codecs: frozenset[WrongCodec]) -> bool:
    """Return whether any reading of ``line`` by ``codecs`` is likelier than what stands there; of rare characters that people wrote none is.

    >>> codecs = frozenset({codec for codec in ALL_CODECS if codec.family == "gbk"})
    >>> looks_misread("鏈嶅姟鍣ㄦ鍦ㄧ淮鎶わ紝璇风◢鍚庡啀璇曘", codecs), looks_misread("蒹葭萋萋，白露未晞", codecs)
    (True, False)
    """
    return any(_together(passages).gain > 0 for passages in _readings(line, codecs, is_cut=False, layer=1).values())


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
    return by_ways if len(by_ways) < 2 else share_passages(line, by_ways)


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
    after = applied(candidate.after, inner)
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


def _believed(line: str, passages: Sequence[Passage], *, is_supported: bool) -> list[Passage]:
    """Return those of ``passages``, all of one kind on one line, that have enough evidence, together or alone."""
    if not passages or _are_mostly_lost(passages):
        return []
    is_whole = is_supported and covers_all(line, passages)
    needed = WHOLE_LINE if is_whole else needed_by(passages[0])
    are_met = needed.is_met(_of_whole_line(line, passages) if is_whole else _together(passages).alone)
    if are_met and covers(line, passages) and all(fits_in(passage) for passage in passages):
        return list(passages)
    alone = [passage for passage in passages if needed.is_met(passage.weight.alone)]
    if not (are_met or alone or is_supported):
        return []
    if covers(line, alone):
        return [passage for passage in passages if fits_in(passage)]
    return list(filter(is_likely_beside_others, passages))


def _of_whole_line(line: str, passages: Sequence[Passage]) -> Weight:
    """Return what speaks for ``passages``, which are all of ``line``, on a page with much of their kind: bytes that left no mark are no surprise behind a codec of one byte.

    Characters with blanks between them are weighed as the word that they are: ``ÎÄ ¼þ Ãû`` is 文 件 名, as people space out the heads of their files.
    """
    together = _together(passages)
    if len(passages) > 1 and all(len(passage.after) == 1 for passage in passages):
        before = "".join([line[passage.start : passage.end] for passage in passages])
        word = weigh(before, "".join([passage.after for passage in passages]))
        return max(together, word, key=lambda weight: weight.sense)
    return together.alone if passages[0].is_east_asian else together


MOST_LOST, MOST_LOST_OF_UTF8 = 3, 2
"""A line of which more than one character in so many is lost is no text."""


def _are_mostly_lost(passages: Sequence[Passage]) -> bool:
    text = "".join(passage.after for passage in passages)
    most = MOST_LOST_OF_UTF8 if passages[0].is_checked else MOST_LOST
    return most * text.count(LOST) > sum(character > "\x7f" for character in text)
