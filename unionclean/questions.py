"""What makes a question of a Chinese sentence: a word that asks.

A ``?`` behind a sentence without one is as often something else: a character that an encoding lost, an operator, a blank.
"""

from __future__ import annotations

from unionclean.han import HAN_BMP
from unionclean.patterns import lazy

_ASKS = lazy(
    "(?!否[则則])[吗嗎呢么麼嘛吧啊呀啦哦哈谁誰孰哪何怎啥咋几幾岂豈焉乎欤歟耶邪哉否]|多[少大高长長久远遠快]|[还還]是|[难難]道|莫非|究竟|到底|(.)[不没沒]\\1"
    "|有[没沒]|[真对對好行是][的吗]?\\Z|[没沒不][有是]?\\Z"
)
_SENTENCE_END = lazy("[。！？!?；;…\n]")
_FARTHEST = 80
"""Characters in front of a mark in which its sentence begins."""
_BETWEEN_WORDS = lazy(f"\\?(?=[{HAN_BMP}0-9A-Za-z])(?:(?<=[{HAN_BMP}%°℃‰）”》]\\?)|(?=[{HAN_BMP}]))")


def asks(sentence: str) -> bool:
    """Return whether ``sentence``, without its mark, has a word that asks.

    >>> asks("这是谁的"), asks("你去不去"), asks("真的"), asks("采用溶胶"), asks("否则")
    (True, True, True, False, False)
    """
    return _ASKS.search(sentence) is not None


def asks_before(text: str, mark: int) -> bool:
    """Return whether the sentence that ends before ``mark`` has a word that asks.

    >>> asks_before("谁来?他?", 2), asks_before("谁来?他?", 4)
    (True, False)
    """
    return asks(_SENTENCE_END.split(text[max(0, mark - _FARTHEST) : mark])[-1])


def is_doubtful(text: str, mark: int) -> bool:
    """Return whether the ``?`` at ``mark`` stands between words and no word before it asks: a question in headlines, a lost character elsewhere.

    >>> is_doubtful("涨价了?专家", 3), is_doubtful("第?章", 1), is_doubtful("去吗?去", 2), is_doubtful("涨价了?", 3)
    (True, True, False, False)
    """
    return _BETWEEN_WORDS.match(text, mark) is not None and not asks_before(text, mark)
