"""Catalogues of gettext: the translations are prose, the rest is what programs look for."""

from __future__ import annotations

from unionclean.documents.html import CODE_ELEMENT
from unionclean.documents.spans import matches, subtract_spans
from unionclean.masking import Span
from unionclean.patterns import lazy

_CLOSED = lazy(
    r"\\."  # escapes
    r"|%(?:\([^()\s]*\))?[-+ #0-9.$*]*[A-Za-z%]|\{[^{}\n]*\}|\$\{?\w+\}?"  # what a program fills in
    r"|(?<![ \t])[ \t]*(?::[\w:+.-]{1,60}:)?`+[^`\n]*`*_{0,2}[ \t]*|`|\|[^|\s][^|\n]*\||\*+"  # reStructuredText
    r"|\.{3}(?=\Z|[ ]:kbd:)"  # labels of menus
    r"|</?[A-Za-z][^<>\n]*>|&\w+;|<[^<>\n]*>`?_*"
)


def read_catalogue(text: str) -> list[Span]:
    """Return the translations of a catalogue, without escapes, placeholders and markup.

    >>> text = 'msgid "甲,乙"\\nmsgstr "丙,丁 %s"\\n'
    >>> [text[start:end] for start, end in read_catalogue(text)]
    ['丙,丁 ']
    """
    from pygments.lexers.textfmts import GettextLexer
    from pygments.token import Name, String

    prose: list[Span] = []
    keyword = ""
    translated = False
    for position, kind, value in GettextLexer(stripnl=False, ensurenl=False).get_tokens_unprocessed(text):
        if kind in Name.Variable:
            keyword = value if value != "]" else keyword
            translated = translated and keyword != "msgid"
        elif kind in String and len(value) > 2 and value.startswith('"') and value.endswith('"'):
            if keyword == "msgid":
                translated = True  # and not the header, which has an empty name
            elif keyword.startswith("msgstr") and translated:
                prose.append((position + 1, position + len(value) - 1))
    return subtract_spans(prose, [*matches(_CLOSED, text, prose), *matches(CODE_ELEMENT, text, prose)])
