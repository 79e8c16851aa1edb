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
from collections.abc import Iterable, Iterator
from functools import cache
from heapq import nlargest
from math import inf

from unionclean.encoding.candidates import ANY, DROPPED, Candidate, Candidates, Model, lost_leads
from unionclean.encoding.cp936 import characters, codes, is_lead, is_trail, private_zones
from unionclean.encoding.evidence import readings
from unionclean.encoding.paths import IN_STEP, LOST, Node, Path, Role
from unionclean.encoding.tokens import Kind, Token, Tokens, folded_code

CUTS = frozenset({0xA1A2, 0xA1A3, 0xA3A1, 0xA3AC, 0xA3BB, 0xA3BF})
"""、。！，；？: the byte pairs before which the machine cut.  (、 was seen once, inside a run.)"""

QUESTION = ord("?")

SWALLOWABLE = {
    "0": 0.0,
    " ": 0.0,
    "\n": 0.0,
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

TAG = re.compile(
    r"/?(?:p|br|div|span|td|tr|li|ul|a|b|i|u|strong|em|font|h[1-6]|table|center)\b[^<>]{0,200}>", re.IGNORECASE
)
"""What is left of a tag whose ``<`` was swallowed: the one byte that can be told."""

INDENT = "\u3000"
"""The blank that opens a paragraph; anywhere else it is nobody's best guess."""

NUMBERED = (0xA2, 0xA3)
"""Leads of the numbers in circles and brackets and of the full-width digits, which nobody may guess."""

# Costs in nats, on the scale of the language model: how much rarer each event is than plain text.
CUT_SEEN = 0.5
CUT_UNSEEN = 1.5
VANISHED = 1.0
SWALLOWED = 1.0
NO_TRACE = 3.5
NOT_ANNOTATED = 10.0
UNREAD_MARK = 15.0
PRIVATE_KEPT = 12.0
ODD = 4.0
QUOTE_ODD = 4.0
QUOTE_WANTED = 4.0
QUOTES = (("“", "”"), ("‘", "’"))

CUT_HIDDEN = 9.0
"""What an unseen cut costs on a page that shows its cuts."""

ORDINARY = -7.5
"""Text of more nats a character than this is not worth a search."""

BEAM = 16
WITHIN = 11.5
AHEAD = 5.0
"""Behind a pair that left no trace another guess follows, which costs at least so much."""

BEST_CASE = 1.0
"""Hardly any guess is likelier than this, in nats."""

DOUBT = 0.5
"""Guesses less than this ahead of another are not made: the character stays lost."""

GUESSES = 12
CLOSE = 4.0
"""Only a path this near to the best may guess that a pair left no trace."""
SETTLED = 3
LONGEST = 400


class Decoder:
    """Decodes windows of one page."""

    def __init__(
        self,
        tokens: Tokens,
        model: Model,
        candidates: Candidates,
        annotated: frozenset[str],
        *,
        folded: bool,
        dropped: bool,
        shows_cuts: bool,
    ) -> None:
        self._tokens = tokens
        self._prob = model.log_prob
        self._encode = model.encode
        self._symbols: dict[str, int] = {}
        self._characters = characters()
        self._private = private_zones()
        self._required = frozenset(codes()[character] for character in annotated)
        self._folded = folded
        self._dropped = dropped
        self._cut_unseen = CUT_HIDDEN if shows_cuts else CUT_UNSEEN
        self._quotes: dict[str, float] = {}
        self._floor = -inf
        self._leader: Path | None = None
        self._candidates = candidates
        self._costs: dict[str, float] = {}
        self._newline = self._symbol("\n")
        self._swallowable = [(self._symbol(character), cost) for character, cost in SWALLOWABLE.items()]

    def decode(self, start: int, enough: int) -> list[Path]:
        """Return the readings of the text from ``start``, best first, all in step at one place.

        The search goes on at least to ``enough``, and then until the best reading has settled.
        """
        paths = [self._first_path(start)]
        self._expect_quote(start)
        position, limit = start, len(self._tokens.text)
        for _ in range(LONGEST):
            if not paths or position >= limit or (position >= enough and _is_settled(paths)):
                break
            token = self._tokens.at(position)
            position = token.end
            following = self._tokens.at(position) if position < limit else None
            paths = self._advance(paths, token, following)
        in_step = [path for path in paths if path.pending == IN_STEP]
        for other in in_step[1:]:
            in_step[0] = in_step[0].against(other, DOUBT)
        return in_step

    def reads_well(self, start: int, enough: int) -> bool:
        """Return whether the text from ``start`` needs no search: as it stands it is ordinary, and no quotation waits."""
        text = self._tokens.text
        self._expect_quote(start)
        if text[enough - 1 : enough + 1].strip() != text[enough - 1 : enough + 1] and min(self._quotes.values()) < 0:
            return False
        symbols = [self._symbol(c) for c in text[max(0, enough - 5) : enough + 3]]
        scores = [self._prob(*triple) for triple in zip(symbols, symbols[1:], symbols[2:], strict=False)]
        return sum(scores) > ORDINARY * len(scores)

    def _first_path(self, start: int) -> Path:
        last, position = self._character_before(start)
        left, _ = self._character_before(position)
        return Path(0.0, IN_STEP, codes().get(last, 0), self._symbol(left), self._symbol(last), None)

    def _expect_quote(self, start: int) -> None:
        """Learn which quotation mark the line may want next: the one that it has opened and not closed."""
        text = self._tokens.text
        line = text.rfind("\n", 0, start) + 1
        end = text.find("\n", start)
        rest = text[start : end if end >= 0 else len(text)]
        self._quotes = {}
        for opening, closing in QUOTES:
            is_open = text.rfind(opening, line, start) > text.rfind(closing, line, start)
            wanted = is_open and closing not in rest
            self._quotes[closing] = -QUOTE_WANTED if wanted else 0.0 if is_open else QUOTE_ODD
            self._quotes[opening] = QUOTE_ODD if is_open else 0.0

    def _character_before(self, position: int) -> tuple[str, int]:
        """Return the last character before ``position`` that is not of a reading, and where it stands."""
        position = self._tokens.skip_mark_back(position)
        return (self._tokens.text[position - 1], position - 1) if position else ("\n", 0)

    def _advance(self, paths: list[Path], token: Token, following: Token | None) -> list[Path]:
        """Return the paths after ``token``: the best of each state, best first."""
        best: dict[tuple[int, ...], Path] = {}
        top = self._floor = -inf
        self._leader = next((path for path in paths if path.pending == IN_STEP), None)
        for path in paths:
            for new in self._expand(path, token, following):
                score = new[0]
                if score > top:
                    top, self._floor = score, score - WITHIN
                key = new[1:5]
                old = best.get(key)
                if old is None:
                    best[key] = new
                else:
                    best[key] = new.against(old, DOUBT) if score > old[0] else old.against(new, DOUBT)
        ranked = sorted(best.values(), key=_by_score)[:BEAM]
        return [path for path in ranked if path.score > top - WITHIN]

    # One token

    def _expand(self, path: Path, token: Token, following: Token | None) -> Iterator[Path]:
        if token.kind is Kind.MARK:
            yield from self._read_mark(path, token)
            return
        if path.tail in self._required:
            path = path._replace(score=path.score - NOT_ANNOTATED)
        if token.kind is Kind.PAIR:
            yield from self._read_pair(path, token, token.code)
        elif token.kind is Kind.BYTE:
            yield from self._read_byte(path, token, following)
        elif path.pending == IN_STEP:
            yield self._literal(path, token)

    def _read_pair(self, path: Path, token: Token, code: int) -> Iterator[Path]:
        """A pair of bytes stands for itself, or its halves belong to two characters."""
        lead, trail = code >> 8, code & 0xFF
        if path.pending == IN_STEP:
            yield self._literal(path, token, PRIVATE_KEPT if code in self._private else 0.0)
            if code in CUTS and path is self._leader:  # the lead byte before the cut may have vanished
                yield from self._guess_lead(path, token, ANY, lead, trail, self._cut_unseen)
            return
        if path.pending == ANY and code not in CUTS:
            return
        for shifted in self._with_dropped(path, token):
            yield from self._feed(shifted, token, lead, trail)
        if code in CUTS and path.pending >= 0:  # the pending character lost its second byte to the cut
            for new in self._guess_trail(path, token, self._cut_unseen, token.start):
                yield self._literal(new, token)

    def _read_byte(self, path: Path, token: Token, following: Token | None) -> Iterator[Path]:
        """ASCII is itself, a trail byte, a folded full-width character, or what is left of a broken pair."""
        code = folded_code(token) if self._folded else None
        if path.pending == IN_STEP:
            if code in CUTS:
                yield from self._read_pair(path, token, code)
            else:
                yield self._literal(path, token)
            if token.code == QUESTION and (self._is_cut(following) or _is_question(following)):
                yield path.mute(token, Role.GUESSED, pending=ANY, tail=0, cost=CUT_SEEN)
            return
        if is_trail(token.code):
            for shifted in self._with_dropped(path, token):
                yield from self._finish(shifted, token, token.code)
        if token.code == QUESTION:
            yield from self._read_broken(path, token, following)
        elif code not in CUTS and not is_trail(token.code):
            for new in self._guess_trail(path, token, VANISHED, token.start):
                yield self._literal(new, token)
        if code is not None:
            yield from self._read_pair(path, token, code)

    def _read_broken(self, path: Path, token: Token, following: Token | None) -> Iterator[Path]:
        """``?`` is a byte alone at a cut, or a lead byte with the ASCII byte that it swallowed."""
        if path.pending == ANY:
            yield from self._between_cuts(path, token, following)
            return
        at_cut = self._is_cut(following)
        for new in self._guess_trail(path, token, CUT_SEEN if at_cut else SWALLOWED, token.end):
            if at_cut:
                yield new
            else:
                yield from self._swallow(new, token)

    def _swallow(self, path: Path, token: Token) -> Iterator[Path]:
        """Go on behind an ASCII byte that is gone: the text does not say which, the model weighs what it may have been."""
        swallowed = "<" if TAG.match(self._tokens.text, token.end) else LOST
        node = Node(path.out, swallowed, token.start, token.end, Role.GUESSED)
        for symbol, cost in self._swallowable:
            score = path.score + self._prob(path.left, path.last, symbol) - cost
            if score > self._floor:
                yield path._replace(score=score, left=path.last, last=symbol, out=node)

    def _between_cuts(self, path: Path, token: Token, following: Token | None) -> Iterator[Path]:
        """``??,`` is one character: its trail byte and the delimiter made a delimiter too, so both its bytes stood alone."""
        if following is None or not self._is_cut(following):
            return
        lead = (folded_code(following) or following.code) >> 8
        for candidate in self._candidates.by_trail(0xA1 if lead == 0xA3 else 0xA3, ANY):
            yield self._emit(path, candidate, token, IN_STEP, 0, guess=True, cost=self._oddity(candidate))

    def _read_mark(self, path: Path, token: Token) -> Iterator[Path]:
        """A reading after its own pair says nothing new; any other names the lead byte that broke before it."""
        mark = token.mark
        assert mark is not None
        if not mark.eaten and mark.reading in readings().get(self._characters.get(path.tail, ""), ()):
            role = Role.ANNOTATION if path.pending == IN_STEP else Role.READ
            yield path.mute(token, role, pending=path.pending, tail=path.tail & 0xFF)
            return
        for shifted in self._with_dropped(path, token):
            yield from self._name_lead(shifted, token, mark.reading)
            if shifted.pending < ANY:
                for twice in self._with_two_dropped(shifted, token):
                    yield from self._name_lead(twice, token, mark.reading)
        if path.pending == IN_STEP:
            yield self._literal(path, token, UNREAD_MARK)

    def _name_lead(self, path: Path, token: Token, reading: str) -> Iterator[Path]:
        """Go on with the lead byte that broke before ``reading``: the trail byte of the character that is read so."""
        for code in _codes_of(reading):
            if path.pending < IN_STEP:
                if code >> 8 in lost_leads(path.pending):
                    yield self._emit(path, self._candidate(code), token, IN_STEP, code, guess=True)
            elif code >> 8 == path.tail & 0xFF:
                if path.pending == IN_STEP:
                    yield path.mute(token, Role.READ, pending=code & 0xFF, tail=code)
                else:
                    yield self._emit(path, self._candidate(code), token, IN_STEP, code)

    # What the bytes of a token do to a path

    def _feed(self, path: Path, token: Token, lead: int, trail: int) -> Iterator[Path]:
        """Complete the pending character with ``lead``; ``trail`` is pending then, or an ASCII letter of its own."""
        if path.pending < IN_STEP:
            yield from self._guess_lead(path, token, path.pending, lead, trail, 0.0)
            return
        code = path.pending << 8 | lead
        if code in self._private or code not in self._characters:
            return
        cost = NOT_ANNOTATED if code in self._required else 0.0
        yield self._then(self._emit(path, self._candidate(code), token, IN_STEP, 0, cost=cost), token, lead, trail)

    def _then(self, path: Path, token: Token, lead: int, trail: int) -> Path:
        """Go on with ``trail``, the second byte of a token, as the beginning of the next character."""
        if is_lead(trail):
            score, _, _, left, last, out, margin, _, doubts = path
            return Path(score, trail, lead << 8 | trail, left, last, out, margin, 0, doubts)
        return self._emit(path, Candidate(chr(trail), 0, trail, self._symbol(chr(trail))), token, IN_STEP, 0)

    def _finish(self, path: Path, token: Token, trail: int) -> Iterator[Path]:
        """Complete the pending character with an ASCII trail byte."""
        if path.pending >= 0:
            code = path.pending << 8 | trail
            if code in self._characters and code not in self._private:
                yield self._emit(path, self._candidate(code), token, IN_STEP, code)
        elif path.pending != ANY:
            for candidate, cost in self._likely(path, self._candidates.by_trail(trail, path.pending), 0.0):
                yield self._emit(path, candidate, token, IN_STEP, candidate.lead << 8 | trail, guess=True, cost=cost)

    def _guess_lead(self, path: Path, token: Token, leads: int, lead: int, trail: int, cost: float) -> Iterator[Path]:
        """Complete a lost lead byte with ``lead``, the first byte of a token."""
        for candidate, total in self._likely(path, self._candidates.by_trail(lead, leads), cost):
            new = self._emit(path, candidate, token, IN_STEP, 0, guess=True, cost=total)
            yield self._then(new, token, lead, trail)

    def _guess_trail(self, path: Path, token: Token, cost: float, end: int) -> Iterator[Path]:
        """Complete the pending character with a byte that was lost, of which the text up to ``end`` is the trace."""
        if path.pending >= 0:
            for candidate, total in self._likely(path, self._candidates.by_lead(path.pending), cost):
                new = self._emit(path, candidate, token, IN_STEP, 0, guess=True, cost=total)
                yield _ending(new, end)
        if path.pending in NUMBERED:
            lost = Candidate(LOST, path.pending, 0, self._symbol("①"))
            new = self._emit(path, lost, token, IN_STEP, 0, guess=True, cost=cost)
            yield _ending(new, end)

    def _likely(
        self, path: Path, candidates: Iterable[Candidate], cost: float, *, ahead: float = 0.0
    ) -> list[tuple[Candidate, float]]:
        """Return the candidates that can still win, with their costs; ``ahead`` is what the next guess costs at least."""
        score, _, _, left, last, *_ = path
        at_start = last == self._newline
        prob, floor = self._prob, self._floor + ahead
        likely: list[tuple[float, Candidate, float]] = []
        if score - cost - BEST_CASE <= floor:
            return []
        for candidate in candidates:
            if candidate.character == INDENT and not at_start:
                continue
            total = cost + self._oddity(candidate)
            reached = score + prob(left, last, candidate.symbol) - total
            if reached > floor:
                likely.append((reached, candidate, total))
        if len(likely) > GUESSES:
            likely = nlargest(GUESSES, likely)
        return [(candidate, total) for _, candidate, total in likely]

    def _with_dropped(self, path: Path, token: Token) -> Iterator[Path]:
        """Yield the path, and what it becomes if a pair that left no trace stood here."""
        yield path
        if path.pending >= 0 and path.score > self._floor + WITHIN - CLOSE:
            for candidate, cost in self._likely(path, self._before_dropped(path.pending), NO_TRACE, ahead=AHEAD):
                yield self._emit(path, candidate, token, DROPPED - candidate.trail, 0, guess=True, cost=cost)

    def _with_two_dropped(self, path: Path, token: Token) -> Iterator[Path]:
        """Yield what ``path``, behind a pair that left no trace, becomes if another one stood there too."""
        candidates = self._candidates.between_dropped(path.pending, self._dropped)
        for candidate, cost in self._likely(path, candidates, NO_TRACE):
            yield self._emit(path, candidate, token, DROPPED - candidate.trail, 0, guess=True, cost=cost)

    def _before_dropped(self, lead: int) -> tuple[Candidate, ...]:
        return self._candidates.before_dropped(lead, self._dropped)

    def _emit(
        self,
        path: Path,
        candidate: Candidate,
        token: Token,
        pending: int,
        tail: int,
        *,
        guess: bool = False,
        cost: float = 0.0,
    ) -> Path:
        score = path.score + self._prob(path.left, path.last, candidate.symbol) - cost
        role = Role.GUESSED if guess else Role.READ
        node = Node(path.out, self._in_page_width(candidate.character), token.start, token.end, role)
        return Path(score, pending, tail, path.last, candidate.symbol, node, path.margin, 0, path.doubts)

    def _literal(self, path: Path, token: Token, cost: float = 0.0) -> Path:
        symbols = [self._symbol(character) for character in token.text]
        score, left, last = path.score - cost, path.left, path.last
        for symbol in symbols:
            score += self._prob(left, last, symbol)
            left, last = last, symbol
        node = Node(path.out, token.text, token.start, token.end, Role.LITERAL)
        tail = token.code if token.kind is Kind.PAIR else 0
        return Path(score, IN_STEP, tail, left, last, node, path.margin, path.settled + 1, path.doubts)

    def _candidate(self, code: int) -> Candidate:
        character = self._characters[code]
        return Candidate(character, code >> 8, code & 0xFF, self._symbol(character))

    def _oddity(self, candidate: Candidate) -> float:
        """Return what it costs to guess this character: Simplified ones are odd where the page has none of them."""
        cost = self._quotes.get(candidate.character)
        if cost is None:
            cost = self._costs.get(candidate.character)
        if cost is None:
            odd = candidate.character in self._candidates.unlikely() and candidate.character not in self._tokens.text
            cost = self._costs[candidate.character] = ODD if odd else 0.0
        return cost

    def _in_page_width(self, character: str) -> str:
        if self._folded and "\uff01" <= character <= "\uff5e":
            return chr(ord(character) - 0xFEE0)
        return character

    def _symbol(self, character: str) -> int:
        symbol = self._symbols.get(character)
        if symbol is None:
            symbol = self._symbols[character] = self._encode(character)[0]
        return symbol

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


def _ending(path: Path, end: int) -> Path:
    """Return ``path`` with the trace of its last character reaching to ``end``."""
    return path if path.out is None else path._replace(out=path.out._replace(end=end))


def _is_question(token: Token | None) -> bool:
    return token is not None and token.kind is Kind.BYTE and token.code == QUESTION


def _by_score(path: Path) -> float:
    return -path.score


def _is_settled(paths: list[Path]) -> bool:
    best = paths[0]
    if best.pending != IN_STEP or best.settled < SETTLED:
        return False
    return all(path.score < best.score - 8 for path in paths[1:])
