# Types of channel.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython
from unionclean.encoding.linkfarm.decoder.candidates cimport Candidate, Fitting
from unionclean.encoding.linkfarm.decoder.hypothesis cimport Frontier, Hypothesis
from unionclean.encoding.linkfarm.decoder.question_marks cimport QuestionMarks
from unionclean.encoding.linkfarm.decoder.tokens cimport Token

# What it imports, as C numbers
cdef int ALIGNED, GUESSED, LEAD_LOST, READ, REMOVED, NEWLINE, ANNOTATION, BYTE, PAIR, QUESTION

cdef class Channel(QuestionMarks):
    cdef object _required, _usual
    cdef dict _required_by_trail
    cdef int _cut_unseen, _cut_seen

    cpdef read(self, Hypothesis hypothesis, Token token, Token following, Frontier frontier, bint leads)
    cpdef read_end(self, Hypothesis hypothesis, int end, Frontier frontier)
    @cython.locals(code=int)
    cdef _read_aligned_pair(self, Hypothesis hypothesis, Token token, Frontier frontier, bint leads)
    @cython.locals(lead=int, place=int, before=int, fitting=Fitting, candidate=Candidate, new=Hypothesis)
    cdef _guess_vanished(self, Hypothesis hypothesis, Token token, Frontier frontier)
    @cython.locals(new=Hypothesis)
    cdef _read_shifted_pair(self, Hypothesis hypothesis, Token token, Frontier frontier)
    @cython.locals(lead=int, new=Hypothesis)
    cdef _guess_cut_off(self, Hypothesis hypothesis, Token token, Frontier frontier)
    @cython.locals(code=int, cost=int)
    cdef _complete(self, Hypothesis hypothesis, Token token, Frontier frontier)
    @cython.locals(first=int, trail=int, start=int, end=int, fitting=Fitting, candidate=Candidate, loss=int)
    cdef _guess_lead(self, Hypothesis hypothesis, Token token, int leads, int cost, Frontier frontier)
    @cython.locals(fitting=Fitting, candidate=Candidate, new=Hypothesis)
    cdef _guess_before_unassigned(self, Hypothesis hypothesis, Token token, Frontier frontier)
    @cython.locals(broken=bint, kept=Hypothesis, tail=int)
    cdef _read_aligned_byte(self, Hypothesis hypothesis, Token token, Token following, Frontier frontier, bint leads)
    @cython.locals(new=Hypothesis)
    cdef _read_shifted_byte(self, Hypothesis hypothesis, Token token, Token following, Frontier frontier)
    @cython.locals(trail=int, code=int, fitting=Fitting, candidate=Candidate)
    cdef _finish(self, Hypothesis hypothesis, Token token, Frontier frontier)
    @cython.locals(code=int)
    cdef _finish_annotated(self, Hypothesis hypothesis, Token token, Frontier frontier)
    @cython.locals(role=int, new=Hypothesis, twice=Hypothesis)
    cdef _read_annotation(self, Hypothesis hypothesis, Token token, Frontier frontier)
    @cython.locals(code=int, new=Hypothesis)
    cdef _name_lead(self, Hypothesis hypothesis, Token token, tuple codes, Frontier frontier)

cdef bint _is_cut_or_question(Token token)
