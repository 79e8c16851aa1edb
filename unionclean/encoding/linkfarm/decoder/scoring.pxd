# Types of scoring.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython
from unionclean.encoding.linkfarm.decoder.candidates cimport Candidate, Fitting
from unionclean.encoding.linkfarm.decoder.hypothesis cimport Backpointer, Hypothesis
from unionclean.encoding.models.page_model cimport PageModel

# What it imports, as C numbers
cdef int ITSELF, FULL_WIDTH_SHIFT, NEWLINE

cdef class Scorer:
    cdef str _text
    cdef PageModel _model
    cdef object _unlikely, _persons, _indents
    cdef dict _penalties, _halves, _symbols
    cdef list _wanted

    cpdef expect(self, dict halves)
    cpdef int cost_of(self, str character)
    @cython.locals(least=int, last=int, before=int, members=dict, penalties=dict, likely=dict, ranked=list, p=int, penalty=int, candidate=Candidate)
    cpdef list rank(self, Hypothesis hypothesis, Fitting fitting, int cost, int floor, int ahead=*, int most=*)
    @cython.locals(node=Backpointer)
    cdef int _cost_of_half(self, Hypothesis hypothesis, str half)
    cdef int _learn_penalty(self, str character)
