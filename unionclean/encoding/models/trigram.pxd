# Types of trigram.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython

cdef class CandidateSet:
    cdef readonly frozenset symbols
    cdef readonly int kept
    cdef readonly list ordered
    cdef readonly int number

cdef class TrigramModel:
    cdef object _symbols
    cdef dict _memo, _cached
    cdef list _log, _weight, _unigram, _back
    cdef object _bigrams, _trigrams
    cdef readonly int size

    cpdef list encode(self, str text)
    @cython.locals(key=cython.longlong)
    cpdef int log_prob(self, int a, int b, int c)
    cpdef int unigram_log_prob(self, int c)
    cpdef list sequence_log_probs(self, int a, int b, object symbols)
    @cython.locals(at=int, weight=int, found=dict, symbol=object, p=int)
    cpdef dict top_k(self, int a, int b, CandidateSet candidates, int least=*)
    @cython.locals(at=int)
    cpdef tuple context(self, int a, int b)
    @cython.locals(end=int, at=int)
    cdef int _bigram_index(self, int a, int b)
    @cython.locals(end=int, found=int, log_probs=bytes)
    cpdef int trigram_log_prob(self, int at, int b, int c)
    @cython.locals(end=int, at=int, log_probs=bytes)
    cdef int _bigram_log_prob(self, int b, int c)
    @cython.locals(key=cython.longlong)
    cpdef list likeliest_after(self, int b, CandidateSet candidates)
    @cython.locals(start=int, end=int, log=list, wanted=frozenset, found=list, log_probs=bytes)
    cpdef list seen_after(self, int at, CandidateSet candidates)
