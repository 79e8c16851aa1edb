"""docs/reference.md has every public name, and says what the docstrings say."""

import unionclean
from tools.build_reference import GROUPS, PAGE, page


def test_every_public_name_has_its_place():
    named = [name for names in GROUPS.values() for name in names]
    assert sorted(named) == sorted(unionclean.__all__)


def test_the_page_is_up_to_date():
    assert PAGE.read_text("utf-8") == page(), "run python -m tools.build_reference"
