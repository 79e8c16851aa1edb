"""``repair_encoding``: undo what link farms and wrong decoders did to the bytes."""

from __future__ import annotations

from unionclean.steps import Found, step


@step()
def repair_encoding(text: str) -> Found:
    """Return ``text`` with broken encodings repaired.

    >>> repair_encoding("汉语词典：长(cháng)")
    '汉语词典：长(cháng)'
    """
    from unionclean.encoding.machine import find_machine_damage

    return find_machine_damage(text)
