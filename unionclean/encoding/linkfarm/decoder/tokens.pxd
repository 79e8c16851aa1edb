# Types of tokens.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython

@cython.no_gc
cdef class Token:
    cdef readonly int kind, start, end, code
    cdef readonly str text
    cdef readonly list symbols
    cdef public int pair, mark
    cdef public object annotation

cdef class Tokens:
    cdef readonly str text
    cdef object _not_folded, _symbols
    cdef int _break
    cdef dict _others, _codes, _seen, _alone
    cdef bytearray _from, _up_to

    cpdef Token at(self, int position)
    cpdef Token after(self, Token token)
    @cython.locals(token=Token, symbols=list)
    cdef Token _read(self, int position)
    @cython.locals(text=str, token=Token)
    cdef Token _read_annotation(self, int position, int end)
    @cython.locals(token=Token)
    cdef Token _read_ascii(self, int position, str character, list symbols)
    cpdef int code_at(self, int position) except -1
    cpdef int symbol_at(self, int position) except -1
    cpdef bint is_annotation(self, int position) except -1
    cpdef Token last_before(self, int position)
    @cython.locals(last=int, left=int)
    cpdef tuple symbols_before(self, int position)
    cpdef list symbols_behind(self, int position, int size)
    cpdef int skip_annotation_back(self, int position)
