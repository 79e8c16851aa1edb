# Types of conditions.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython

cdef int _NEAR, _PLANE, _OUTSIDE, _OTHER, _LINE_BREAK, _DIGIT, _REMEMBERED

cdef class Letters:
    cdef readonly object of
    cdef list _names
    cdef bytes _numbers

    @cython.locals(numbers=bytes, row=int, at=Py_ssize_t, code=int)
    cpdef int around(self, str text, Py_ssize_t place) except -1

cdef class Condition:
    cdef readonly str name
    cdef readonly object guard
    cdef object _pattern, _members
    cdef dict _known

    @cython.locals(around=int, letters=Letters)
    cpdef Py_ssize_t ends(self, str text, Py_ssize_t place) except -2
