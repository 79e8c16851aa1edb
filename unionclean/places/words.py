"""The words that tell a list that somebody wrote from the furniture of a page.

Each set is closed under one question, given above it; the words are regular expressions, both scripts.  What may enter: a word
that answers the question whatever the page is about.  They were collected by writing down how lists of places are headed in
gazettes, timetables, shops and tables, and what Chinese news and government pages end with.
"""

from __future__ import annotations

from unionclean.han import HAN_BMP
from unionclean.patterns import lazy
from unionclean.pinyin import LETTERS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAVIGATION = _words(
    """首页 首頁 主页 返回首页 返回首頁 返回顶部 上一页 下一页 尾页 登录 登陆 會員登錄 注册 搜索 更多 全部 其他 客服 留言 收藏 手机版 客户端 电脑版 返回 打印 关闭
    分享 下载 帮助 帮助中心 设为首页 加入收藏 收藏本站 关于我们 關於我們 联系我们 聯繫我們 联系方式 网站地图 網站地圖 站点地图 网站导航 版权所有 版权声明 免责声明 法律声明
    隐私政策 隐私声明 服务条款 友情链接 广告服务 招聘信息 诚聘英才 人才招聘 意见反馈 新闻中心 企业邮箱 技术支持"""
)
"""Cells of navigation bars and footers."""

COLUMN_HEADS = _words(
    """城市 地区 地區 县名 县市 縣市 区县 市县 县区 县级市 地级市 县（市） 县(市) 县（区） 名称 名稱 省份 地名 单位 站名 站点 排名 序号"""
)
"""What the first cell of a column or row of places says."""


def _any(words: str) -> str:
    return "|".join(words.split())


_LISTS = _any(
    """名[单單录錄] 一[览覽] 列表 清[单單] 目[录錄] 排[名行序] 位次 榜 [百十千][强強] [强強][县縣市] 前[0-9一二三四五六七八九十]+[强名位] 百佳 十佳 [评評][选選] 公示
    试点 試點 示范 示範 入[选選围圍] 获评 命名 表彰 先进 贫困县 重点县 大县 产粮 生态县 文明[县城] 卫生[县城]
    考[点點区] 站[点點] [车車]站 停[靠站] [经經]停 途[经經] 沿[线線] [线路][路线] [网網][点點] 门[店市] 分店 分支机构 办事处 代理商 经销商 加盟 报名点 [分赛]站
    服务(?:区|范围) 覆盖 配送 送[货達达] 发货 开通 行政[区區][划劃] 区划 [管所下][辖轄] [所下][属屬] 分布 [赛战产灾疫]区 天气 预报 气温 邮编 邮政编码 区号
    [县縣]域 各[县縣市省地区區] [县縣][区區市] [区區][县縣] 市[县縣州] [县縣市区區]（ 旗县 地市 省[份区市] 城市(?![管人委局]) 地[区區](?![人委管政])"""
)
_GROUPS = "[县縣市区區州旗省城乡鄉村镇鎮地站点點校店線线团團队隊]"
_NOT_PLACES = _any(
    """情[形事况況] 比例 為之 行[为為] [职職权權][责責权權] 材料 文件 [资資]料 事[项項] [条條]件 [规規]定 [内內]容 方[式面] 之一 原[则則] 要求 措施 [标標]准 標準 [义義][务務] [权權][利限]
    [处處][罚罰理] [办辦]法 程[序式] 任[务務] 工作 [单單]位 [机機][关關构構] 人[员員] 部[门門] [项項]目 [设設]施 活[动動] [费費]用 款 法 [类類] 用途 意[义義见見] 如左 者
    [证證][明件书書] 手[续續] [说說]明 目的 含[义義] 理由 [问問][题題] 制度 [责責]任 [课課]程 [计計]算 指[标標] [许許]可 [书書] 表 物 金 人 [员員]"""
)

HEADING = lazy(f"{_LISTS}|^附?表 ?[0-9一二三四五六七八九十]")
"""In a heading or before a colon: what follows is a list, or is of places."""

ENDS_IN_GROUP = lazy(f"{_GROUPS}.{{0,2}}$|^.{{0,34}}{_GROUPS}.{{3,5}}$")
"""The last thing before a colon that a list of places could be of."""

GROUP = lazy(_GROUPS)
"""The same, anywhere."""

ENDS_IN_OTHER = lazy(f"(?:{_NOT_PLACES})[）)]?(?:之一)?[的等]?(?:如下|如左|有|是|为|為|包括)?$")
"""What the lists of laws and letters are of: a colon after one of these introduces no places."""

POINTING = lazy("如下|下列|见下|见附|以下(?=[县縣市区區地城省站各])|列下")
"""A sentence that points at what comes after it."""

ANNOUNCING = lazy(
    "[百十千][强強]|[强強][县縣市]|排行榜|上榜|名[单單](?:公布|如下|见|揭晓|出炉)|(?:公布|发布|公示|揭晓|列入|入选).{0,16}名[单單]$|停靠(?:以下|下列|的车?站)"
    "|(?:试点|試點|示范|示範|重点|贫困|先进|模范|文明|卫生|十佳|参赛|受灾|调查|样本|项目|生态|宜居)的?[县縣市](?![级級人民])"
    "|[0-9一二三四五六七八九十百两兩几幾多余餘]+ ?[个個座]?(?:[县縣市区區州旗][县縣市区區州旗（）()、]*|城市|[县縣]城|站|[网網]?[点點]|地区|地區)$"
)
"""In a sentence or the title of a page: it speaks of a list of places.  One sentence of a law in 300 does."""

FOLLOWED = lazy(
    f"(?<=[{HAN_BMP}])(?:[各均都共皆]|分[别別]|以及|一[带帶]|[两兩三四五六七八九十]+[县縣市区區州地])|"
    r"\s*[（(【\[]?(?:(?:以上|上述|前述).{0,8}[县縣市区區州省地名排]|注[:：]|合计|共计|总计|共有|共[0-9一二三四五六七八九十]|排名不分)|[（(]?等|[，。；、]"
)
"""What stands behind a list that a text refers to, or that ends its sentence."""

NUMBERED = lazy(
    "第 *[0-9一二三四五六七八九十百千〇零壹贰叁]+(?:-[0-9]+)? *[章节節条條編编款项項类類目]|[（(]?[一二三四五六七八九十]+[）)、]|[0-9]+[.、．)） ]"
)
"""The number of a heading or an article."""

SIGNATURE = lazy(
    "(?:政府|[办辦]公[厅廳室]|委[员員][会會]|[局厅廳院會会部社网網报報处處所校]|公司|[日号號])$|[记記]者|[编編][辑輯]|作者|[责責][编編任]|[来來]源|[电電][话話]|[0-9]{4}年[0-9]+月|[0-9]{4}[-/.][0-9]"
)
"""Who wrote a page, and when."""

BOILERPLATE = lazy(
    "(?:"
    + _any(
        """相[关關] 推[荐薦] 热点 热门(?:推荐|文章|新闻) [编編][辑輯] 文章 本站 站内 网友 点击 阅读 友情 更多 返回 打印 分享 上一 下一 本[文页期] 版[权權] 责任 声明 免责 标签 关键[词字] 评论 发表
        收藏 [谢謝][谢謝] [(（]?完[)）]?$ 参考文献 注释 扫一扫 >> 附[：:]联系 关注 微信 [电電][话話] 联系 邮箱 传真 地址 作者 .{0,6}(?:[简簡]介|全文|正文|结束|[简通公]报)$ 此致 敬礼 特此"""
    )
    + ")"
)
"""How the lines begin that sites put around an article."""

TABLE_RULE = lazy(r"[-=:+|│┼ ]{3,}")
"""The line under the head of a table in plain text."""

FARM_TOPICS = lazy(
    "国产|亚洲|欧美|日韩|日本|无码|有码|中文字幕|[一二三四]区|精品|久久|激情|成人|少妇|人妻|熟女|丝袜|视频|影院|在线|免费|观看|高清|色"
    "|彩票|娱乐|博彩|赌|投注|下注|开户|体育|棋牌|电竞|时时彩|六合彩|百家乐|老虎机|真人|注册|登录|官网|平台|app|APP"
)
"""What the keyword lines of link farms sell: two trades, pornography and gambling."""

READING = lazy(f"[(（][{LETTERS}]{{1,6}} ?[)）]")
"""A reading in brackets, as the machine of the link farms puts behind characters."""
