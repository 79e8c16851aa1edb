"""Readers of markers that are a word with a number: 【事件1】, 案例一：, 附录A, Q1:, 问：, 第一步，."""

from __future__ import annotations

import re

from unionclean.outline.marks import LONE, ONE, RUN, Mark, has_title, is_heading
from unionclean.outline.numerals import read_numeral
from unionclean.outline.pieces import END, D, N, S
from unionclean.outline.section import Style

_LABEL = r"[\u3400-\u9fffA-Za-z]{1,10}"
_LABELLED = re.compile(
    rf"[【〔\[［〖]{S}((?:{_LABEL}?)?){S}({D}{{1,3}}|{N}{{1,4}}){S}([\u3400-\u9fff]{{0,4}}){S}[】〕\]］〗]"
)
_NO_LABEL = re.compile(r"[图圖表注註]$|^附[图圖表注註]|年$|月$")
_NO_TAIL = ("号", "號", "年", "月", "日", "条", "條", "款")


def read_labelled(text: str, at: int) -> Mark | None:
    """Read 【事件1】 〔案例三〕; not 【导读】 nor [记者1]: nor 〔2020〕12号."""
    match = _LABELLED.match(text, at)
    if match is None:
        return None
    number, label = read_numeral(match[2]), match[1] + match[3]
    speaks = text[at] in "[［" and text[match.end() : match.end() + 1] in ("：", ":")
    if (
        number is None
        or (not label and text[at] != "【")
        or speaks
        or _NO_LABEL.search(match[1])
        or match[3] in _NO_TAIL
    ):
        return None
    return Mark(at, match.end(), "labelled", label[:10], number, ONE if label else RUN)


_WORDS = frozenset(
    """
    典型案例 案例 事件 问题 問題 情形 情境 情景 例 例题 例題 习题 習題 专题 專題 主题 主題 环节 環節 任务 任務
    项目 項目 阶段 階段 议题 議題 故事 方案 误区 誤區 模块 模組 看点 看點 亮点 亮點 要点 要點 课题 課題 话题
    話題 提问 提問 招数 关键词 關鍵詞 实验 實驗 活动 活動 板块 目标 目標 学习目标 课程目标 原则 原則 方法 技巧
    实例 實例 包 标段 標段 考点 考點 知识点 知識點 规则 規則 风险 風險 学习情境 學習情境 实训 實訓 练习 練習 作业 作業 专栏 專欄 试题 試題 措施 对策 對策 策略 建议 建議
    证据 證據 争议焦点 爭議焦點 理由 特点 特點 优势 優勢 议案 提案 案由 附件 附表 附文 附
    """.split()  # noqa: SIM905
)
"""What a numbered part of a text may be called, where the number follows."""
_STYLED: dict[str, Style] = {"附录": "appendix", "附錄": "appendix", "步骤": "step", "步驟": "step"}
ANNEXES = frozenset(("附件", "附录", "附表", "附文", "附"))
"""What stands at the end of a document and in none of its sections."""

_DASH = re.compile("[-－–.．]")
_NAMES = "|".join(sorted((*_WORDS, *_STYLED), key=lambda word: (-len(word), word)))
_KNOWN_LABEL = re.compile(
    rf"({_NAMES}|附{S}[录錄]){S}({N}{{1,3}}|{D}{{1,3}}(?:[-－–.．]{D}{{1,2}})?|[A-Z](?![A-Za-z])){S}"
    rf"([：:、]|[.．](?!{D})|{END}|(?<=[A-Z0-9])(?=[(（]))"
)
FIRST_OF_LABELS = "".join(sorted({word[0] for word in (*_WORDS, *_STYLED)}))


def read_known_label(text: str, at: int) -> Mark | None:
    """Read 案例一： 问题 2 附录A 附件1：; not 附件1中的表 nor 案例二十分典型."""
    match = _KNOWN_LABEL.match(text, at)
    if match is None:
        return None
    sign, _, part = _DASH.sub("-", match[2]).partition("-")
    number = ord(sign) - ord("A") + 1 if sign.isascii() and sign.isalpha() else read_numeral(sign)
    word = "".join(match[1].split()).replace("錄", "录")
    style = _STYLED.get(word, "labelled")
    needs = RUN
    if word in ANNEXES and is_heading(text, match.end()):
        needs = ONE if has_title(text, match.end()) else LONE
    return Mark(at, match.end(), style, word, number, needs, int(part or 0)) if number else None


_COUNTED = re.compile(rf"第{S}({N}{{1,3}}|{D}{{1,3}}){S}([案题題幕场場周週天]|[阶階]段)(?:{S}[:：、.．]|{END})")


def read_counted(text: str, at: int) -> Mark | None:
    """Read 第一案 第2题： 第三幕 第1周 第一阶段：; not 第一场比赛."""
    match = _COUNTED.match(text, at)
    number = read_numeral(match[1]) if match else None
    if match is None or not number or not is_heading(text, match.end(), 60):
        return None
    return Mark(at, match.end(), "labelled", "第" + match[2].translate(_SIMPLE), number, RUN)


_SIMPLE = str.maketrans("題場週階", "题场周阶")


_RANKED = re.compile(r"(N[oO]\.?|TOP|Top|DAY|Day|TIPS?|Tips?)[ \t]{0,2}(\d{1,3})(?![0-9A-Za-z-])[.:：、]?")


def read_ranked(text: str, at: int) -> Mark | None:
    """Read No.1 TOP2 Day3: at the start of short lines; not NO1234, which nothing follows."""
    match = _RANKED.match(text, at)
    number = int(match[2]) if match else 0
    if match is None or not number or not is_heading(text, match.end(), 60):
        return None
    return Mark(at, match.end(), "labelled", match[1][:2].lower(), number, RUN)


_STEP = re.compile(rf"第{S}({N}{{1,3}}|{D}{{1,2}}){S}步(?:{S}[,，:：、.．]|(?=[ \u3000]))")


def read_step(text: str, at: int) -> Mark | None:
    """Read 第一步， 第 2 步：; not 第一步的工作."""
    match = _STEP.match(text, at)
    number = read_numeral(match[1]) if match else None
    return Mark(at, match.end(), "step", "第", number, RUN) if match and number else None


_QUESTION = re.compile(
    rf"([QＱAＡ])(?:uestion|nswer)?(?:{S}({D}{{1,3}}){S}[:：.．、]|[:：])|([问問答])(?:{S}({D}{{1,3}}|{N}{{1,3}}))?{S}[:：]"
)


def read_question(text: str, at: int) -> Mark | None:
    """Read Q1: A1： 问： 答： 问3：; a 问： without number counts as the next one."""
    match = _QUESTION.match(text, at)
    if match is None or not has_title(text, match.end()):
        return None
    sign = (match[1] or match[3]).replace("問", "问").replace("Ｑ", "Q").replace("Ａ", "A")
    number = read_numeral(match[2] or match[4] or "")
    shape = sign if number is None else sign + "1"
    return Mark(at, match.end(), "question", shape, number or 0, RUN)
