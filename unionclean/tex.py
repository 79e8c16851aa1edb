"""Commands of TeX that print their last argument: what stands in it is prose, in a file and in a plain string."""

from __future__ import annotations

_OF_LATEX = {
    "part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph", "caption", "footnote",
    "footnotetext", "emph", "textbf", "textit", "textsf", "textrm", "textsl", "textsc", "textup", "textmd", "textnormal",
    "underline", "item", "marginpar", "thanks", "centerline", "mbox",
}  # fmt: skip
TITLES = {"title": "[{", "subtitle": "[{"}
ARGUMENTS = {
    **TITLES,
    **dict.fromkeys(["uline", "uwave", "sout", "hl", "enquote", "alert", "frametitle", "framesubtitle", "fbox"], "{"),
    **dict.fromkeys(["makebox", "framebox"], "[[{"),
    **dict.fromkeys(["textcolor", "colorbox", "href"], "[{{"),
    "parbox": "[[[{{",
}
"""The arguments of commands that a parser of LaTeX may not know: ``[`` an optional one, ``{`` one that must be there.  Those before the
last are addresses, colours and lengths."""

PRINTS_ITS_LAST = frozenset(_OF_LATEX | ARGUMENTS.keys())
PRINTS_ITS_SECOND = frozenset(name for name, arguments in ARGUMENTS.items() if arguments.endswith("{{"))
