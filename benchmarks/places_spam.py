"""Spam blocks on real pages, in the shapes that link farms use and some that they might."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, NamedTuple

WORDS = "微博 财经 司法 彩票 门户 体育 娱乐 新闻 房产 汽车 教育 旅游 科技 军事 论坛 博客 游戏 健康 女性 股票"
TRAILERS = (
    "版权所有 2005-2012 某某网",
    "Copyright © 2010 All Rights Reserved",
    "京ICP备05012345号",
    "首页 | 关于我们 | 联系我们 | 网站地图",
    "地址：某市某路12号 邮编：100000",
    "技术支持：某某科技有限公司",
    "关于我们 - 广告服务 - 招聘信息",
)
STYLES = ("|", "| ", " | ", " |", "｜", " ｜ ", "_", " _ ", "·", " · ")


class Page(NamedTuple):
    """A page with spam, and the same page without it."""

    text: str
    clean: str
    names: int


def short(name: str, rng: random.Random) -> str:
    """Cut autonomous names as the farms do; leave the others, but for a few."""
    for people in ("自治县", "自治州"):
        if name.endswith(people):
            return name[:3] if name[:3] in ("前郭尔", "巴里坤", "察布查", "张家川", "积石山", "阿克塞") else name[:2]
    for full, cut in (("新疆", "新疆"), ("西藏", "西藏"), ("内蒙古", "内蒙古"), ("广西", "广西"), ("宁夏", "宁夏")):
        if name.startswith(full) and name.endswith("自治区"):
            return cut
    return name[:-1] if len(name) > 2 and rng.random() < 0.03 else name


def draw(world: Any, rng: random.Random, n: int, words: float = 0.03) -> list[str]:
    """Draw ``n`` items at random, a share of ``words`` not names."""
    others = int(words * n + rng.random())
    items = [rng.choice(WORDS.split()) for _ in range(others)]
    items += [short(rng.choice(world.in_2010), rng) for _ in range(n - others)]
    rng.shuffle(items)
    return items


def join(items: list[str], rng: random.Random, style: str | None = None, closed: float = 0.6) -> str:
    """Put one separator between the items, often one after the last."""
    style = style or rng.choice(STYLES)
    return style.join(items) + (style.rstrip(" ") if rng.random() < closed else "")


def size(rng: random.Random, small: bool) -> int:
    """How many items: 8 to 11, or 12 to 200 with most near 40."""
    if small:
        return rng.randint(8, 11)
    return min(200, max(12, int(rng.lognormvariate(3.4, 0.7))))


def body(world: Any, rng: random.Random) -> str:
    """Some paragraphs of a law, Simplified or Traditional."""
    laws = world.simplified_bodies if rng.random() < 0.5 else world.traditional_bodies
    lines = rng.choice(laws).split("\n")
    start = rng.randrange(len(lines))
    return "\n".join(lines[start : start + rng.randint(3, 40)]).strip() or "正文。"


def at_end(world: Any, rng: random.Random, small: bool) -> Page:
    """On a line of its own at the end."""
    text, items = body(world, rng), draw(world, rng, size(rng, small))
    return Page(text + rng.choice(("\n", "\n\n", "\r\n")) + join(items, rng), text, len(items))


def at_start(world: Any, rng: random.Random, small: bool) -> Page:
    """On a line of its own at the start."""
    text, items = body(world, rng), draw(world, rng, size(rng, small))
    return Page(join(items, rng) + rng.choice(("\n", "\n\n")) + text, text, len(items))


def on_last_line(world: Any, rng: random.Random, small: bool) -> Page:
    """On the last line of the body."""
    text, items = body(world, rng), draw(world, rng, size(rng, small))
    return Page(text + rng.choice(("", " ")) + join(items, rng), text, len(items))


def split(world: Any, rng: random.Random, small: bool) -> Page:
    """Over several lines, broken between names."""
    text, items = body(world, rng), draw(world, rng, size(rng, small))
    width, style = rng.randint(3, 12), rng.choice(STYLES)
    rows = [style.join(items[i : i + width]) for i in range(0, len(items), width)]
    ending = rng.choice(("", style.rstrip()))
    return Page(text + "\n" + (ending + "\n").join(rows) + ending, text, len(items))


def twice(world: Any, rng: random.Random, small: bool) -> Page:
    """Two blocks, at both ends or one after the other."""
    text = body(world, rng)
    first, second = (join(draw(world, rng, size(rng, small)), rng) for _ in range(2))
    if rng.random() < 0.5:
        return Page(first + "\n" + text + "\n" + second, text, 12)
    return Page(text + "\n" + first + "\n" + second, text, 12)


def cut(world: Any, rng: random.Random, small: bool) -> Page:
    """Cut in the middle of a name, at the end or the beginning, or with a lost character."""
    text, items = body(world, rng), draw(world, rng, size(rng, small))
    block = join(items, rng, closed=0)
    place = rng.randrange(3)
    if place == 0 and len(items[-1]) > 1:
        block = block[: -rng.randint(1, len(items[-1]) - 1)]
    elif place == 1 and len(items[0]) > 1:
        block = block[rng.randint(1, len(items[0]) - 1) :]
    else:
        at = rng.randrange(1, len(items) - 1)
        block = join([*items[:at], items[at][1:] or items[at], *items[at + 1 :]], rng)
    return Page(text + "\n" + block, text, len(items))


def traditional(world: Any, rng: random.Random, small: bool) -> Page:
    """In Traditional characters."""
    text, items = body(world, rng), draw(world, rng, size(rng, small))
    return Page(text + "\n" + world.traditional(join(items, rng)), text, len(items))


def with_words(world: Any, rng: random.Random, small: bool) -> Page:
    """With up to 30 % of other words."""
    text, items = body(world, rng), draw(world, rng, size(rng, small), rng.uniform(0.1, 0.3))
    return Page(text + "\n" + join(items, rng), text, len(items))


def with_trailer(world: Any, rng: random.Random, small: bool) -> Page:
    """Followed by a copyright line, navigation and the like."""
    text, items = body(world, rng), draw(world, rng, size(rng, small))
    trailer = "\n".join(rng.sample(TRAILERS, rng.randint(1, 5)))
    return Page(f"{text}\n{join(items, rng)}\n{trailer}", f"{text}\n{trailer}", len(items))


PROSE_STYLES = {"、": "、", "，": "，", "comma, blank": ", ", "blank": " ", "line break": "\n"}


def prose_page(world: Any, rng: random.Random, style: str, closed: float) -> Page:
    """At the end, between the separators of prose."""
    text, items = body(world, rng), draw(world, rng, size(rng, False))
    return Page(text + "\n" + join(items, rng, style, closed), text, len(items))


SHAPES: dict[str, Callable[[Any, random.Random, bool], Page]] = {
    "at the end": at_end,
    "at the start": at_start,
    "on the last line": on_last_line,
    "over several lines": split,
    "twice": twice,
    "cut in a name": cut,
    "in Traditional": traditional,
    "10-30 % other words": with_words,
    "before other lines": with_trailer,
}
