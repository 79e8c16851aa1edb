# Types of signs.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython
from unionclean.conditions cimport Condition

cdef int _ALL, _PART, _ENDED

cdef class Search:
    cdef list _kinds, _elsewhere
    cdef dict _of, _keys
    cdef object _walk

    @cython.locals(woken=set)
    cpdef set wake(self, str text, frozenset asked, frozenset every)
    cdef frozenset _keys_of(self, frozenset numbers)
    @cython.locals(looks=dict, at=dict, place=Py_ssize_t, stop=object)
    cdef int _finish(self, str text, set needed, set waiting, set woken) except -1

@cython.locals(condition=Condition, end=Py_ssize_t)
cdef object _first_stop(list conditions, str text, Py_ssize_t place)
