"""``strip_place_spam``: the blocks of place names that link farms put at the ends of pages.

Evidence, not a blacklist: a list goes when its names, its writing and its place in the page are far more likely for a list
drawn by a link farm than for one that somebody wrote (:mod:`unionclean.places.model`, :mod:`unionclean.places.evidence`).
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator

from unionclean.guards import Guard, Stop
from unionclean.han import COMMON_TRADITIONAL
from unionclean.patterns import lazy
from unionclean.places import cells, prose
from unionclean.places.cells import SEPARATORS, SUFFIXES, Run, runs_of
from unionclean.places.prose import prose_runs
from unionclean.signs import Look, Signs
from unionclean.steps import NOTHING, Found, step

_HEAD = 1000  # characters of a page in which a keyword line may begin, and as many at its foot


def _signs(*, keyword_lists: bool | None = None) -> Signs:
    """Signs of a list of names, and the Traditional characters over which a line of keywords may stand."""
    of_separators = Signs(cells.GUARDS, _look_at_separators)
    of_prose = Signs(
        prose.GUARDS,
        _look_at_prose,
        lambda text: prose.ends_with_comma(text) and _any_of(prose_runs(text)),
        of_separators,
    )

    def look(text: str) -> Look | None:
        return (lambda stop: True) if keyword_lists is not False and _has_items(text) else None

    return Signs((Guard("traditional", COMMON_TRADITIONAL),), look, others=of_prose)


def _look_at_separators(text: str) -> Look:
    met: Counter[str] = Counter()

    def look(stop: Stop) -> bool:
        sep = text[stop.start]
        met[sep] += 1
        return met[sep] == cells.FEWEST_SEPARATORS and _any_of(runs_of(text, sep))

    return look


def _look_at_prose(text: str) -> Look:
    def look(stop: Stop) -> bool | None:
        if not prose.is_looked_at(stop.start, len(text)):
            return False
        return _any_of(prose_runs(text)) or None

    return look


def _any_of(runs: Iterator[Run]) -> bool:
    return next(runs, None) is not None


@step(only_chinese=True, signs=_signs)
def strip_place_spam(text: str, *, keyword_lists: bool | None = None) -> Found:
    """Return ``text`` without the lists of place names that link farms add.

    A list of eight names or more goes, wherever it stands, if its names are drawn from the whole country and nothing in its
    writing or around it speaks for a real list: an introduction, an order, figures, neighbours in one province, names that the
    text speaks of.  Its lines go with their line breaks; the rest of the text stays to the character.  The ``detail`` of an edit
    has the number of names and provinces and the score, a log-likelihood ratio; offsets count code points.

    >>> page = "今天的发布会到此结束。\\n双辽市| 成武县| 镇赉县| 前郭尔| 阳信县| 惠州市| 抚顺市| 洛浦县| 寻乌县| 微博| 马边|"
    >>> strip_place_spam(page)
    '今天的发布会到此结束。\\n'
    >>> strip_place_spam.explain(page).edits[0].detail
    '10 names, 7 provinces, score 11.9'

    A real list stays: a province's counties, a ranking, stops, a navigation bar.

    >>> strip_place_spam("配送范围：双辽市|成武县|镇赉县|阳信县|惠州市|抚顺市|洛浦县|寻乌县|白水县|城固县")
    '配送范围：双辽市|成武县|镇赉县|阳信县|惠州市|抚顺市|洛浦县|寻乌县|白水县|城固县'

    The line of Simplified keywords that the farms put over a Traditional page, or below it, goes too, if the page shows that a table made it
    Traditional (后 and 里 beside 發 and 國).  ``keyword_lists=True`` asks for a Traditional page only, ``False`` keeps all such lines.
    Anything but a ``str`` raises a :class:`TypeError`.

    >>> page = "国产视频_亚洲电影_在线观看_欧美剧集_高清下载\\n今天的新聞發布會到此結束，會后謝謝各位記者。全國工會將繼續為職工服務，開展學習，投身于實踐。"
    >>> strip_place_spam(page)
    '今天的新聞發布會到此結束，會后謝謝各位記者。全國工會將繼續為職工服務，開展學習，投身于實踐。'
    >>> strip_place_spam(page, keyword_lists=False) is page
    True
    """
    if text.isascii() or _any_sign().search(text) is None:
        return NOTHING
    runs = list(candidates(text))
    if not runs and (keyword_lists is False or not _may_have_keywords(text)):
        return NOTHING
    from unionclean.places.judge import find_spam  # words, model and gazetteer: loaded when a page first needs them

    edits = find_spam(text, runs, keyword_lists=keyword_lists)
    return Found(edits) if edits else NOTHING


@functools.cache
def _any_sign() -> re.Pattern[str]:
    """Without the end of a name, or a Traditional character over which a line of keywords may stand, there is nothing to find."""
    return lazy(f"[{SUFFIXES}{COMMON_TRADITIONAL}]")


@functools.cache
def _items() -> re.Pattern[str]:
    return lazy(r"(?m)^(?:[^\n。！？!?；;：:…]{1,24}[_|｜,，、 -]){2}")


@functools.cache
def _traditional() -> re.Pattern[str]:
    return lazy(f"[{COMMON_TRADITIONAL}]")


def _may_have_keywords(text: str) -> bool:
    """A cheap look: a line of items at the top or the foot, and Traditional characters on the page."""
    return _traditional().search(text) is not None and _has_items(text)


def _has_items(text: str) -> bool:
    if _items().search(text, 0, _HEAD) is None and _items().search(text, max(0, len(text) - _HEAD)) is None:
        return False
    from unionclean.places.keywords import has_items

    return has_items(text)


def candidates(text: str) -> Iterator[Run]:
    """Yield every run of short items that may be a list of places."""
    for sep in SEPARATORS:
        yield from runs_of(text, sep)
    yield from prose_runs(text)
