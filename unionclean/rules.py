"""Every rule that a step names in an edit, and every kind of note: what it repairs or means, and on whose authority.

``Edit.rule`` is a name of :data:`RULES`, or several joined by ``" + "`` where edits of several rules met at one place
(:func:`unionclean.edits.compose_edits`).  ``Note.kind`` is a name of :data:`NOTE_KINDS`.  A step that learns a new rule
registers it here; a function of your own, in :func:`unionclean.compose`, names its edits after itself.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

JOINT = " + "
"""What joins the names of rules in an edit that several of them made."""

Meaning = Literal["unrepaired", "left alone", "remark"]


class Rule(NamedTuple):
    """A rule: its name, the step that follows it, the kind of damage it repairs, what it does, and the source it rests on.

    >>> RULES["comma"].step, RULES["comma"].kind
    ('normalize_punctuation', 'punctuation')
    """

    name: str
    step: str
    kind: str
    sentence: str
    source: str


class NoteKind(NamedTuple):
    """A kind of note: its name, what it means, and when it is written.

    >>> NOTE_KINDS["guessed"].meaning
    'remark'
    """

    name: str
    meaning: Meaning
    sentence: str


_MACHINE = "docs/machine.md, read off damaged pages"
_MOJIBAKE = "docs/mojibake.md; the code tables of Python's codecs"
_RIGHT = {"utf8": "UTF-8", "gbk": "GBK", "big5": "Big5"}
_WRONG = {
    "latin1": "Latin-1, Windows-1252 or another code page for Latin letters",
    "dos": "code page 437, 850, 852 or 866, as the names in zip archives are",
    "cyrillic": "KOI8-R, Windows-1251 or ISO-8859-5",
    "thai": "TIS-620",
    "gbk": "GBK",
    "big5": "Big5",
    "korean": "EUC-KR or its extension, code page 949",
    "japanese": "Shift-JIS or EUC-JP",
}
_CONTROL_CODES = "ISO/IEC 6429: control functions, not text"
_GB_MARKS = "GB/T 15834-2011"
_CLREQ = "W3C, Requirements for Chinese Text Layout"

_ROWS: dict[tuple[str, str], tuple[tuple[str, str, str], ...]] = {
    ("repair_encoding", "inserted annotations"): (
        ("annotation", "removes a pinyin reading that the machine inserted behind a character", _MACHINE),
        (
            "random-pinyin",
            "removes pinyin that was scattered over a page behind characters it does not belong to",
            _MACHINE,
        ),
    ),
    ("repair_encoding", "marks that were put in"): (
        ("random-pair", "removes two random characters that were put before marks all over a page", _MACHINE),
        ("doubled-mark", "removes a comma that was put before another mark all over a page", _MACHINE),
        ("lost-blank", "writes a row of no-break blanks that the machine made question marks", _MACHINE),
    ),
    ("repair_encoding", "marks against copying"): (
        (
            "stray-backtick",
            "removes a backtick that was put behind 的 all over a page of the machine",
            "read off damaged pages",
        ),
    ),
    ("repair_encoding", "shifted bytes"): (
        (
            "shifted-run",
            "decodes again a run of characters whose bytes were paired wrongly after one was lost",
            _MACHINE,
        ),
    ),
    ("repair_encoding", "mojibake"): (
        *(
            (f"{right}-as-{family}", f"decodes as {_RIGHT[right]} what was decoded as {wrong}", _MOJIBAKE)
            for family, wrong in _WRONG.items()
            for right in _RIGHT
            if right != family
        ),
        ("ftfy", "decodes Latin, Greek, Cyrillic and other mojibake again", "ftfy.fix_encoding"),
    ),
    ("repair_encoding", "escapes"): (
        ("unicode-escape", "reads \\uXXXX escapes that say Chinese", "ECMA-404 (JSON), 9"),
        ("entity", "reads numeric character references that say Chinese, one layer of &amp; at a time", "HTML, 13.5"),
        ("percent-escape", "reads percent-encoded bytes that say Chinese, outside addresses", "RFC 3986, 2.1"),
        ("quoted-printable", "reads quoted-printable bytes that say Chinese", "RFC 2045, 6.7"),
        ("ooxml-escape", "reads _x000D_ and its like in a line of Chinese", "ECMA-376, 22.9.2.19 (ST_Xstring)"),
    ),
    ("repair_encoding", "look-alikes"): (
        (
            "radical",
            "writes a radical inside a word as the character it looks like",
            "Unicode, EquivalentUnifiedIdeograph",
        ),
        ("compatibility-ideograph", "writes a compatibility ideograph as the one it equals", "Unicode, 23.1"),
        (
            "private-han",
            "writes a private-use character of GB 18030-2000 as the Han character there today",
            "GB 18030-2022",
        ),
        (
            "big5-backslash",
            "removes the backslash behind characters of Big5 that end in its byte",
            "Big5: second byte 5C",
        ),
    ),
    ("repair_encoding", "HTML remnants"): (
        ("html-remnant", "removes a tag that lost its < with the byte before it", _MACHINE),
        ("farm-tag", "removes a tag that carries nothing but a random id", _MACHINE),
    ),
    ("repair_encoding", "invisible characters"): (
        ("bom", "removes a byte order mark inside the text", "Unicode, 23.8"),
        ("control", "removes C0 and C1 control characters other than tab and line ends", _CONTROL_CODES),
        (
            "separator",
            "writes a control that separates words, cells or lines as a blank or a line break",
            _CONTROL_CODES,
        ),
        (
            "c1-mark",
            "reads a C1 control as the mark that Windows-1252 has at its place",
            "WHATWG Encoding, windows-1252",
        ),
        ("terminal-escape", "removes an escape sequence for terminals", _CONTROL_CODES),
        ("soft-hyphen", "removes a soft hyphen beside a Chinese character", "Unicode, 23.2"),
        ("direction-mark", "removes marks of direction from a line without right-to-left letters", "Unicode, UAX #9"),
        ("zero-width", "removes zero-width characters that no script, emoji or line break needs", "Unicode, 23.2"),
        ("surrogate-pair", "joins the two halves of a character that UTF-16 had cut apart", "Unicode, 3.8"),
    ),
    ("strip_place_spam", "place-name spam"): (
        (
            "place-spam",
            "removes a list of place names drawn from the whole country",
            "docs/place-spam.md, read off damaged pages",
        ),
    ),
    ("strip_place_spam", "keyword spam"): (
        (
            "keyword-list",
            "removes a line of Simplified keywords at the top of a Traditional page",
            "read off damaged pages",
        ),
    ),
    ("to_simplified", "Traditional script"): (
        ("t2s", "writes a Traditional character in Simplified", "OpenCC t2s"),
        (
            "word",
            "decides a character by the word it stands in, where OpenCC decides otherwise",
            "tools/script_words.tsv",
        ),
        ("zhe", "writes 着 for 著 where it is the particle", "现代汉语词典; tools/script_words.tsv"),
        ("compatibility", "writes a compatibility ideograph as the character it stands for", "Unicode, 18.1"),
        ("tw", "writes a word of Taiwan in the words of the mainland", "OpenCC tw2sp"),
        ("hk", "writes a word of Hong Kong in the words of the mainland", "OpenCC hk2s"),
    ),
    ("normalize_punctuation", "punctuation"): (
        ("comma", "writes a comma in the width of its context", f"{_GB_MARKS}, 4.4: ， fills one place"),
        ("colon", "writes a colon in the width of its context", f"{_GB_MARKS}, 4.7: ： fills one place"),
        ("semicolon", "writes a semicolon in the width of its context", f"{_GB_MARKS}, 4.6: ； fills one place"),
        (
            "exclamation",
            "writes an exclamation mark in the width of its context",
            f"{_GB_MARKS}, 4.3: ！ fills one place",
        ),
        ("question", "writes a question mark in the width of its context", f"{_GB_MARKS}, 4.2: ？ fills one place"),
        ("bracket", "writes a pair of brackets in the width of its context", f"{_GB_MARKS}, 4.9: （ ）, both or none"),
        (
            "quote",
            "writes a pair of quotation marks as curly or straight",
            f"{_GB_MARKS}, 4.8: “ ” outside, ‘ ’ inside",
        ),
        ("ellipsis", "writes a row of dots as an ellipsis", f"{_GB_MARKS}, 4.11: …… fills two places"),
        ("dash", "writes a row of hyphens as a dash", f"{_GB_MARKS}, 4.10: —— fills two places"),
        (
            "small_form",
            "writes a small form of a mark as the common one",
            "Unicode, Small Form Variants: compatibility only",
        ),
        ("name_dot", "writes · between the parts of a foreign name", f"{_GB_MARKS}, 4.14"),
    ),
    ("normalize_punctuation", "full-width letters and digits"): (
        ("wide_digit", "writes a full-width digit in ASCII", "GB/T 15835-2011, 5: Arabic numerals are set half-width"),
        ("wide_letter", "writes a full-width letter in ASCII", f"{_CLREQ}: Western text is proportional"),
        ("wide_symbol", "writes a full-width mark inside a number, time or address in ASCII", "GB/T 15835-2011, 5"),
    ),
    ("normalize_punctuation", "blanks and line ends"): (
        ("blank_after_mark", "removes a blank behind a full-width mark", f"{_CLREQ}: the mark carries its own blank"),
        (
            "blank_before_mark",
            "removes a blank before a full-width mark",
            f"{_CLREQ}: no mark stands apart from its word",
        ),
        (
            "blank_after_bracket",
            "removes a blank behind a bracket that it widened",
            f"{_CLREQ}: the bracket carries its own",
        ),
        (
            "blank_before_bracket",
            "removes a blank before a bracket that it widened",
            f"{_CLREQ}: the bracket carries its own",
        ),
        (
            "wide_blanks",
            "writes a run of ideographic and no-break spaces as one blank",
            f"{_CLREQ}: U+3000 is an indent",
        ),
        ("trailing_blanks", "removes blanks at the end of a line", "a blank there has no meaning in plain text"),
        ("line_end", "writes every line end as a line feed", "POSIX.1-2017, 3.206"),
    ),
    ("repair_layout", "hard wraps"): (
        ("wrap", "joins the lines that a fixed width made of a paragraph", "docs/layout.md"),
        ("hyphen", "joins a Latin word that was divided at the end of a line", "docs/layout.md"),
    ),
    ("repair_layout", "blanks in sentences"): (
        (
            "blank-in-word",
            "removes a blank between the characters of a sentence",
            f"{_CLREQ}: characters are set solid",
        ),
        ("blank-before-mark", "removes a blank before a full-width mark, on a page of such", f"{_CLREQ}: as above"),
        ("blank-behind-mark", "removes a blank behind a full-width mark, on a page of such", f"{_CLREQ}: as above"),
    ),
    ("repair_layout", "page furniture"): (
        ("page-furniture", "removes a page number, header or footer, when that is asked for", "docs/layout.md"),
    ),
    ("repair_layout", "marks"): (
        ("name-dot", "writes the dot of a transliterated name as U+00B7", f"{_GB_MARKS}, 4.14"),
        ("full-stop", "writes . as 。 on a page that ends its sentences with it", f"{_GB_MARKS}, 4.1"),
    ),
    ("split_outline", "page breaks"): (
        ("page-break", "joins a paragraph that a page break cut, in the text of a section", "docs/outline.md"),
    ),
}

RULES: dict[str, Rule] = {
    name: Rule(name, step, kind, sentence, source)
    for (step, kind), rows in _ROWS.items()
    for name, sentence, source in rows
}
"""Every rule by its name, in the order of the steps."""

NOTE_KINDS: dict[str, NoteKind] = {
    kind.name: kind
    for kind in (
        NoteKind("lost-byte", "unrepaired", "a byte is gone for good; the character is U+FFFD, or the tag was removed"),
        NoteKind("lost-before", "unrepaired", "U+FFFD that came with the text"),
        NoteKind(
            "lone-reading", "left alone", "a reading as the machine writes it, in too little text to show who did"
        ),
        NoteKind("unrepaired", "unrepaired", "the bytes are damaged here and no reading of them passes"),
        NoteKind("not-text", "unrepaired", "bytes that are no text; the note says what they are"),
        NoteKind("unknown-encoding", "unrepaired", "bytes whose encoding cannot be told"),
        NoteKind("mixed-encodings", "remark", "lines in another encoding than the rest"),
        NoteKind("user-defined", "unrepaired", "a code that users define, as a private-use character"),
        NoteKind(
            "cesu-8", "remark", "UTF-8 in which characters were written as the two halves that UTF-16 has of them"
        ),
        NoteKind("digit", "unrepaired", "a repair would write a digit, and digits are never written"),
        NoteKind("unsettled", "unrepaired", "a step or finder went in circles here; what it would do was left undone"),
        NoteKind("structure", "unrepaired", "more than the prose of the file would change; the whole of it was left"),
        NoteKind(
            "unreadable", "left alone", "no parser can read the file as what its name says; the whole of it was left"
        ),
        NoteKind(
            "house-style",
            "left alone",
            "a file under version control ends its sentences in ``.``, or is about marks; all its marks stay",
        ),
        NoteKind("quoted-mojibake", "left alone", "mojibake that the text speaks of, so it stays"),
        NoteKind("unpaired-bracket", "left alone", "a bracket without a partner on its line"),
        NoteKind("gap", "left alone", "the numbering of an outline leaves a number out"),
        NoteKind("repeat", "left alone", "a number of an outline comes twice"),
        NoteKind("page-furniture", "remark", "a page number, a running header or footer"),
        NoteKind("doubled", "remark", "a long line that stands twice"),
        NoteKind("two-columns", "unrepaired", "two columns were read across, and the order of their lines is lost"),
        NoteKind(
            "guessed", "remark", "the language model chose among several readings, and is right nine times in ten"
        ),
        NoteKind(
            "unsure", "remark", "the language model chose among several readings, and is often wrong about such places"
        ),
        NoteKind("doubtful", "remark", "question marks that the writer or the damage may have left"),
        NoteKind(
            "vanished", "remark", "a character may have vanished here without a trace: the text reads as well with one"
        ),
    )
}
"""Every kind of note by its name."""


def split_rule(rule: str) -> tuple[str, ...]:
    """Return the names of the rules that ``Edit.rule`` is made of.

    >>> split_rule("annotation + t2s"), split_rule("t2s")
    (('annotation', 't2s'), ('t2s',))
    """
    return tuple(rule.split(JOINT))


def join_rules(rules: tuple[str, ...]) -> str:
    """Return one name for the ``rules`` of edits that became one, each name once, in order.

    >>> join_rules(("annotation + shifted-run", "t2s", "annotation"))
    'annotation + shifted-run + t2s'
    """
    return JOINT.join(dict.fromkeys(name for rule in rules for name in split_rule(rule)))


def kind_of_damage(rule: str, step: str) -> str:
    """Return the kind of damage that ``rule`` repairs: of a joint rule the first; of an unknown one, the name of its step.

    >>> kind_of_damage("annotation + shifted-run", "repair_encoding"), kind_of_damage("strip", "strip")
    ('inserted annotations', 'strip')
    """
    found = next((RULES[name] for name in split_rule(rule) if name in RULES), None)
    return found.kind if found else step


def meaning_of(note_kind: str) -> Meaning:
    """Return what notes of this kind mean: damage left ``"unrepaired"``, something rightly ``"left alone"``, or a ``"remark"``.

    A remark says how far to trust the edits that were made.  A kind that is not registered is taken for damage.

    >>> [meaning_of(kind) for kind in ("lost-byte", "unpaired-bracket", "guessed", "a kind of your own")]
    ['unrepaired', 'left alone', 'remark', 'unrepaired']
    """
    kind = NOTE_KINDS.get(note_kind)
    return kind.meaning if kind else "unrepaired"
