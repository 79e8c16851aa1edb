"""Read a shifted run back: a beam search over the bytes that the machine saw.

The observed text is a row of tokens.  Two alignments run over one byte string: the machine's (every token begins a
character) and the original's (a lead byte may be *pending*).  While they disagree, every pair of the machine gives the
second half of one original character and the first half of the next.  A path of the search is one reading of the
original; it is *in step* when nothing is pending.  Each transition is a thing the machine did, so every path that comes
to its end is an original that the machine turns into the observed text: the search never leaves the exact test.

What a transition cannot know (the byte lost at a cut, a dropped private-use pair) it guesses from the common characters,
and the language model ranks the paths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from math import inf

from unionclean.encoding import costs
from unionclean.encoding.candidates import ANY, Candidates, lost_leads
from unionclean.encoding.cp936 import characters, codes, is_trail, private_zones
from unionclean.encoding.evidence import readings
from unionclean.encoding.language import Language
from unionclean.encoding.moves import INDENT, Moves, Traits
from unionclean.encoding.paths import IN_STEP, LOST, Node, Path, Role, Run
from unionclean.encoding.tokens import Kind, Token, Tokens, folded_code
from unionclean.encoding.windows import Window

CUTS = frozenset({0xA1A2, 0xA1A3, 0xA3A1, 0xA3AC, 0xA3BB, 0xA3BF})
"""、。！，；？: the byte pairs before which the machine cut.  (、 was seen once, inside a run.)"""

QUESTION = ord("?")

LONG = 64
"""A search of more tokens is long; a shifted run of 40 characters already is rare."""

BEFORE = {0xA1: 0xA3, 0xA3: 0xA1}
"""The byte before the first byte of 。 (of ！) with which it makes ！ (makes 。), and is cut off."""

ALONE = 0x10000
"""Flag in ``tail``: the byte that follows stood alone too."""

SWALLOWABLE = {
    "0": 0.0,
    " ": 0.5,
    "\n": 1.5,
    ".": 1.0,
    "-": 1.0,
    "/": 1.0,
    "%": 1.0,
    '"': 1.0,
    "<": 1.0,
    "(": 2.0,
    ")": 2.0,
}
"""What an ASCII byte below 40 may have been, and what it costs: Chinese text has few of its marks in ASCII."""

LONE_LETTER = re.compile(r"(?<![ -~])[@-~](?=[\u4e00-\u9fff])|(?<=[,;!?])[@-~](?=[\u4e00-\u9fff])")
"""A letter alone between Han, or between a mark and Han: the second half of a character more often than a writer's."""

TAG = re.compile(
    r"/?(?:p|br|div|span|td|tr|li|ul|a|b|i|u|strong|em|font|h[1-6]|table|center)\b[^<>]{0,200}>", re.IGNORECASE
)
"""What is left of a tag whose ``<`` was swallowed: the one byte that can be told."""


class Decoder:
    """Decodes windows of one page."""

    def __init__(self, tokens: Tokens, model: Language, candidates: Candidates, traits: Traits) -> None:
        self._tokens = tokens
        self._model = model
        self._candidates = candidates
        self._moves = Moves(tokens.text, model, candidates, traits)
        self._characters, self._private = characters(), private_zones()
        self._required = frozenset(codes()[character] for character in traits.annotated)
        self._folded = traits.folded
        self._cut_unseen = costs.CUT_HIDDEN if traits.shows_cuts else costs.CUT_UNSEEN
        self._cut_seen = costs.CUT_HIDDEN if traits.hides_cuts else costs.CUT_SEEN
        self._shows_cuts = traits.shows_cuts
        self._leads = False
        self._as_it_stands: Node | None = None
        self._swallowable = [(self._moves.symbol(character), cost) for character, cost in SWALLOWABLE.items()]

    def decode(self, window: Window) -> tuple[list[Path], int]:
        """Return the readings of the text from the start of ``window``, best first, all in step at one place; and up to where it is dealt with.

        The search goes on at least to where the window is enough, and then until the best reading has settled.  What a long search has
        read is dealt with, or each suspect in garbage without end would begin another one.
        """
        paths = [self._first_path(window.start)]
        self._as_it_stands = None
        self._moves.expect(window.suspect)
        position, limit, enough, read = window.start, len(self._tokens.text), window.enough, 0
        while read < costs.LONGEST:
            if not paths or position >= limit or (position >= enough and _is_settled(paths)):
                break
            read += 1
            token = self._tokens.at(position)
            position = token.end
            following = self._tokens.at(position) if position < limit else None
            paths = self._advance(paths, token, following)
        in_step = [path for path in paths if path.pending == IN_STEP]
        for other in in_step[1:]:
            in_step[0] = in_step[0].against(other, costs.DOUBT)
        return in_step, position if read > LONG else window.enough

    def remember(self, run: Run) -> None:
        """Take ``run`` as read: what follows on its line is read with it."""
        if run.role is not Role.ANNOTATION:
            self._moves.remember(run)

    def reads_well(self, window: Window) -> bool:
        """Return whether ``window`` needs no search: as it stands the text is ordinary, and no quotation waits."""
        text, enough = self._tokens.text, window.enough
        if text[enough - 1 : enough + 1].strip() != text[enough - 1 : enough + 1]:
            self._moves.expect(window.suspect)
            if self._moves.wants_half():
                return False
        if not self._shows_cuts and self._may_lack(window.suspect):
            return False
        if LONE_LETTER.match(text, enough - 1):
            return False
        before, behind = text[max(0, enough - 5) : enough], text[enough : enough + 8].lstrip(INDENT)[:3]
        symbols = [self._moves.symbol(c) for c in before + behind]
        scores = [self._moves.prob(*triple) for triple in zip(symbols, symbols[1:], symbols[2:], strict=False)]
        return all(sum(part) > costs.ORDINARY * len(part) for part in (scores, scores[-4:]))

    def _may_lack(self, place: int) -> bool:
        """Return whether a character may have vanished before the delimiter at ``place``: another one reads well there."""
        token = self._tokens.at(place)
        code = token.code if token.kind is Kind.PAIR else folded_code(token)
        if code not in CUTS or code is None:
            return False
        path = self._first_path(place)
        mark = self._moves.symbol(token.text)
        floor = self._moves.prob(path.left, path.last, mark) + costs.VANISHED_WHOLE
        if floor > costs.UNDOUBTED:
            return False
        fitting = self._candidates.by_trail(BEFORE[code >> 8], ANY)
        found = self._model.likeliest(path.left, path.last, fitting.choice)
        return any(p > floor and p + self._moves.prob(path.last, symbol, mark) > floor for symbol, p in found.items())

    def _first_path(self, start: int) -> Path:
        last, position = self._character_before(start)
        left, _ = self._character_before(position)
        tail = codes().get(last, 0)
        if self._tokens.skip_mark_back(start) < start:  # its reading has been seen
            tail &= 0xFF
        return Path(0.0, IN_STEP, tail, self._moves.symbol(left), self._moves.symbol(last), None)

    def _character_before(self, position: int) -> tuple[str, int]:
        """Return the last character before ``position`` that is not of a reading, and where it stands."""
        position = self._tokens.skip_mark_back(position)
        return (self._tokens.text[position - 1], position - 1) if position else ("\n", 0)

    def _advance(self, paths: list[Path], token: Token, following: Token | None) -> list[Path]:
        """Return the paths after ``token``: the best of each state, best first, and the text as it stands unless another explains it."""
        best: dict[tuple[int, ...], Path] = {}
        top = self._moves.floor = -inf
        leader = next((path for path in paths if path.pending == IN_STEP), None)
        literal: Node | None = None
        for path in paths:
            self._leads = path is leader
            stands = path.out is self._as_it_stands
            for new in self._expand(path, token, following):
                score = new[0]
                if score > top:
                    top, self._moves.floor = score, score - costs.WITHIN
                if stands and _is_literal(new, path):
                    literal = new.out
                key = new[1:5]
                old = best.get(key)
                if old is None:
                    best[key] = new
                else:
                    best[key] = new.against(old, costs.DOUBT) if score > old[0] else old.against(new, costs.DOUBT)
        self._as_it_stands = literal
        ranked = sorted(best.values(), key=_by_score)
        floor = top - costs.WITHIN
        return [path for n, path in enumerate(ranked) if (n < costs.BEAM and path[0] > floor) or path.out is literal]

    # One token

    def _expand(self, path: Path, token: Token, following: Token | None) -> Iterator[Path]:
        if path.tail > ALONE and token.code != QUESTION:
            return  # the next byte stood alone, and left a ``?``
        if token.kind is Kind.MARK:
            yield from self._read_mark(path, token)
            return
        if path.tail in self._required:
            path = path._replace(score=path.score - costs.NOT_ANNOTATED)
        if token.kind is Kind.PAIR:
            yield from self._read_pair(path, token, token.code)
        elif token.kind is Kind.BYTE:
            yield from self._read_byte(path, token, following)
        elif path.pending == IN_STEP:
            yield self._moves.literal(path, token)

    def _read_pair(self, path: Path, token: Token, code: int) -> Iterator[Path]:
        """A pair of bytes stands for itself, or its halves belong to two characters."""
        lead, trail = code >> 8, code & 0xFF
        if path.pending == IN_STEP:
            yield self._moves.literal(path, token, costs.PRIVATE_KEPT if code in self._private else 0.0)
            if code in CUTS and self._leads:  # the lead byte before the cut may have vanished
                yield from self._moves.guess_lead(path, token, ANY, lead, trail, self._cut_unseen)
                if not self._shows_cuts:
                    yield from self._vanished(path, token, lead, trail)
            return
        if path.pending == ANY and code not in CUTS:
            return
        for shifted in self._moves.with_dropped(path, token):
            yield from self._moves.feed(shifted, token, lead, trail)
        if code in CUTS and path.pending >= 0:  # the pending character lost its second byte to the cut
            for new in self._moves.guess_trail(path, token, self._cut_unseen, token.start):
                yield self._moves.literal(new, token)

    def _vanished(self, path: Path, token: Token, lead: int, trail: int) -> Iterator[Path]:
        """A character vanished before a delimiter, or before the 。 or ！ that makes this delimiter with what comes behind it."""
        nothing = token._replace(end=token.start)
        before = BEFORE[lead]
        for gain, candidate in self._moves.likely(path, self._candidates.by_trail(before, ANY), costs.VANISHED_WHOLE):
            yield self._moves.literal(self._moves.guess(path, candidate, nothing, IN_STEP, 0, gain), token)
        for gain, candidate in self._moves.likely(path, self._candidates.by_trail(lead, ANY), costs.VANISHED_WHOLE):
            new = self._moves.guess(path, candidate, nothing, IN_STEP, 0, gain)
            yield from self._moves.split(new, token, before << 8 | lead, trail)

    def _read_byte(self, path: Path, token: Token, following: Token | None) -> Iterator[Path]:
        """ASCII is itself, a trail byte, a folded full-width character, or what is left of a broken pair."""
        code = folded_code(token) if self._folded else None
        if path.pending == IN_STEP:
            if path.tail > ALONE:
                yield path.mute(token, Role.GUESSED, pending=ANY, tail=path.tail)
                if code is not None and BEFORE[code >> 8] == path.tail & 0xFF:
                    yield self._moves.literal(path, token)  # no byte alone, but ？
                return
            broken = token.code == QUESTION and (self._is_cut(following) or _is_question(following))
            kept = path._replace(score=path.score - self._cost_of_question(following)) if broken else path
            if code in CUTS:
                yield from self._read_pair(kept, token, code)
            else:
                yield self._moves.literal(kept, token)
            if broken:
                yield path.mute(token, Role.GUESSED, pending=ANY, tail=0, cost=self._cut_seen)
            return
        if is_trail(token.code):
            for shifted in self._moves.with_dropped(path, token):
                yield from self._moves.finish(shifted, token, token.code)
        if token.code == QUESTION:
            yield from self._read_broken(path, token, following)
        elif code not in CUTS and not is_trail(token.code):
            for new in self._moves.guess_trail(path, token, costs.VANISHED, token.start):
                yield self._moves.literal(new, token)
        if code is not None:
            yield from self._read_pair(path, token, code)

    def _cost_of_question(self, following: Token | None) -> float:
        """Return what it costs to take ``?`` before a delimiter or another ``?`` for a question mark."""
        if not self._shows_cuts or following is None:
            return 0.0
        return costs.QUESTION_KEPT if following.text in "?!！" else costs.QUESTION_ODD

    def _read_broken(self, path: Path, token: Token, following: Token | None) -> Iterator[Path]:
        """``?`` is a byte alone at a cut, or a lead byte with the ASCII byte that it swallowed."""
        if path.pending == ANY:
            yield from self._between_cuts(path, token, following)
            return
        at_cut = self._is_cut(following)
        if not at_cut:
            yield from self._moves.with_unassigned(path, token)
        for new in self._moves.guess_trail(path, token, costs.CUT_SEEN if at_cut else costs.SWALLOWED, token.end):
            if at_cut:
                yield new
            else:
                yield from self._swallow(new, token)

    def _swallow(self, path: Path, token: Token) -> Iterator[Path]:
        """Go on behind an ASCII byte that is gone: the text does not say which, the model weighs what it may have been."""
        swallowed = "<" if TAG.match(self._tokens.text, token.end) else LOST
        node = Node(path.out, swallowed, token.start, token.end, Role.GUESSED)
        for symbol, cost in self._swallowable:
            score = path.score + self._moves.prob(path.left, path.last, symbol) - cost
            if score > self._moves.floor:
                yield path._replace(score=score, left=path.last, last=symbol, out=node)

    def _between_cuts(self, path: Path, token: Token, following: Token | None) -> Iterator[Path]:
        """``??,`` is one character: its trail byte and the delimiter made a delimiter too, so both its bytes stood alone.

        So do all the bytes of a row: ``????。`` is 。。。.
        """
        if following is None:
            return
        if _is_question(following):
            tails = {trail: ALONE | trail for trail in BEFORE.values()}
        elif self._is_cut(following):
            lead = (folded_code(following) or following.code) >> 8
            tails = {BEFORE[lead]: 0}
        else:
            return
        for trail, tail in tails.items():
            for gain, candidate in self._moves.likely(path, self._candidates.by_trail(trail, ANY), 0.0):
                if path.tail <= ALONE or BEFORE.get(candidate.lead) == path.tail & 0xFF:
                    yield self._moves.guess(path, candidate, token, IN_STEP, tail, gain)

    def _read_mark(self, path: Path, token: Token) -> Iterator[Path]:
        """A reading after its own pair says nothing new; any other names the lead byte that broke before it."""
        mark = token.mark
        assert mark is not None
        if not mark.eaten and mark.reading in readings().get(self._characters.get(path.tail, ""), ()):
            role = Role.ANNOTATION if path.pending == IN_STEP else Role.READ
            yield path.mute(token, role, pending=path.pending, tail=path.tail & 0xFF)
            return
        for shifted in self._moves.with_dropped(path, token):
            yield from self._name_lead(shifted, token, mark.reading)
            if shifted.pending < ANY:
                for twice in self._moves.with_two_dropped(shifted, token):
                    yield from self._name_lead(twice, token, mark.reading)
        if path.pending == IN_STEP:
            yield self._moves.literal(path, token, costs.UNREAD_MARK)

    def _name_lead(self, path: Path, token: Token, reading: str) -> Iterator[Path]:
        """Go on with the lead byte that broke before ``reading``: the trail byte of the character that is read so."""
        for code in _codes_of(reading):
            if path.pending < IN_STEP:
                if code >> 8 in lost_leads(path.pending):
                    yield self._moves.named(path, code, token)
            elif code >> 8 == path.tail & 0xFF:
                if path.pending == IN_STEP:
                    yield path.mute(token, Role.READ, pending=code & 0xFF, tail=code & 0xFF)
                else:
                    yield self._moves.emit(path, self._moves.candidate(code), token, code & 0xFF)

    def _is_cut(self, token: Token | None) -> bool:
        if token is None:
            return False
        if token.kind is Kind.PAIR:
            return token.code in CUTS
        return self._folded and folded_code(token) in CUTS


@cache
def _codes_of(reading: str) -> tuple[int, ...]:
    """Return the codes of the table characters with ``reading``."""
    return tuple(codes()[character] for character, own in readings().items() if reading in own)


def _is_question(token: Token | None) -> bool:
    return token is not None and token.kind is Kind.BYTE and token.code == QUESTION


def _is_literal(path: Path, before: Path) -> bool:
    """Return whether ``path`` only adds to ``before`` a token as it stands, or takes out its reading."""
    node = path.out
    return path.pending == IN_STEP and node is not None and node.role <= Role.ANNOTATION and node.before is before.out


def _by_score(path: Path) -> float:
    return -path.score


def _is_settled(paths: list[Path]) -> bool:
    best = paths[0]
    if best.pending != IN_STEP or best.settled < costs.SETTLED:
        return False
    return all(path.score < best.score - costs.APART for path in paths[1:])
