"""What is known of place names: which forms are names, of what rank, where, and since when."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from unionclean.tables import read_rows

FORMS = "PpACFZS"
"""The forms of a name: Province, province without suffix, prefecture or city (A), County or district, Full autonomous
name, autonomous name cut to a few characters (Z), Short name without its suffix."""

_CUT_PROVINCES = {"新疆", "西藏", "内蒙古", "广西", "宁夏"}
_FORM_OF_LEVEL = {"p": "P", "c": "A", "x": "C"}
_OLDEST_YEAR = 2000
_NEWEST_YEAR = 2012  # the lists of the link farms date from about 2010


class Place(NamedTuple):
    """One form of a name: how it is written (a letter of :data:`FORMS`), the prefectures (four-digit codes) it may be in,
    and whether no place bore it by about 2010."""

    form: str
    prefectures: frozenset[str]
    recent: bool

    @property
    def provinces(self) -> frozenset[str]:
        """The two-digit codes of the provinces it may be in."""
        return frozenset(code[:2] for code in self.prefectures)


class Gazetteer(NamedTuple):
    """Every form by name, the Traditional characters of names, and how often a random name is in each province."""

    places: dict[str, Place]
    fold: dict[int, int]
    share: dict[str, float]


@functools.cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer; it is read when first asked for."""
    rows = read_rows("places.tsv")
    *names, (_, traditional, simplified) = rows
    places: dict[str, Place] = {}
    for row in sorted(names, key=_is_gone):
        name, level, codes, first, _, short, cut = row
        prefectures, recent = _prefectures(codes), int(first) > _NEWEST_YEAR
        full = "F" if "自治" in name and level != "p" else _FORM_OF_LEVEL[level]
        _add(places, [name], Place(full, prefectures, recent))
        if short:
            use = Place("p" if level == "p" else "S", prefectures, recent)
            _add(places, short.split(","), use, weak=_is_gone(row))
        if cut:
            _add(places, cut.split(","), Place("Z", prefectures, recent))
    return Gazetteer(places, str.maketrans(traditional, simplified), _province_shares(names))


def _is_gone(row: list[str]) -> bool:
    return bool(row[4]) and int(row[4]) < _OLDEST_YEAR


@functools.lru_cache(maxsize=1024)
def _prefectures(codes: str) -> frozenset[str]:
    return frozenset(codes.split(","))


def _add(places: dict[str, Place], forms: list[str], place: Place, *, weak: bool = False) -> None:
    """Add forms of one place; a form that several places share has all their prefectures and its commonest use.

    A weak use gives way: 马边 is of 马边彝族自治县, not of 马边县, which ceased in 1984.
    """
    for form in forms:
        if form in _CUT_PROVINCES:
            place = place._replace(form="P")
        known = places.get(form)
        if known is None:
            places[form] = place
        else:
            use = known.form if weak else min(known.form, place.form, key="PpACFSZ".index)
            places[form] = Place(use, known.prefectures | place.prefectures, known.recent and place.recent)


def _province_shares(names: Iterable[list[str]]) -> dict[str, float]:
    """Return how probable each province is for a name drawn at random."""
    counts: dict[str, float] = {}
    for codes, number in Counter(codes for _, _, codes, *_ in names).items():
        provinces = {code[:2] for code in codes.split(",")}
        for province in sorted(provinces):
            counts[province] = counts.get(province, 0.0) + number / len(provinces)
    total = sum(counts.values())
    return {province: count / total for province, count in counts.items()}


@functools.cache
def _cut_heads() -> frozenset[str]:
    return frozenset(name[:n] for name in gazetteer().places for n in range(1, len(name)))


@functools.cache
def _cut_tails() -> frozenset[str]:
    return frozenset(name[n:] for name in gazetteer().places for n in range(1, len(name)))


def simplified(text: str) -> str:
    """Return ``text`` with the characters of place names in their Simplified form.

    >>> simplified("鎮賚縣")
    '镇赉县'
    """
    return text.translate(gazetteer().fold)


@functools.lru_cache(maxsize=8192)
def look_up(name: str) -> Place | None:
    """Return what ``name``, in either script, stands for.

    >>> look_up("双辽市").form, look_up("前郭尔").form, look_up("鎮賚縣").form
    ('C', 'Z', 'C')
    >>> look_up("微博")
    """
    places = gazetteer().places
    return places.get(name) or places.get(simplified(name))


def is_cut_head(text: str) -> bool:
    """Return whether ``text`` is the beginning of a name: 普 of 普格县."""
    return simplified(text) in _cut_heads()


def is_cut_tail(text: str) -> bool:
    """Return whether ``text`` is the end of a name: 辽市 of 双辽市."""
    return simplified(text) in _cut_tails()
