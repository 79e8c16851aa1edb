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

from math import inf

from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.candidates import UNNAMED, Candidates
from unionclean.encoding.linkfarm.decoder.channel import Channel
from unionclean.encoding.linkfarm.decoder.hypothesis import ALIGNED, Backpointer, Hypothesis, Role, Run
from unionclean.encoding.linkfarm.decoder.open_pairs import OpenPairs
from unionclean.encoding.linkfarm.decoder.scoring import PageTraits, Scorer
from unionclean.encoding.linkfarm.decoder.tokens import Token, Tokens
from unionclean.encoding.linkfarm.windows import Window
from unionclean.encoding.models.trigram import TrigramModel

LONG = 64
"""A search of more tokens is long; a shifted run of 40 characters already is rare."""


class BeamSearch:
    """Decodes windows of one page."""

    def __init__(self, tokens: Tokens, model: TrigramModel, candidates: Candidates, traits: PageTraits) -> None:
        self._tokens = tokens
        self._model = model
        self._halves = OpenPairs(tokens.text)
        self._moves = Scorer(tokens.text, model, candidates, traits, self._halves)
        self._reader = Channel(tokens.text, self._moves, candidates, traits)
        self._as_it_stands: Backpointer | None = None

    def decode(self, window: Window) -> tuple[list[Hypothesis], int]:
        """Return the readings of the text from the start of ``window``, best first, all in step at one place; and up to where it is dealt with.

        The search goes on at least to where the window is enough, and then until the best reading has settled.  What a long search has
        read is dealt with, or each suspect in garbage without end would begin another one.
        """
        paths = [self._first_path(window.start)]
        self._as_it_stands = None
        self._halves.expect(window.suspect_start)
        position, limit, enough, read = window.start, len(self._tokens.text), window.suspect_end, 0
        while read < costs.LONGEST:
            if not paths or position >= limit or (position >= enough and _is_settled(paths)):
                break
            read += 1
            token = self._tokens.at(position)
            position = token.end
            following = self._tokens.at(position) if position < limit else None
            paths = self.expand(paths, token, following, costs.BEAM if read <= LONG else costs.NARROW)
        if position >= limit:
            paths = sorted([end for path in paths for end in self._reader.read_end(path, limit)], key=_by_score)
        in_step = [path for path in paths if path.pending == ALIGNED]
        for other in in_step[1:]:
            in_step[0] = in_step[0].recombine(other, costs.DOUBT)
        return in_step, position if read > LONG else window.suspect_end

    def margin_over_literal(self, path: Hypothesis, start: int) -> float:
        """Return how much better ``path``, which began at ``start``, reads than the text as it stands."""
        plain, position = self._first_path(start), start
        while path.out is not None and position < path.out.end:
            token = self._tokens.at(position)
            position = token.end
            if token.annotation is None:
                plain = self._moves.literal(plain, token)
            elif not token.annotation.own:
                plain = plain._replace(score=plain.score - costs.UNREAD_MARK)
        return path.score - plain.score

    def in_vocabulary(self, text: str) -> bool:
        """Return whether the model knows every character of ``text``: of a rare one it cannot say how well it reads."""
        return UNNAMED.isdisjoint(self._model.encode(text))

    def remember(self, run: Run) -> None:
        """Take ``run`` as read: what follows on its line is read with it."""
        if run.role is not Role.ANNOTATION:
            self._halves.remember(run)

    def _first_path(self, start: int) -> Hypothesis:
        left, last = self._model.encode(self._tokens.before(start))
        return Hypothesis(0.0, ALIGNED, self._moves.tail_before(self._tokens, start), left, last, None)

    def expand(self, paths: list[Hypothesis], token: Token, following: Token | None, beam: int) -> list[Hypothesis]:
        """Return the paths after ``token``: the best of each state, best first, and the text as it stands unless another explains it."""
        best: dict[tuple[int, ...], Hypothesis] = {}
        top = self._moves.floor = -inf
        leader = next((path for path in paths if path.pending == ALIGNED), None)
        literal: Backpointer | None = None
        for path in paths:
            stands = path.out is self._as_it_stands
            for new in self._reader.read(path, token, following, leads=path is leader):
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
                    best[key] = new.recombine(old, costs.DOUBT) if score > old[0] else old.recombine(new, costs.DOUBT)
        self._as_it_stands = literal
        ranked = sorted(best.values(), key=_by_score)
        floor = top - costs.WITHIN
        return [path for n, path in enumerate(ranked) if (n < beam and path[0] > floor) or path.out is literal]


def _is_literal(path: Hypothesis, before: Hypothesis) -> bool:
    """Return whether ``path`` only adds to ``before`` a token as it stands, or takes out its reading."""
    node = path.out
    return path.pending == ALIGNED and node is not None and node.role <= Role.ANNOTATION and node.before is before.out


def _by_score(path: Hypothesis) -> float:
    return -path.score


def _is_settled(paths: list[Hypothesis]) -> bool:
    best = paths[0]
    if best.pending != ALIGNED or best.settled < costs.SETTLED:
        return False
    return all(path.score < best.score - costs.APART for path in paths[1:])
