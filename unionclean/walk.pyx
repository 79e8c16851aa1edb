# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""A walk along a text, over the places where guards may stand: ``walk.py`` by a table.

A character is looked up once, for its letter of the alphabet (:mod:`unionclean.alphabet`).  By the letter, a row of bits says for which guards it may stand, and two
others beside which it may: three words of 64 bits decide what is a place, for all guards at once.
"""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from unionclean.alphabet import BITS, Way, build_alphabet, ways_of

ctypedef fused character:
    uint8_t
    uint16_t
    uint32_t


cdef class Walk:
    """The places of the guards that some members have; it ends at a character of the class ``end``, and if there is one, where a text goes beyond the BMP."""

    cdef dict _conditions
    cdef str _end
    cdef dict _at
    cdef dict _bits
    cdef uint64_t _end_bits
    cdef bytes _letters
    cdef const uint8_t* _letter
    cdef uint64_t _here[256]
    cdef uint64_t _before[256]
    cdef uint64_t _behind[256]

    def __init__(self, conditions, end=""):
        self._conditions, self._end = dict(conditions), end
        self._at, self._bits = {}, {}
        self._end_bits = 0
        self._letters = None

    cdef int _build(self) except -1:
        """Make the table, when it is first needed."""
        ways = []
        for number, of_one in self._conditions.items():
            own = ways_of([condition.guard for condition in of_one])
            self._bits[number] = sum({1 << min(len(ways) + place, BITS - 1) for place in range(len(own))})
            ways += own
        if self._end:
            self._end_bits = <uint64_t> 1 << min(len(ways), BITS - 1)
            ways.append(Way(self._end))
        made = build_alphabet(ways)
        for place, (here, before, behind) in enumerate(zip(made.here, made.before, made.behind, strict=True)):
            self._here[place], self._before[place], self._behind[place] = here, before, behind
        self._letters = made.letter
        self._letter = self._letters
        return 0

    def stops(self, str text, waiting, Py_ssize_t start=0):
        """Return an iterator of the places, from ``start`` on, where guards of ``waiting`` may stand, with the conditions to be asked."""
        if self._letters is None:
            self._build()
        return Stops(self, text, waiting, start)

    def goes_on(self, str text, Py_ssize_t place):
        """Return whether nothing ends the walk from ``place`` on."""
        return not self._end or next(self.stops(text, (), place), None) is None

    cdef dict _conditions_at(self, str here):
        found = {}
        if not self._end or not self._here[self._letter[ord(here)]] & self._end_bits:
            for number, of_one in self._conditions.items():
                about = [condition for condition in of_one if condition.is_about(here)]
                if about:
                    found[number] = about
        self._at[here] = found
        return found


cdef class Stops:
    """The places of one walk."""

    cdef Walk _walk
    cdef str _text
    cdef object _waiting
    cdef Py_ssize_t _known
    cdef Py_ssize_t _place
    cdef uint64_t _bits

    def __init__(self, Walk walk, str text, waiting, Py_ssize_t start):
        self._walk, self._text, self._waiting, self._place = walk, text, waiting, start
        self._known = -1

    def __iter__(self):
        return self

    def __next__(self):
        cdef str text = self._text
        cdef str here
        cdef Py_ssize_t place
        if len(self._waiting) != self._known:
            self._listen()
        kind = PyUnicode_KIND(text)
        if kind == 4 and self._walk._end:
            self._place = PyUnicode_GET_LENGTH(text)
            return 0, {}
        if kind == 1:
            place = _next_place(self._walk, <const uint8_t*> PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text), self._place, self._bits)
        elif kind == 2:
            place = _next_place(self._walk, <const uint16_t*> PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text), self._place, self._bits)
        else:
            place = _next_place(self._walk, <const uint32_t*> PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text), self._place, self._bits)
        if place < 0:
            raise StopIteration
        self._place = place + 1
        here = text[place]
        at = self._walk._at.get(here)
        if at is None:
            at = self._walk._conditions_at(here)
        if not at:
            self._place = PyUnicode_GET_LENGTH(text)
        return place, at

    cdef int _listen(self) except -1:
        """Look for the guards of those who wait now."""
        self._bits = self._walk._end_bits
        self._known = len(self._waiting)
        for number in self._waiting:
            self._bits |= <uint64_t> self._walk._bits[number]
        return 0


cdef inline uint8_t _letter_of(const uint8_t* letter, character code) noexcept nogil:
    if character is uint32_t:
        return letter[code] if code < 0x10000 else 0
    else:
        return letter[code]


cdef Py_ssize_t _next_place(Walk walk, const character* text, Py_ssize_t length, Py_ssize_t place, uint64_t waiting) noexcept:
    """Return the first place from ``place`` on that is one for a guard of ``waiting``, or -1."""
    cdef const uint8_t* letter = walk._letter
    cdef const uint64_t* here = walk._here
    cdef uint64_t found
    while place < length:
        found = here[_letter_of(letter, text[place])] & waiting
        if found:
            found &= walk._before[_letter_of(letter, text[place - 1]) if place else 0]
            found &= walk._behind[_letter_of(letter, text[place + 1]) if place + 1 < length else 0]
            if found:
                return place
        place += 1
    return -1
