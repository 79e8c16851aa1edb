"""Who is measured: ours, the pipeline that people write today, its peers, and the floor."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from types import ModuleType

import unionclean

Contender = Callable[[str], object]

_PINYIN = re.compile(r"\(\s*[a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}\s*\)")
_TAIL = re.compile(r"\n(?:[^\s|]{2,8}\| ?){10,}[^\n]{0,8}$")
_WIDE = str.maketrans({",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"})


def usual(*, with_ftfy: bool) -> Contender:
    """Return what a user writes today: mojibake by ftfy, pinyin by a pattern, OpenCC, a table of marks, the tail by a pattern.

    It repairs none of the machine's damage, and ruins links, times and English; it is here for its speed.
    """
    import ftfy
    import opencc

    convert, fix = opencc.OpenCC("t2s").convert, ftfy.fix_text if with_ftfy else (lambda text: text)

    def pipeline(text: str) -> str:
        return _TAIL.sub("", convert(_PINYIN.sub("", fix(text))).translate(_WIDE))

    return pipeline


def floor(text: str) -> str:
    """Decode and encode: what reading and writing cost."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass")


def contenders() -> tuple[dict[str, Contender], list[str]]:
    """Return everything that can be measured here by name, and the names of the peers that are not installed."""
    import ftfy
    import opencc

    found: dict[str, Contender] = {
        "clean": unionclean.clean,
        "explain": unionclean.explain,
        **{step.name: step for step in unionclean.DEFAULT_STEPS},
        "usual": usual(with_ftfy=True),
        "usual without ftfy": usual(with_ftfy=False),
        "floor": floor,
        "opencc t2s": opencc.OpenCC("t2s").convert,
        "ftfy.fix_encoding": ftfy.fix_encoding,
    }
    peers: dict[str, tuple[str, Callable[[ModuleType], Contender]]] = {
        "zhconv-rs": ("zhconv_rs", lambda peer: lambda text: peer.zhconv(text, "zh-hans")),
        "autocorrect-py": ("autocorrect_py", lambda peer: peer.format),
    }
    here = {name for name, (module, _) in peers.items() if importlib.util.find_spec(module)}
    found |= {name: call(importlib.import_module(module)) for name, (module, call) in peers.items() if name in here}
    return found, sorted(peers.keys() - here)
