"""The example of examples/pdf: a PDF is made, read, cleaned and divided, and docs/tutorial.md shows what comes out."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SECTION = (ROOT / "docs" / "tutorial.md").read_text("utf-8").partition("## 6. ")[2]
EXTRACTED, TEXT, OUTLINE, DONE = re.findall("```text\n(.*?)\n```", SECTION, re.DOTALL)


@pytest.fixture
def example(monkeypatch):
    """The example's modules, as a user who stands in its folder has them."""
    monkeypatch.syspath_prepend(str(ROOT / "examples" / "pdf"))
    import clean_pdf
    import make_report

    yield clean_pdf, make_report
    for name in ("clean_pdf", "make_report"):
        sys.modules.pop(name, None)


@pytest.mark.filterwarnings("ignore")  # what reportlab and pypdf warn of is not ours to forbid
def test_a_pdf_becomes_clean_text_with_an_outline(example, tmp_path, capsys):
    clean_pdf, make_report = example
    make_report.write_pdf(tmp_path / "report.pdf")
    extracted = clean_pdf.extract(tmp_path / "report.pdf")
    clean_pdf.main(str(tmp_path / "report.pdf"))
    printed = capsys.readouterr().out
    text, _, rest = printed.partition("\n\n")
    assert len(text.splitlines()) == len(make_report.REPORT.splitlines())
    assert extracted.startswith(EXTRACTED)
    assert text.startswith(TEXT)
    assert rest.startswith(OUTLINE)
    assert rest.endswith(DONE + "\n")
