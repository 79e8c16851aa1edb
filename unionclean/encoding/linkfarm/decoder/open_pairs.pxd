# Types of open_pairs.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython

cdef class OpenPairs:
    cdef str _text
    cdef list _pairs
    cdef Py_ssize_t _position, _size
    cdef dict _last
    cdef frozenset _closing

    @cython.locals(found=dict, opened=Py_ssize_t, is_open=bint, closed=bint)
    cpdef dict expect(self, Py_ssize_t place)
    cdef str _behind(self, Py_ssize_t place)
    cdef _advance(self, Py_ssize_t place)
    @cython.locals(start=Py_ssize_t, found=Py_ssize_t)
    cdef _read(self, str text)

cdef bint _closes_first(str text, str opening, str closing)
cdef str _wide(str text)
cdef int _partner(str opening)
@cython.locals(position=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t)
cdef str _blanked(str text, spans, str blank=*)
