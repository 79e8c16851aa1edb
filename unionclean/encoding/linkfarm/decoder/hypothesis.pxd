# Types of hypothesis.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython
from unionclean.encoding.linkfarm.decoder.tokens cimport Token

# What hypothesis.py defines, once more as C numbers
cdef int _ALIGNED, _LEAD_LOST, _ALONE, _GUESSED

@cython.no_gc
@cython.freelist(256)
cdef class Backpointer:
    cdef readonly Backpointer before
    cdef readonly str text
    cdef readonly int start, end, role

@cython.no_gc
@cython.freelist(256)
cdef class Hypothesis:
    cdef readonly int score, pending, tail, left, last, settled
    cdef readonly Backpointer out
    cdef public int margin
    cdef public object doubts
    cdef readonly bint plain

    cpdef bint is_aligned(self)
    cpdef bint has_lead(self)
    cpdef bint lead_lost(self)
    cpdef bint follows_dropped(self)
    cpdef bint next_stands_alone(self)
    cpdef int byte_before_guess(self)
    cpdef Hypothesis costing(self, int cost)
    cpdef Hypothesis waiting(self, int pending, int tail)
    cpdef Hypothesis append_silent(self, Token token, int role, int pending, int tail, int cost=*)
    cpdef Hypothesis extend_read(self, str text, int symbol, int start, int end, int tail, int gain)
    cpdef Hypothesis extend_guessed(self, str text, int symbol, int start, int end, int pending, int tail, int cost)
    @cython.locals(symbols=list, left=int)
    cpdef Hypothesis extend_literal(self, Token token, int tail, int gain)
    @cython.locals(margin=int)
    cpdef recombine(self, Hypothesis other)
    cdef _doubt(self, Hypothesis other)

cdef class Frontier:
    cdef dict _best
    cdef readonly int floor, top

    @cython.locals(score=int, old=Hypothesis)
    cpdef add(self, Hypothesis new)
    @cython.locals(new=Hypothesis)
    cpdef add_all(self, list hypotheses)
    cpdef int size(self)
    cpdef list best(self, int beam)
