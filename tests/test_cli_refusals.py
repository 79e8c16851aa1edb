"""What the commands cannot or must not do: each in one line, and everything else is still done."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from unionclean import repair_layout, settings
from unionclean.pipeline import DEFAULT_STEPS

DIRTY = "中國,你好\n"
CLEAN = "中国，你好\n"


@pytest.fixture(autouse=True)
def dirty_file(toy_steps, tmp_path):
    (tmp_path / "a.txt").write_text(DIRTY)


# Nothing that could be read


@pytest.mark.parametrize("paths", [["missing.txt"], ["bad.jsonl"], ["missing.txt", "nul.txt"], ["nul.txt", "empty"]])
@pytest.mark.parametrize("command", ["scan", "scan --json", "scan --jobs 2", "report -o page.html"])
def test_of_what_cannot_be_read_nothing_is_said(run, tmp_path, command, paths):
    (tmp_path / "bad.jsonl").write_text("no record\n")
    (tmp_path / "nul.txt").write_bytes(b"\0")
    (tmp_path / "empty").mkdir()
    code, out, err = run(*command.split(), *paths)
    assert (code, out, len(err)) == (2, "", len(paths))
    assert not Path("page.html").exists()


@pytest.mark.parametrize("command", ["scan", "report -o page.html"])
def test_what_can_be_read_is_shown_though_something_cannot(run, command):
    code, out, err = run(*command.split(), "missing.txt", "a.txt")
    assert (code, err) == (2, ["unionclean: missing.txt: no such file or directory"])
    assert "1 document," in out if command == "scan" else "a.txt" in Path("page.html").read_text()


# Folders without rights.  Root ignores rights, so the system's refusals are played.


@pytest.fixture
def locked(monkeypatch, tmp_path):
    """A folder ``d`` that says no, as one without any rights does: its name can be seen, nothing in it can."""
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "x.txt").write_text(DIRTY)
    (folder / "e").mkdir()

    def refuse(function, *, itself=False):
        def refusing(path, *arguments, **options):
            absolute = Path.cwd() / path
            if folder in absolute.parents or (itself and absolute == folder):
                raise PermissionError(13, "Permission denied", str(path))
            return function(path, *arguments, **options)

        return refusing

    for name in ("stat", "lstat", "open", "mkdir", "unlink"):
        monkeypatch.setattr(Path, name, refuse(getattr(Path, name)))
    monkeypatch.setattr(Path, "iterdir", refuse(Path.iterdir, itself=True))
    monkeypatch.setattr(os, "open", refuse(os.open, itself=True))
    return folder


@pytest.mark.parametrize(
    ("command", "path"),
    [
        (command, path)
        for command in ("clean", "scan", "explain", "fix", "outline", "report")
        for path in ("d", "d/x.txt", "d/e/y.txt", "d/new.txt")
        if (command, path) != ("outline", "d")  # it takes no folder
    ],
)
def test_a_path_without_rights_is_told(run, locked, command, path):
    options = ["-o", "page.html"] if command == "report" else []
    code, out, err = run(command, path, *options)
    assert (code, out, err) == (2, "", [f"unionclean: {path}: permission denied"])
    assert not Path("page.html").exists()


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("clean", CLEAN),
        ("clean --jobs 2", CLEAN),
        ("scan", "1 document, 6 characters"),
        ("scan --jobs 2", "1 document, 6 characters"),
        ("explain", "a.txt\n2 edits"),
        ("fix", "fixed a.txt\n"),
        ("report -o page.html", ""),
    ],
)
def test_the_other_paths_are_still_done(run, locked, command, shown):
    code, out, err = run(*command.split(), "d", "d/x.txt", "a.txt")
    assert (code, err) == (2, ["unionclean: d: permission denied", "unionclean: d/x.txt: permission denied"])
    assert out.startswith(shown)
    if command.startswith("report"):
        assert "a.txt" in Path("page.html").read_text()


def test_a_folder_without_rights_inside_a_folder_is_told(run, locked):
    assert run("clean", ".", "-o", "out") == (2, "", ["unionclean: d: permission denied"])
    assert Path("out/a.txt").read_text() == CLEAN


def test_a_folder_that_may_be_read_but_not_entered_is_told(run, locked, monkeypatch):
    monkeypatch.setattr(Path, "iterdir", lambda path: iter([path / ".hidden", path / "x.txt"]))
    assert run("scan", "d") == (2, "", ["unionclean: d/x.txt: permission denied"])


@pytest.mark.parametrize("output", ["d/x", "d/e/x", "d/"])
@pytest.mark.parametrize("options", [[], ["--force"], ["--resume"]])
def test_an_output_without_rights_is_told(run, locked, output, options):
    code, out, err = run("clean", "a.txt", "-o", output, *options)
    named = "d/a.txt" if output == "d/" else output
    assert (code, out, err) == (2, "", [f"unionclean: {named}: permission denied"])


def test_a_folder_of_outputs_without_rights_is_told(run, locked, tmp_path):
    (tmp_path / "b.txt").write_text(DIRTY)
    code, out, err = run("clean", "a.txt", "b.txt", "-o", "d/out")
    assert (code, out, err) == (2, "", ["unionclean: d/out: permission denied"])


@pytest.mark.parametrize("arguments", [["report", "a.txt", "-o", "d/x"], ["clean", "-o", "d/x"]])
def test_any_output_without_rights_is_told(run, locked, arguments):
    assert run(*arguments) == (2, "", ["unionclean: d/x: permission denied"])


def test_a_file_of_rejects_without_rights_is_told(run, locked, tmp_path):
    (tmp_path / "a.jsonl").write_text("{}\n")
    assert run("clean", "a.jsonl", "--rejects", "d/r") == (2, "", ["unionclean: d/r: permission denied"])


def test_a_refusal_that_nobody_foresaw_is_one_line_too(run, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied", "somewhere")

    monkeypatch.setattr("unionclean.cli.clean.settings_of", refuse)
    assert run("clean", "a.txt") == (2, "", ["unionclean: somewhere: permission denied"])


def test_settings_above_a_folder_without_rights_hold(run, locked, tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.unionclean]\nsteps = ["nonsense"]\n')
    code, _, err = run("clean", "d/x.txt")
    assert (code, len(err)) == (2, 1)
    assert "nonsense" in err[0]


# Settings that make no sense


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ('width = "wide"', 'width: expected "full" or "half", not "wide"'),
        ("width = 3", 'width: expected "full" or "half", not 3'),
        ("width = true", 'width: expected "full" or "half", not true'),
        ('width = ["full"]', 'width: expected "full" or "half", not ["full"]'),
        ('region = "cn"', 'region: expected "tw" or "hk", not "cn"'),
        ('region = ""', 'region: expected "tw" or "hk", not ""'),
        ("region = 1979-05-27", 'region: expected "tw" or "hk", not "1979-05-27"'),
        ("keyword_lists = true", "unknown setting 'keyword_lists'"),
        (
            "options.strip_place_spam.keyword_lists = 3",
            "options.strip_place_spam.keyword_lists: expected true or false, not 3",
        ),
        (
            "options.strip_place_spam.keyword_lists = 1",
            "options.strip_place_spam.keyword_lists: expected true or false, not 1",
        ),
        (
            'options.normalize_punctuation.width = "wide"',
            'options.normalize_punctuation.width: expected "full" or "half"',
        ),
        ('options.to-simplified.region = "cn"', 'options.to-simplified.region: expected "tw" or "hk", not "cn"'),
        ('to_simplified.region = "cn"', 'to_simplified.region: expected "tw" or "hk", not "cn"'),
        (
            "options.to_simplified.colour = 1",
            "options.to_simplified: to_simplified has no option 'colour'; its options: region",
        ),
        ("options.to_simplified.self = 1", "options.to_simplified: to_simplified has no option 'self'"),
        (
            "options.repair_encoding.width = 'full'",
            "options.repair_encoding: repair_encoding has no option 'width'; its options: mojibake",
        ),
        ("options.x.width = 'full'", "options: unknown step 'x'; the steps: repair_encoding"),
        ("options = 1", "options: expected a table, not 1"),
        ("options.to_simplified = 1", "options.to_simplified: expected a table, not 1"),
        ("to_simplified = 1", "to_simplified: expected a table, not 1"),
        ('steps = "to_simplified"', 'steps: expected a list of strings, not "to_simplified"'),
        ("steps = [1]", "steps: expected a list of strings, not [1]"),
        ('steps = ["x"]', "steps: unknown step 'x'; the steps: repair_encoding"),
        ('extend-exclude = "vendor"', 'extend-exclude: expected a list of strings, not "vendor"'),
        ("colour = 1", "unknown setting 'colour'; the settings: extend-exclude"),
    ],
)
@pytest.mark.parametrize("command", ["clean", "fix --check", "scan", "explain", "report -o page.html"])
def test_a_setting_that_makes_no_sense_is_named_with_its_file(run, monkeypatch, tmp_path, command, table, why):
    monkeypatch.setattr(settings, "KNOWN_STEPS", {step.name: step for step in DEFAULT_STEPS})
    (tmp_path / "pyproject.toml").write_text(f"[tool.unionclean]\n{table}\n")
    code, out, err = run(*command.split(), "a.txt")
    assert (code, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"unionclean: {tmp_path / 'pyproject.toml'}: {why}")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "pyproject.toml"]


@pytest.mark.parametrize("content", ["tool = 1", "[tool]\nunionclean = 1", "[[tool]]\nunionclean = 1"])
def test_settings_that_are_no_table_are_named_with_their_file(run, tmp_path, content):
    (tmp_path / "pyproject.toml").write_text(content)
    code, out, err = run("clean", "a.txt")
    assert (code, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"unionclean: {tmp_path / 'pyproject.toml'}: tool")


def test_settings_that_may_not_be_read_are_told(run, tmp_path, monkeypatch):
    def refuse(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr(Path, "open", refuse)
    assert run("fix", "a.txt") == (2, "", [f"unionclean: {tmp_path / 'pyproject.toml'}: permission denied"])


@pytest.mark.parametrize("command", ["clean", "fix", "scan", "explain", "report -o page.html"])
def test_an_empty_name_is_not_the_current_folder(run, tmp_path, command):
    code, out, err = run(*command.split(), "")
    assert (code, out, err) == (2, "", ["unionclean: an empty name for a path; . is the current folder"])
    assert (tmp_path / "a.txt").read_text() == DIRTY


@pytest.mark.parametrize("command", ["clean", "report"])
def test_an_empty_name_is_no_output(run, command):
    assert run(command, "a.txt", "-o", "") == (2, "", ["unionclean: an empty name for the output"])


def test_every_option_of_every_step_has_its_values():
    options = {name: step for step in (*DEFAULT_STEPS, repair_layout) for name in step.option_names}
    assert options.keys() == settings.VALUES.keys()
    for name, step in options.items():
        for value in settings.VALUES[name]:
            assert isinstance(step("中國,你好", **{name: value}), str)


def test_options_of_a_step_may_stand_in_two_tables(run, tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        '[tool.unionclean.options.normalize_punctuation]\n[tool.unionclean.normalize_punctuation]\nwidth = "half"\n'
    )
    (tmp_path / "b.txt").write_text("甲，乙")
    assert run("clean", "b.txt") == (0, "甲,乙", [])


# What a repository does not write for readers


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("testdata/a.md", "data of tests"),
        ("vendor/b/README.md", "the work of others"),
        ("docs/_sources/a.rst.txt", "what a program built"),
        ("_book/a.md", "what a program built"),
        ("target/classes/a.md", "what a program built"),
        ("data/words.txt", "a text in a folder of data"),
        ("LICENSE-ZH.txt", "a legal text"),
    ],
)
def test_fix_leaves_what_is_not_written_for_readers(run, tmp_path, name, why):
    (tmp_path / ".git").mkdir()
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("你好,世界\n")
    assert run("fix", name) == (0, "", [f"unionclean: {name}: left alone: {why}"])
    assert path.read_text() == "你好,世界\n"


def test_fix_leaves_what_says_that_a_program_wrote_it(run, tmp_path):
    (tmp_path / "a.md").write_text("- 修复,问题\n\n*This change log was automatically generated by a program*\n")
    assert run("fix", "a.md")[::2] == (0, ["unionclean: a.md: left alone: a program wrote it, as it says"])


def test_fix_leaves_a_page_that_a_program_wrote(run, tmp_path):
    (tmp_path / "a.html").write_text('<meta name="generator" content="Docutils">\n<p>你好,世界</p>\n')
    code, _, err = run("fix", "a.html")
    assert (code, err) == (0, ["unionclean: a.html: left alone: a program wrote it, as its generator says"])


def test_fix_leaves_a_page_with_a_style_sheet_that_nobody_types_into_one(run, tmp_path):
    (tmp_path / "a.html").write_text(f"<style>{'p {} ' * 20_000}</style>\n<p>你好,世界</p>\n")
    (tmp_path / "b.html").write_text(f"<style>{'p {} ' * 1_000}</style>\n<p>你好,世界</p>\n")
    why = "a program wrote it: no person writes so long a style sheet into a page"
    code, _, err = run("fix", "a.html", "b.html")
    assert (code, err) == (1, [f"unionclean: a.html: left alone: {why}"])
    assert "你好，世界" in (tmp_path / "b.html").read_text()


# Standard input, and numbers that make no sense


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ("fix -", "fix changes files in place; for standard input say: unionclean clean -"),
        ("fix a.txt -", "fix changes files in place; for standard input say: unionclean clean -"),
        (
            "clean --format jsonl -",
            "standard input: line 1: invalid JSON at column 1: an object was expected; --keep-going would set such records aside",
        ),
    ],
)
def test_standard_input_is_called_by_its_name(run, arguments, why):
    code, out, err = run(*arguments.split(), stdin=DIRTY.encode())
    assert (code, out, err) == (2, "", [f"unionclean: {why}"])


def test_a_sample_has_a_document_at_least(run):
    assert "expected a whole number, 1 or more, not '0'; see" in run("scan", "--sample", "0", "a.txt")[2][-1]
