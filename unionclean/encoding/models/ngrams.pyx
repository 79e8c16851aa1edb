# cython: language_level=3, wraparound=False
"""What a model looks up: ``ngrams.py`` with typed memory."""

from array import array as _array
from itertools import count

from cpython cimport array
from cpython.mem cimport PyMem_Calloc, PyMem_Free
from libc.stdlib cimport qsort

BITS, MEMO, UNKNOWN = 13, 1 << 16, 1 << 30
CACHED = 16
GAP = SYMBOLS - 1
_numbers = count()

cdef int _place[65536]  # of each character that is counted, from one on; the others have none


def occurrences(str text, characters):
    """Return how often each of ``characters`` stands in ``text``, by one walk along it."""
    cdef Py_UCS4 char
    cdef int place
    cdef list wanted = [character for character in characters if ord(character) < 65536]
    cdef array.array times = array.clone(_INTEGERS, len(wanted) + 1, zero=True)
    for place in range(len(wanted)):
        _place[ord(wanted[place])] = place + 1
    for char in text:
        if char < 65536:
            times.data.as_ints[_place[char]] += 1
    found = {character: text.count(character) for character in characters if ord(character) >= 65536}
    for place in range(len(wanted)):
        _place[ord(wanted[place])] = 0
        found[wanted[place]] = times.data.as_ints[place + 1]
    return found


cdef class Symbols(dict):
    """Characters to symbols; a character met for the first time is classed by ``classify`` and remembered."""

    def __init__(self, symbols, classify):
        cdef int code
        super().__init__(symbols)
        self._classify = classify
        for code in range(65536):
            self._of[code] = -1

    def __missing__(self, str char):
        symbol = self[char] = self._classify(char)
        return symbol

    cpdef object row(self, str text):
        """Return the symbols of ``text``."""
        cdef Py_ssize_t place = 0
        cdef Py_UCS4 char
        cdef short symbol
        cdef array.array found = array.clone(_EMPTY, len(text), zero=False)
        for char in text:
            symbol = self._of[char] if char < 65536 else -1
            if symbol < 0:
                symbol = self[chr(char)]
                if char < 65536:
                    self._of[char] = symbol
            found.data.as_shorts[place] = symbol
            place += 1
        return found


cdef array.array _EMPTY = _array("h")
cdef array.array _INTEGERS = _array("i")


cdef class Page:
    """The symbols of a page, with a gap at both ends."""

    def __init__(self, array.array symbols):
        cdef int place, symbol
        self.size = len(symbols)
        self._symbols = symbols
        self._previous = array.clone(_INTEGERS, self.size, zero=False)
        for symbol in range(SYMBOLS):
            self._last[symbol] = self._number[symbol] = 0
        for place in range(self.size):
            symbol = self._symbols.data.as_shorts[place]
            self._previous.data.as_ints[place] = self._last[symbol]
            self._last[symbol] = place
            self._number[symbol] += 1

    cpdef dict times(self):
        """Return how often each symbol stands there."""
        cdef int symbol
        return {symbol: self._number[symbol] for symbol in range(SYMBOLS) if self._number[symbol] and symbol != SYMBOLS - 1}

    cpdef Places places(self, int symbol):
        """Return the places of ``symbol``."""
        cdef short* symbols = self._symbols.data.as_shorts
        cdef int number = 0, place = self._last[symbol]
        cdef array.array pairs = array.clone(_INTEGERS, self._number[symbol], zero=False)
        while place:
            pairs.data.as_ints[number] = symbols[place - 1] << 13 | symbols[place + 1]
            number += 1
            place = self._previous.data.as_ints[place]
        return Places(pairs)


cdef class Places:
    """What stands beside each place of one symbol: pairs of symbols as numbers, in order."""

    def __init__(self, array.array pairs):
        qsort(pairs.data.as_ints, len(pairs), sizeof(int), _compare)
        self._pairs = pairs

    cpdef dict behind(self):
        """Return how often each symbol stands behind it."""
        return self._times(0, len(self._pairs))

    cpdef dict behind_after(self, int symbol):
        """Return the same of the places that ``symbol`` stands before."""
        cdef int start = self._first(symbol << 13)
        return self._times(start, self._first((symbol + 1) << 13))

    cdef int _first(self, int least) noexcept:
        """Return the number of pairs below ``least``."""
        cdef int* pairs = self._pairs.data.as_ints
        cdef int low = 0, high = len(self._pairs), middle
        while low < high:
            middle = (low + high) >> 1
            if pairs[middle] < least:
                low = middle + 1
            else:
                high = middle
        return low

    cdef dict _times(self, int start, int end):
        cdef dict found = {}
        cdef int place, symbol, number = 0
        for place in range(start, end):
            symbol = self._pairs.data.as_ints[place] & (SYMBOLS - 1)
            if not _times_met[symbol]:
                _met[number] = symbol
                number += 1
            _times_met[symbol] += 1
        for place in range(number):
            symbol = _met[place]
            if symbol != SYMBOLS - 1:  # a gap
                found[symbol] = _times_met[symbol]
            _times_met[symbol] = 0
        return found


cdef int _times_met[SYMBOLS]  # of each symbol of a count that is going on; all are 0 between counts
cdef int _met[SYMBOLS]  # these symbols, in the order in which they were met


cdef int _compare(const void* one, const void* other) noexcept nogil:
    return (<int*> one)[0] - (<int*> other)[0]


cdef class Memo:
    """Whole numbers that were computed, by whole numbers of 63 bits: a table with open addresses, each key in it plus one."""

    def __cinit__(self):
        self._size = self._used = 0
        self._keys = NULL
        self._values = NULL

    def __dealloc__(self):
        PyMem_Free(self._keys)
        PyMem_Free(self._values)

    def __len__(self):
        return self._used

    cdef Py_ssize_t _slot(self, int64_t key) noexcept:
        """Return where ``key`` stands or would stand."""
        cdef uint64_t mixed = <uint64_t> key * <uint64_t> 0x9E3779B97F4A7C15
        cdef Py_ssize_t slot = <Py_ssize_t> (mixed >> 32) & (self._size - 1)
        while self._keys[slot] and self._keys[slot] != key + 1:
            slot = (slot + 1) & (self._size - 1)
        return slot

    cdef int _resize(self, Py_ssize_t size) except -1:
        cdef int64_t* keys = self._keys
        cdef int32_t* values = self._values
        cdef Py_ssize_t slot, to, old = self._size
        cdef int64_t* new_keys = <int64_t*> PyMem_Calloc(size, sizeof(int64_t))
        cdef int32_t* new_values = <int32_t*> PyMem_Calloc(size, sizeof(int32_t))
        if not new_keys or not new_values:
            PyMem_Free(new_keys)
            PyMem_Free(new_values)
            raise MemoryError
        self._keys, self._values, self._size = new_keys, new_values, size
        for slot in range(old):
            if keys[slot]:
                to = self._slot(keys[slot] - 1)
                new_keys[to], new_values[to] = keys[slot], values[slot]
        PyMem_Free(keys)
        PyMem_Free(values)
        return 0

    cpdef int get(self, int64_t key, int default) noexcept:
        """Return what is known of ``key``, or ``default``."""
        cdef Py_ssize_t slot
        if not self._used:
            return default
        slot = self._slot(key)
        return self._values[slot] if self._keys[slot] else default

    cpdef int setdefault(self, int64_t key, int value) except? -1:
        """Keep ``value`` in mind, unless something is known of ``key``; return what is known now."""
        cdef Py_ssize_t slot = self._place_for(key)
        if not self._keys[slot]:
            self._keys[slot], self._values[slot] = key + 1, value
            self._used += 1
        return self._values[slot]

    cdef Py_ssize_t _place_for(self, int64_t key) except -1:
        """Return where ``key`` stands or is to stand, with room for one more."""
        if 3 * self._used >= 2 * self._size:
            self._resize(4 * self._size if self._size else 64)
        return self._slot(key)

    cpdef clear(self):
        """Forget everything."""
        PyMem_Free(self._keys)
        PyMem_Free(self._values)
        self._keys, self._values = NULL, NULL
        self._size = self._used = 0


cdef class CandidateSet:
    """Symbols to choose from, of the first 8192; after a symbol its ``kept`` likeliest are kept in mind."""

    def __init__(self, symbols, int kept=CACHED):
        cdef int symbol
        self.symbols, self.kept = frozenset(symbols), kept
        self.ordered = sorted(self.symbols)
        self.number = next(_numbers)
        for symbol in range(128):
            self.bits[symbol] = 0
        for symbol in self.ordered:
            if not 0 <= symbol < 8192:
                raise ValueError(f"no symbol: {symbol}")
            self.bits[symbol >> 6] |= <uint64_t> 1 << (symbol & 63)


cdef class Trie:
    """The n-grams of one order, grouped by context: those after context ``i`` stand at ``[offsets[i], offsets[i + 1])``, their symbols sorted."""

    def __init__(self, offsets, ids, bytes log_probs, bytes backoffs):
        self.offsets, self.ids, self.log_probs, self.backoffs = offsets, ids, log_probs, backoffs
        self._offsets, self._ids, self._codes = offsets, ids, log_probs

    cpdef int find(self, int context, int symbol) except -2:
        """Return where the n-gram of ``symbol`` after ``context`` stands, or -1."""
        cdef unsigned int low = self._offsets[context], end = self._offsets[context + 1], high = end, middle
        while low < high:
            middle = (low + high) >> 1
            if self._ids[middle] < symbol:
                low = middle + 1
            else:
                high = middle
        return <int> low if low < end and self._ids[low] == symbol else -1

    cpdef list after(self, int context, CandidateSet candidates, int most=255, dict asked=None):
        """Return those of a set that were seen after ``context``, with the code of each: at least those of no more than ``most``, and those ``asked``."""
        cdef unsigned int at, end = self._offsets[context + 1]
        cdef unsigned int symbol
        cdef list found = []
        if asked:
            most = 255
        for at in range(self._offsets[context], end):
            if self._codes[at] > most:
                continue
            symbol = self._ids[at]
            if symbol < 8192 and candidates.bits[symbol >> 6] >> (symbol & 63) & 1:
                found.append((symbol, self._codes[at]))
        return found
