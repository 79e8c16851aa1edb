"""What else speaks for or against a list of places being spam: how it is introduced, written and placed.

Each piece of evidence is a natural logarithm of P(seen | spam) / P(seen | a real list); the sum with
:func:`~unionclean.places.model.likeness` is the score.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from unionclean.han import COMMON_TRADITIONAL
from unionclean.places.blocks import Block
from unionclean.places.cells import BLANKS
from unionclean.places.gazetteer import simplified
from unionclean.places.model import likeness

THRESHOLD = 1.5
"""The score from which a list is spam."""

# What lists of places are called, in a heading or before a colon.
_LIST = (
    "名单|名單|名录|名錄|一览|一覽|列表|清单|清單|目录|目錄|排名|排行|排序|位次|榜|[百十千]强|[百十千]強|强[县市]|強[縣市]|前[0-9一二三四五六七八九十]+[强名位]"
    "|试点|試點|示范|示範|考点|考點|考区|站点|站點|车站|車站|停靠|停站|途经|途經|沿线|线路|路线|网点|網點|门店|门市|分店|分支机构|办事处|代理商|经销商|加盟"
    "|服务区|服务范围|覆盖|配送|送货|送達|送达|发货|开通|行政区划|行政區劃|区划|[管所]辖|下辖|轄|所属|下属|入选|入選|入围|获评|命名|表彰|先进|天气|预报|气温|邮编|邮政编码|区号"
    "|县域|縣域|各县|各縣|各市|各省|各地|各区|县区|区县|市县|县市|[县市区]（|旗县|縣市|市州|地市|省份|省区|省市|城市(?![管人委局])|地区(?![人委管政])"
    "|贫困县|重点县|产粮|大县|生态县|文明[县城]|卫生[县城]|百佳|十佳|评选|公示|报名点|[分赛]站|赛区|战区|产区|灾区|疫区|分布|排名不分先后"
)
_GROUP = "[县縣市区區州旗省城乡鄉村镇鎮地站点點校店線线团團队隊]"
# What the lists of laws and letters are of; a colon after one of these introduces no places.
_OTHER = (
    "情形|情事|行为|行為|职责|職責|權責|职权|職權|材料|文件|资料|資料|事项|事項|条件|條件|规定|規定|内容|內容|方式|之一|原则|原則|要求|措施|标准|標準|义务|義務|权利|權利|权限|处罚|處罰|处理|處理|办法|辦法|程序|任务|任務"
    "|工作|单位|單位|机关|機關|机构|機構|人员|人員|部门|部門|项目|項目|设施|設施|活动|活動|费用|費用|款|法|类|類|用途|意义|如左|者|证明|證明|证件|證件|证书|證書|手续|手續|程式|说明|說明|目的|含义|意見|意见|理由|方面|问题|制度|责任|責任|课程|課程|计算|計算|指标|指標|许可|許可|书|書|表|物|金|人|员|員"
)
_ENDS_IN_OTHER = re.compile(f"(?:{_OTHER})[）)]?(?:之一)?[的等]?(?:如下|如左|有|是|为|為|包括)?$")
_ENDS_IN_GROUP = re.compile(_GROUP + ".{0,5}$")
_BOILERPLATE = re.compile(
    "相关|相關|推荐|推薦|热点|热门(?:推荐|文章|新闻)|編輯|编辑|文章|本站|站内|网友|点击|阅读|友情|更多|返回|打印|分享|上一|下一|本文|本页|本期|版权|责任|声明|免责|标签|关键[词字]|评论|发表|收藏|谢谢|謝謝"
    "|[(（]?完[)）]?$|参考文献|注释|扫一扫|>>|附[：:]联系|关注|微信|电话|联系|邮箱|传真|地址|作者|.{0,6}(?:简介|簡介|全文|正文|结束|[简通公]报)$|此致|敬礼|特此"
)
_HEADING = re.compile(_LIST + "|^附?表 ?[0-9一二三四五六七八九十]")
_POINTING = re.compile("如下|下列|见下|见附|以下(?=[县縣市区區地城省站各])|列下")
_COLON = ("：", ":", "︰", "∶")
_SENTENCE_END = tuple("。！？!?；;”」』）)】]》…")
_NUMBERED = re.compile("(?:第 *[0-9一二三四五六七八九十百千〇零壹贰叁]+(?:-[0-9]+)? *[章节節条條编編款项項类類目]|[（(]?[一二三四五六七八九十]+[）)、]|[0-9]+[.、．)） ])")
_SIGNATURE = re.compile("(?:政府|办公[厅室]|辦公[廳室]|委员会|委員會|[局厅廳院會会部社网網报報处處所校]|公司|[日号號])$|记者|編輯|编辑|作者|责[编任]|責[編任]|来源|來源|电话|電話|[0-9]{4}年[0-9]+月|[0-9]{4}[-/.][0-9]")
_FOLLOWED = re.compile(
    r"\s*[（(【\[]?(?:(?:以上|上述|前述).{0,8}[县縣市区區州省地名排]|注[:：]|合计|共计|总计|共有|共[0-9一二三四五六七八九十]|排名不分)|[（(]?等|[，。；、]"
)
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
    closed = listed.rstrip(BLANKS + "\n").endswith(block.sep) and not block.dropped
    yield "closing separator", 2.2 if closed else -0.4
    rows = listed.strip("\n").split("\n")
    opened = sum(row.lstrip(BLANKS).startswith(block.sep) for row in rows)
    if len(rows) > 1 and opened > 0.5 * len(rows):
        yield "table", -12.0
    elif opened and closed and text[: block.start].endswith(("", "\n")[block.start > 0]):
        yield "table", -2.5
    if any(_TABLE_RULE.fullmatch(row.strip()) for row in rows):
        yield "table rule", -8.0
    if _other_script(text, block, listed):
        yield "other script", 2.5


def _of_items(block: Block) -> Iterator[tuple[str, float]]:
    kinds = Counter(item.kind for item in block.items)
    certain = [item.text for item in block.items if item.place and len(item.place.prefectures) <= 3]
    yield "repeated", min(3.0, 1.5 * (len(certain) - len(set(certain))))
    yield "farm words", min(3.0, 1.3 * kinds["f"])
    yield "navigation", -3.0 * (kinds["n"] + min(block.dropped, 3))
    yield "words apart", _words_apart(block)
    yield "figures", max(-12.0, -2.5 * kinds["x"])
    yield "more than names", max(-9.0, -1.5 * kinds["r"])
    yield "recent names", max(-2.1, -0.7 * sum(item.place.recent for item in block.items if item.place))
    if block.items[0].text in _HEADS:
        yield "column head", -6.0


def _words_apart(block: Block) -> float:
    """Weigh words that stand only at the ends of the list, as in a navigation bar: drawn lists mix them in anywhere."""
    inner = block.items[1:-1]  # the outermost may be cut names
    is_word = [item.kind in "fw" for item in inner]
    words, n = sum(is_word), len(is_word)
    head = is_word.index(False)
    tail = is_word[::-1].index(False)
    if words < 2 or head + tail < words:
        return 0.0
    return max(-4.0, math.log(words + 1) - math.log(math.comb(n, words)))


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
    followed = _FOLLOWED.match(text, block.end)
    if followed and not (followed[0] in "，。；、等（等(等" and text[block.end - 1] == "\n"):
        return -6.0
    line_start = text.rfind("\n", 0, block.start) + 1
    label = text[line_start : block.start].strip()
    if label:
        return _of_label(label)
    above = [line.strip() for line in text[max(0, line_start - 400) : line_start].split("\n") if line.strip()]
    if not above:
        return 2.5
    weight = _of_line(above[-1])
    for line in above[-2:-5:-1]:  # a title, with a date or a name between it and the list
        if line.endswith(_SENTENCE_MARK) or above[-1].endswith(_SENTENCE_MARK) or len(line) > 40:
            break
        weight = min(weight, _of_title(line))
    return weight


_SENTENCE_MARK = tuple("。！？!?；;，,")


def _of_label(label: str) -> float:
    """Weigh the text before the list on its own line."""
    if label.endswith(_COLON):
        weight = _of_colon(label)
        return -6.0 if weight == _UNNAMED and len(label) <= 12 else weight
    if label.endswith(_SENTENCE_MARK):
        return _of_sentence(label)
    if len(label) > 30 or _NUMBERED.match(label) or _BOILERPLATE.match(label):
        return 3.0
    if _HEADING.search(label):
        return -6.0
    return -3.0 if re.search(_GROUP, label[-2:]) else 1.5


def _of_line(line: str) -> float:
    """Weigh the line above the list."""
    if line.endswith(_COLON):
        return _of_colon(line)
    if line.endswith(_SENTENCE_MARK):
        return _of_sentence(line)
    if len(line) > 40 or re.search("[，；。]", line):  # prose that is cut or wrapped
        return 3.0
    if _NUMBERED.match(line):
        return -2.0 if _HEADING.search(line) else -0.5 if re.search(_GROUP + "$", line) else 3.0
    return _of_short_line(line)


_UNNAMED = -4.0


def _of_colon(line: str) -> float:
    """Weigh a line that ends in a colon: the last thing it names is what the list should be of."""
    named = line[:-1]
    if _BOILERPLATE.match(named):
        return 2.5
    if _HEADING.search(named[-12:]):
        return -9.0
    if _ENDS_IN_OTHER.search(named):
        return 2.5
    if _ENDS_IN_GROUP.search(named) or _HEADING.search(named[-30:]):
        return -8.0
    return _UNNAMED if len(line) <= 30 and not _NUMBERED.match(line) else 1.5


def _of_sentence(line: str) -> float:
    """Weigh a whole sentence: it introduces a list only if it points at it."""
    sentence = re.split("[。！？!?；;]", line.rstrip("。！？!?；;"))[-1]
    pointing = _POINTING.search(sentence)
    return -5.0 if pointing and _HEADING.search(sentence) else 3.2


def _of_short_line(line: str) -> float:
    if _BOILERPLATE.match(line):
        return 2.5
    if _HEADING.search(line):
        return -7.0
    if _SIGNATURE.search(line) or line.endswith(_SENTENCE_END) or any(colon in line for colon in _COLON):
        return 3.0
    return -4.0 if re.search(_GROUP, line) else -3.0


def _of_title(line: str) -> float:
    """Weigh a line further up: only a title that names a list counts."""
    return -4.0 if _HEADING.search(line) and not _NUMBERED.match(line) else 3.2


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
    return -8.0 if found >= 3 and found > 0.2 * len(names) else 0.3
