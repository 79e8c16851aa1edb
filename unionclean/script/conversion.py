"""One text, converted: by OpenCC, and where it errs by the word, the script of the passage, and what the text speaks of."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from unionclean.edits import Edit, edit_characters
from unionclean.guards import Guard
from unionclean.lines import find_lines_with
from unionclean.masking import Span, mask, merge_spans, unmask
from unionclean.script.characters import COMPATIBILITY, patterns
from unionclean.script.citations import find_cited, may_cite
from unionclean.script.engine import convert
from unionclean.script.garbled import find_garbled
from unionclean.script.passages import Passages
from unionclean.script.regions import find_regional
from unionclean.script.words import Decision, company_when_wrong, decide, is_wrong_anywhere
from unionclean.signs import Look, Signs
from unionclean.steps import NOTHING, Found

_BLANK = "\u3000"


def rewrite(text: str, *, region: str | None = None) -> str:
    """Return ``text`` converted outside its islands, without a trace.

    >>> rewrite("工會，見`工會`")
    '工会，见`工會`'
    """
    if region is None and not _needs_work(text):
        return text
    masked = _without_islands(text, region)
    return _rewritten(text, region) if masked is text else unmask(_rewritten(masked, region), masked, text)


def find_edits(text: str, *, region: str | None = None) -> Found:
    """Return the edits that convert ``text`` outside its islands.

    >>> find_edits("工會").edits
    [Edit(start=1, end=2, before='會', after='会', rule='t2s', certainty='certain')]
    """
    if region is None and not _needs_work(text):
        return NOTHING
    masked = _without_islands(text, region)
    conversion = _Conversion(masked, _find_loud(masked))
    if region is not None:
        return Found(_with_regional(masked, conversion, region)[1])
    return Found(conversion.edits())


def _without_islands(text: str, region: str | None) -> str:
    """Return ``text`` with its islands closed; all of it, if with them nothing of it is to be converted: the address of a Japanese line."""
    from unionclean.islands import find_islands  # patterns that take as long as the rest of the import

    spans = find_islands(text)
    if not spans:
        return text
    if region is None:
        is_changed = _has_line_to_change(text) or _needs_work(_Conversion(text, _find_loud(text)).chinese)
    else:
        is_changed = _rewritten(text, region) is not text
    return mask(text, spans if is_changed else [(0, len(text))])


_FIRST_LINES = 4


def _has_line_to_change(text: str) -> bool:
    """Return whether one of the first Traditional lines of ``text`` shows that not all of it is foreign or cited; what is cited is so by its line alone."""
    from unionclean.islands.foreign import find_foreign, find_shared_forms

    if any(find_foreign(text)) or any(find_shared_forms(text)) or any(find_garbled(text)):
        return False
    classes = patterns()
    lines = find_lines_with(classes.evidence, text)
    return any(_needs_work(_without_citations(text[start:end])) for start, end in islice(lines, _FIRST_LINES))


def _without_citations(line: str) -> str:
    mentions = (found.span(1) for pattern in patterns().mentions for found in pattern.finditer(line))
    return _blank(line, merge_spans([*find_cited(line), *mentions]))


def _rewritten(text: str, region: str | None) -> str:
    if region is not None:
        return _with_regional(text, _Conversion(text, _find_loud(text)), region)[0]
    classes = patterns()
    found = classes.guard.search(text)
    if found is None or (found[0] in classes.decided and not _needs_work(text)):
        return text
    if classes.striking.search(text) is None and classes.evidence.match(found[0]) and not may_cite(text):
        # Traditional and nothing else: most short texts are, and what is spent here beside OpenCC is what they cost more.
        converted = convert(text)
        return converted if "於" not in converted else _Conversion(text, [], converted).result()
    return _Conversion(text, _find_loud(text)).result()


def _needs_work(text: str) -> bool:
    """Whether anything in ``text`` may have to change: one scan, and on Simplified text nothing else."""
    if text.isascii():
        return False
    classes = patterns()
    for found in classes.guard.finditer(text):
        if found[0] not in classes.decided or is_wrong_anywhere(found[0], found.start(), text):
            return True
    return False


def signs() -> Signs:
    """Return what :func:`_needs_work` looks for."""
    classes = patterns()

    def look(text: str) -> Look:
        return lambda stop: stop.name == "evidence" or is_wrong_anywhere(text[stop.start], stop.start, text)

    guards = Guard("evidence", classes.evidence.pattern[1:-1]), Guard("evidence", COMPATIBILITY)
    return Signs(
        (*guards, Guard("decided", "".join(sorted(classes.decided)), beside=company_when_wrong(classes.decided))), look
    )


class _Conversion:
    """One text, converted: OpenCC's version and the places where ours differs from it.

    ``loud`` is what :func:`_find_loud` found; ``by_engine``, if given, what OpenCC makes of a text that cites nothing.
    """

    def __init__(self, text: str, loud: list[int] | None, by_engine: str | None = None) -> None:
        self.text = text
        self._loud = loud
        self.foreign: list[Span] = []
        if by_engine is None and (loud is None or may_cite(text)):
            self.foreign = _find_untouched(text)
        self.chinese = _blank(text, self.foreign)
        self._by_engine = by_engine

    @functools.cached_property
    def by_engine(self) -> str:
        """The Chinese in the text, converted by OpenCC."""
        if self._by_engine is not None:
            return self._by_engine
        if self.foreign and not _needs_work(self.chinese):
            return self.chinese  # a second pass must not cost as much as the first
        return convert(self.chinese)

    @functools.cached_property
    def passages(self) -> Passages:
        """The passages of the Chinese in the text; a purely Traditional text in which nothing is contested asks for none."""
        return Passages(self.chinese, pure=self._loud is not None)

    def decisions(self) -> Iterator[Decision]:
        """Yield what becomes of the contested characters, in order; of those that OpenCC gets right anyway, perhaps not."""
        for start in self._contested():
            yield decide(self.chinese[start], start, self.by_engine, self.passages)

    def _contested(self) -> Iterable[int]:
        if self._loud is None or not self.passages.all_traditional:
            return (found.start() for found in patterns().contested.finditer(self.chinese))
        if "於" in self.by_engine:
            return sorted([*self._loud, *(found.start() for found in re.finditer("於", self.by_engine))])
        return self._loud

    def result(self) -> str:
        """Return the converted text; the same object when nothing changed."""
        by_engine = self.by_engine
        pieces = [(d.start, d.start + 1, d.after) for d in self.decisions() if d.after != by_engine[d.start]]
        pieces += [(start, end, self.text[start:end]) for start, end in self.foreign]
        if self.foreign:
            pieces.sort()
        result = _patched(self.by_engine, pieces)
        return self.text if result == self.text else result

    def edits(self) -> list[Edit]:
        """Return the edits from the text to :meth:`result`, one for each character that changes."""
        decided = {found.start(): _COMPATIBILITY for found in re.finditer("[\uf900-\ufaff]", self.text)}
        decided |= {decision.start: decision for decision in self.decisions()}
        edits = edit_characters(self.text, self.result(), "t2s")
        if not decided:
            return edits
        return [_decided(edit, decided[edit.start]) if edit.start in decided else edit for edit in edits]


_COMPATIBILITY = Decision(0, "", "compatibility")


def _decided(edit: Edit, decision: Decision) -> Edit:
    return edit._replace(rule=decision.rule, certainty=decision.certainty, confidence=decision.confidence)


def _find_loud(text: str) -> list[int] | None:
    """Return where ``text`` has characters that OpenCC may get wrong; None when it is not purely Traditional.

    This one scan is what most Traditional texts cost besides OpenCC.
    """
    classes = patterns()
    starts = []
    for found in classes.striking.finditer(text):
        if found[0] not in classes.loud:
            return None
        starts.append(found.start())
    return starts


def _find_untouched(text: str) -> list[Span]:
    """Return the spans that stay as they are: foreign script, and characters that a Simplified text speaks of."""
    from unionclean.islands.foreign import (
        find_foreign,
        find_shared_forms,
    )  # patterns that take as long as the rest of the import

    foreign = merge_spans([*find_foreign(text), *find_shared_forms(text)])
    foreign = merge_spans([*foreign, *find_garbled(text), *find_cited(_blank(text, foreign))])
    mentions = [found.span(1) for pattern in patterns().mentions for found in pattern.finditer(text)]
    if mentions:
        passages = Passages(_blank(text, foreign))
        foreign = merge_spans([*foreign, *(span for span in mentions if not passages.is_traditional(*span))])
    return foreign


def _blank(text: str, spans: Sequence[Span]) -> str:
    return _patched(text, [(start, end, _BLANK * (end - start)) for start, end in spans])


def _patched(text: str, pieces: Sequence[tuple[int, int, str]]) -> str:
    """Return ``text`` with each ``(start, end, replacement)`` put in."""
    if not pieces:
        return text
    parts: list[str] = []
    position = 0
    for start, end, replacement in pieces:
        parts += (text[position:start], replacement)
        position = end
    parts.append(text[position:])
    return "".join(parts)


def _with_regional(text: str, conversion: _Conversion, region: str) -> tuple[str, list[Edit]]:
    """Return the text with regional words and the rest converted, and the edits that lead there."""
    words = list(find_regional(conversion.chinese, region, conversion.passages))
    edits = sorted([*words, *_outside(conversion.edits(), words)])
    return _patched(text, [(edit.start, edit.end, edit.after) for edit in edits]), edits


def _outside(edits: Sequence[Edit], words: Sequence[Edit]) -> Iterator[Edit]:
    """Yield the ``edits``, one character each, that lie in none of ``words``."""
    position = 0
    for edit in edits:
        while position < len(words) and words[position].end <= edit.start:
            position += 1
        if position == len(words) or edit.start < words[position].start:
            yield edit
