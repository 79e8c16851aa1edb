"""The words of the help: what each command is for, its finer points, and examples to copy."""

from __future__ import annotations

STEPS = ("repair_encoding", "strip_place_spam", "to_simplified", "normalize_punctuation", "repair_layout")

DESCRIPTION = """\
Clean and normalise Chinese web text: repair the encoding, strip place-name spam,
convert Traditional to Simplified, normalise punctuation, read numbered outlines."""

EPILOG = """\
start here:
  unionclean scan pages/                    which damage is there, and how much
  unionclean explain page.txt               what would be changed, and why
  unionclean clean pages/ -o cleaned        clean copies of all files, same tree
  unionclean COMMAND --help                 help on one command

exit codes:
  0 nothing to do, or done    1 fix changed something, or --check would
  2 a file could not be read or written, or a usage error    130 interrupted

Settings are read from [tool.unionclean] in pyproject.toml."""

SUMMARIES = {
    "clean": "clean files, folders or standard input; write new files or standard output",
    "fix": "clean files in place, as the pre-commit hooks do",
    "explain": "show what would be changed in a file, edit by edit",
    "report": "write one HTML page that shows original and cleaned side by side",
    "scan": "count the kinds of damage in a collection; change nothing",
    "outline": "print the numbered structure of a text",
    "completion": "print a completion script for a shell",
}

DETAILS = {
    "clean": """\
Reads documents (.txt, .md, .rst, .tex, .html, ...), JSON lines (.jsonl) and Parquet;
plain text, Markdown and JSON lines may be compressed (.gz, .zst).  A folder is searched
for these files, without hidden files and those that git ignores.  A file of another
kind must be named: of a program the comments are cleaned, and what has no reader
(.csv, .json, ...) is copied as it is.

Without -o everything goes to standard output, one text after the other.  For a folder
or several files, OUT is a folder that gets the same tree.  The file name extension of
OUT decides the format: .gz and .zst compress, .parquet turns JSON lines into Parquet.
An output file appears only when it is complete, and replaces another only with --force.

Text is written as UTF-8, with its line endings and byte order mark.  In records only
the one field changes.""",
    "fix": """\
A file is replaced in one move, and only if something changes; it keeps its mode,
encoding, line endings and byte order mark.  The script is not converted unless --steps
or the settings ask for it.

Only prose changes: in Markdown no code, front matter or links; in programs only
comments, in Python documentation strings too.  Files in which punctuation is syntax
(.json, .csv, ...) and files of an unknown kind are named and left alone.  So is
whatever matches --protect, the lines between two lines with "unionclean: ignore", and
any line that has this marker beside other text.  A folder is searched for documents,
as by clean; programs must be named, and records and compressed files are never fixed.
If no file is named, nothing is fixed and the exit code is 0: a hook may have none.""",
    "explain": """\
Reads the same files as clean.  Shows every edit in its place, with its step, rule and
certainty, and every damaged place that could not be repaired.  Offsets count characters;
a line ending counts as one.""",
    "report": """\
Reads the same files as clean.  The page needs no network and no other file.  It shows
every edit with its step, rule and certainty, and every place that could not be repaired.
The most damaged document comes first.""",
    "scan": """\
Reads the same files as clean and writes none.  Prints how many documents have each kind
of damage, how much of it can be repaired, and which documents are the worst.""",
    "outline": """\
Prints chapters, articles and lists as a tree, as Markdown with headings, or as JSON
with offsets.  The text is not cleaned; clean it first if it needs that.  Headings of
Markdown and of Word (.docx, with python-docx) are evidence for the levels.""",
    "completion": """\
Completes commands, options and their values, and file names where a file is expected.""",
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
  unionclean outline law.txt --title 附则
  unionclean clean page.txt | unionclean outline""",
    "completion": """\
examples:
  unionclean completion bash > ~/.local/share/bash-completion/completions/unionclean
  unionclean completion zsh > ~/.zfunc/_unionclean
  unionclean completion fish > ~/.config/fish/completions/unionclean.fish""",
}
