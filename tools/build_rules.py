"""Write ``docs/rules.md`` from the registry of rules: ``python -m tools.build_rules``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from tools.build import run
from unionclean.rules import NOTE_KINDS, RULES, Rule

PAGE = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
HEAD = """\
# Rules and notes

Every edit names the rule that made it (`Edit.rule`), and every note its kind (`Note.kind`). This page is generated from
`unionclean.rules` by `python -m tools.build_rules`. The names do not change from one version to the next.

If several rules made edits at one place, `Edit.rule` joins their names: `annotation + t2s`. `Edit.detail` holds details of one
edit, such as the score of a list. An edit is `"certain"` if its rule allows only one answer; the `Edit.confidence` of a
`"probable"` edit says how likely it is right. A function of your own in `compose` names its edits after itself.
"""
NOTES = """\
## Notes

A note has one of three meanings (`Note.meaning`): `unrepaired`, damage that was seen and not repaired; `left alone`, something that
only looks like damage; `remark`, how far to trust the edits.

| kind | meaning | when |
|---|---|---|
"""


def page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for step, rules in groupby(RULES.values(), key=lambda rule: rule.step):
        parts.append(
            f"## {step}\n\n| rule | repairs | what it does | source |\n|---|---|---|---|\n" + "".join(_rows(rules))
        )
    parts.append(NOTES + "".join(f"| `{k.name}` | {k.meaning} | {k.sentence} |\n" for k in NOTE_KINDS.values()))
    return "\n".join(parts)


def _rows(rules: Iterator[Rule]) -> Iterator[str]:
    return (f"| `{rule.name}` | {rule.kind} | {rule.sentence} | {rule.source} |\n" for rule in rules)


def build(data: Path, cache: Path) -> dict[str, str]:
    """Return the page."""
    return {"docs/rules.md": page()}


if __name__ == "__main__":
    raise SystemExit(run("rules"))
