# Types of annotations.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython

@cython.no_gc
cdef class Annotation:
    cdef readonly int start, end
    cdef readonly str pinyin
    cdef readonly bint broken, own

@cython.locals(start=Py_ssize_t, end=Py_ssize_t, beginnings=frozenset, others=list)
cpdef find_annotations(str text)
