# Types of readings.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython

@cython.locals(pieces=list, position=Py_ssize_t, first=Py_ssize_t, last=Py_ssize_t, start=Py_ssize_t)
cpdef str text_outside(str text, list windows, annotations)
