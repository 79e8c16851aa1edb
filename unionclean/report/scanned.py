"""A scan as a table with a bar chart, for a terminal or for a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any, Protocol

from unionclean.report.ansi import STEP_STYLES, Paint, pad, painter, width_of
from unionclean.report.show import count, one_line

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_NARROWEST = 60


class Scan(Protocol):
    """What can be rendered: the result of :func:`unionclean.scan.scan_documents`."""

    def to_dict(self) -> dict[str, Any]:
        """Return the result as described there."""


def render_scan(result: Scan, *, colour: bool, width: int) -> str:
    """Return the findings of a scan as lines of at most ``width`` columns (60 at least; a headline of huge numbers may be longer).

    >>> from unionclean.scan import scan_documents
    >>> print(render_scan(scan_documents([("a", "你好")]), colour=False, width=60).splitlines()[0])
    1 document, 2 characters: no damage found
    """
    data = result.to_dict()
    paint, width = painter(colour), max(_NARROWEST, width)
    sections = [[_headline(data, paint)], *(list(section) for section in _sections(data, paint, width))]
    return "\n\n".join("\n".join(section) for section in sections if section)


def _sections(data: Mapping[str, Any], paint: Paint, width: int) -> Iterator[Iterator[str]]:
    yield _kinds(data, paint, width)
    yield _sites(data, paint, width)
    yield _unrepaired(data, paint, width)
    yield _scripts(data, paint, width)
    yield _worst(data, paint, width)


def _headline(data: Mapping[str, Any], paint: Paint) -> str:
    size = f"{count(data['documents'], 'document')}, {count(data['characters'], 'character')}"
    if not data["changed"] and not data["unrepaired"]:
        return paint(f"{size}: no damage found", "bold")
    return paint(f"{size}: {data['changed']:,} would change ({_share(data['changed'], data['documents'])})", "bold")


def _kinds(data: Mapping[str, Any], paint: Paint, width: int) -> Iterator[str]:
    """Yield the table by kind of damage, with a bar for the share of the documents that show it."""
    kinds = data["kinds"]
    if not kinds:
        return
    columns = [
        _column("documents", kinds),
        _column("share", kinds),
        _column("edits", kinds),
        _column("probable", kinds),
    ]
    head = "  ".join(column[0] for column in columns)
    name_width = min(max(14, *(width_of(one_line(kind["kind"])) for kind in kinds)), width - len(head) - 4)
    yield paint(f"{pad('kind of damage', name_width)}  {head}", "dim")
    bar_width = max(0, width - name_width - len(head) - 3)
    for index, kind in enumerate(kinds):
        numbers = "  ".join(column[index + 1] for column in columns)
        bar = paint(_bar(kind["share"], bar_width), f"step{index % STEP_STYLES}")
        yield f"{pad(one_line(kind['kind']), name_width)}  {numbers} {bar}".rstrip()


def _column(title: str, kinds: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return a column of the table, its title first, all cells equally wide."""
    key = "sites" if title == "edits" else title
    cells = [title, *(f"{kind[key]:.1%}" if key == "share" else f"{kind[key]:,}" for kind in kinds)]
    return [cell.rjust(max(8 if key == "sites" else 6, *map(len, cells))) for cell in cells]


def _bar(share: float, width: int) -> str:
    eighths = max(1, round(share * width * 8)) if share else 0
    return "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")


def _sites(data: Mapping[str, Any], paint: Paint, columns: int) -> Iterator[str]:
    if not data["changed"] and not data["unrepaired"]:
        return
    rows = [
        ("edits, certain", data["certain"]),
        ("edits, probable", data["probable"]),
        ("places left unrepaired", data["unrepaired"]),
        ("spam blocks", data["spam_blocks"]),
        ("punctuation marks folded to ASCII", data["folded_punctuation"]),
        ("characters rescued (estimate)", data["rescued"]),
        ("characters in documents with damaged bytes", data["in_damaged"]),
    ]
    rows = [(label, number) for label, number in rows if number]
    width = max(len(f"{number:,}") for _, number in rows)
    for label, number in rows:
        yield f"{number:>{width},}  {paint(label, 'note') if label.endswith('unrepaired') else label}"
    if data["changed"]:
        yield from (paint(line, "dim") for line in wrap(_WHAT_COUNTS, columns))


_WHAT_COUNTS = "Edits are counted for each step; explain and report count a place that several steps changed once."


def _unrepaired(data: Mapping[str, Any], paint: Paint, width: int) -> Iterator[str]:
    if not data["notes"]:
        return
    yield paint("notes, by kind", "dim")
    yield from _numbers(sorted(data["notes"].items(), key=lambda item: -item[1]), width)


def _scripts(data: Mapping[str, Any], paint: Paint, width: int) -> Iterator[str]:
    present = [(script, number) for script, number in data["scripts"].items() if number]
    if not present:
        return
    yield paint("script, in documents", "dim")
    yield from _numbers(sorted(present, key=lambda item: -item[1]), width)


def _numbers(items: Sequence[tuple[str, int]], width: int) -> Iterator[str]:
    columns = max(len(f"{number:,}") for _, number in items)
    for name, number in items:
        yield f"{number:>{columns},}  {pad(one_line(name), width - columns - 2).rstrip()}"


def _worst(data: Mapping[str, Any], paint: Paint, width: int) -> Iterator[str]:
    worst = data["worst"]
    if not worst:
        return
    yield paint(f"{'damaged':>8}  {'unrepaired':>10}  {'in 1,000':>8}  worst documents", "dim")
    for entry in worst:
        rate = 1000 * entry["sites"] / max(1, entry["characters"])
        name = pad(one_line(entry["id"]), width - 32).rstrip()
        yield f"{entry['sites']:>8,}  {entry['unrepaired']:>10,}  {rate:>8.1f}  {name}"


def _share(part: int, whole: int) -> str:
    return f"{part / max(1, whole):.1%}"
