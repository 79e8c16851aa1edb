# Types of prefilter.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython
from unionclean.encoding.linkfarm.decoder.candidates cimport Fitting
from unionclean.encoding.linkfarm.decoder.tokens cimport Token, Tokens
from unionclean.encoding.models.trigram cimport TrigramModel

# What it imports, as C numbers
cdef int LEAD_LOST

cdef class Prefilter:
    cdef Tokens _tokens
    cdef TrigramModel _model
    cdef object _candidates, _pairs
    cdef ShiftedProbe _probe
    cdef bint _shows_cuts
    cdef int _looks
    cdef dict _seen

    @cython.locals(text=str, start=Py_ssize_t, end=Py_ssize_t)
    cpdef bint reads_well(self, window) except -1
    @cython.locals(text=str, behind=int, start=int, size=int, symbols=list, scores=list, last=list)
    cdef bint _is_ordinary(self, int end) except -1
    @cython.locals(token=Token)
    cdef bint _may_hide(self, int place)
    @cython.locals(left=int, last=int, floor=int, mark=int, p=int, symbol=int)
    cdef bint _may_lack(self, Token token)

cdef class ShiftedProbe:
    cdef Tokens _tokens
    cdef TrigramModel _model
    cdef object _candidates
    cdef frozenset _known, _letters

    @cython.locals(left=int, last=int, floor=int)
    cpdef bint reads_as_well(self, Token token)
    @cython.locals(tokens=Tokens, seen=list, symbols=list, position=int, code=int, pending=int, cost=int, whole=int)
    cdef tuple _shifted(self, Token token)
    @cython.locals(score=int, left=int, last=int, p=int)
    cdef list _guess(self, list tried, Fitting fitting, int floor)
    @cython.locals(score=int, left=int, last=int, symbol=int)
    cdef tuple _along(self, tuple tried, list symbols)

cdef bint _ends_line(str text, Py_ssize_t end) except -1
