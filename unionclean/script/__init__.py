"""``to_simplified``: Traditional to Simplified, without harm to text that was right.

OpenCC ``t2s`` is the engine, but never raw.  A guard looks for characters that no Simplified text holds; text without them
comes back as it is.  Otherwise OpenCC converts the text, and the places where a character is right in both scripts are decided
one by one, by word and by the script of the passage.  Japanese and Korean stay.

The conversion lives in :mod:`unionclean.script.conversion`, loaded when a text first asks for it: its patterns take longer to
compile than the rest of the library to import.
"""

from __future__ import annotations

import functools
from types import ModuleType
from typing import Literal

from unionclean.signs import Signs
from unionclean.steps import Found, step

Region = Literal["tw", "hk"]


@functools.cache
def _conversion() -> ModuleType:
    from unionclean.script import conversion

    return conversion


def _fast(text: str, *, region: Region | None = None) -> str:
    converted: str = _conversion().rewrite(text, region=region)
    return converted


def _signs(*, region: Region | None = None) -> Signs | None:
    """Signs of Traditional text; a regional word may stand in any text."""
    signs: Signs | None = _conversion().signs() if region is None else None
    return signs


@step(fast=_fast, only_chinese=True, signs=_signs)
def to_simplified(text: str, *, region: Region | None = None) -> Found:
    """Return ``text`` in Simplified characters, one for one; the same object when it already is.

    >>> to_simplified("髮型與發展，隻要採訪")
    '发型与发展，只要采访'
    >>> to_simplified("乾燥的乾隆年間，看著顯著的著作")
    '干燥的乾隆年间，看着显著的著作'

    What is right in Simplified stays, though OpenCC would change it, and so do Japanese and Korean:

    >>> to_simplified("乾清宫打坏了，沈思孝的慰藉")
    '乾清宫打坏了，沈思孝的慰藉'
    >>> to_simplified("東京の國會図書館\\n臺北的圖書館")
    '東京の國會図書館\\n台北的图书馆'

    ``region="tw"`` or ``"hk"`` also puts the words used there into those of the mainland; then lengths may change.  Any other
    value raises a :class:`ValueError`; anything but a ``str`` a :class:`TypeError`.

    >>> to_simplified("安裝軟體與滑鼠", region="tw")
    '安装软件与鼠标'
    >>> to_simplified("安裝伺服器", region="hk"), to_simplified("安裝伺服器")
    ('安装服务器', '安装伺服器')

    The characters follow 通用规范汉字表 (2013), the conversions OpenCC; where the two differ, the table of words gives
    source and reason row by row.
    """
    found: Found = _conversion().find_edits(text, region=region)
    return found
