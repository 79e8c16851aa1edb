"""Real lists of places, as people write them: ordered and not, introduced, numbered, with figures, in prose."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from typing import Any

BARS = ("|", " | ", "| ", "｜", " ｜ ", "·", " · ", "_")
LINKS = "首页 新闻 财经 体育 娱乐 房产 汽车 教育 旅游 科技 论坛 博客 微博 彩票 司法 门户"
MARKS = (*BARS, "、", "，", ",", " ", "\n", "、", "|", " | ")


def in_page(world: Any, rng: random.Random, listed: str) -> str:
    """Put a list at the end, in the middle or at the start of a page, or alone."""
    laws, script = rng.choice(((world.simplified_bodies, str),) * 4 + ((world.traditional_bodies, world.traditional),))
    listed = script(listed) if rng.random() < 0.8 else listed  # a few Simplified lists on Traditional pages
    lines = rng.choice(laws).split("\n")
    before, after = ("\n".join(rng.sample(lines, min(len(lines), 6))) for _ in range(2))
    place = rng.random()
    if place < 0.4:
        return f"{before}\n{listed}"
    if place < 0.7:
        return f"{before}\n{listed}\n{after}"
    return f"{listed}\n{after}" if place < 0.85 else listed


def names(rows: list[dict[str, str]]) -> list[str]:
    return [row["名称"] for row in rows]


def short(name: str) -> str:
    return name[:-1] if len(name) > 2 else name


def by_province(world: Any, rng: random.Random) -> list[list[dict[str, str]]]:
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in world.today if rng.random() < 0.7 else world.counties_2010:
        groups[row["一级行政区"]].append(row)
    return [group for group in groups.values() if len(group) >= 10]


def closing(rng: random.Random, mark: str) -> str:
    return mark.strip() if rng.random() < 0.1 else ""


def official_order(world: Any, rng: random.Random) -> str:
    """Counties of a province or two in the order of the list, no introduction."""
    rows = [row for group in rng.sample(by_province(world, rng), rng.randint(1, 2)) for row in group]
    start, mark = rng.randrange(max(1, len(rows) - 10)), rng.choice(MARKS)
    return mark.join(names(rows)[start : start + rng.randint(8, 60)]) + closing(rng, mark)


def shuffled_region(world: Any, rng: random.Random) -> str:
    """Counties of one province in any order, no introduction."""
    group = names(rng.choice(by_province(world, rng)))
    mark = rng.choice(MARKS)
    return mark.join(rng.sample(group, min(len(group), rng.randint(8, 40)))) + closing(rng, mark)


def province_rows(world: Any, rng: random.Random) -> str:
    """One row per province: its name, then some of its counties."""
    mark, groups = rng.choice(BARS), rng.sample(by_province(world, rng), rng.randint(2, 8))
    return "\n".join(mark.join([g[0]["一级行政区"], *rng.sample(names(g), rng.randint(3, 9))]) for g in groups)


def alphabetical(world: Any, rng: random.Random) -> str:
    """Names from the whole country in the order of their characters."""
    chosen, mark = rng.sample(names(world.today), rng.randint(8, 80)), rng.choice(MARKS)
    key: Callable[[str], object] = rng.choice((str, lambda name: name.encode("gb18030")))  # type: ignore[assignment]
    return mark.join(sorted(chosen, key=key)) + closing(rng, mark)


def ranking(world: Any, rng: random.Random) -> str:
    """Ranks: numbered, or under a title."""
    chosen = rng.sample(names(world.counties_2010), rng.randint(8, 100))
    title = rng.choice(
        (
            "全国百强县",
            "2010年全国百强县(市)排名",
            "中国最具投资潜力中小城市百强",
            "县域经济综合竞争力排行榜",
            "第十届全国县域经济基本竞争力评价结果",
            "中国十佳宜居县名录",
        )
    )
    mark = rng.choice(MARKS)
    if rng.random() < 0.5:
        return (
            title + "\n" + mark.join(f"{i}.{name}" if rng.random() < 0.95 else name for i, name in enumerate(chosen, 1))
        )
    return title + rng.choice(("\n", "：", "\n\n", ": ", "\n（排名不分先后）\n")) + mark.join(chosen)


def pilot(world: Any, rng: random.Random) -> str:
    """Counties chosen for a programme, from the whole country in any order, introduced."""
    rows = world.today if rng.random() < 0.5 else world.counties_2010
    chosen, mark = rng.sample(names(rows), rng.randint(8, 100)), rng.choice(MARKS)
    what = rng.choice(
        (
            "新型农村社会养老保险试点",
            "电子商务进农村综合示范",
            "农村土地制度改革试点",
            "全国文明县城",
            "生猪调出大县",
            "国家扶贫开发工作重点县",
        )
    )
    intro = rng.choice(
        (
            "首批{}县名单如下：",
            "{}县（市、区）名单",
            "列入{}的县有：",
            "附件：{}名单",
            "以下县（市、区）列入{}：\n",
            "各{}县：",
            "{}县\n",
        )
    )
    return (
        intro.format(what)
        + rng.choice(("\n", "", "\n\n"))
        + mark.join(chosen)
        + rng.choice(("", "", "。", "等县。", closing(rng, mark)))
    )


def address_book(world: Any, rng: random.Random) -> str:
    """Offices with addresses and telephone numbers."""
    mark = rng.choice(BARS)
    rows = rng.sample(world.today, rng.randint(8, 30))
    return "\n".join(
        mark.join(
            (
                r["名称"],
                f"{r['一级行政区']}{r['名称']}人民路{rng.randint(1, 300)}号",
                f"0{rng.randint(310, 999)}-{rng.randint(2000000, 8999999)}",
            )
        )
        for r in rows
    )


def delivery(world: Any, rng: random.Random) -> str:
    """Zones: districts of one city, or cities under an introduction."""
    mark = rng.choice(MARKS)
    if rng.random() < 0.5:
        prefecture = rng.choice(world.today)["代码"][:3]
        zone = [r["名称"] for r in world.today if r["代码"].startswith(prefecture)]
        return rng.choice(("配送范围：", "", "送货区域\n", "可送达：")) + mark.join(
            rng.sample(zone, min(len(zone), rng.randint(8, 20)))
        )
    cities = rng.sample(names(world.cities), rng.randint(8, 40))
    return rng.choice(("开通城市：", "配送城市\n", "", "服务覆盖：")) + mark.join(
        cities if rng.random() < 0.5 else map(short, cities)
    )


def municipalities(world: Any, rng: random.Random) -> str:
    """Provinces, all or some, in their order or not, with or without suffix."""
    chosen = names(world.provinces)
    if rng.random() < 0.6:
        chosen = rng.sample(chosen, rng.randint(8, 31))
    if rng.random() < 0.5:
        chosen = [
            name.replace("自治区", "").replace("壮族", "").replace("回族", "").replace("维吾尔", "").rstrip("省市")
            for name in chosen
        ]
    mark = rng.choice(MARKS)
    return mark.join(chosen) + closing(rng, mark)


def schools(world: Any, rng: random.Random) -> str:
    """Names of schools, which begin with names of places."""
    mark = rng.choice(MARKS)
    kinds = ("第一中学", "实验小学", "高级中学", "职业技术学校", "一中", "师范学校")
    return mark.join(name + rng.choice(kinds) for name in rng.sample(names(world.today), rng.randint(8, 60)))


def weather(world: Any, rng: random.Random) -> str:
    """Weather by place."""
    mark = rng.choice(BARS)
    rows = rng.sample(names(world.today), rng.randint(8, 40))
    return "\n".join(
        mark.join((n, rng.choice(("晴", "多云", "小雨", "阴")), f"{rng.randint(-9, 20)}~{rng.randint(20, 39)}℃"))
        for n in rows
    )


def exam_sites(world: Any, rng: random.Random) -> str:
    """Places where an examination is held."""
    chosen, mark = rng.sample(names(world.today), rng.randint(8, 50)), rng.choice(MARKS)
    if rng.random() < 0.4:
        return mark.join(name + "考点" for name in chosen)
    return rng.choice(("考点设置：", "全国考点\n", "2012年考点分布\n", "考试地点：\n")) + mark.join(chosen)


def railway(world: Any, rng: random.Random) -> str:
    """Stops of a train: short names, or with 站."""
    pool = world.today + 2 * world.cities
    stops, mark = [short(r["名称"]) for r in rng.sample(pool, rng.randint(8, 30))], rng.choice(MARKS)
    form = rng.randrange(3)
    if form == 0:
        return mark.join(stop + rng.choice(("站", "南站", "东", "北站")) for stop in stops)
    return ("" if form == 1 else f"K{rng.randint(100, 9999)}次列车停靠站：") + mark.join(stops)


def navigation(world: Any, rng: random.Random) -> str:
    """A bar of links with cities among them."""
    mark = rng.choice(BARS)
    links = rng.sample(LINKS.split(), rng.randint(3, 10))
    places = [
        short(n) if rng.random() < 0.9 else n
        for n in rng.sample(names(world.cities + world.provinces[:4]), rng.randint(3, 14))
    ]
    bar = rng.choice((["首页", *links, *places], [*links, *places], [*places, "更多"], ["首页", *places, "联系我们"]))
    return mark.join(bar)


def prose(world: Any, rng: random.Random) -> str:
    """A sentence with ten names."""
    chosen = rng.sample(names(world.today), rng.randint(8, 15))
    return (
        rng.choice(("近日，记者走访了", "此次洪水波及", "与会的有来自"))
        + "、".join(chosen)
        + rng.choice(("等地。", "，了解到不少情况。", "的代表。"))
    )


def regions_in_law(world: Any, rng: random.Random) -> str:
    """An article that names the regions it is for."""
    chosen, mark = rng.sample(names(world.counties_2010), rng.randint(8, 40)), rng.choice(("、", "，", "、", "|"))
    return f"第{rng.randint(2, 60)}条 本办法适用于下列地区：" + mark.join(chosen) + "。"


def spoken_of(world: Any, rng: random.Random) -> str:
    """A list whose names the text speaks of."""
    chosen, mark = rng.sample(names(world.today), rng.randint(8, 20)), rng.choice(BARS)
    told = [f"{name}的产值增长了{rng.randint(3, 30)}%。" for name in rng.sample(chosen, max(4, len(chosen) // 2))]
    return "\n".join((*told, mark.join(chosen)))


def with_figures(world: Any, rng: random.Random) -> str:
    """Names and a figure each: population, postcode, rank."""
    mark = rng.choice(BARS)
    items = [
        f"{name}{rng.choice(('', ' ', '(', '：'))}{rng.randint(1, 9999)}{rng.choice(('', '万', '亿元', '人'))}"
        for name in rng.sample(names(world.today), rng.randint(8, 60))
    ]
    return (
        mark.join(items)
        if rng.random() < 0.5
        else mark.join(part for n in rng.sample(names(world.today), 20) for part in (n, str(rng.randint(1, 999))))
    )


def markdown(world: Any, rng: random.Random) -> str:
    """A Markdown table."""
    width = rng.randint(2, 6)
    rows = [rng.sample(names(world.today), width) for _ in range(rng.randint(4, 12))]
    head = "| " + " | ".join(rng.choice(("县", "名称", "甲", "乙")) for _ in range(width)) + " |\n|" + "---|" * width
    return head + "\n" + "\n".join("| " + " | ".join(row) + " |" for row in rows)


HEADINGS = (
    "县域综合实力榜单 以下为获奖县市 返乡创业园所在地 对口支援结对县市 受灾地区： 巡演站点 参赛代表队 我们的客户遍布： 高速公路出口 通航城市： 样本县 采样点： 抽样调查县（区） 粮食主产县 长寿之乡"
    " 中国民间文化艺术之乡 历史文化名城 监测点 招生区域 招生范围： 代表团： 发货地： 可选城市： 热门城市 按地区查找： 合作单位所在地： 曾在以下各地工作： 国家卫生县城 最美县城 绿化模范县 分公司："
    " 承运线路： 列车经停： 参会县市 涉及的县有 具体为： 试点如下 投放区域 中标地区 服务网络 施工地点： 项目县 产地： 种源采集地："
)


def headed(world: Any, rng: random.Random) -> str:
    """Any counties under any heading."""
    chosen, mark = rng.sample(names(world.counties_2010), rng.randint(8, 90)), rng.choice(MARKS)
    return (
        rng.choice(HEADINGS.split())
        + rng.choice(("\n", "\n\n"))
        + mark.join(chosen)
        + rng.choice(("", "", "。", " 等"))
    )


KINDS: dict[str, Callable[[Any, random.Random], str]] = {
    "counties, official order": official_order,
    "counties of a province, any order": shuffled_region,
    "rows by province": province_rows,
    "alphabetical": alphabetical,
    "rankings": ranking,
    "pilot counties": pilot,
    "address books": address_book,
    "delivery zones and cities": delivery,
    "provinces": municipalities,
    "schools": schools,
    "weather tables": weather,
    "exam sites": exam_sites,
    "railway stops": railway,
    "navigation bars": navigation,
    "ten names in a sentence": prose,
    "laws naming regions": regions_in_law,
    "headings in other words": headed,
    "names the text speaks of": spoken_of,
    "names with figures": with_figures,
    "Markdown tables": markdown,
}
