"""Character classes that more than one step speaks of, as pieces for ``re`` classes."""

from __future__ import annotations

HAN_BMP = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Han characters of the Basic Multilingual Plane, 〇 included.  A class of BMP characters alone is ten times as fast."""

HAN = HAN_BMP + "\U00020000-\U0003ffff"
"""All Han characters, the supplementary planes included."""

COMMON_TRADITIONAL = "國會發業關學產進實設機動現習統農經協點時長開問間題為與對來個們這說過還後從無體東車書見貝頁風馬魚鳥門電話語請讓認識記義務員歲軍萬億級紀約紅網線總結給絕綠縣"
"""Frequent characters that no Simplified text contains: one is a hint of Traditional script, several are proof."""
