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
from unionclean.signs import Signs
from unionclean.steps import NOTHING, Found, step

_HEAD = 1000  # characters of a page in which a keyword line may begin


def _signs(*, keyword_lists: bool | None = None) -> Signs:
    """Signs of a list of names, and the Traditional characters over which a line of keywords may stand."""
    return Signs(
        (Guard("traditional", COMMON_TRADITIONAL), *cells.GUARDS, *prose.GUARDS),
        lambda text: _Look(text, may_have_keywords=keyword_lists is not False),
        lambda text: prose.ends_with_comma(text) and _any_of(prose_runs(text)),
    )


class _Look:
    """A look along a text, from left to right: at a Traditional character or at a sign of a list, whether there is a line of keywords or a list."""

    def __init__(self, text: str, *, may_have_keywords: bool) -> None:
        self._text = text
        self._may_have_keywords = may_have_keywords
        self._separators: Counter[str] = Counter()

    def __call__(self, stop: Stop) -> bool:
        here = self._text[stop.start]
        if stop.name == "separator":
            self._separators[here] += 1
            return self._separators[here] == cells.FEWEST_SEPARATORS and _any_of(runs_of(self._text, here))
        if stop.name == "traditional":
            return self._opens_with_items or (here in prose.OF_FARMS and self._has_list_in_prose)
        return prose.is_looked_at(stop.start, len(self._text)) and self._has_list_in_prose

    @functools.cached_property
    def _opens_with_items(self) -> bool:
        return self._may_have_keywords and _items().search(self._text, 0, _HEAD) is not None

    @functools.cached_property
    def _has_list_in_prose(self) -> bool:
        return _any_of(prose_runs(self._text))


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

    The line of Simplified keywords that the farms put over a Traditional page goes too, if the page shows that a table made it
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
    if not runs and (keyword_lists is False or not _may_open_with_keywords(text)):
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


def _may_open_with_keywords(text: str) -> bool:
    """A cheap look: a line of items at the top, and Traditional characters on the page."""
    return _items().search(text, 0, _HEAD) is not None and _traditional().search(text) is not None


def candidates(text: str) -> Iterator[Run]:
    """Yield every run of short items that may be a list of places."""
    for sep in SEPARATORS:
        yield from runs_of(text, sep)
    yield from prose_runs(text)
