"""``split_outline``: the numbered structure of Chinese prose as a tree that loses nothing.

``scan`` finds candidates, ``chinese`` and ``western`` read them, ``lists`` threads them by their numbers, ``levels``
infers what stands in what, ``build`` makes the sections.
"""

from unionclean.outline.model import Outline
from unionclean.outline.section import Piece, Section, Style
from unionclean.outline.split import split_outline

__all__ = ["Outline", "Piece", "Section", "Style", "split_outline"]
