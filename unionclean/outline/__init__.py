"""``split_outline``: the numbered structure of Chinese prose as a tree that loses nothing.

``scan`` finds candidates, the ``readers`` judge them (``chinese``, ``western``, ``named``, ``labels``), ``lists`` threads them
by their numbers, ``inner`` looks inside lines where a number is missing, ``levels`` infers what stands in what, ``build``
makes the sections.
"""

from unionclean.outline.model import Outline
from unionclean.outline.section import Piece, Section, Style
from unionclean.outline.split import split_outline

__all__ = ["Outline", "Piece", "Section", "Style", "split_outline"]
