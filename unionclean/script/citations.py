"""Characters and words that the text speaks of: what is cited as such stays in its script.

A form is cited when its other form stands beside it (“台灣” → “台湾”, 发（發）), when a word says that it is one (繁体：發, 写作“裡面”), when one
character stands in quotation marks before 字, 讀, 共…畫, a gloss (「門」，聞也) and the like or in a row that is called characters
(「徵」、「夥」二字), when a line of Simplified quotes it, and when it is a language's name for itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from unionclean.han import HAN_BMP
from unionclean.masking import CLOSED, Span, mask
from unionclean.patterns import lazy
from unionclean.script.characters import patterns
from unionclean.script.endonyms import find_endonyms
from unionclean.script.forms import are_forms, find_forms, form_of, more_forms

_OPEN, _CLOSE = "“「『‘《〈\"'", "”」』’》〉\"'"
_HAN_RUN = f"[{HAN_BMP}]"
_LONGEST = 8

_HINT = lazy(
    "[→←⇒=>—–|\t/：:作体體語話文字从”」』’](?:(?<=[→←⇒])|(?<=[=-]>)|(?<=[写寫又亦也或俗本古]作)|(?<=[繁正简簡异異][体體])|(?<=[本粵臺]語)|(?<=廣東話)|(?<=客家話)|(?<=正體中文)|(?<=[繁正][：:])|(?<=[”」』’]字)|(?<=字)(?=[共有])|(?<=[，,。]从)"
    f"|(?<=[“「『‘].[”」』’])|(?<={_HAN_RUN}[/=|\t—–])(?={_HAN_RUN})|(?<={_HAN_RUN} [|=])(?= ?{_HAN_RUN})"
    f"|(?<=[：:])(?={_HAN_RUN}[、，,/]{_HAN_RUN}(?!{_HAN_RUN}))"
    "|(?<=[”」』’])(?=[和與與及、/=＝≠→跟－-]?[“「『‘]|者?[，,：:]?[^“”「」\n]{1,8}也))"
)
"""Without one of these, a text that is wholly Traditional cites nothing."""

_GLOSSED = lazy(f"[（(〔]({_HAN_RUN})[）)〕、，]")
_QUOTED = lazy(f"[{_OPEN}]({_HAN_RUN}{{1,{_LONGEST}}})[{_CLOSE}]")
_LINE_END = lazy("[\n\r]")

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
    f"[“「『‘]({_HAN_RUN})[”」』’](?=(?:[这這]?[个個一二两兩]|[这這])?字|[讀读]|{_STROKES}|[也又](?:[寫写]?作|[讀读])|[寫写]作|通用|的?(?:部首|[筆笔][畫画劃划順顺]|部(?=的?字|[首，。、的]|$)|[讀读]音|[簡简][化體体]|[繁異异][體体])"
    f"|有{_NUMBER}[個个种種]?(?:讀音|读音|[寫写]法))"
)
_JOINED = f"[、和與与及]?[“「『‘]{_HAN_RUN}[”」』’]"
_LISTED_CHARACTER = lazy(
    f"[“「『‘]({_HAN_RUN})[”」』’](?:(?<=字...)(?={_JOINED})|(?=(?:{_JOINED}){{1,9}}[^。，,\\n“「『‘]{{0,8}}"
    "(?:字|[讀读][作音法]|[寫写][作法成]|通用|[簡简][化體体]|[繁異异][體体]|部首|[筆笔][畫画劃划])))"
)
"""Characters in a row that are called characters: 漢字「發」「髮」, 「徵」、「夥」二字.  In “打”與“談” they are words."""
_COUNTED = lazy(f"字(?<=({_HAN_RUN})字)(?<![漢汉文數数個个單单繁簡简]字)(?={_STROKES})")
_LISTED_IN_QUOTES = lazy(
    f"[“「『‘]({_HAN_RUN}(?:[、/，,和與与]{_HAN_RUN}){{1,9}})[”」』’](?=[^。，,\\n“「『‘]{{0,4}}(?:[簡简][化體体]|[繁異异][體体]|通用|合[并並併][为為成]))"
)
"""Characters listed in one pair of marks: “發、髮”简化为“发”."""
_DEFINED = lazy(
    f"[“「『‘]({_HAN_RUN}[，,：:][^“”「」『』‘’\n]{{1,40}}[，,。]从{_HAN_RUN}(?:[从，,、。]|{_HAN_RUN}[聲声，。])[^“”「」『』‘’\n]{{0,40}})[”」』’]"
)
"""An entry of a dictionary of characters, as Shuowen writes it: the character, its sense, its parts."""
_GLOSSED_AS = lazy(f"[“「『‘]({_HAN_RUN})[”」』’](?=者?[，,：:]?[^“”「」\n]{{1,8}}也(?!{_HAN_RUN}))")
_MAPPED = lazy(
    f"[{_OPEN}]({_HAN_RUN}{{1,{_LONGEST}}})[{_CLOSE}](?= ?(?:[=-]>|[→⇒]) ?[{_OPEN}]{_HAN_RUN}{{1,{_LONGEST}}}[{_CLOSE}])"
)
_CALLED_CHARACTER = lazy(f"[字首旁](?:(?<!名字)(?<=字)|(?<=部首)|(?<=偏旁))[“「『‘]({_HAN_RUN})[”」』’]")
_SAID = (
    (("简", "簡", "繁", "异", "異", "通用", "合"), _LISTED_IN_QUOTES),
    (("體", "体"), _LABELLED), (("繁", "正"), _MARKED), (tuple("“「『‘"), _WRITTEN), (("字",), _COUNTED), (("从",), _DEFINED),
    (("→", "⇒", "->", "=>"), _MAPPED),
)  # fmt: skip
"""What says of one word, by its place or by the words beside it, that it is cited, behind one of the strings without which there is none."""
_SAID_OF_CHARACTERS = (_SPOKEN_OF, _LISTED_CHARACTER, _GLOSSED_AS, _CALLED_CHARACTER)
"""The same of one character in quotation marks."""
_REST_OF_ROW = lazy(f"[{CLOSED}、，,/和與与及。. \t\r\u3000]*")
"""What is left of a line of nothing but quoted characters."""
_FEW = 4
"""Characters of a Traditional word that a line of Simplified quotes as such; what is longer may be a quotation."""
_NEXT_CHARACTER = lazy(f"[、/] ?({_HAN_RUN})(?!{_HAN_RUN})")
_MOST_LISTED = 20
_BEHIND_COLON = lazy(f"[：:] ?({_HAN_RUN}{{1,{_LONGEST}}})(?!{_HAN_RUN})")
_SINGLE = lazy(f"[“「『‘]({_HAN_RUN})[”」』’]")


def may_cite(text: str) -> bool:
    """Return whether a wholly Traditional text may cite anything.

    >>> may_cite("「發」字"), may_cite("國家發展")
    (True, False)
    """
    if _HINT.search(text):
        return True
    return any(
        are_forms(text[max(0, gloss.start() - 3) : gloss.start()].rstrip(" 】」』”’〕")[-1:], gloss[1])
        for gloss in _GLOSSED.finditer(text)
    )


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
    said = [found.span(1) for pattern in _patterns_for(text) for found in pattern.finditer(text)]
    single = [end for start, end in said if end - start == 1]
    listed = (form for end in single for form in (*more_forms(text, end - 1, end), *_listed_behind(text, end)))
    cited = list(dict.fromkeys([*_find_quoted(text), *find_forms(text), *said, *listed]))
    yield from cited
    yield from _find_on_lines(text, cited)
    yield from find_endonyms(text)


def _patterns_for(text: str) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of what is said to be cited that may match in ``text``."""
    yield from (pattern for hints, pattern in _SAID if any(hint in text for hint in hints))
    if _SINGLE.search(text):
        yield from _SAID_OF_CHARACTERS


def _find_on_lines(text: str, cited: list[Span]) -> Iterator[Span]:
    """Yield every single quoted character of the lines on which one character is cited, and the quoted words that hold one of them.

    They are spoken of together: “瞭解”的“瞭”简化为“了”.
    """
    done = 0
    for start, end in sorted(cited):
        if start < done or end - start > 1:
            continue
        line = text.rfind("\n", 0, start) + 1
        done = text.find("\n", end)
        done = len(text) if done < 0 else done
        singles = {found.span(1) for found in _SINGLE.finditer(text, line, done)}
        yield from singles.difference(cited)
        characters = {text[single] for single, _ in singles}
        for word in _QUOTED.finditer(text, line, done):
            if 1 < len(word[1]) <= _FEW and not characters.isdisjoint(word[1]):
                yield word.span(1)


def _listed_behind(text: str, end: int) -> Iterator[Span]:
    """Yield the single characters that are listed behind a cited one: 繁体：國、學."""
    for _ in range(_MOST_LISTED):
        listed = _NEXT_CHARACTER.match(text, end)
        if listed is None:
            return
        yield listed.span(1)
        end = listed.end()


def _find_quoted(text: str) -> Iterator[Span]:
    """Yield what is quoted and cited, by the other words that its line quotes, or by its script; and what two labels of a line call two forms."""
    for line_end, on_line in _by_line(text, _QUOTED):
        yield from _of_two_forms(on_line)
        yield from _quoted_on_purpose(text, on_line, line_end)
    for _, on_line in _by_line(text, _BEHIND_COLON):
        yield from _of_two_forms(on_line)


def _by_line(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, list[re.Match[str]]]]:
    """Yield where a line ends, and what of a pattern is on it, for the lines with any."""
    on_line: list[re.Match[str]] = []
    line_end = -1
    for found in pattern.finditer(text):
        if found.start() > line_end:
            if on_line:
                yield line_end, on_line
            on_line = []
            end = _LINE_END.search(text, found.start())
            line_end = end.start() if end else len(text)
        on_line.append(found)
    if on_line:
        yield line_end, on_line


def _of_two_forms(quoted: list[re.Match[str]]) -> Iterator[Span]:
    """Yield those of the ``quoted`` words that are two forms of one."""
    if len(quoted) < 2 or all(form_of(word[1]) == word[1] for word in quoted):
        return
    forms: dict[str, dict[str, list[Span]]] = defaultdict(dict)
    for word in quoted:
        forms[form_of(word[1])].setdefault(word[1], []).append(word.span(1))
    for by_form in forms.values():
        if len(by_form) > 1:
            yield from (span for spans in by_form.values() for span in spans)


def _quoted_on_purpose(text: str, quoted: list[re.Match[str]], line_end: int) -> Iterator[Span]:
    """Yield the Traditional words that a line quotes which is else in Simplified, or which is nothing but quoted characters."""
    evidence, simplified = patterns().evidence, patterns().simplified
    old = [word for word in quoted if word[0][0] not in "《〈" and len(word[1]) <= _FEW and evidence.search(word[1])]
    if not old:
        return
    start = text.rfind("\n", 0, old[0].start()) + 1
    rest = mask(text[start:line_end], [(word.start() - start, word.end() - start) for word in quoted])
    is_row = len(quoted) > 1 and all(len(word[1]) == 1 for word in quoted) and _REST_OF_ROW.fullmatch(rest)
    has_simplified = simplified.search(rest) or any(simplified.search(word[1]) for word in quoted)
    if is_row or (has_simplified and not evidence.search(rest)):
        yield from (word.span(1) for word in old)
