"""Hypothesis strategies: any text at all, and texts of the kinds this library meets."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.machine import damage
from unionclean.han import COMMON_TRADITIONAL
from unionclean.tables import read_rows

FRAGMENTS = [
    *"，。！？；：、（）()《》“”‘’\"'【】[]…—-~·|｜_<>/\\%:;,.!?#*`",
    *"0123456789０１２３①②㈠⑴ⅠⅡ",
    *"一二三四五六七八九十百千万零〇壹貳",
    *COMMON_TRADITIONAL[:40],
    *"的国会发业关后于里并系制只范采布干著麼馀藉瞭乾沈",
    *"\u3000\u00a0\ufeff\u200b\u200d\u0000\u0085\ufffd\ud800\udfff\ue000\r\n\t ",
    *"ÄãºÃ€浣犲ソのはカ한국👩🏽😀𠀀",
    "國(guó)", "會(huì)", "發(fā)展", "?lián)軐m?xiàng)", "慶!拔逡弧眹(guó)際", "我們?nèi)ギa(chǎn)能", "日?;?、", "會(huì )", "证券(quàn)",
    "双辽市| ", "成武县| ", "前郭尔| ", "北京市、", "微博| ",
    "第一章 总则\n", "第二条　", "一、", "（一）", "(二)", "1.", "2、", "一是", "二是", "第一，", "首先，", "【事件1】", "[王]:一、",
    "https://a.cn/x?y=1,2", "a,b", "1,000", "10:00", "3.5%", "２０２０年", "...", "。。。", "--", "?/p>", "unionclean: ignore",
    "乾清宫", "打坏了", "於梨華", "隻要", "顯著",
]  # fmt: skip

any_text = st.text(st.characters())
"""Every code point, lone surrogates and controls included."""

chinese_text = st.lists(st.sampled_from(FRAGMENTS) | st.text(st.characters(), max_size=3), max_size=40).map("".join)
"""The fragments that steps react to, in any order, with noise between them."""

SENTENCES = [
    "慶祝“五一”國際勞動節，全國總工會發布通知。",
    "我們去產能、去庫存、去杠桿、降成本、補短板，",
    "各省（區、市）總工會下撥專項資金1.5億元；",
    "現在發給你們，請認真貫徹執行！",
    "會議強調：要堅持以職工為中心，維護職工權益。",
    "2020年5月14日10:00，新聞發言人劉迎祥說：",
    "“這個問題很重要，”他說，“我們將繼續努力。”\n",
    "打電話12351轉1，或發郵件到a@b.cn？",
    "第一章 總則\n第一條　為了規范勞動關系，制定本法。\n",
    "一、加強領導\n（一）提高認識；（二）落實責任。\n",
    "双辽市的乾清宫，打坏了；著名的沈阳在后面。",
    "他说:“你好,世界!”(完)",
]  # fmt: skip

READINGS = {
    character: readings.split()[0] for character, readings, times in read_rows("annotations.tsv") if times != "0"
}
"""Characters that the machine annotates, with the reading it inserts."""

PLACES = [
    "双辽市", "成武县", "海城市", "青海省", "巢湖市", "竹北市", "沅陵县", "北安市", "台山市", "广河县", "兴和县", "崇明县",
    "微博", "财经", "彩票", "司法", "马边", "前郭尔",
]  # fmt: skip

prose = st.lists(st.sampled_from(SENTENCES) | st.sampled_from(FRAGMENTS), min_size=1, max_size=10).map("".join)

machine_text = st.builds(
    lambda text, characters, flavour, fold, private, cut: damage(
        text, {c: READINGS[c] for c in characters}, flavour=flavour, fold=fold, keep_private=private, cut=cut
    ),
    prose,
    st.sets(st.sampled_from(sorted(READINGS)), max_size=150) | st.just(frozenset(READINGS)),
    st.sampled_from("QD"),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
"""Pages as the link farms' machine leaves them, with any part of its table."""

_CODECS = ["gbk", "gb18030", "big5", "utf-8", "latin-1", "cp1252", "cp437", "utf-16-le"]
mojibake = st.builds(
    lambda text, written, read: text.encode(written, "ignore").decode(read, "replace"),
    prose,
    st.sampled_from(_CODECS),
    st.sampled_from(_CODECS),
)
"""Text written in one codec and read in another."""

place_block = st.builds(
    lambda words, separator, trailing: separator.join(words) + separator * trailing,
    st.lists(st.sampled_from(PLACES), min_size=4, max_size=50),
    st.sampled_from(["| ", "|", "｜", " | ", "_", "·", "、", ",", " ", "\n", "|\n"]),
    st.booleans(),
)
place_pages = st.builds(
    lambda parts, gap: gap.join(parts),
    st.permutations(range(3)).flatmap(lambda order: st.tuples(*([prose, place_block, machine_text][i] for i in order))),
    st.sampled_from(["", "\n", "\n\n", " "]),
)
"""Pages with a block of place names in front, behind or inside."""

MARKERS = [
    "一、",
    "（一）",
    "1.",
    "(1)",
    "①",
    "第一章",
    "第十条之一",
    "一是",
    "【事件1】",
    "a)",
    "Ⅰ.",
    "##",
    "１．",
    "-",
    "[王]:二、",
]
outline_text = st.lists(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(MARKERS),
        st.sampled_from(["", "总则", " 加強(qiáng)領導", "工作情况；二是落实；三是", "第一，認真，第二，"]),
        st.sampled_from(["\n", "。", ",", "\n\n\u3000\u3000"]),
    ),
    max_size=15,
).map("".join)

texts = any_text | chinese_text | machine_text | mojibake | place_pages | outline_text
