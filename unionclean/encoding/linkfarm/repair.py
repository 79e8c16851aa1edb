"""Undo the link farms' machine: take the pushed-in pinyin out, read the shifted runs back."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from operator import attrgetter
from sys import intern

from unionclean.edits import Certainty, Edit, Note
from unionclean.encoding.linkfarm.annotations import Span, find_annotations, is_torn
from unionclean.encoding.linkfarm.closings import ENOUGH, find_closings
from unionclean.encoding.linkfarm.confidence import confidence_of, kind_of
from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.beam import BeamSearch
from unionclean.encoding.linkfarm.decoder.candidates import MORE, SEARCHED, Candidates
from unionclean.encoding.linkfarm.decoder.hypothesis import GUESSED, LOST, REMOVED, Run
from unionclean.encoding.linkfarm.decoder.memory import Decoded
from unionclean.encoding.linkfarm.decoder.open_pairs import OpenPairs
from unionclean.encoding.linkfarm.decoder.scoring import PageTraits
from unionclean.encoding.linkfarm.decoder.tokens import FULL_WIDTH, TAG, Tokens
from unionclean.encoding.linkfarm.evidence import UNMARKED, PageEvidence, find_evidence, find_lone_readings
from unionclean.encoding.linkfarm.line_starts import OPENING, find_line_starts, follows_whole_line
from unionclean.encoding.linkfarm.prefilter import Prefilter
from unionclean.encoding.linkfarm.readings import Reading, known_text, text_outside
from unionclean.encoding.linkfarm.unmarked import find_cuts, is_shown
from unionclean.encoding.linkfarm.vanished import WHY, find_vanished, likeliest
from unionclean.encoding.linkfarm.windows import Window, find_windows
from unionclean.encoding.models.log_space import steps
from unionclean.encoding.models.page_model import adapt
from unionclean.encoding.models.trigram import RARE, TrigramModel, load
from unionclean.han import HAN_BMP
from unionclean.patterns import lazy
from unionclean.steps import NOTHING, Found

SURE = steps(4.0)
"""So many nats ahead of the next reading, a run without a guess counts as certain."""

TRUSTED = 0.9
"""A guess of less confidence is noted as unsure."""

AT_TIMES = 0.95
"""The confidence that an annotation is the machine's whose character stands bare elsewhere on a page of the machine."""

LONG_RUN = 3
"""Characters of a run that is more than an annotation or a character that was cut."""

PRIVATE_USE = lazy("[\ue000-\uf8ff]")
GARBAGE_SIZE = 6
"""Characters behind a cut that tell whether it is worth a search."""
A_PAGE = 300
"""A text of fewer characters does not show whether its page had tags."""
ANY_TAG = lazy("</?[a-zA-Z][^<>]{0,200}>")


SAMPLE = 600
"""Characters of a page that tell how well the language model knows it."""
HARD, UNLIKELY = steps(-4.6), steps(-8.0)
"""Characters of less nats on average: of a page whose subject the model does not know, and of a run with a loss that is no Chinese."""

HALVES = lazy(f"[{HAN_BMP}][@-~](?![ -~])")
"""Han and a letter or mark alone behind it."""
WHY_LEFT = "a reading as link farms insert it; so little of it, in so little text, may be a writer's"
WHY_UNREAD = "the bytes are shifted here, and no reading of them passes"


_edit = tuple.__new__  # what Edit() calls in the end; a page has thousands of them


def find_linkfarm_damage(text: str) -> Found:
    """Return the edits that undo the machine, and notes on what it destroyed; without evidence on the page, notes on what looks like its readings."""
    repair = _begin_repair(text)
    if repair is not None:
        return repair.found()
    notes = [Note("lone-reading", span, WHY_LEFT) for span in find_lone_readings(text)]
    return Found((), notes) if notes else NOTHING


def undo_linkfarm_damage(text: str) -> str:
    """Return ``text`` with those edits made, which is quicker where nobody asks for them.

    >>> undo_linkfarm_damage("中國(guó)工會(huì)發(fā)布,慶!拔逡弧眹(guó)際勞動(dòng)節。")
    '中國工會發布,慶祝“五一”國際勞動節。'
    """
    repair = _begin_repair(text)
    return text if repair is None else repair.repaired()


def _begin_repair(text: str) -> _PageRepair | None:
    """Return the repair of a page that was in the machine, or of its lines that nobody begins so."""
    page = find_evidence(text) or find_unmarked(text)
    if page is not None:
        return _PageRepair(text, page, find_windows(text, page))
    starts = [Window(start, start, end, False) for start, end in find_line_starts(text)]
    return _PageRepair(text, UNMARKED, starts) if starts else None


def is_unmarked(text: str) -> bool:
    """Return whether ``text`` was in the machine without being annotated: one of its cuts reads far better out of step.

    >>> is_unmarked("測評;疽匕〒斅殑账枰"), is_unmarked("測評。基本要素包括擔當職務所需要")
    (True, False)
    """
    return find_unmarked(text) is not None


def find_unmarked(text: str) -> PageEvidence | None:
    """Return what the cuts of ``text`` prove of a page that was not annotated, or ``None`` when they prove nothing."""
    cuts = [
        Window(start, start, min(end + 1, len(text)), False)
        for start, end in find_cuts(text)
        if _is_garbage(text, start, end)
    ]
    closings = [Window(start, start, end, True) for start, end in find_closings(text)]
    if len(closings) < ENOUGH:
        closings = []
    if not cuts + closings:
        return None
    trial = _PageRepair(text, UNMARKED, sorted(closings + cuts, key=attrgetter("suspect_start")))
    closed = [reading.window.suspect_start for reading in trial.read_windows() if reading.window.certain]
    proofs = trial.proofs + (closed if len(closed) >= ENOUGH else [])
    shown = sum(is_shown(text, place) for place in proofs)
    return UNMARKED._replace(shows_cuts=2 * shown > len(proofs)) if proofs else None


_NOWHERE = (sys.maxsize, sys.maxsize)
"""A span behind all text."""


class _PageRepair:
    """The repair of one page."""

    def __init__(self, text: str, page: PageEvidence, windows: list[Window]) -> None:
        self.proofs: list[int] = []
        """Where the best reading reads far better than the text as it stands, and nothing else speaks for it."""
        self._text = text
        self._page = page
        self._edits: list[Edit] = []
        self._notes: list[Note] = []
        self._left_nothing = False
        self._has_tags = len(text) < A_PAGE or ANY_TAG.search(text) is not None
        others = page.annotations.others
        self._broken = frozenset([annotation.start for annotation in others if annotation.broken])
        self._torn = self._broken.union([annotation.start for annotation in others if is_torn(text, annotation)])
        model, candidates = _tools()
        self._tokens = Tokens(text, page.annotations, model.row)
        self._annotations = find_annotations(text) if page.is_unmarked else page.annotations
        self._pairs = OpenPairs(text, self._annotations.spans())
        prefilter = Prefilter(self._tokens, self._pairs, model, candidates, shows_cuts=page.shows_cuts)
        self._windows = [w for w in windows if w.certain or not prefilter.reads_well(w)]
        self._pairs.begin()

    @cached_property
    def _decoder(self) -> BeamSearch:
        """The search, made for the first window that needs one: counting the characters of the page costs more than all looks."""
        page_model = adapt(load(), self._outside)
        return BeamSearch(self._tokens, self._pairs, page_model, _candidates(SEARCHED), self._traits)

    @cached_property
    def _outside(self) -> str:
        """The text outside the windows, which is known to be sound."""
        return text_outside(self._text, self._windows, self._annotations.spans())

    @cached_property
    def _is_hard(self) -> bool:
        """Whether the language model knows little of what the page is about, or pairs of bytes may have left nothing."""
        return self._traits.dropped or self._likelihood(self._outside[:SAMPLE]) < HARD

    def _likelihood(self, text: str) -> int:
        """Return how likely the characters of ``text`` but the first two are, on average."""
        model = _tools()[0]
        symbols = model.encode(text)
        found = model.sequence_log_probs(symbols[0], symbols[1], symbols[2:]) if len(symbols) > 2 else []
        return sum(found) // max(1, len(found))

    @cached_property
    def _traits(self) -> PageTraits:
        return PageTraits(
            annotated=self._page.annotated,
            folded=FULL_WIDTH.search(self._text) is None,
            dropped=PRIVATE_USE.search(self._text) is None,
            shows_cuts=self._page.shows_cuts,
            hides_cuts=self._page.hides_cuts,
        )

    def found(self) -> Found:
        """Return the edits and notes."""
        for reading in self._read_again(self.read_windows()):
            for run in reading.runs:
                self._accept(run, reading.margin)
        for window in self._windows:
            if window.suspect_start in self._torn and not self._is_repaired(window.suspect_start):
                self._note_unrepaired(window)
            elif self._text[window.suspect_start : window.suspect_end].strip("?") == "":
                self._note_doubtful(window)
        if self._page.hides_cuts or (self._left_nothing and not self._page.shows_cuts):
            self._note_vanished()
        self._note_garbage()
        self._edits += map(self._removal, self._own_annotations([(edit.start, edit.end) for edit in self._edits]))
        return Found(sorted(self._edits), self._notes)

    def repaired(self) -> str:
        """Return the text with the edits made."""
        runs = [run for reading in self._read_again(self.read_windows()) for run in reading.runs]
        changes = [(run.start, run.end, run.text) for run in runs]
        changes += [(start, end, "") for start, end in self._own_annotations([change[:2] for change in changes])]
        changes.sort()
        return _changed(self._text, changes)

    def read_windows(self) -> list[Reading]:
        """Return what the windows say that are damaged, in order."""
        readings, position = [], 0
        for window in self._windows:
            if window.suspect_start < position:
                continue
            decoded, reading = self._read(window._replace(start=max(window.start, position)))
            position = decoded.end
            if reading is not None:
                readings.append(reading)
                self._decoder.remember(reading.runs)
                position = max(position, reading.runs[-1].end)
            elif not decoded.is_read and window.suspect_start not in self._broken:
                self._note_unrepaired(window)
        return readings

    def _read(self, window: Window) -> tuple[Decoded, Reading | None]:
        """Read one window; return what was found, and what it says if that is believed."""
        decoded = self._decoder.read(window)
        if not decoded.runs or not (window.certain or self._is_believed(decoded)):
            return decoded, None
        runs = tuple(self._with_lone_tag(run) for run in self._without_half_read(decoded.runs))
        return decoded, Reading(window, runs, decoded.margin) if runs else None

    def _read_again(self, readings: list[Reading]) -> list[Reading]:
        """Return ``readings`` with the doubtful ones read by all that the page says, its damaged lines included."""
        if not any(reading.is_doubtful for reading in readings):
            return readings
        beam, effort = costs.SECOND_BEAM, self._decoder.effort
        del self._decoder  # before another page's model takes as much memory
        page_model = adapt(load(), known_text(self._text, readings))
        self._pairs.begin()
        self._decoder = BeamSearch(self._tokens, self._pairs, page_model, _candidates(MORE), self._traits, beam, effort)
        return [self._reconsidered(reading) for reading in readings]

    def _reconsidered(self, reading: Reading) -> Reading:
        """Return what a second look at a doubtful reading gives, if that ends at the same place; it stays doubtful."""
        again = self._read(reading.window)[1] if reading.is_doubtful else None
        chosen = reading
        if again is not None and again.may_replace(reading):
            chosen = again.still_doubtful()
        elif again is not None and reading.is_doubted_by(again):
            chosen = reading.doubted()
        self._decoder.remember(chosen.runs)
        return chosen

    def _without_half_read(self, runs: Sequence[Run]) -> list[Run]:
        """Return ``runs`` without those that end where a broken bracket stands unread: its bytes say what they do not."""
        starts = {run.start for run in runs}
        return [run for run in runs if run.end not in self._broken or run.end in starts]

    def _with_lone_tag(self, run: Run) -> Run:
        """Return ``run`` with the tag whose ``<`` it brings back, if the page has no other: what made text of it left this one behind."""
        tag = TAG.match(self._text, run.end) if run.text.endswith("<") else None
        if tag is None or self._has_tags:
            return run
        return Run(run.start, tag.end(), run.text[:-1], run.role)

    def _is_repaired(self, place: int) -> bool:
        """Return whether the last windows have changed what stands at ``place``."""
        following = bisect_right(self._edits, place, key=attrgetter("start"))
        return following > 0 and self._edits[following - 1].end > place

    def _is_believed(self, decoded: Decoded) -> bool:
        """Return whether a reading of text that has no sure sign of damage is better than the text by far, or hardly different."""
        runs, lead = decoded.runs, decoded.lead
        longest = max((run.end - run.start for run in runs if run.role != REMOVED), default=0)
        if self._page.is_unmarked:
            return self._is_believed_unmarked(decoded, longest)
        if longest >= LONG_RUN:
            return lead >= costs.BELIEVED
        return not any(LOST in run.text for run in runs) or lead >= costs.DOUBT

    def _is_believed_unmarked(self, decoded: Decoded, longest: int) -> bool:
        """Return the same on a page without annotations; remember a reading that proves the machine, which a lost byte does not."""
        runs, lead = decoded.runs, decoded.lead
        whole = "".join(run.text for run in runs)
        is_known = self._decoder.in_vocabulary(whole.replace(LOST, ""))
        # The rest of a tag behind a run shows a byte that has swallowed the <.
        proof = costs.BELIEVED_UNMARKED if whole.endswith("<") else costs.PROOF
        if is_known and lead >= proof * (1 + whole.count(LOST)) and any(len(run.text) > 1 for run in runs):
            self.proofs.append(runs[0].start)
        if OPENING.match(whole):
            return lead >= costs.PROOF and (longest >= LONG_RUN or follows_whole_line(self._text, runs[0].start))
        return is_known and lead >= (costs.BELIEVED_UNMARKED if longest >= LONG_RUN else costs.PROOF)

    def _accept(self, run: Run, margin: int) -> None:
        before = self._text[run.start : run.end]
        if run.role == REMOVED:
            self._edits.append(Edit(run.start, run.end, before, "", "annotation"))
            return
        is_sure = run.role != GUESSED and margin >= SURE and self._is_usual(run.text)
        certainty: Certainty = "certain" if is_sure else "probable"
        confidence = 1.0 if is_sure else confidence_of(self._kind_of(run), margin)
        self._edits.append(Edit(run.start, run.end, before, run.text, "shifted-run", certainty, confidence=confidence))
        self._left_nothing = self._left_nothing or (run.role == GUESSED and "?" not in before)
        if not is_sure:
            self._note_guess(run, confidence)

    def _is_usual(self, text: str) -> bool:
        """Return whether the model knows every character of ``text``, and a Simplified one stands in the sound text of the page too."""
        odd = _tools()[1].unlikely().intersection(text)
        return self._decoder.in_vocabulary(text) and all(character in self._outside for character in odd)

    def _kind_of(self, run: Run) -> str:
        """Return which curve of confidence speaks of ``run``."""
        around = self._text[max(0, run.start - 2) : run.start], self._text[run.end : run.end + 2]
        is_far = LOST in run.text and self._likelihood(run.text.join(around)) < UNLIKELY
        return kind_of(run.text, is_far=is_far, is_hard=self._is_hard)

    def _note_guess(self, run: Run, confidence: float) -> None:
        """Say what the language model decided, and how far to trust it."""
        if LOST in run.text:
            kind, why = "lost-byte", "a byte was lost here that neither the other bytes nor the context bring back"
            if run.text.strip(LOST):
                why += f"; the rest is right in {confidence:.0%} of such places"
        elif run.role == GUESSED:
            kind, why = "guessed", "a byte was lost here; the language model chose among the characters that fit"
        else:
            kind, why = "guessed", "these bytes can be read in more than one way; the language model chose"
        if kind == "guessed":
            kind = "guessed" if confidence >= TRUSTED else "unsure"
            why += f", right in {confidence:.0%} of such places"
        self._notes.append(Note(kind, (run.start, run.end), why))

    def _own_annotations(self, covered: list[Span]) -> Iterator[Span]:
        """Yield every annotation of its own character that no run has dealt with; the runs have ``covered`` their spans."""
        ahead = iter(covered)
        start, end = next(ahead, _NOWHERE)
        for span in self._page.annotations.own:
            first = span[0]
            while end <= first:
                start, end = next(ahead, _NOWHERE)
            if first < start:
                yield span

    def _removal(self, span: Span) -> Edit:
        """Return the edit that takes an annotation out.  Where its character stands bare elsewhere on the page, the machine is still far likelier than a writer: ``probable``."""
        start, end = span
        before = intern(self._text[start:end])
        if self._text[start - 1] in self._page.annotated:
            return _edit(Edit, (start, end, before, "", "annotation", "certain", "", 1.0))
        return _edit(Edit, (start, end, before, "", "annotation", "probable", "", AT_TIMES))

    def _note_doubtful(self, window: Window) -> None:
        """Say of ``?`` that were left where bytes that stood alone leave some: their writer may have written none."""
        if not self._page.hides_cuts and not self._is_repaired(window.suspect_start):
            why = "question marks before a delimiter, or in a row: they read as written here, but broken bytes leave the same"
            self._notes.append(Note("doubtful", (window.suspect_start, window.suspect_end), why))

    def _note_vanished(self) -> None:
        """Say where a character may be missing without a trace, as broken bytes leave none on this page."""
        repaired = {place for edit in self._edits for place in (edit.start, edit.end)}
        gains = find_vanished(self._tokens, *_tools())
        left = {place: gain for place, gain in gains.items() if place not in repaired and not self._is_repaired(place)}
        self._notes += [Note("vanished", (place, place + 1), WHY) for place in likeliest(left)]

    def _note_garbage(self) -> None:
        """Say where shifted bytes stay that no window holds: Han that the model does not know, and half a character behind it."""
        rare = load().encode
        for match in HALVES.finditer(self._text) if self._page.is_sure else ():
            if rare(match[0][0]) == [RARE] and not self._is_repaired(match.start()):
                self._notes.append(Note("unrepaired", match.span(), WHY_UNREAD))

    def _note_unrepaired(self, window: Window) -> None:
        if window.certain:
            self._notes.append(Note("unrepaired", (window.suspect_start, window.suspect_end), WHY_UNREAD))


def _changed(text: str, changes: list[tuple[int, int, str]]) -> str:
    """Return ``text`` with ``changes`` made, of which a page has thousands."""
    pieces: list[str] = []
    position = 0
    for start, end, after in changes:
        pieces += (text[position:start], after)
        position = end
    return "".join([*pieces, text[position:]])


def _is_garbage(text: str, start: int, end: int) -> bool:
    """Return whether what follows the cut ``[start, end)`` is far from any Chinese: three in four runs of garbage are, and one rare word in six.

    Behind a ``?`` all is worth a search.
    """
    if is_shown(text, start):
        return True
    model = _tools()[0]
    symbols = model.encode(text[max(0, start - 2) : end + GARBAGE_SIZE])
    scores = model.sequence_log_probs(symbols[0], symbols[1], symbols[2:]) if len(symbols) > 2 else []
    return any(sum(three) < 3 * costs.GARBAGE for three in zip(scores, scores[1:], scores[2:], strict=False))


@cache
def _candidates(kept: int) -> Candidates:
    """Return the candidates of a search that keeps so many of them in mind."""
    return Candidates(load(), kept=kept)


@cache
def _tools() -> tuple[TrigramModel, Candidates]:
    """Return the language model and the candidates of a look, loaded when a damaged page first needs them."""
    model = load()
    return model, Candidates(model)
