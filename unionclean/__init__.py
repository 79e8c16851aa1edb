"""unionclean: clean and normalise Chinese web text.

>>> import unionclean
>>> unionclean.clean("中國工會,你好")
'中国工会，你好'
"""

from unionclean.decoding import Decoded, decode
from unionclean.edits import Change, Cleaned, Edit, Note, apply_edits
from unionclean.encoding import repair_encoding
from unionclean.outline import Outline, Section, split_outline
from unionclean.pipeline import DEFAULT_STEPS, Cleaner, clean, compose, explain
from unionclean.places import strip_place_spam
from unionclean.punctuation import normalize_punctuation
from unionclean.script import to_simplified
from unionclean.steps import Step

__version__ = "0.1.0"

__all__ = [
    "DEFAULT_STEPS",
    "Change",
    "Cleaned",
    "Cleaner",
    "Decoded",
    "Edit",
    "Note",
    "Outline",
    "Section",
    "Step",
    "apply_edits",
    "clean",
    "compose",
    "decode",
    "explain",
    "normalize_punctuation",
    "repair_encoding",
    "split_outline",
    "strip_place_spam",
    "to_simplified",
]
