# Types of page_model.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython
from unionclean.encoding.models.trigram cimport CandidateSet, TrigramModel

# What page_model.py imports, as C numbers and typed lists
cdef int BITS, NEWLINE, REACH, IMPOSSIBLE, EXACT
cdef list SUMS, LOGARITHMS

cdef class _ContextCounts:
    cdef readonly dict gains
    cdef readonly int kept

cdef class _Context:
    cdef int at, kept, weight
    cdef list counts
    cdef object again
    cdef dict known

cdef class PageModel:
    cdef readonly object encode
    cdef TrigramModel _base
    cdef object _page, _previous, _behind
    cdef dict _last, _contexts, _anywhere, _after, _after_bigram
    cdef int _commonest

    @cython.locals(context=_Context)
    cpdef int log_prob(self, int a, int b, int c)
    @cython.locals(p=int, counts=_ContextCounts, gain=object)
    cdef int _log_prob(self, _Context context, int b, int c)
    @cython.locals(context=_Context, hopeless=int, weight=int, kept=int, p=int, found=dict, anywhere=dict, base=TrigramModel)
    cpdef dict top_k(self, int a, int b, CandidateSet candidates, int least=*)
    @cython.locals(at=int)
    cdef _Context _learn_context(self, int a, int b)
    cdef _ContextCounts _counts_after(self, int b)
    @cython.locals(place=int, a=int, c=int, following=list)
    cdef _ContextCounts _count(self, int b)
    @cython.locals(bigram=int, counts=_ContextCounts)
    cdef _ContextCounts _counts_after_bigram(self, int a, int b)

@cython.locals(distance=int)
cdef int _add(int one, int other)
