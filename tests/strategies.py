"""Hypothesis strategies: any text at all, and texts of the kinds this library meets."""

from __future__ import annotations

from hypothesis import strategies as st

from unionclean.han import COMMON_TRADITIONAL

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

texts = any_text | chinese_text
