# Types of page_model.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython
from unionclean.encoding.models.ngrams cimport CandidateSet, Memo, Page, Places
from unionclean.encoding.models.trigram cimport TrigramModel

# What page_model.py defines and imports, as C numbers and typed lists
cdef int BITS, REACH, IMPOSSIBLE, EXACT, MEMO, UNKNOWN, WEIGHT, KEPT, TWICE, _MOST_CONTEXTS
cdef list SUMS, LOGARITHMS

@cython.no_gc
cdef class _ContextCounts:
    cdef readonly dict times
    cdef readonly int kept
    cdef int _total

    @cython.locals(number=object)
    cdef int with_gain(self, int p, int symbol)

@cython.no_gc
cdef class _Context:
    cdef int at, kept, weight
    cdef _ContextCounts after, after_bigram

cdef class PageModel:
    cdef readonly object encode
    cdef TrigramModel _base
    cdef Page _page
    cdef int[::1] _anywhere
    cdef Memo _memo
    cdef dict _contexts, _after, _after_bigram, _places
    cdef int _commonest

    @cython.locals(number=int, symbol=int, size=int, p=int)
    cdef _count_symbols(self)
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
    @cython.locals(places=Places)
    cdef _ContextCounts _count(self, int b)
    @cython.locals(bigram=int, counts=_ContextCounts, places=Places)
    cdef _ContextCounts _counts_after_bigram(self, int a, int b)

cdef int _log(int number)
@cython.locals(distance=int)
cdef int _add(int one, int other)
