# Types of trigram.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython
from unionclean.encoding.models.ngrams cimport CandidateSet, Memo, Symbols, Trie

# What trigram.py defines and imports, as C numbers
cdef int BITS, IMPOSSIBLE, MEMO, UNKNOWN, _BREAK, _STEPS_OF_CODE

cdef class TrigramModel:
    cdef readonly Symbols _symbols
    cdef readonly Memo _memo
    cdef dict _cached, _ranked
    cdef const int[::1] _log, _weight, _unigram, _back
    cdef const unsigned char[::1] _log_probs, _backoffs, _trigram_log_probs
    cdef readonly Trie _bigrams, _trigrams
    cdef readonly int size

    cpdef list encode(self, str text)
    cpdef object row(self, str text)
    @cython.locals(key=cython.longlong, known=int)
    cpdef int log_prob(self, int a, int b, int c)
    cpdef int unigram_log_prob(self, int c)
    cpdef list sequence_log_probs(self, int a, int b, object symbols)
    @cython.locals(at=int, weight=int, found=dict, symbol=object, p=int)
    cpdef dict top_k(self, int a, int b, CandidateSet candidates, int least=*)
    @cython.locals(at=int)
    cpdef tuple context(self, int a, int b)
    cdef int _bigram_index(self, int a, int b)
    @cython.locals(found=int)
    cpdef int trigram_log_prob(self, int at, int b, int c)
    @cython.locals(at=int)
    cdef int _bigram_log_prob(self, int b, int c)
    @cython.locals(key=cython.longlong)
    cpdef list likeliest_after(self, int b, CandidateSet candidates)
    @cython.locals(log="const int[::1]", unigram="const int[::1]", back=int, seen=dict, scored=list, symbol=int, code=int, p=int, negative=int)
    cdef list _rank_after(self, int b, CandidateSet candidates)
    @cython.locals(symbol=int)
    cdef list _commonest(self, CandidateSet candidates)
    @cython.locals(log="const int[::1]", code=int, most=int)
    cpdef list seen_after(self, int at, CandidateSet candidates, int least, dict asked)
