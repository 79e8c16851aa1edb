"""The words of the help: what each command is for, its finer points, and examples to copy."""

from __future__ import annotations

STEPS = ("repair_encoding", "strip_place_spam", "to_simplified", "normalize_punctuation", "repair_layout")

DESCRIPTION = """\
Clean and normalise Chinese web text: repair the encoding, strip place-name spam,
convert Traditional to Simplified, normalise punctuation, outline numbered structure."""

EPILOG = """\
start here:
  unionclean scan pages/                    which damage is there, and how much
  unionclean explain page.txt               what would be changed, and why
  unionclean clean pages/ -o cleaned        clean copies of all files, same tree
  unionclean COMMAND --help                 more on a command

exit codes:
  0 nothing to do, or done    1 fix changed something, or --check would
  2 a file could not be read or written, or wrong usage    130 interrupted

Settings are read from [tool.unionclean] in pyproject.toml."""

SUMMARIES = {
    "clean": "clean files, folders or standard input into new files or standard output",
    "fix": "clean files in place; what the pre-commit hooks run",
    "explain": "show what would be changed in a file, edit by edit",
    "report": "write one HTML page that shows original and cleaned side by side",
    "scan": "count which damage is in a collection, before deciding anything",
    "outline": "print the numbered structure of a text",
    "completion": "print a completion script for a shell",
}

DETAILS = {
    "clean": """\
Reads .txt, .md and .jsonl, also packed (.txt.gz, .jsonl.zst ...), .parquet, and other files
that are named, of which only the prose is cleaned; kinds without a reader (.csv, .json
...) are copied as they are.  In folders only files with these endings are read, hidden
ones and those that git ignores are not.  Without -o everything goes to standard output, one text after the other.  With a
folder or several files, OUT is a folder that gets the same tree.  Outputs appear when
they are complete and never replace a file unless --force is given.  Text is written as
UTF-8, with its line ends and byte order mark; records as they were but for the one
field.  What OUT ends in counts: .gz and .zst are compressed, JSON lines become Parquet
for .parquet, and a name for any other kind of file than the input is refused.""",
    "fix": """\
A file is replaced in one move, with its mode, encoding, line ends and byte order mark,
and only if something changes.  Unless --steps or the settings say otherwise the script
is not converted.  Only prose is touched: in Markdown no code, front matter and links,
in programs comments alone.  Files whose marks are syntax (.json, .csv ...) or of an
unknown kind are named and left.  What matches --protect stays.  What stands between
two lines with "unionclean: ignore" stays as it is, and so does any line that has the
marker beside other text.""",
    "explain": """\
Every edit in its place, with the step, the rule and the certainty, and what was seen
but could not be repaired.  Offsets count characters; a line end counts as one.""",
    "report": """\
The page needs no network and no other file.  It shows every edit by step, rule and
certainty, and every place that could not be repaired, the most damaged document first.""",
    "scan": """\
Reads the same files as clean and writes none.  Prints the share of documents with each
kind of damage, how much of it can be repaired, and the worst documents.""",
    "outline": """\
Chapters, articles and lists as a tree, as Markdown with headings, or as JSON with
offsets.  The text is taken as it is: clean it first if it needs cleaning.  Headings of
Markdown and of Word (.docx, with python-docx) are evidence for the levels.""",
    "completion": """\
Completes commands, options, their values, and files where files are wanted.""",
}

EXAMPLES = {
    "clean": """\
examples:
  unionclean clean page.txt > clean.txt
  unionclean clean seeds -o cleaned
  unionclean clean crawl.jsonl.zst -o clean.jsonl.zst --field content --jobs 4
  unionclean clean crawl.parquet -o clean.parquet --jobs 0
  unionclean clean crawl.jsonl.gz -o clean.parquet --flags
  unionclean clean crawl.jsonl -o clean.jsonl --keep-going
  curl -s https://example.org/page.txt | unionclean clean --steps repair_encoding""",
    "fix": """\
examples:
  unionclean fix README.md docs
  unionclean fix --check docs && echo nothing to fix
  unionclean fix --diff notes.txt
  unionclean fix --steps to_simplified,normalize_punctuation notes.txt""",
    "explain": """\
examples:
  unionclean explain page.txt
  unionclean explain page.txt --json | jq '.edits[] | select(.certainty == "probable")'
  unionclean explain page.txt --colour always | less -R""",
    "report": """\
examples:
  unionclean report page.txt -o report.html
  unionclean report seeds -o report.html --force""",
    "scan": """\
examples:
  unionclean scan pages/ --jobs 4
  unionclean scan crawl.jsonl.gz --field content --json""",
    "outline": """\
examples:
  unionclean outline law.txt
  unionclean outline law.txt --to markdown > law.md
  unionclean outline draft.docx --check
  unionclean clean page.txt | unionclean outline""",
    "completion": """\
examples:
  unionclean completion bash > ~/.local/share/bash-completion/completions/unionclean
  unionclean completion zsh > ~/.zfunc/_unionclean
  unionclean completion fish > ~/.config/fish/completions/unionclean.fish""",
}
