# Types of candidates.py for the compiled core (docs/architecture.md); Python does not read this file.
from unionclean.encoding.models.ngrams cimport CandidateSet

cdef class Candidate:
    cdef readonly str character, wide, folded
    cdef readonly int code, lead, trail, symbol, rank
    cdef readonly bint is_closing, is_cut, is_half, is_indent

cdef class Fitting:
    cdef readonly CandidateSet choice
    cdef readonly dict members
