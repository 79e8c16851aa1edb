"""Notations of programs in prose: operators, keys, formats, addresses, menus, commits, logs, and what is to be filled in."""

from __future__ import annotations

import re

from unionclean.han import HAN_BMP

WHOLE = (
    (re.compile(r"!(?=[A-Za-z_]\w{0,40}[、，,/] ?!)", re.ASCII), "!"),  # !self、!caller
    (
        re.compile(rf"(?<=[A-Za-z0-9_]) ?(?:\([^()（）\n{HAN_BMP}]{{1,60}}）|（[^()（）\n{HAN_BMP}]{{1,60}}\))"),
        "( （",
    ),  # min(i,j）
    (re.compile("[:：](?=[)）」』”])|[,:;](?=[，。；：、！？])|(?<=[，。；：、])[,:;]"), ": ： , ;"),  # (http:、https:)
    (re.compile("(?<=#)!|(?<=[A-Za-z])!+|(?<=[：:，。；、（(])[ ]?!(?=[a-z])"), "!"),  # #!, Yahoo!, 安装：!pip install
    (  # :表的标题, （2）:not(甲), and no sentence begins so
        re.compile(r"^[ \t>]*(?:[-*+][ ]|[(（]?[0-9]{1,3}[)）、.][ ]?)?[,:;!?]+[ ]?(?=\S)", re.M),
        ", : ; ! ?",
    ),
    (re.compile(r"\((?:[0-9]{1,3}|[A-Z])(?:\.[0-9]{1,3}){1,3}\)"), "("),  # (2.34), (C.1): numbers of formulas
    (re.compile(r"\((?:(?:\$[^$\n]{1,60}\$|`[^`\n]{1,60}`)[,， ]{0,2}){2,8}\)"), "("),  # ($x$, $y$)
    (re.compile(rf"(?<=[A-Za-z])[ ]?\([{HAN_BMP}]{{1,8}}[,，][{HAN_BMP}]{{1,8}}[)）]"), "("),  # nsubj(盛开，梅花）
    (re.compile("[０-９Ａ-Ｚａ-ｚ]+(?=_)"), "_"),  # ｘ_NN
    (re.compile("／+"), "／"),  # whoever types it between Latin words chose it
    (
        re.compile(rf"(?<![0-9])[0-9]{{1,3}}:[{HAN_BMP}]{{1,8}}[,;](?= ?(?:非|其他|其它|其餘|其余))"),
        ":",
    ),  # 0:失败,非0:端口
    (  # (第二个字节 + 64)
        re.compile(
            r"\((?=[^()\n]{0,40}(?:\([^()\n]{1,40}\)[^()\n]{0,40})?(?: [-+*/] [0-9]|[0-9] [-+*/] ))(?:[^()\n]|\([^()\n]{1,40}\)){1,80}\)"
        ),
        "(",
    ),
    (re.compile(r"[,:;](?=\{\w*\})"), ", : ;"),  # 单号:{1}
    (re.compile("(?<=[时時]):(?=分)|(?<=分):(?=秒)"), ":"),
    (re.compile("(?<![A-Za-z])(?:Re|RE|Fwd?|FW)[:：][ ]?"), ": ："),  # as mail programs write
    (re.compile(rf"(?<=[{HAN_BMP}A-Za-z])\.{{3,6}}(?=[”」』】])"), ".."),  # “设置...”
    (re.compile(rf"(?<=[{HAN_BMP}])\([A-Z]\)(?=[:：”」』】\"])"), "("),  # “名称(N)”, 桥接模式(B)：
    (re.compile(r"\([A-Za-z]{1,4}\)(?=表示|代表|意[为為]|是指)"), "("),  # (CI)表示继承
    (re.compile("(?<!:)::(?!:)"), "::"),  # 域解析符::
    (
        re.compile(rf"\[(?=[{HAN_BMP}]\\?[-*+/@])(?:[{HAN_BMP}]|\\?[-*+/@()]){{3,20}}\]"),
        "[",
    ),  # [口*(隸-木+士)], a character
    (re.compile(r"(?<![A-Za-z])[IVXLC]{1,7}, ?(?=[0-9])"), ","),  # S.IV,54: volume and page
    (re.compile(":(?=D[)）])"), ":"),  # a face
    (re.compile(rf"(?<=[{HAN_BMP}])[?!](?=\+(?![0-9]))|(?<=\+)[?!]"), "? !"),  # 按?+关键字
    (re.compile(r"\((?:hkl|[0-9]{3})\)(?=[晶法峰]|衍射|面(?!积|積|向|对|對|前|试|試))"), "("),  # (111)面, of a crystal
    (  # (类型)表达式: a cast
        re.compile(r"\([^()\n]{0,6}[类類]型[^()\n]{0,4}\)[ (（]?(?=表[达達]式|[变變]量|值|[对對]象|操作[数數])"),
        "(",
    ),
    (
        re.compile(
            rf"^[ \t]*[A-Za-z0-9]{{1,40}}(?:[._][A-Za-z0-9]{{1,40}}){{1,6}} [{HAN_BMP}]{{1,10}} ?,(?=[ \t]*$)",
            re.M | re.A,
        ),
        ",",
    ),  # u.name 姓名,
    (
        re.compile(rf"(?<!\w)(?:[{HAN_BMP}A-Za-z]\w{{0,19}}:){{3,8}}[{HAN_BMP}A-Za-z]\w{{0,19}}[,;](?!\s)"),
        ":",
    ),  # 字体1:字重:字形,字体2
    (re.compile(rf"(?<=\|)[ ]?[A-Za-z_]\w{{0,40}}:(?=[{HAN_BMP}])", re.ASCII), ":"),  # | index:当前索引 |
    (re.compile(r"(?<=[A-Za-z])[?!](?= ?(?:[和与與及或、]|等(?!等)))"), "? !"),  # as? 和 as!
    (re.compile(r"(?<=[,，、] )[?!]+(?= ?[等)）])"), "? !"),  # (->, !等)
    (re.compile(r"(?:operator|[运運]算符|操作符)[ ]?[!?]+"), "! ?"),  # operator!
    (re.compile(r"(?:(?<=\.md)|(?<=\.rst)|(?<=\.html))#[^\s#;；,，。]{1,80}[;,][ ]?"), "#"),  # a.md#甲; b.md#乙
    (re.compile(r"#\([^()\n]{1,40}\)|\(#[0-9]+(?:, ?#[0-9]+){0,20}\)"), "#"),  # Closes #(编号), 修复问题 (#12, #13)
    (re.compile("[、，。：；？！·・︰﹑﹐…—「」『』《》〈〉（）【】〔〕“”‘’]{6,}"), "、 ： ” 」 』"),  # a list of marks
    (re.compile(r"(?<=\\\]),[ ]?"), ","),  # 列表\[列表\[甲\], 乙\]
    (re.compile(r",[ ](?=[A-Z][A-Za-z]{1,20}: )"), ","),  # 甲, Value: 0
    (re.compile(f"格式[为為是][“「 ]?[{HAN_BMP}A-Za-z]{{1,8}}:[{HAN_BMP}A-Za-z]{{1,8}}"), ":"),  # 格式为文件:行号
    (
        re.compile(
            r"^[ \t]*(?:[-*+] )?(?:feat|fix|docs|style|refactor|perf|test|build|ci|chore|revert|i18n)!?:[ ]?", re.M
        ),
        ":",
    ),
    (re.compile(r"\([^()\n]*https?://[^\s()]*\)"), "("),  # a full-width bracket would become a part of the address
    (re.compile(r"(?<![(<\"'=])https?://[!-~]*[,;:!?](?![!-~])"), ":"),
    (re.compile(r"\^[^\s^$]{1,80}\$(?![0-9A-Za-z$])|(?<=[\])])[?*+](?=[^\s]{0,80}[$|/*+])"), "^ ?"),  # ^序[言章]?$
    (re.compile(r"(?<=[0-9])\?(?=[ ]?[-—–~～至)）])"), "?"),  # (1200?-1260?)
    (re.compile(rf"([{HAN_BMP}]{{1,6}})1[ ]?[,;][ ]?\1(?=2)"), ", ;"),  # 标签1,标签2
    (re.compile(rf"(?<![A-Za-z0-9_])[A-Za-z]+_\w+[-:=][{HAN_BMP}]{{1,12}}[,;][ ]?", re.ASCII), ", ;"),  # user_id-用户,
    (
        re.compile(
            rf"\((?:[{HAN_BMP}A-Za-z]{{1,8}}: ?[\w.]{{1,40}}, ?){{1,8}}[{HAN_BMP}A-Za-z]{{1,8}}: ?[\w.]{{1,40}}\)"
        ),
        "(",
    ),  # (文件: a.c, 行号: 3)
    (re.compile(r"^[^\n:]{1,20}: ?[0-9]+ {3,}[^\n]*$", re.M), ":"),  # 通过: 20     失败: 1
    (
        re.compile(
            rf"^[ \t]*(?://|#|--|\*)[ \t]*(?:[^\n:]{{0,12}}(?:[输輸][入出]|打印|[结結]果)|[^\n:]{{1,20}}(?=: ?-?[0-9.]+(?: -?[0-9.]+)+[ \t]*$)): ?(?=[^\s{HAN_BMP}])[^\n]*$",
            re.M,
        ),
        ":",
    ),  # // 输出: 1 0 0
    (re.compile(r"(?<![^「『“：:])[^「」『』“”\s]{1,20}[,:;](?=[」』”])"), ", : ;"),  # 「标签:」
    (re.compile(r"\?(?=[A-Za-z]{0,10}\?{1,10}[A-Z])"), "?"),  # 字符串是?W??FW
    (re.compile(r"(?<=[!-~]\])[!?]+"), "! ?"),  # [0-9]!
    (  # (L-1), (-1), (1/2), (f+g)(x), and 2^(x+y), (1/2)^2
        re.compile(
            r"\((?![^()\n]*[A-Za-z]{2})(?=[^()\n]*(?:[+*/^=<>]|[A-Za-z)]-|[0-9]-[A-Za-z]|(?<![0-9])-[0-9]))(?:[-+*/^=<>.,\w ]|\([-\w]{1,9}\)){1,40}\)"
            r"|(?<=[\^_])\([^()\n]{1,40}\)|\([^()\n]{1,40}\)(?=\^)",
            re.ASCII,
        ),
        "(",
    ),
    (re.compile(r"(?<=[-+/=_])[ ]?\.{3,}"), ".."),  # 1+2+3+...
    (re.compile(r"(?<=(?<![A-Za-z])[A-Za-z])--(?=\w)"), "--"),  # y--轴
    (re.compile(rf"(?<=[{HAN_BMP}]):[ ]?(?=[A-Za-z0-9][\w.-]{{0,40}}[\"”」』])"), ":"),  # 提示“版本号: 1.2”
    (re.compile(r"\]\(\([^()\s]*\)"), "("),  # a link that has a bracket too many
    (
        re.compile(
            r"(?<=[题題式图圖表例步如])\([0-9]{1,3}(?:\.[0-9]{1,3})?\)|(?<=代入)\([0-9]{1,3}\)|\([0-9]{1,3}\)(?=式|代入|-+\([0-9])|(?<=-)\([0-9]{1,3}\)"
        ),
        "(",
    ),  # 由式(1)得, 代入(2)
    (re.compile(r"(?<=[在于於从從]):(?=[0-9])|(?<=[问問听聽接开開]):(?=[0-9]{4,5}(?![0-9]))"), ":"),  # 运行在:8080
    (re.compile(r"(?<![\w./])/[^\s/，。；！？]{1,60}\.[A-Za-z]{2,5}(?![A-Za-z])"), "."),  # /甲,乙.html
    (re.compile(r"(?<![A-Za-z0-9_-])--[a-z][\w-]*=[^\s，。；、]*"), "--"),  # --out=plugins=grpc:目录
    (re.compile(r"(?<![A-Za-z0-9_.])\.[A-Z_]{3,}:"), "."),  # .PHONY:
    (
        re.compile(rf"(?<![A-Za-z])(?:AS|as) [{HAN_BMP}\w]{{1,16}} ?,(?= ?(?:$|[A-Za-z]))", re.M),
        ",",
    ),  # 列 AS 语文, of SQL
    (re.compile("－[０-９．]+"), "－"),  # one of whose signs would stay wide
    (re.compile("(?<=[0-9])．(?=[A-Za-z])|(?<=[A-Za-z])．(?=[0-9])"), "．"),  # 加0.1．false 不加: stands for a comma
    (re.compile(r":(?:[ ]?\\+)?[a-z][a-z:]{1,20}:(?=`)"), "`"),  # 从:\ref:`甲`: a role, or what is left of it
    (re.compile(rf"[Ａ-Ｚａ-ｚ][(（][^A-Za-z0-9{HAN_BMP}()（）\n]{{1,8}}[)）][Ａ-Ｚａ-ｚ]"), "( （"),  # Ｏ（≧∇≦）Ｏ
    (re.compile(r"!(?=[A-Z][a-z]+[A-Z][a-z])"), "!"),  # 出现!NameServer is a word that a wiki shall not link
    (re.compile(rf"(?<![{HAN_BMP}?？!！”』」])\?{{2,}}[ ]?"), "?"),  # 价格：??? 金币
    (  # 就用break 标签;
        re.compile(rf"(?<![A-Za-z])(?:break|continue|goto|return|throw|import|package) [{HAN_BMP}\w.]{{1,16}};"),
        ";",
    ),
    (re.compile(r"[:：]\.{3}"), ".."),  # 电话:...
    (re.compile(r"(?<=[,，:：] )-{2,}(?= )"), "--"),  # 例如, -- 是一个标记
    (re.compile("[-－―—]{5,}"), "-- － ― —"),  # a rule
    (re.compile(r"[:,](?=[ ]?(?:[0-9A-F]{2} ){3})"), ": ,"),  # 波特率:01 03 20 01, bytes of a protocol
    (re.compile(r"\]\([^()\s]*[ ]\"[^\"\n]*\"|(?<=\) )\"[^\"\n]*\"(?=\))"), '"'),  # links that lost a bracket
    (
        re.compile(r"(?m:^)[ \t]*(?:#|//|--)[ \t]*\([^()，。\n]*/[^()，。\n]*\)[ \t]*$", re.M),
        "(",
    ),  # (甲/乙 丙) is a sample
    (re.compile(r"^[ \t]*- [a-z]+ \"[^\"\n]*\"(?: \[[^\[\]\n]*\])*:?[ \t]*$", re.M), '"'),  # - link "甲":
)
"""Patterns of which all is a literal, each with the signs one of which it needs."""

GROUPS = (
    (  # [模板:甲](Template:A.md)
        re.compile(
            r"\[[^\[\]\n:]{1,40}(:)[^\[\]\n:]{1,80}\]\((?:https?://|(?!https?:))[^()\n]{1,200}?(?::|%3A|_colon_)[^()\n]{0,200}\)"
        ),
        "[",
    ),
    (  # apt install 套件:架構
        re.compile(
            rf"(?<![A-Za-z])[a-z][\w-]{{0,20}} [a-z][\w-]{{0,20}} [{HAN_BMP}]{{1,6}}(:)[{HAN_BMP}]{{1,6}}(?![{HAN_BMP}])"
        ),
        ":",
    ),
    (
        re.compile(r"(?:请|請)[输輸]入[^，。：:\n]{0,20}(:)[ ]?(?=[^\s，。]{1,40}[ \t]{0,4}$)", re.M),
        ":",
    ),  # 请输入宽度: 10 is what a screen shows
    (re.compile(rf"[:：][ ]?[a-z]{{2,20}}(:)[ ]?(?=[{HAN_BMP}《“])"), ":"),  # 输入：summarize: 文章
    (  # lsof -i:端口号
        re.compile(
            rf"(?<![A-Za-z0-9-])[a-z][\w-]{{0,20}} -{{1,2}}[A-Za-z]+(:)(?=[{HAN_BMP}]{{0,4}}(?:[号號名]|地址|路[径徑]|端口))"
        ),
        ":",
    ),
    (re.compile(r"[>→] ?[^\n>→.。，]{1,20}(\.{3})(?=[*_”」』\"')）\s]|$)"), ".."),  # 设置 > 编译器...
)
"""Patterns of which the groups are."""

EQUATION = re.compile(r"[=≈](?=[^，。；！？：\n]{0,120}[\w)\]] ?[*×÷+/] ?[\w(\[])[^，。；！？：\n]{1,240}")
"""伤害=(攻击*(1+加成)+固定值)*倍率: its brackets are no glosses."""

FORMAT = re.compile(  # 格式：签名, 数量, 价格
    "(?:(?:CSV|TSV)(?=[:：])|(?:(?<=CSV)|(?<=TSV)|(?<=Excel)|(?=格式[:：][^\n,]{1,12},[^\n,]{1,12},))[ ]?格式)[:：][ ]?"
    "((?:[^\\s,，。；;、！？]{1,12}, ?){1,30}[^\\s,，。；;、！？<]{1,12})(?=$|[ <)）。，])"
)
ARGUMENT = re.compile(f"(?<=[{HAN_BMP}]),[ ]?-?[0-9]{{1,3}}(?:\\.[0-9]+)?,(?![0-9])")
"""宽度,0,时间,0"""

ROW = re.compile(rf"^[ \t]*(?:(?:#+|//+|--|\*)[ \t]*)?[0-9]{{1,3}},(?=[A-Za-z{HAN_BMP}])", re.M)
"""1,甲 is a row, and so are those below."""

_UNITS = "[年月日号號时時秒点點岁歲名位条條次项項届屆元万萬亿億倍层層米千百多余餘]|分(?!布)|[个個](?!人)|人(?![工员員事民物力])"
_NUMBER = "(?<![A-Za-z0-9_.])(?<![0-9][-:：/])[0-9]{1,4}"
_KEYED = (
    rf"(?:(?<![A-Za-z0-9_])[A-Za-z_]\w{{0,20}}[ ]?[:：=-]|{_NUMBER}[ ]?[-:：=、]|(?<![{HAN_BMP}]){_NUMBER}(?![0-9]|[ ]?(?:{_UNITS})))"
    rf"[ ]?[{HAN_BMP}][{HAN_BMP}/]{{0,11}}"
)
_VALUED = rf"(?:{_NUMBER} ?- ?(?![0-9])|[{HAN_BMP}]{{1,8}}=)[\w.]{{1,12}}"
FIELDS = re.compile(
    rf"{_KEYED}(?:\([^()\n]{{1,20}}\))?[^\n{HAN_BMP}。]{{0,4}}{_KEYED}|{_VALUED}[ ]?[,;，；][ ]?{_VALUED}"
)
"""0:正常;1:停用, 1列表,2新增, key: 目标, value: 索引, 0 - 原样, 1 - srt, 色泽=青绿;根蒂=蜷缩.  Times (10:00), ratios and numbers of something (5月14日) are no codes."""

SEGMENTED = re.compile(
    rf"(?:[^\s/{HAN_BMP}]{{0,6}}[{HAN_BMP}][^\s/]{{0,10}}/){{4}}"
    rf"|(?:[{HAN_BMP}０-９．％]{{1,8}}[/_][A-Za-z]{{1,4}}[ \u3000]+(?:[，。、！？；：]/?[A-Za-z]{{0,2}}[ ]*)?){{2}}"
)
"""今天/我们/去/公园/玩, 了解/v 甚/Dg 深/a: words of a corpus"""

ENTRY = re.compile(
    r"[(（](?:19|20)[0-9]{2}[a-z]?[)）][.．]|[0-9]\([0-9]{1,3}\)[:：] ?[0-9]"
    r"|\[(?:[A-Z]|DB|CP|EB|CM|DS)(?:/(?:OL|CD|MT|DK)\]|\](?=[.．]|//))"
)
"""张三, 李四. (2014). 题名. 期刊, 30(10):856-858, and 张三. 题名[V]. 北京: 出版社: entries of a bibliography."""

LOGGED = re.compile(r"^[ \t]*\[?[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}[ T][0-9]{1,2}:[0-9]{2}:[0-9]{2}", re.M)
CHOICE = re.compile(r"\S \? [^?\n]{1,60} : \S")
"""条件 ? 甲 : 乙;"""

DRAWN = re.compile(r"<-{2,20}[^-\n][^\n]{0,60}?-{2,20}[<>]|(?<!-)-{2,20}<[^\n]{0,60}?-{2,20}>|<-{2,20}[^-\n]{1,40}-{3}")
"""<---(甲)---<---(乙)--->: an axis or a way, drawn."""

STEPPED = re.compile("自[减減增]|[递遞][减減增]")
"""Where 变量名-- is told of, its hyphens are an operator."""

PROPORTION = re.compile(r"(?<=[\s)）”\"])::(?=\s)")
KEY = re.compile(r"(?<![\w:/])[a-z]{2,20}:[a-z]{2,20}:[a-z]{2,20}(?![\w/])", re.ASCII)
"""delay:order:cancel"""
