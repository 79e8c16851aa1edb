"""Repositories that somebody made to do harm: ``fix .`` ends, in time, and nothing outside of them is touched.

Each row and each function below makes one kind; its name says what is wrong with it.  Dropping in another adds a test.
"""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, modes and names of POSIX")

DIRTY = "中國,你好\n"
FIXED = "中國，你好\n"

LINKS = {
    "a_link_to_a_file_outside": {"notes.md": "../outside/victim.md"},
    "a_link_to_a_folder_outside": {"docs": "../outside"},
    "a_link_to_the_root_of_the_system": {"root": "/"},
    "a_circle_of_links": {"a.md": "b.md", "b.md": "a.md"},
    "links_to_devices": {f"{name}.md": f"/dev/{name}" for name in ("zero", "full", "null", "stdin", "stdout")},
    "links_to_the_memory_of_the_process": {
        "mem.md": "/proc/self/mem",
        "environ.md": "/proc/self/environ",
        "fd": "/proc/self/fd",
    },
    "temporary_names_that_are_links": dict.fromkeys(
        (".good.md.unionclean-tmp", ".good.md.0123456789abcdef.unionclean-tmp"), "../outside/victim.md"
    ),
    "settings_from_outside": {"pyproject.toml": "../outside/victim.md"},
    "settings_from_an_endless_device": {"pyproject.toml": "/dev/zero"},
}
"""Kinds that are nothing but links, and where they lead."""

NAMES = {
    "names_with_controls": ("a\nb.md", "\x1b]52;c;eA==\x07.md", "\u009b2J.md", "a\rb.md", "\u202egpj.md"),
    "names_that_look_like_options": ("--force.md", "-o.md", "-.md", "--", "-rf"),
    "names_of_the_greatest_length": ("x" * 252 + ".md", "文" * 84 + ".md"),
    "names_that_are_patterns": (
        *("*.md", "[a-z].md", "$(touch x).md", "`id`.md", "%s%n.md", "{0}.md", "~.md", "a;b.md", " .md", "'\".md"),
    ),
    "names_without_anything_else": (".md", "md", "..md", "a.md.", "a.MD", "a.md ", "A.md"),
}
"""Kinds that are nothing but the names of files."""

FILES = {
    "settings_without_bottom": {"pyproject.toml": "x = " + "[" * 100_000},
    "settings_that_keep_the_parser_busy": {
        "pyproject.toml": "\n".join(f"a{n}{'.a' * 1000} = 1" for n in range(20)),
    },
    "settings_of_wrong_types": {"pyproject.toml": "[tool.unionclean]\nsteps = {a = 1}\nextend-exclude = [[1]]\n"},
    "settings_that_exclude_by_paths_outside": {
        "pyproject.toml": '[tool.unionclean]\nextend-exclude = ["/etc/*", "../outside", "..", ""]\n',
    },
    "one_endless_line": {"line.md": "中国,你好" * 200_000},
    "nothing_but_line_ends": {"lines.md": "\n" * 1_000_000},
    "nested_quotations_and_lists": {
        "quotes.md": ">" * 5000 + "中,国\n",
        "lists.md": "\n".join(" " * 2 * n + "- 中,国" for n in range(300)),
        "brackets.md": "[" * 20_000 + "中,国" + "](x)" * 10,
        "emphasis.md": "*a_" * 10_000 + "中,国",
    },
    "source_that_never_ends": {
        "a.md": "```python\n" + "x = '" * 50_000,
        "b.md": "---\n" * 50_000,
        "c.rst": ".. note::\n" * 20_000,
    },
    **{kind: dict.fromkeys(names, DIRTY) for kind, names in NAMES.items()},
}
"""Kinds that are nothing but files, and what they hold."""

KINDS = {}


def kind(make):
    KINDS[make.__name__] = make
    return make


def make_of(name, repository, outside):
    """Make the repository of a kind: its links and files, or what its function makes."""
    for link, target in LINKS.get(name, {}).items():
        (repository / link).symlink_to(target)
    for file, text in FILES.get(name, {}).items():
        (repository / file).write_text(text)
    if name in KINDS:
        KINDS[name](repository, outside)


# Links


@kind
def an_absolute_link_to_a_file_outside(repository, outside):
    (repository / "notes.md").symlink_to(outside / "victim.md")


@kind
def links_to_itself_and_above(repository, outside):
    (repository / "self").symlink_to(".")
    (repository / "above").symlink_to("..")
    (repository / "a").mkdir()
    (repository / "a" / "b").symlink_to("../a")


@kind
def a_chain_of_links(repository, outside):
    (repository / "0.md").symlink_to("../outside/victim.md")
    for number in range(1, 30):
        (repository / f"{number}.md").symlink_to(f"{number - 1}.md")


@kind
def a_hard_link_to_a_file_outside(repository, outside):
    (repository / "notes.md").hardlink_to(outside / "victim.md")


@kind
def temporary_names_that_are_hard_links(repository, outside):
    (repository / ".good.md.0123456789abcdef.unionclean-tmp").hardlink_to(outside / "victim.md")


@kind
def temporary_names_that_are_folders_and_pipes(repository, outside):
    (repository / ".good.md.0123456789abcdef.unionclean-tmp").mkdir()
    os.mkfifo(repository / ".x.md.0123456789abcdef.unionclean-tmp")


@kind
def two_links_a_level(repository, outside):
    folder = repository
    for _ in range(25):
        (folder / "d").mkdir()
        (folder / "x").symlink_to("d")
        (folder / "y").symlink_to("d")
        folder = folder / "d"


@kind
def a_git_folder_that_is_a_link_outside(repository, outside):
    (repository / ".git").rmdir()
    (repository / ".git").symlink_to("../outside")
    (repository / "notes.md").symlink_to("../outside/victim.md")


@kind
def a_folder_that_leads_back_in_through_outside(repository, outside):
    (outside / "back").symlink_to("../repository")
    (repository / "out").symlink_to("../outside/back")


# Names


@kind
def names_that_are_no_text(repository, outside):
    Path(os.fsdecode(os.fsencode(repository) + b"/\xff\xfe.md")).write_text(DIRTY)


@kind
def folders_named_like_files(repository, outside):
    (repository / "a.md" / "b.md").mkdir(parents=True)
    (repository / "a.md" / "b.md" / "c.md").write_text(DIRTY)


# Modes and kinds


@kind
def read_only_files(repository, outside):
    (repository / "a.md").write_text(DIRTY)
    (repository / "a.md").chmod(0o444)


@kind
def files_without_rights(repository, outside):
    (repository / "a.md").write_text(DIRTY)
    (repository / "a.md").chmod(0)


@kind
def files_with_the_rights_of_their_owner(repository, outside):
    (repository / "a.md").write_text(DIRTY)
    (repository / "a.md").chmod(0o6755)


@kind
def pipes_and_sockets(repository, outside):
    import socket

    os.mkfifo(repository / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(repository)  # the name of a socket must be short
        server.bind("socket.md")
        os.chdir(here)


@kind
def folders_without_rights(repository, outside):
    (repository / "a").mkdir()
    (repository / "a" / "b.md").write_text(DIRTY)
    (repository / "a").chmod(0o500)


# Settings


@kind
def settings_with_patterns_that_explode(repository, outside):
    patterns = ", ".join(f'"{"*a" * n}b"' for n in range(20, 40))
    (repository / "pyproject.toml").write_text(f"[tool.unionclean]\nextend-exclude = [{patterns}]\n")
    (repository / ("a" * 200 + ".md")).write_text(DIRTY)


@kind
def settings_that_are_a_folder(repository, outside):
    (repository / "pyproject.toml").mkdir()


# Huge and deep


@kind
def folders_of_great_depth(repository, outside):
    here = Path.cwd()
    os.chdir(repository)
    for _ in range(400):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.md").write_text(DIRTY)
    os.chdir(here)


@kind
def a_great_many_files(repository, outside):
    for number in range(3000):
        (repository / f"{number}.md").touch()


@kind
def a_file_with_a_hole(repository, outside):
    with (repository / "hole.md").open("wb") as file:
        file.truncate(10 << 30)


@kind
def bytes_that_are_no_text(repository, outside):
    (repository / "a.md").write_bytes(bytes(range(256)) * 1000)
    (repository / "b.md").write_bytes(b"\xff\xfe" + b"\x00\xd8" * 1000)
    (repository / "c.md").write_bytes(b"\xef\xbb\xbf" * 1000)


def snapshot(folder):
    """Everything about everything in ``folder``: names, kinds, modes, times, contents; links as they are."""
    found = {}
    for path in sorted([folder, *folder.rglob("*")]):
        status = path.lstat()
        content = str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else b""
        found[str(path)] = (stat.filemode(status.st_mode), status.st_ino, status.st_mtime_ns, content)
    return found


ALL = [*LINKS, *FILES, *KINDS]


def test_there_are_enough_of_them():
    assert len(ALL) >= 40


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("arguments", [["."], ["--check", "."]], ids=" ".join)
def test_nothing_outside_is_touched(run, toy_steps, tmp_path, monkeypatch, name, arguments):
    outside, repository = tmp_path / "outside", tmp_path / "repository"
    outside.mkdir()
    (outside / "victim.md").write_text(DIRTY)
    (outside / "pyproject.toml").write_text("[tool.unionclean]\nsteps = []\n")
    (repository / ".git").mkdir(parents=True)
    (repository / "good.md").write_text(DIRTY)
    make_of(name, repository, outside)
    before = snapshot(outside)
    around = sorted(path.name for path in tmp_path.iterdir())
    monkeypatch.chdir(repository)
    started = time.process_time()
    code, out, err = run("fix", *arguments)
    assert time.process_time() - started < 30
    assert snapshot(outside) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == around
    assert code in (1, 2)
    assert not any("bug of unionclean" in line for line in err), err
    assert (
        "." in arguments and (repository / "good.md").read_text() == (DIRTY if "--check" in arguments else FIXED)
    ) or (name.startswith("settings") and code == 2)
    assert all(line.isprintable() for line in [*out.splitlines(), *err])
    if not name.startswith("temporary"):
        assert not list(repository.glob(".*unionclean-tmp"))
