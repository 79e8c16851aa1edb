"""Faces made of marks: two eyes and what is between them, in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from unionclean.han import HAN
from unionclean.masking import Span
from unionclean.patterns import lazy

_EYE = "[\\^＾>＞<＜≧≦￣¯°•・･⊙◎●◕◉⚆ಠಥಡಢ´｀`ˊˋ╯╰╥;；ʘ⌒￢¬눈‾˘ŏóòTＴoOо○〇xX×✧★☆≖ڡ◔ω°ﾟ゜/＼Φ•‧-]"
_MOUTH = "[_＿ωωдДд∀□口▽▿皿益ㅂロ︿﹏﹃︶ー‿ᴗᗜ∇△ヮワεз3ΘΩ∩・･｡.o○エw艸人ｪ‸_^-]"
_NOT_IN_FACE = f"\n()（）、，0-9A-NP-SU-WYZa-np-uyz{HAN}"
_FACE = lazy(
    f"[(（](?=[^{_NOT_IN_FACE}]|〇)(?=[^\n()（）]{{2,16}}[)）])(?=[^\n)）]{{0,15}}[^\\x00-\\x7f])[^{_NOT_IN_FACE}]{{0,5}}?{_EYE}[^{_NOT_IN_FACE}]{{0,2}}?{_MOUTH}[^{_NOT_IN_FACE}]{{0,2}}?{_EYE}[^{_NOT_IN_FACE}]{{0,6}}[)）]"
)


def find_faces(text: str) -> Iterator[Span]:
    """Yield faces in brackets, whatever the width of these.

    >>> text = "好开心(｡・`ω´・｡)！(╯°□°）╯，(①)和(一)、(→)"
    >>> [text[start:end] for start, end in find_faces(text)]
    ['(｡・`ω´・｡)', '(╯°□°）']
    """
    return (match.span() for match in _FACE.finditer(text))
