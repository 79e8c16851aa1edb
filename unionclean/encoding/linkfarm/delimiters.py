"""The delimiters at which the machine cut a page into pieces."""

from __future__ import annotations

CUT_DELIMITERS = frozenset({0xA1A3, 0xA3A1, 0xA3AC, 0xA3BB, 0xA3BF})
"""。！，；？: the byte pairs before which the machine cuts, wherever they stand."""

POSSIBLE_CUTS = CUT_DELIMITERS | {0xA1A2}
"""The byte pairs before which the machine may have cut; 、 was seen once, inside a run."""

STRADDLING = {0xA1: 0xA3, 0xA3: 0xA1}
"""The byte before the first byte of 。 (of ！) with which it makes ！ (makes 。), and is cut off."""

INDENT = "\u3000"
"""The blank that opens a paragraph: A1A1, half of which a cut before 。 or 、 takes away."""

DELIMITER_CLASS = "、。！，；？,!;?"
"""The delimiters before which the machine cut, full width and folded."""
