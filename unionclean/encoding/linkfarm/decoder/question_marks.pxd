# Types of question_marks.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython
from unionclean.encoding.linkfarm.decoder.candidates cimport Candidate
from unionclean.encoding.linkfarm.decoder.hypothesis cimport Frontier, Hypothesis
from unionclean.encoding.linkfarm.decoder.tokens cimport Token
from unionclean.encoding.linkfarm.decoder.transitions cimport Transitions

# What it imports, as C numbers
cdef int ALIGNED, ALONE, LEAD_LOST, QUESTION

cdef class QuestionMarks(Transitions):
    cdef str _text
    cdef bint _shows_cuts
    cdef int _row_odd
    cdef list _swallowable

    cdef int _cost_of_question(self, Token following)
    cdef _read_broken(self, Hypothesis hypothesis, Token token, Token following, Frontier frontier)
    @cython.locals(start=int, end=int, new=Hypothesis)
    cdef _read_cut_off(self, Hypothesis hypothesis, Token token, Frontier frontier)
    @cython.locals(left=int, last=int)
    cdef _swallow(self, Hypothesis hypothesis, Token token, Frontier frontier)
    cdef int _wish(self, str character)
    @cython.locals(candidate=Candidate, loss=int)
    cdef _read_between_cuts(self, Hypothesis hypothesis, Token token, Token following, Frontier frontier)

cdef bint _has_rows(str text)
