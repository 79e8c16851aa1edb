r"""Escapes that a text carries outside code: ``\u4f60\u597d``, ``&#20320;``, ``%E4%BD%A0``, ``=E4=BD=A0``, ``_x000D_``.

One layer is undone at a time, and only where what it says is Chinese; ``&amp;#20320;`` becomes ``&#20320;`` first.  Ranges of a regular expression, links,
escapes that a text speaks of, single ones and escapes of anything but Chinese stay.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from unionclean.edits import Edit
from unionclean.encoding.models.code_length import code_lengths
from unionclean.encoding.refusals import is_spoken_of
from unionclean.guards import Guard, Guards, compile_guards
from unionclean.han import HAN
from unionclean.patterns import lazy
from unionclean.steps import NOTHING, Found

_BEHIND = {
    "\\": r"(?=u[0-9A-Fa-f]{4}\\u[0-9A-Fa-f]{4})(?=u[2-9A-Fa-f]|.{6}[2-9A-Fa-f])",  # one of two beyond Latin
    "&": r"(?=(?:amp;){0,3}#(?:[xX][0-9A-Fa-f]{4,5}|[0-9]{5,6});)",
    "%": r"(?=[0-9A-Fa-f]{2}%[0-9A-Fa-f]{2}%)",
    "=": r"(?=[0-9A-F]{2}=[0-9A-F]{2}=)",
    "_": r"(?=x[0-9A-F]{4}_)",
}
GUARD = Guard(
    "escape",
    "".join(map(re.escape, _BEHIND)),
    beside=(("", "0-9A-Fa-fux#"),),
    at=tuple(_BEHIND.items()),
)

_ENTITY = r"&(?:amp;){0,3}#(?:[xX][0-9A-Fa-f]{4,5}|[0-9]{5,6});"
_QUOTED = r"[0-9A-F]{2}(?:=\r?\n)?"
_LONG = "(?:=[0-9A-F]{2}){5}"
"""Beside two characters and more a letter or a digit may stand: mail writes 测试10 so."""
_WAYS: dict[str, re.Pattern[str]] = {
    "unicode-escape": lazy(r"\\u(?<!\\\\u)[0-9A-Fa-f]{4}(?:\\u[0-9A-Fa-f]{4})+"),
    "entity": lazy(f"{_ENTITY}(?:{_ENTITY})*"),
    "percent-escape": lazy(r"%(?<![\w/=?&+.#%-]%)[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2}){2,}(?![\w/=?&+.#%-])"),
    "quoted-printable": lazy(
        rf"=(?<!==)(?<!=[0-9A-F]{{2}}=)(?<!=[0-9A-F]{{2}}=\n=)(?<!=[0-9A-F]{{2}}=\r\n=)(?:(?<![0-9A-Za-z]=)|(?=[0-9A-F]{{2}}{_LONG}))"
        rf"{_QUOTED}(?:={_QUOTED}){{2,}}(?:(?![0-9A-Za-z=])|(?<==[0-9A-F]{{2}}{_LONG})(?=[0-9A-Za-z]))"
    ),
    "ooxml-escape": lazy(r"_x[0-9A-F]{4}_"),
}
"""Each begins with a literal, for which ``re`` searches quickly, and with the first of a row, or long rows take quadratic time."""
_CHINESE = lazy(rf"[{HAN}\u3000-\u303f\uff01-\uff0f\uff1a-\uff5e“”‘’…—·]+")
_HAN = lazy(f"[{HAN}]")
_LEAST_SENSE = 1.0
"""So many bits must what an escape says be likelier than noise: escapes of random characters show ranges and tables."""
_NOISE = 13.0
"""The bits of a Han character at random."""


def find_escapes(text: str) -> Found:
    r"""Return the edits that undo one layer of escapes in ``text``.

    >>> from unionclean.edits import apply_edits
    >>> for text in (r"\u4f60\u597d", "&#20320;&#22909;", "%E4%BD%A0%E5%A5%BD", "=E4=BD=A0=E5=A5=BD", "第一行_x000D_第二行"):
    ...     print(repr(apply_edits(text, find_escapes(text).edits)))
    '你好'
    '你好'
    '你好'
    '你好'
    '第一行\n第二行'

    >>> find_escapes(r"[\u4e00-\u9fa5] \u0041\u0042 &#169; 100%25%20 a=1=2") is NOTHING
    True
    """
    if not _guard().search(text):
        return NOTHING
    edits = [edit for rule, pattern in _WAYS.items() for edit in _edits(text, rule, pattern)]
    edits += _lone_entities(text, edits)
    return Found(sorted(edits)) if edits else NOTHING


@functools.cache
def _guard() -> Guards:
    return compile_guards(GUARD)


def _edits(text: str, rule: str, pattern: re.Pattern[str]) -> Iterator[Edit]:
    for match in pattern.finditer(text):
        after = _said(text, rule, match)
        if after is not None and not _is_subject(text, match, after):
            yield Edit(match.start(), match.end(), match[0], after, rule)


def _lone_entities(text: str, edits: list[Edit]) -> list[Edit]:
    """Return the edits of the entities that say a Chinese mark or character alone, on the lines where others are undone."""
    undone = {edit.start: edit for edit in edits if edit.rule == "entity" and _CHINESE.fullmatch(edit.after)}
    found: list[Edit] = []
    end = 0
    for start in sorted(undone):
        if start < end:
            continue
        line, end = text.rfind("\n", end, start) + 1 or end, text.find("\n", start) + 1 or len(text)
        for match in _WAYS["entity"].finditer(text, line, end):
            said = "".join(map(_character, re.findall(r"#([xX]?[0-9A-Fa-f]+);", match[0])))
            if match.start() not in undone and "&amp;" not in match[0] and _CHINESE.fullmatch(said):
                found.append(Edit(match.start(), match.end(), match[0], said, "entity"))
    return found


def _is_subject(text: str, match: re.Match[str], after: str) -> bool:
    """Return whether the text speaks of the escape, as it does where its meaning stands near it."""
    before, behind = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
    if _CODINGS.search(before) or _CODINGS.search(behind):
        return True
    is_meant = len(after) > 1 and (after in before or after in behind)
    return is_meant or is_spoken_of(text, match.start(), match.end(), after)


_CODINGS = lazy("[Uu]nicode|UTF-?8|ASCII|[Qq]uoted-[Pp]rintable|URL|HTML|JSON")
_NEAR = 30


def _said(text: str, rule: str, match: re.Match[str]) -> str | None:
    """Return what an escape says, less one layer, ``None`` if it is not Chinese."""
    if rule == "ooxml-escape":
        return _ooxml(text, match)
    if rule == "unicode-escape":
        said = (
            match[0]
            .encode("ascii")
            .decode("unicode_escape")
            .encode("utf-16", "surrogatepass")
            .decode("utf-16", "ignore")
        )
    elif rule == "entity":
        said = "".join(map(_character, re.findall(r"#([xX]?[0-9A-Fa-f]+);", match[0])))
    else:
        from urllib.parse import unquote_to_bytes  # few texts need it, and it loads as long as ten modules of ours

        escaped = re.sub(r"=\r?\n", "", match[0]).replace("=", "%")
        said = _decoded(unquote_to_bytes(escaped))
    if not _is_chinese(said, text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]):
        return None
    return match[0].replace("&amp;", "&") if "&amp;" in match[0] else said


def _character(number: str) -> str:
    """Return the character of an entity's number, nothing for what is none (and so no Chinese)."""
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _decoded(data: bytes) -> str:
    """Return ``data`` as UTF-8 or else as GBK, ``""`` if it is neither."""
    for codec in ("utf-8", "gb18030"):
        text = data.decode(codec, "ignore")
        if text.encode(codec) == data:
            return text
    return ""


def _is_chinese(said: str, beside: str) -> bool:
    """Return whether an escape says Chinese: some words, or a character beside Chinese."""
    if not _CHINESE.fullmatch(said) or not _HAN.search(said):
        return False
    if len(said) == 1:
        return _CHINESE.search(beside) is not None
    return sum(_NOISE - bits for bits in code_lengths(said)) >= _LEAST_SENSE


def _ooxml(text: str, match: re.Match[str]) -> str | None:
    """Return what ``_x000D_`` stands for in a line of Chinese: a line break, unless there is one already."""
    code = int(match[0][2:6], 16)
    start = text.rfind("\n", max(0, match.start() - 200), match.start()) + 1 or max(0, match.start() - 200)
    if not _HAN.search(text, start, match.end() + 40):
        return None
    if code in (0x0D, 0x0A):
        beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        return "" if "\n" in beside or match.end() == len(text) else "\n"
    if code == 0x09:
        return "\t"
    said = chr(code)
    return (
        said
        if _HAN.fullmatch(said)
        and _HAN.search(text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1])
        else None
    )
