# Types of vanished.py for the compiled core (docs/architecture.md); Python does not read this file.
cimport cython
from unionclean.encoding.linkfarm.decoder.candidates cimport Fitting
from unionclean.encoding.linkfarm.decoder.tokens cimport Tokens
from unionclean.encoding.models.trigram cimport TrigramModel

@cython.locals(left=int, last=int, mark=int, stands=int, symbol=int, p=int, found=dict)
cdef int _gain(tuple context, Fitting fitting, TrigramModel model)
