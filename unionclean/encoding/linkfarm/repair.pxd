# Types of repair.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython

@cython.locals(pieces=list, position=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t)
cdef str _changed(str text, list changes)
