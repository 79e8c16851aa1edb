"""What the search believes: how rare each thing is that the machine did, and when to stop looking.

Costs are in nats, and whole steps of them, on the scale of the language model (:mod:`unionclean.encoding.models.log_space`).
"""

from __future__ import annotations

from unionclean.encoding.models.log_space import IMPOSSIBLE, steps

NOWHERE = 100 * IMPOSSIBLE
"""Below every score, as a search begins."""
UNRIVALLED = steps(99.0)
"""The margin of a reading that no other one comes near to."""

CUT_SEEN = steps(0.5)
"""A ``?`` before a delimiter is a byte that stood alone."""
LINE_END = steps(1.5)
"""A ``?`` before a line break is such a byte: the machine went through the page line by line."""
QUESTION_ODD = steps(6.0)
"""A ``?`` before ，。；、 is a question mark: nobody writes one there."""
CUT_UNSEEN = steps(0.3)
"""A byte before a delimiter vanished."""
CUT_HIDDEN = steps(9.0)
"""The same on a page that shows its cuts."""
VANISHED_WHOLE = steps(1.0)
"""Both bytes of a character vanished before a delimiter, each alone between two cuts."""
VANISHED = steps(0.2)
"""A lead byte before an ASCII byte vanished."""
SWALLOWED = steps(1.0)
"""A lead byte and the ASCII byte behind it became ``?``."""
NO_TRACE = steps(0.5)
"""A pair of a private zone left nothing, on a page that has none of them."""
NO_TRACE_AGAIN = steps(1.0)
"""What it costs beside that where the pair before left nothing either: one lost character is likelier than two."""
PLAIN = steps(-6.0)
"""A guess as likely as this makes it worth while to ask whether the next pair left nothing either."""
NO_TRACE_ODD = steps(3.5)
"""A pair that is not assigned left nothing, on a page that keeps private ones."""
UNASSIGNED = steps(2.0)
"""Such a pair became ``?``."""
NOT_ANNOTATED = steps(10.0)
"""A character lacks the reading that it has everywhere else on the page."""
UNREAD_MARK = steps(15.0)
"""A reading that belongs to nothing stays."""
UNSEEN = steps(4.0)
"""A reading names a character that no page was seen to annotate, this one included."""
PRIVATE_KEPT = steps(12.0)
"""A private-use character stays."""
ODD = steps(4.0)
"""A Simplified character, or a corner bracket, on a page that has none of them."""
ABSENT_PERSON = steps(2.0)
"""他, 她 or 它 on a page that speaks of the others only."""
ROW_ODD = steps(2.0)
"""A mark was lost before another one, as of ！！, on a page that shows none of the rows that ！！！ leaves."""
MARK_ODD = steps(4.0)
"""A mark stands behind another one that was guessed."""
UNCUT = steps(1.9)
"""The machine left a delimiter uncut: 7 of 56 on pages that cut."""
INDENT_CUT = steps(1.0)
"""Half of a blank is left at the start of a line."""
BEGIN_ODD = steps(8.0)
"""Shifted bytes make a line begin with a mark that closes."""
RARE_ODD = steps(6.0)
"""Shifted bytes make a Han character that the model does not know: neither Simplified text nor its conversion has one."""
LETTER_ODD = steps(4.0)
"""Shifted bytes make a full-width or foreign letter."""
PAIR_ODD = steps(4.0)
"""A quotation mark or bracket opens what is open, or closes what is not."""
HALF_ODD = steps(1.0)
"""A quotation mark or bracket opens what nothing closes, as far as the line can be read."""
QUOTE_WANTED = steps(-5.0)
"""A quotation mark closes what else would stay open to the end of the line."""
BRACKET_WANTED = steps(-3.0)
"""A bracket closes what else would stay open."""
TITLE_WANTED = steps(-5.0)
"""A bracket of a title closes what else would stay open."""
PARTNER_WANTED = steps(-2.0)
"""A quotation mark or bracket opens what else would close nothing."""
RARE_PARTNER_WANTED = steps(-10.0)
"""The same of brackets that hardly any page has: one without a partner shows that damage took it."""
INNER_QUOTE_WANTED = steps(-10.0)
"""The same of ‘ ’, which are rarer, but not where one is open."""

ORDINARY = steps(-7.5)
"""Text of more nats a character than this is not worth a search."""
NEARLY = steps(2.0)
"""What is out of step so much worse than the text as it stands, a few characters far, is still worth a search."""
UNDOUBTED = steps(-1.5)
"""Where a delimiter is so likely (and ``VANISHED_WHOLE``) nothing can have vanished before it."""
BEAM = 24
"""So many paths are followed."""
SECOND_BEAM = 12
"""So many in a second look."""
WIDER = 4
"""So many times as many where the best has lost a pair: what completes it can be anything, and little tells which."""
NARROW = 3
"""So many in a long search, which is garbage rather than a run."""
WITHIN = steps(10.0)
"""Paths this much worse than the best are given up."""
CLOSE = steps(8.0)
"""Only a path this near to the best may guess that a pair left no trace."""
AHEAD = steps(2.0)
"""What the guess behind such a pair costs at least."""
BEST_CASE = steps(1.0)
"""Hardly any guess is likelier than this."""
GUESSES = 16
"""So many guesses are made for one lost byte."""
DOUBT = steps(1.0)
"""A guess less than this ahead of another is not made: the character stays lost."""
BELIEVED = steps(3.5)
"""A run of several characters that nothing but its reading speaks for must read so much better than the text as it stands."""
GARBAGE = steps(-11.0)
"""On a page without an annotation only three characters of more nats each are worth a search."""
PROOF = steps(10.0)
"""On a page without an annotation one run must read so much better, or nothing there is repaired."""
BELIEVED_UNMARKED = steps(8.0)
"""What :data:`BELIEVED` is on such a page."""
SETTLED = 2
"""So many tokens in step end a search."""
APART = steps(8.0)
"""Unless another reading is nearer than this."""
LONGEST = 400
"""So many tokens are read at most."""
