# Types of windows.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython

@cython.locals(suspects=list, start=Py_ssize_t, size=Py_ssize_t)
cpdef list find_windows(str text, page)
@cython.locals(floor=Py_ssize_t, line=Py_ssize_t)
cdef Py_ssize_t _cut_before(str text, Py_ssize_t position) except -1
