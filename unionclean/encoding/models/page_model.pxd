# Types of page_model.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython
from unionclean.encoding.models.ngrams cimport CandidateSet, Memo
from unionclean.encoding.models.trigram cimport TrigramModel

# What page_model.py defines and imports, as C numbers and typed lists
cdef int BITS, REACH, IMPOSSIBLE, EXACT, MEMO, UNKNOWN, WEIGHT, KEPT, TWICE, GAP, NOWHERE, _MOST_CONTEXTS
cdef list SUMS, LOGARITHMS

@cython.no_gc
cdef class _ContextCounts:
    cdef readonly dict gains
    cdef readonly int kept

    @cython.locals(gain=object)
    cdef int with_gain(self, int p, int symbol)

@cython.no_gc
cdef class _Context:
    cdef int at, kept, weight
    cdef _ContextCounts after, after_bigram

cdef class PageModel:
    cdef readonly object encode
    cdef TrigramModel _base
    cdef const short[::1] _page
    cdef const int[::1] _last, _previous, _previous_bigram
    cdef Memo _last_bigram
    cdef int[::1] _anywhere
    cdef Memo _memo
    cdef dict _contexts, _after, _after_bigram
    cdef int _commonest

    @cython.locals(number=int, symbol=int, size=int, p=int)
    cdef _count_symbols(self, const int[::1] times)
    @cython.locals(key=cython.longlong, known=int)
    cpdef int log_prob(self, int a, int b, int c)
    @cython.locals(p=int)
    cdef int _log_prob(self, _Context context, int b, int c)
    @cython.locals(context=_Context, hopeless=int, weight=int, kept=int, p=int, found=dict, base=TrigramModel, symbol=int, anywhere="int[::1]", again=dict)
    cpdef dict top_k(self, int a, int b, CandidateSet candidates, int least=*)
    cdef _Context _context(self, int a, int b)
    @cython.locals(at=int)
    cdef _Context _learn_context(self, int a, int b)
    cdef _ContextCounts _counts_after(self, int b)
    cdef _ContextCounts _count(self, int b)
    @cython.locals(bigram=int, counts=_ContextCounts)
    cdef _ContextCounts _counts_after_bigram(self, int a, int b)

@cython.locals(symbol=int)
cdef list _following(const short[::1] page, int place, const int[::1] previous)
@cython.locals(last="int[::1]", previous="int[::1]", times="int[::1]", place=int, symbol=int)
cdef tuple _chain(const short[::1] page, int size)
@cython.locals(last=Memo, previous="int[::1]", place=int, a=int, b=int)
cdef tuple _chain_bigrams(const short[::1] page)
cdef int _log(int number)
@cython.locals(distance=int)
cdef int _add(int one, int other)
