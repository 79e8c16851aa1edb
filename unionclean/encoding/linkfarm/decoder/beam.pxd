# Types of beam.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython
from unionclean.encoding.linkfarm.decoder.channel cimport Channel
from unionclean.encoding.linkfarm.decoder.hypothesis cimport Frontier, Hypothesis
from unionclean.encoding.linkfarm.decoder.scoring cimport Scorer
from unionclean.encoding.linkfarm.decoder.tokens cimport Token, Tokens
from unionclean.encoding.models.page_model cimport PageModel

# What it imports, as C numbers
cdef int ALIGNED, REMOVED, PAIR

cdef class BeamSearch:
    cdef Tokens _tokens
    cdef PageModel _model
    cdef object _memory, _pairs
    cdef readonly int effort
    cdef int _beam
    cdef Scorer _scorer
    cdef Channel _channel

    @cython.locals(position=int, limit=int, read=int, token=Token, hypotheses=list)
    cdef tuple _search(self, object window, Hypothesis first)
    cdef Hypothesis _first(self, int start)
    @cython.locals(token=Token, before=Token, trail=int, tail=int)
    cdef int _tail_before(self, int start)
    @cython.locals(frontier=Frontier, following=Token, hypothesis=Hypothesis, leads=bint)
    cdef list _expand(self, list hypotheses, Token token, int beam)
    @cython.locals(frontier=Frontier, hypothesis=Hypothesis)
    cdef list _end(self, list hypotheses, int limit)
