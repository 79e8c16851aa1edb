"""What else speaks for or against a list of places being spam: how it is introduced, written and placed.

Each piece of evidence is a natural logarithm of P(seen | spam) / P(seen | a real list); the sum with
:func:`~unionclean.places.model.likeness` is the score.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from unionclean.han import COMMON_TRADITIONAL
from unionclean.places.blocks import Block
from unionclean.places.cells import BLANKS
from unionclean.places.gazetteer import simplified
from unionclean.places.model import likeness

THRESHOLD = 3.0
"""The score from which a list is spam."""

# What a list is called, anywhere in a heading or in the last sentence before a colon.
_LIST = re.compile(
    "名单|名單|名录|名錄|一览|一覽|列表|清单|清單|目录|目錄|排名|排行|排序|位次|榜|[百十千]强|[百十千]強|强[县市]|強[縣市]|前[0-9一二三四五六七八九十]+[强名位]|试点|試點|示范|示範|考点|考點|考区|站点|站點|车站|車站|停靠|停站|途经|途經|沿线"
    "|线路|路线|网点|網點|门店|门市|分店|分公司|分支机构|办事处|代理商|经销商|加盟|服务区|服务范围|覆盖|配送|送货|送達|送达|发货|开通|行政区划|行政區劃|区划|辖|轄|所属|下属|涉及|范围|範圍|入选|入選|入围|获评|命名|表彰|先进|天气|预报|气温"
    "|邮编|邮政编码|区号|如下|以下|下列|下述|包括|包含|分别|分別|依次|附件|附表|附录|附錄|表[0-9一二三四五六七八九十]|县域|縣域|各县|各縣|各市|各省|各地|各区|县区|区县|市县|县市|县（|旗县|縣市|市州|地市|省份|省区|省市|城市[^管人委局]|城市$|地区[^人委管政]|地区$"
    "|贫困县|重点县|产粮|大县|生态县|文明[县城]|卫生[县城]|百佳|十佳|结果|评选|公示"
)
_COLON = ("：", ":", "︰", "∶")
_SENTENCE_END = tuple("。！？!?；;”」』）)】]》…")
_GROUP_WORD = re.compile("[县縣市区區州旗省城村镇鎮站点點校店村线線表]")
_SIGNATURE = re.compile("(?:政府|办公[厅室]|辦公[廳室]|委员会|委員會|[局厅廳院会會部社网網报報处處所校]|公司|[日号號])$|记者|編輯|编辑|作者|责[编任]|責[編任]|来源|來源|电话|電話|[0-9]{4}")
_FOLLOWED = re.compile(r"[\s]*[（(【\[]?(?:以上|上述|以下|注[:：]|合计|共计|总计|共有|共[0-9一二三四五六七八九十]|等[0-9一二三四五六七八九十共地个個县市省]|等等|[，。；、])")
_TABLE_RULE = re.compile(r"[-=:+|│┼ ]{3,}")
_HEADS = frozenset("城市 地区 县名 县市 区县 市县 名称 省份 地名 县区 单位 站名 站点 排名 序号 地區 縣市 名稱 县级市 地级市 县（市） 县(市) 县（区）".split())
_SIMPLIFIED = "国会发业关学产进实设机动现习统农经协点时长开问间题为与对来个们这说过还从无体东车书见贝页风马鱼鸟门电话语请让认识记义务员岁军万亿级纪约红网线总结给绝绿县"

_NEAR = 3000  # characters of the page that are searched for the names of the list
_TAIL = 600  # characters of lines after a block that a page may still have


def weigh(text: str, block: Block) -> dict[str, float]:
    """Return the evidence for ``block`` being spam, by name; the score is the sum."""
    places = [(simplified(item.text), item.place) for item in block.items if item.place is not None]
    weights = {"names": likeness(places)}
    weights |= dict(_of_writing(text, block))
    weights |= dict(_of_items(block))
    weights["introduction"] = introduction(text, block)
    weights["place in the page"] = _placing(text, block)
    if sum(weights.values()) >= THRESHOLD:  # the dearest look comes last
        weights["names in the text"] = _mentioned(text, block)
    return weights


def _of_writing(text: str, block: Block) -> Iterator[tuple[str, float]]:
    listed = text[block.start : block.end]
    closed = listed.rstrip(BLANKS + "\n").endswith(block.sep)
    yield "closing separator", 2.2 if closed else -0.4
    rows = listed.strip("\n").split("\n")
    opened = sum(row.lstrip(BLANKS).startswith(block.sep) for row in rows)
    if opened > 0.5 * len(rows):
        yield "table", -2.5 if len(rows) == 1 else -8.0
    if any(_TABLE_RULE.fullmatch(row.strip()) for row in rows):
        yield "table rule", -8.0
    if _other_script(text, block, listed):
        yield "other script", 4.0


def _of_items(block: Block) -> Iterator[tuple[str, float]]:
    kinds = Counter(item.kind for item in block.items)
    certain = [item.text for item in block.items if item.place and len(item.place.prefectures) <= 3]
    yield "repeated", min(3.0, 1.5 * (len(certain) - len(set(certain))))
    yield "farm words", min(3.0, 1.3 * kinds["f"])
    yield "navigation", -3.0 * kinds["n"]
    yield "figures", max(-12.0, -2.5 * kinds["x"])
    yield "more than names", max(-9.0, -1.5 * kinds["r"])
    yield "recent names", max(-2.1, -0.7 * sum(item.place.recent for item in block.items if item.place))
    if block.items[0].text in _HEADS:
        yield "column head", -6.0


def _other_script(text: str, block: Block, listed: str) -> bool:
    """Return whether the list is in one script and the text around it in the other."""
    around = text[max(0, block.start - _NEAR) : block.start] + text[block.end : block.end + 500]
    traditional = sum(map(around.count, COMMON_TRADITIONAL))
    plain = sum(map(around.count, _SIMPLIFIED))
    if traditional + plain < 10:
        return False
    folded = simplified(listed)
    list_is_traditional = folded != listed
    return traditional > 3 * plain if not list_is_traditional else plain > 3 * traditional


def introduction(text: str, block: Block) -> float:
    """Weigh what stands before and behind the list: a label, a heading, a sentence that it belongs to."""
    if _FOLLOWED.match(text, block.end):
        return -6.0
    line_start = text.rfind("\n", 0, block.start) + 1
    label = text[line_start : block.start].strip()
    if label:
        return _of_label(label)
    above = [line.strip() for line in text[max(0, line_start - 400) : line_start].split("\n") if line.strip()]
    if not above:
        return 2.5
    return min(_of_line(above[-1]), *(_of_heading(line) for line in above[-4:-1]), 3.2)


def _of_label(label: str) -> float:
    """Weigh the text before the list on its own line."""
    if label.endswith(_COLON):
        return -8.0 if _LIST.search(label[-40:]) or len(label) <= 12 else -5.0
    sentence = _last_sentence(label)
    if sentence and len(sentence) <= 30 and _LIST.search(sentence):
        return -6.0
    if len(label) <= 12 and not label.endswith(_SENTENCE_END):
        return 0.0
    return 3.2


def _of_line(line: str) -> float:
    """Weigh the line above the list."""
    if line.endswith(_COLON):
        return -9.0 if _LIST.search(line[-60:]) else -2.0 if _GROUP_WORD.search(line[-30:]) else 0.5
    sentence = _last_sentence(line)
    if line.endswith(_SENTENCE_END) and re.search("如下|下列|名单见|见下|以下(?!简称)", sentence):
        return -5.0
    if len(line) > 45 or line.endswith(("。", "！", "？", "!", "?")):
        return 3.2
    return _of_short_line(line)


def _of_short_line(line: str) -> float:
    if _LIST.search(line):
        return -7.0
    if _SIGNATURE.search(line) or line.endswith(_SENTENCE_END):
        return 3.0
    return -1.5 if _GROUP_WORD.search(line) else 1.5


def _of_heading(line: str) -> float:
    """Weigh a line some lines above the list: only a title that names a list counts."""
    if len(line) <= 40 and not line.endswith(("。", "！", "；")) and _LIST.search(line):
        return -4.0
    return 3.2


def _last_sentence(text: str) -> str:
    return re.split("[。！？!?；;]", text.rstrip("。！？!?；;"))[-1]


def _placing(text: str, block: Block) -> float:
    """Weigh where the list is: at an end of the page, or with text on both sides."""
    before, after = text[: block.start][-_TAIL:].strip(), text[block.end : block.end + _TAIL + 1].strip()
    if not before and not after:
        return 0.0
    short_tail = len(after) <= _TAIL and after.count("。") <= 2
    if short_tail or len(before) < 40:
        return 1.0
    return 0.0 if "。" not in after else -3.0


def _mentioned(text: str, block: Block) -> float:
    """Weigh how many of the names the text near the list speaks of."""
    around = text[max(0, block.start - _NEAR) : block.start] + "\n" + text[block.end : block.end + _NEAR // 2]
    names = {item.text for item in block.items if item.place and item.place.form in "CFS"}
    found = sum(name in around for name in names)
    return -6.0 if found >= 3 and found > 0.2 * len(names) else 0.3
