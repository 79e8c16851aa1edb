# Types of ngrams.pyx for the compiled core (docs/architecture.md); Python does not read this file.
from cpython cimport array
from libc.stdint cimport int32_t, int64_t, uint64_t

cdef enum:
    SYMBOLS = 8192

cdef class Symbols(dict):
    cdef object _classify
    cdef short _of[65536]

    cpdef object row(self, str text)

cdef class Page:
    cdef readonly int size
    cdef array.array _symbols, _previous
    cdef int _last[SYMBOLS]
    cdef int _number[SYMBOLS]

    cpdef dict times(self)
    cpdef Places places(self, int symbol)

cdef class Places:
    cdef array.array _pairs

    cpdef dict behind(self)
    cpdef dict behind_after(self, int symbol)
    cdef int _first(self, int least) noexcept
    cdef dict _times(self, int start, int end)

cdef class Memo:
    cdef int64_t* _keys
    cdef int32_t* _values
    cdef Py_ssize_t _size, _used

    cdef Py_ssize_t _slot(self, int64_t key) noexcept
    cdef Py_ssize_t _place_for(self, int64_t key) except -1
    cdef int _resize(self, Py_ssize_t size) except -1
    cpdef int get(self, int64_t key, int default) noexcept
    cpdef int setdefault(self, int64_t key, int value) except? -1
    cpdef clear(self)

cdef class CandidateSet:
    cdef readonly frozenset symbols
    cdef readonly int kept, number
    cdef readonly list ordered
    cdef uint64_t bits[128]

cdef class Trie:
    cdef readonly object offsets, ids
    cdef readonly bytes log_probs, backoffs
    cdef const unsigned int[::1] _offsets
    cdef const unsigned short[::1] _ids
    cdef const unsigned char[::1] _codes

    cpdef int find(self, int context, int symbol) except -2
    cpdef list after(self, int context, CandidateSet candidates, int most=*, dict asked=*)
