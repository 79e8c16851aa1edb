"""No command writes to a terminal what could steer it: every place that untrusted text can come from, every way out."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path

import pytest

from unionclean.cli import main

pytestmark = pytest.mark.skipif(os.name != "posix", reason="file names with controls, and terminals, of POSIX")

HOSTILE = {
    "osc52": "\x1b]52;c;eA==\x07",  # writes the clipboard
    "osc8": "\x1b]8;;http://a.example\x1b\\",  # a link that shows another text
    "csi": "\x1b[2J\x1b[31m",  # clears the screen, colours what follows
    "c1": "\x9b2J\x9d52;c;eA==\x9c",  # the same without ESC
    "bell": "\x07\x08\x7f\x0e",
    "bidi": "\u202e\u2066\u2028",
    "return": "x\rfake",
}

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
OWN_COLOUR = re.compile("\x1b\\[[0-9;]*m")


def assert_harmless(shown: bytes, *, coloured: bool = False) -> None:
    text = shown.decode("utf-8")
    text = OWN_COLOUR.sub("", text) if coloured else text
    found = STEERING.search(text.replace("\r\n", "\n"))
    assert found is None, f"{found[0]!r} in {text[max(0, found.start() - 40) : found.end() + 40]!r}"


@pytest.fixture
def places(tmp_path, monkeypatch):
    """Make files that hold ``hostile`` in every place that a command shows: names, ids, keys, texts, settings."""
    monkeypatch.chdir(tmp_path)

    def make(hostile):
        named = hostile.replace("/", "").replace("\x00", "")
        text = f"第一章 總則{hostile}\n一、中國,你好{hostile}\n（一）中国,{hostile}你好  \n二、你好,世界\n"
        Path(f"{named}.md").write_text(text, newline="")
        Path(f"{named}.jsonl").write_text(
            json.dumps({"text": text, "id": hostile}) + "\n" + json.dumps({hostile: 1}) + f"\n{{{hostile}\n"
        )
        Path(f"{named}.txt").write_bytes(b"\x00" + hostile.encode())
        Path(f"{named}-link.md").symlink_to("nowhere")
        Path("folder").mkdir()
        Path("folder", f"{named}.md").write_text(text, newline="")
        return [f"{named}.md", f"{named}.jsonl", f"{named}.txt", f"{named}-link.md", "folder", f"{named}.missing"]

    return make


COMMANDS = [
    "fix --check", "fix --diff", "fix",
    "explain --id id", "explain --json --id id", "explain --field " + "{}",
    "scan", "scan --json",
    "report -o -",
    "clean -o out", "clean -o out --keep-going", "clean --id id -o {}",
    "outline", "outline --to json", "outline --to markdown",
    "nonsense {}", "fix {} --{}", "clean --steps {}", "clean --width {}", "clean --max-size {}", "clean --jobs {}", "completion {}",
]  # fmt: skip


def command_lines(command, paths, hostile):
    parts = [part.replace("{}", hostile) for part in command.split()]
    if command.startswith("outline"):
        return [[*parts, path] for path in paths]
    return [[*parts, *paths], [*parts, "."]]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_that_a_person_reads_can_steer_the_terminal(places, capsysbinary, name, command):
    for arguments in command_lines(command, places(HOSTILE[name]), HOSTILE[name]):
        assert main(arguments) in (0, 1, 2)
        out, err = capsysbinary.readouterr()
        assert_harmless(err)
        if command != "outline --to markdown":  # a document for a file or a pipe; on a terminal see below
            assert_harmless(out)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("command", ["explain --colour always", "scan --colour always", "fix --diff"])
def test_our_own_colours_are_all_that_passes(places, capsysbinary, name, command):
    paths = places(HOSTILE[name])
    main([*command.split(), *paths])
    out, err = capsysbinary.readouterr()
    assert_harmless(out, coloured=True)
    assert_harmless(err)
    assert b"\x1b[31mfake" not in out


class Terminal:
    """Standard output as a terminal is it."""

    def __init__(self):
        import io

        self.buffer = io.BytesIO()
        self.encoding = "utf-8"

    def isatty(self):
        return True

    def flush(self):
        pass


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    "command",
    ["clean --steps to_simplified", "outline --to markdown", "outline", "explain", "fix --diff", "report -o -"],
)
def test_on_a_terminal_not_even_the_cleaned_text_can(places, monkeypatch, name, command):
    path, *_ = places(HOSTILE[name])
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main([*command.split(), path]) in (0, 1)
    assert_harmless(terminal.buffer.getvalue(), coloured=True)
    assert terminal.buffer.getvalue()


def test_in_a_pipe_a_cleaned_text_is_byte_for_byte(places, capsysbinary):
    path, *_ = places(HOSTILE["csi"])
    assert main(["clean", "--steps", "to_simplified", path]) == 0
    assert capsysbinary.readouterr()[0] == Path(path).read_bytes().replace("總則".encode(), "总则".encode()).replace(
        "國".encode(), "国".encode()
    )


def test_json_for_a_pipe_says_the_same(places, capsysbinary):
    path, *_ = places(HOSTILE["c1"])
    assert main(["outline", "--to", "json", path]) == 0
    out, _ = capsysbinary.readouterr()
    assert json.loads(out)["text"] == Path(path).read_bytes().decode()


# Errors of usage


@pytest.mark.parametrize(
    ("arguments", "command", "error"),
    [
        ("", "unionclean", "a command is missing"),
        ("--nope", "unionclean", "unrecognized arguments: --nope"),
        ("claen a.txt", "unionclean", "did you mean clean?"),
        ("clean --keep-goin a.txt", "unionclean clean", "unrecognized arguments: --keep-goin; did you mean --keep-going?"),
        ("fix --dif=1 a.txt", "unionclean fix", "did you mean --diff?"),
        ("clean --nope a.txt", "unionclean clean", "unrecognized arguments: --nope"),
        ("fix --zzz a.txt", "unionclean fix", "unrecognized arguments: --zzz"),
        ("clean --width hlaf", "unionclean clean", "did you mean half?"),
        ("clean --jobs", "unionclean clean", "argument --jobs: expected one argument"),
        ("scan --jobs few a.txt", "unionclean scan", "argument --jobs: expected a whole number, 0 or more, not 'few'"),
        ("report a.txt", "unionclean report", "the following arguments are required: -o/--output"),
        ("outline a.txt b.txt", "unionclean outline", "unrecognized arguments: b.txt"),
        ("completion", "unionclean completion", "the following arguments are required: shell"),
    ],
)  # fmt: skip
def test_an_error_of_usage_is_one_line_that_names_the_help(capsys, arguments, command, error):
    assert main(arguments.split()) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"{command}: error: ")
    assert err.endswith(f"{error}; see {command} --help\n")


@pytest.mark.parametrize("command", ["", "clean", "fix", "explain", "report", "scan", "outline", "completion"])
@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_the_help_is_shown_in_any_encoding(monkeypatch, command, encoding):
    shown = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", shown)
    assert main([*command.split(), "--help"]) == 0
    shown.flush()
    assert shown.buffer.getvalue().startswith(b"usage: unionclean")


def test_the_version_has_a_short_option(capsys):
    assert main(["-V"]) == main(["--version"]) == 0
    first, second = capsys.readouterr()[0].splitlines()
    assert first == second
