"""Characters and words that the text speaks of: what is cited as such stays in its script.

A form is cited when its other form stands beside it (“台灣” → “台湾”, 发（發）), when a word says that it is one (繁体：發, 写作“裡面”), when one
character stands in quotation marks before 字, 讀, 共…畫, a gloss (「門」，聞也) and the like or in a row that is called characters
(「徵」、「夥」二字), when a line of Simplified quotes it, and when it is a language's name for itself.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator

from unionclean.han import HAN_BMP
from unionclean.masking import CLOSED, Span, mask
from unionclean.patterns import lazy
from unionclean.script.characters import patterns
from unionclean.script.endonyms import find_endonyms
from unionclean.script.engine import convert

_OPEN, _CLOSE = "“「『‘《〈\"'", "”」』’》〉\"'"
_HAN_RUN = f"[{HAN_BMP}]"
_LONGEST = 8

_HINT = lazy(
    "[→←=|\t/：:作体體語話文字从”」』’](?:(?<=[→←])|(?<=[写寫又亦也或俗本古]作)|(?<=[繁正简簡异異][体體])|(?<=[本粵臺]語)|(?<=廣東話)|(?<=客家話)|(?<=正體中文)|(?<=[繁正][：:])|(?<=[”」』’]字)|(?<=字)(?=[共有])|(?<=[，,。]从)"
    f"|(?<=[“「『‘].[”」』’])|(?<={_HAN_RUN}[/=|\t])(?={_HAN_RUN})|(?<={_HAN_RUN} [|=])(?= ?{_HAN_RUN})"
    "|(?<=[”」』’])(?=[和與與及、/=＝→跟－-]?[“「『‘]|者?[，,：:]?[^“”「」\n]{1,8}也))"
)
"""Without one of these, a text that is wholly Traditional cites nothing."""

_GLOSSED = lazy(f"[（(〔]({_HAN_RUN})[）)〕、，]")
_QUOTED = lazy(f"[{_OPEN}]({_HAN_RUN}{{1,{_LONGEST}}})[{_CLOSE}]")
_LINE_END = lazy("[\n\r]")
_CALLED = "(?:[繁正异異简簡](?:[体體](?:中文|字)?)?(?:[：:] ?|[为為是作] ?))?"
"""What a bracket may say of the form in it: 台灣（简体：台湾）."""
_BESIDE = lazy(f"[→←⇒↔=＝/／［\\[（(〔-](?:(?<=[=-])>|(?<!-)(?:(?<=[［\\[（(〔]){_CALLED})?) ?(?={_HAN_RUN})")
_BETWEEN_WHOLE = lazy(f"[|\t,](?:(?<={_HAN_RUN}.)|(?<={_HAN_RUN} .)) ?(?={_HAN_RUN})")
"""What stands between cells of a table, or words of a list, that are two forms of one."""
_JOINT, _JOINT_BEFORE = lazy(" ?[、/／，,+＋] ?"), lazy(" ?[、/／，,+＋] ?\\Z")
_MOST_FORMS = 6
_WORD_BEFORE = lazy(f"{_HAN_RUN}{{1,{_LONGEST}}}(?= ?\\Z)")
_RUN = lazy(f"{_HAN_RUN}{{1,{_LONGEST}}}")

_LABELLED = lazy(
    f"[繁正异異简簡](?:(?<!异)體|(?<!異)体)(?:中文|字|字形|[写寫]法)?(?:[：:] ?|[为為是作] ?(?=[{_OPEN}])|(?<=[字形法])的?(?=[{_OPEN}]))[{_OPEN}]?({_HAN_RUN}{{1,{_LONGEST}}})(?!{_HAN_RUN})"
)
_MARKED = lazy(
    f"[繁正](?:(?<=[；;，,、/ （(\n][繁正])|(?<![^\n][繁正]))[：:] ?({_HAN_RUN}{{1,{_LONGEST}}})(?!{_HAN_RUN})"
)
_WRITTEN = lazy(
    f"[写寫又亦也或俗本古简簡繁转轉](?:(?<![繁转轉])作|(?<=[简簡繁])化[为為成作]|(?<=[转轉])[换換]?[为為成]) ?[“「『‘]({_HAN_RUN}{{1,{_LONGEST}}})[”」』’]"
)
_NUMBER = "[0-9０-９一二三四五六七八九十廿兩两幾几多]{1,4} ?"
_STROKES = f"(?:[共有]|共有) ?{_NUMBER}[畫画劃划筆笔]"
_SPOKEN_OF = lazy(
    f"[“「『‘]({_HAN_RUN})[”」』’](?=(?:[这這]?[个個一二两兩]|[这這])?字|[讀读]|{_STROKES}|[也又](?:[寫写]?作|[讀读])|[寫写]作|通用|的?(?:部首|[筆笔][畫画劃划順顺]|[讀读]音|[簡简][化體体]|[繁異异][體体])"
    f"|有{_NUMBER}[個个种種]?(?:讀音|读音|[寫写]法))"
)
_JOINED = f"[、和與与及]?[“「『‘]{_HAN_RUN}[”」』’]"
_LISTED_CHARACTER = lazy(
    f"[“「『‘]({_HAN_RUN})[”」』’](?:(?<=字...)(?={_JOINED})|(?=(?:{_JOINED}){{1,9}}[^。，,\\n“「『‘]{{0,8}}"
    "(?:字|[讀读][作音法]|[寫写][作法成]|通用|[簡简][化體体]|[繁異异][體体]|部首|[筆笔][畫画劃划])))"
)
"""Characters in a row that are called characters: 漢字「發」「髮」, 「徵」、「夥」二字.  In “打”與“談” they are words."""
_COUNTED = lazy(f"字(?<=({_HAN_RUN})字)(?<![漢汉文數数個个單单繁簡简]字)(?={_STROKES})")
_DEFINED = lazy(
    f"[“「『‘]({_HAN_RUN}[，,：:][^“”「」『』‘’\n]{{1,40}}[，,。]从{_HAN_RUN}(?:[从，,、。]|{_HAN_RUN}[聲声，。])[^“”「」『』‘’\n]{{0,40}})[”」』’]"
)
"""An entry of a dictionary of characters, as Shuowen writes it: the character, its sense, its parts."""
_GLOSSED_AS = lazy(f"[“「『‘]({_HAN_RUN})[”」』’](?=者?[，,：:]?[^“”「」\n]{{1,8}}也(?!{_HAN_RUN}))")
_MAPPED = lazy(
    f"[{_OPEN}]({_HAN_RUN}{{1,{_LONGEST}}})[{_CLOSE}](?= ?(?:[=-]>|[→⇒]) ?[{_OPEN}]{_HAN_RUN}{{1,{_LONGEST}}}[{_CLOSE}])"
)
_SAID = (
    _LABELLED, _MARKED, _WRITTEN, _SPOKEN_OF, _LISTED_CHARACTER, _COUNTED, _DEFINED, _GLOSSED_AS, _MAPPED
)  # fmt: skip
"""What says of one word, by its place or by the words beside it, that it is cited."""
_REST_OF_ROW = lazy(f"[{CLOSED}、，,/和與与及。. \t\r\u3000]*")
"""What is left of a line of nothing but quoted characters."""
_FEW = 4
"""Characters of a Traditional word that a line of Simplified quotes as such; what is longer may be a quotation."""
_SINGLE = lazy(f"[“「『‘]({_HAN_RUN})[”」』’]")


def may_cite(text: str) -> bool:
    """Return whether a wholly Traditional text may cite anything.

    >>> may_cite("「發」字"), may_cite("國家發展")
    (True, False)
    """
    if _HINT.search(text):
        return True
    return any(
        _are_forms(text[max(0, gloss.start() - 2) : gloss.start()].rstrip(" ")[-1:], gloss[1])
        for gloss in _GLOSSED.finditer(text)
    )


def _are_forms(one: str, other: str) -> bool:
    return one != other and _form(one) == _form(other)


@functools.lru_cache(maxsize=4096)
def _form(word: str) -> str:
    """Return ``word`` as it is converted when it stands alone."""
    return convert(word)


def find_cited(text: str) -> Iterator[Span]:
    """Yield the spans of what is cited, in any order.

    >>> for text in ["“發”和“髮”都簡化為“发”", "发（繁体：發）", "台湾写作“裡面”。", "台灣 → 台湾", "[繁體中文](a)"]:
    ...     print(*(text[start:end] for start, end in find_cited(text)))
    發 髮 发
    发 發
    裡面
    台灣 台湾
    繁體中文
    >>> text = "這個「乾」字讀作gān，另一個「乾」讀qián。「發」也是"
    >>> sorted(text[start:end] for start, end in find_cited(text))
    ['乾', '乾', '發']
    >>> list(find_cited("發展與發達，「發展」，本書有繁體中文版"))
    []
    """
    said = [found.span(1) for pattern in _SAID for found in pattern.finditer(text)]
    listed = (form for start, end in said if end - start == 1 for form in _more_forms(text, start, end))
    cited = list(dict.fromkeys([*_find_pairs(text), *said, *listed]))
    yield from cited
    yield from _find_on_lines(text, cited)
    yield from find_endonyms(text)


def _find_on_lines(text: str, cited: list[Span]) -> Iterator[Span]:
    """Yield every single quoted character of the lines on which one character is cited: they are spoken of together."""
    done = 0
    for start, end in sorted(cited):
        if start < done or end - start > 1:
            continue
        line = text.rfind("\n", 0, start) + 1
        done = text.find("\n", end)
        done = len(text) if done < 0 else done
        yield from {found.span(1) for found in _SINGLE.finditer(text, line, done)}.difference(cited)


def _find_pairs(text: str) -> Iterator[Span]:
    """Yield forms that become one when they are converted: quoted ones on one line, and two side by side."""
    on_line: list[re.Match[str]] = []
    line_end = -1
    for quoted in _QUOTED.finditer(text):
        if quoted.start() > line_end:
            yield from _of_two_forms(on_line)
            yield from _quoted_on_purpose(text, on_line, line_end)
            on_line = []
            found = _LINE_END.search(text, quoted.start())
            line_end = found.start() if found else len(text)
        on_line.append(quoted)
    yield from _of_two_forms(on_line)
    yield from _quoted_on_purpose(text, on_line, line_end)
    reach = 0
    for beside in _BESIDE.finditer(text):
        if beside.start() < reach:
            continue
        before = _WORD_BEFORE.search(text, max(0, beside.start() - _LONGEST - 1), beside.start())
        for form in _of_two_words(text, before.end(), beside.end(), len(before[0])) if before else ():
            reach = max(reach, form[1])
            yield form
    for between in _BETWEEN_WHOLE.finditer(text):
        yield from _of_two_cells(text, between.start(), between.end())


def _of_two_forms(quoted: list[re.Match[str]]) -> Iterator[Span]:
    """Yield those of the ``quoted`` words that are two forms of one."""
    if len(quoted) < 2:
        return
    forms: dict[str, dict[str, list[Span]]] = defaultdict(dict)
    for word in quoted:
        forms[_form(word[1])].setdefault(word[1], []).append(word.span(1))
    for by_form in forms.values():
        if len(by_form) > 1:
            yield from (span for spans in by_form.values() for span in spans)


def _of_two_words(text: str, end: int, start: int, longest: int) -> Iterator[Span]:
    """Yield the longest word before ``end`` and the one from ``start`` that are two forms of one, if there are any."""
    run = _RUN.match(text, start)
    evidence = patterns().evidence
    if run is None or not (evidence.search(text, end - longest, end) or evidence.search(run[0])):
        return
    for length in range(min(longest, len(run[0])), 0, -1):
        one, other = text[end - length : end], text[start : start + length]
        if _are_forms(one, other):
            yield end - length, end
            yield start, start + length
            yield from _more_forms(text, end - length, end)
            yield from _more_forms(text, start, start + length)
            return


def _more_forms(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what is listed before and behind a form and is another one of the same word: 发 ← 發、髮, 发(發髮)."""
    length, form = end - start, _form(text[start:end])
    for _ in range(_MOST_FORMS):
        joint = _JOINT.match(text, end)
        behind = joint.end() if joint else end
        if _form(text[behind : behind + length]) != form:
            break
        end = behind + length
        yield behind, end
    for _ in range(_MOST_FORMS):
        joint = _JOINT_BEFORE.search(text, max(0, start - 3), start)
        before = joint.start() if joint else start
        if before < length or _form(text[before - length : before]) != form:
            break
        start = before - length
        yield start, before


def _of_two_cells(text: str, end: int, start: int) -> Iterator[Span]:
    """Yield the whole words before ``end`` and from ``start`` if they are two forms of one."""
    if not patterns().evidence.search(text, max(0, end - _LONGEST - 1), start + _LONGEST):
        return
    before = _WORD_BEFORE.search(text, max(0, end - _LONGEST - 1), end)
    behind = _RUN.match(text, start)
    if (
        before
        and behind
        and len(before[0]) == len(behind[0]) <= _LONGEST
        and _are_forms(before[0].rstrip(" "), behind[0])
    ):
        yield before.span()
        yield behind.span()
        yield from _more_forms(text, *behind.span())


def _quoted_on_purpose(text: str, quoted: list[re.Match[str]], line_end: int) -> Iterator[Span]:
    """Yield the Traditional words that a line quotes which is else in Simplified, or which is nothing but quoted characters."""
    evidence, simplified = patterns().evidence, patterns().simplified
    old = [word for word in quoted if word[0][0] not in "《〈" and len(word[1]) <= _FEW and evidence.search(word[1])]
    if not old:
        return
    start = text.rfind("\n", 0, old[0].start()) + 1
    rest = mask(text[start:line_end], [(word.start() - start, word.end() - start) for word in quoted])
    is_row = len(quoted) > 1 and all(len(word[1]) == 1 for word in quoted) and _REST_OF_ROW.fullmatch(rest)
    if is_row or (simplified.search(rest) and not evidence.search(rest)):
        yield from (word.span(1) for word in old)
