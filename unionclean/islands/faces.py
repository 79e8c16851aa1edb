"""Faces made of marks: upright ones in brackets, two eyes and what is between them, and those that lie on their side: ``:-)``."""

from __future__ import annotations

from collections.abc import Iterator

from unionclean.han import HAN
from unionclean.masking import Span
from unionclean.patterns import lazy

_EYE = "[′\\^＾▔ㄒ>＞<＜≧≦￣¯°•・･⊙◎●◕◉⚆ಠಥಡಢ´｀`ˊˋ╯╰╥;；ʘ⌒￢¬눈‾˘ŏóòTＴoOо○〇xX×✧★☆≖ڡ◔ω°ﾟ゜/＼Φ•‧-]"
_MOUTH = "[_＿～~vωωдДд∀□口▽▿皿益ㅂロ︿﹏﹃︶ー‿ᴗᗜ∇△ヮワεз3ΘΩ∩・･｡.o○エw艸人ｪ‸_^-]"
_NOT_IN_FACE = f"\n()（）、，0-9A-NP-SU-WYZa-np-uyz{HAN}"
_FACE = lazy(
    f"[(（](?=[^{_NOT_IN_FACE}]|〇)(?=[^\n()（）]{{2,16}}[)）])(?=[^\n)）]{{0,15}}[^\\x00-\\x7f])[^{_NOT_IN_FACE}]{{0,5}}?{_EYE}[^{_NOT_IN_FACE}]{{0,2}}?{_MOUTH}[^{_NOT_IN_FACE}]{{0,2}}?{_EYE}[^{_NOT_IN_FACE}]{{0,6}}[)）]"
)
_FLAT = lazy("[(（](?:[:：][зЗ3ε][」｣_＿ヽゝ∠っ]{1,4}|[^\n()（）]{1,4}」∠[^\n()（）]{0,3})[)）]")
"""A face of which the whole body lies: _(:з」∠)_."""
_LYING = lazy(
    ":\\*(?=亲亲|么么|抱抱|爱你|愛你|啵|mua|[，。！,!~～…]|[ \t]*(?:\n|\\Z))|;_{1,3};|[:;](?:-?[()][和或與与及][:;]-?[()]|-[()*>@|/\\\\\\[\\]$DPpOoXx](?![0-9A-Za-z*>|/\\\\-])|[()](?=[，。！？,!?~～…]))"
)
"""A kiss, a face that weeps, a face with a nose, one whose sentence goes on with a mark, and two that are compared; elsewhere ``:(`` opens a bracket."""


def find_faces(text: str) -> Iterator[Span]:
    """Yield faces in brackets, whatever the width of these, and those on their side.

    >>> text = "好开心(｡・`ω´・｡)！(╯°□°）╯，(①)和(一)、(→)，累_(:з」∠)_"
    >>> [text[start:end] for start, end in find_faces(text)]
    ['(｡・`ω´・｡)', '(╯°□°）', '(:з」∠)']
    >>> text = "晚安！:-*走了:-)零下:-5度"
    >>> [text[start:end] for start, end in find_faces(text)]
    [':-*', ':-)']
    """
    for faces in (_FACE, _FLAT, _LYING):
        yield from (match.span() for match in faces.finditer(text))
