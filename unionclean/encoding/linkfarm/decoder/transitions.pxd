# Types of transitions.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython
from unionclean.encoding.linkfarm.decoder.candidates cimport Candidate, Fitting
from unionclean.encoding.linkfarm.decoder.hypothesis cimport Backpointer, Hypothesis
from unionclean.encoding.linkfarm.decoder.scoring cimport Scorer
from unionclean.encoding.linkfarm.decoder.tokens cimport Token
from unionclean.encoding.models.page_model cimport PageModel

# What it imports, as C numbers
cdef int ALIGNED, DROPPED, GUESSED, NEWLINE, RARE, PAIR

cdef class Transitions:
    cdef PageModel _model
    cdef object _candidates, _annotatable
    cdef Scorer _scorer
    cdef dict _characters, _private
    cdef bint _folded, _private_dropped
    cdef int _no_trace, _number
    cdef list _letters
    cdef object _marks

    @cython.locals(gain=int, left=int, last=int, symbol=int, tail=int)
    cpdef Hypothesis literal(self, Hypothesis hypothesis, Token token, int cost=*)
    @cython.locals(straddling=int)
    cpdef int tail_behind(self, int trail, Token token)
    @cython.locals(candidate=Candidate, gain=int)
    cdef Hypothesis _emit(self, Hypothesis hypothesis, int code, Token token, int tail, int cost=*)
    @cython.locals(last=Backpointer)
    cdef bint _follows_guessed_mark(self, Hypothesis hypothesis, int symbol)
    @cython.locals(trail=int, symbol=int, gain=int)
    cdef Hypothesis _begin(self, Hypothesis hypothesis, Token token)
    @cython.locals(candidate=Candidate, gain=int)
    cdef Hypothesis _name(self, Hypothesis hypothesis, int code, Token token, int tail=*)
    cdef Hypothesis _guess(self, Hypothesis hypothesis, Candidate candidate, int start, int end, int pending, int tail, int cost)
    @cython.locals(gain=int)
    cdef list _guess_trail(self, Hypothesis hypothesis, int start, int end, int cost, int floor)
    @cython.locals(fitting=Fitting, ranked=list, candidate=Candidate)
    cdef list _guess_whole(self, Hypothesis hypothesis, int start, int end, int cost, int floor)
    @cython.locals(fitting=Fitting, new=Hypothesis, found=list)
    cdef list _after_dropped(self, Hypothesis hypothesis, Token token, int floor, int top)
    cdef list _after_two_dropped(self, Hypothesis hypothesis, Token token, int floor, int ahead=*, int most=*)
    cdef list _after_unassigned(self, Hypothesis hypothesis, Token token, int floor, bint private=*)
    @cython.locals(candidate=Candidate)
    cdef list _behind(self, Hypothesis hypothesis, Token token, Fitting fitting, int cost, int floor, int ahead=*, int most=*)
