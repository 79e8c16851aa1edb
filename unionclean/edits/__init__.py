"""What a change to a text is: edits that replay, invert, compose and project.

An :class:`Edit` replaces ``before`` by ``after`` at ``[start, end)``.  A *sequence* of edits is sorted, never overlaps and
speaks of one text, the one that entered the step.  Everything else here is arithmetic on such sequences: nothing in this
package can change a text without leaving edits that lead from the old text to the new one and back.

All offsets count code points of a Python ``str``, from 0, half open.
"""

from unionclean.edits.cleaned import Cleaned
from unionclean.edits.compose import compose_edits
from unionclean.edits.model import (
    Certainty,
    Change,
    Edit,
    Note,
    apply_edits,
    describe_rule,
    edit_characters,
    invert_edits,
    zip_output_starts,
)
from unionclean.edits.project import project_notes, project_spans

__all__ = [
    "Certainty",
    "Change",
    "Cleaned",
    "Edit",
    "Note",
    "apply_edits",
    "compose_edits",
    "describe_rule",
    "edit_characters",
    "invert_edits",
    "project_notes",
    "project_spans",
    "zip_output_starts",
]
