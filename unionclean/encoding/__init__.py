"""``repair_encoding``: undo what link farms and wrong decoders did to the bytes.

The finders, in the order in which the damage was done last to first: the link farms' machine (which needs the bytes
untouched), a tool that scatters pinyin, mojibake of the Chinese codecs, what ftfy repairs (it would make the Chinese mojibake worse, so it comes after),
and the residue that is left.
"""

from __future__ import annotations

import re
from functools import cache

from unionclean.edits import Edit, Note, apply_edits, compose_edits, project_notes
from unionclean.steps import NOTHING, Found, step


@step()
def repair_encoding(text: str) -> Found:
    """Return ``text`` with broken encodings repaired; script and width stay as they are.

    Undone are: the link farms' machine (inserted readings, shifted bytes) on pages that show it, GBK, Big5 and UTF-8
    decoded as one another or as Latin-1, the mojibake that ftfy knows, control and invisible characters, and remnants of
    tags.  What a broken byte took away for good becomes U+FFFD with a note; a digit is never guessed.

    >>> repair_encoding("中國(guó)工會(huì)發(fā)布,慶!拔逡弧眹(guó)際勞動(dòng)節。")
    '中國工會發布,慶祝“五一”國際勞動節。'
    >>> repair_encoding("ÄãºÃ，ÖÐ¹ú")
    '你好，中国'
    >>> repair_encoding("汉语词典：长(cháng)")
    '汉语词典：长(cháng)'
    """
    if _evidence().search(text) is None:
        return NOTHING
    return _repaired(text)


@cache
def _evidence() -> re.Pattern[str]:
    """Return one pattern for all finders: text without any of these characters needs none of them."""
    from unionclean.encoding import latin, mojibake, residue
    from unionclean.encoding.evidence import TONED

    escaped = re.escape(TONED + latin.evidence_class())
    return re.compile(f"[{escaped}{mojibake.evidence_class()}{residue.EVIDENCE_CLASS}]")


def _repaired(text: str) -> Found:
    from unionclean.encoding.latin import find_latin
    from unionclean.encoding.machine import find_machine_damage
    from unionclean.encoding.mojibake import find_mojibake
    from unionclean.encoding.random_pinyin import find_random_pinyin
    from unionclean.encoding.residue import find_residue

    repaired = text
    edits: tuple[Edit, ...] = ()
    notes: list[Note] = []
    for find in (find_machine_damage, find_random_pinyin, find_mojibake, find_latin, find_residue):
        found = find(repaired)
        notes += project_notes(found.notes, edits)
        if found.edits:
            repaired = apply_edits(repaired, found.edits)
            edits = compose_edits(edits, tuple(found.edits), text)
    return Found(edits, notes)
