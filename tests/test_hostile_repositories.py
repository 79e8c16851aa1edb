"""Repositories that somebody made to do harm: ``fix .`` ends, in time, and nothing outside of them is touched.

Each function below makes one kind; its name says what is wrong with it.  Dropping in another adds a test.
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
KINDS = {}


def kind(make):
    KINDS[make.__name__] = make
    return make


# Links


@kind
def a_link_to_a_file_outside(repository, outside):
    (repository / "notes.md").symlink_to("../outside/victim.md")


@kind
def an_absolute_link_to_a_file_outside(repository, outside):
    (repository / "notes.md").symlink_to(outside / "victim.md")


@kind
def a_link_to_a_folder_outside(repository, outside):
    (repository / "docs").symlink_to("../outside")


@kind
def a_link_to_the_root_of_the_system(repository, outside):
    (repository / "root").symlink_to("/")


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
def a_circle_of_links(repository, outside):
    (repository / "a.md").symlink_to("b.md")
    (repository / "b.md").symlink_to("a.md")


@kind
def links_to_devices(repository, outside):
    for name in ("zero", "full", "null", "stdin", "stdout"):
        (repository / f"{name}.md").symlink_to(f"/dev/{name}")


@kind
def links_to_the_memory_of_the_process(repository, outside):
    (repository / "mem.md").symlink_to("/proc/self/mem")
    (repository / "environ.md").symlink_to("/proc/self/environ")
    (repository / "fd").symlink_to("/proc/self/fd")


@kind
def a_hard_link_to_a_file_outside(repository, outside):
    (repository / "notes.md").hardlink_to(outside / "victim.md")


@kind
def temporary_names_that_are_links(repository, outside):
    for name in (".good.md.unionclean-tmp", ".good.md.0123456789abcdef.unionclean-tmp"):
        (repository / name).symlink_to("../outside/victim.md")


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
def names_with_controls(repository, outside):
    for name in ("a\nb.md", "\x1b]52;c;eA==\x07.md", "\x9b2J.md".encode().decode(), "a\rb.md", "\u202egpj.md"):
        (repository / name).write_text(DIRTY)


@kind
def names_that_look_like_options(repository, outside):
    for name in ("--force.md", "-o.md", "-.md", "--", "-rf"):
        (repository / name).write_text(DIRTY)


@kind
def names_that_are_no_text(repository, outside):
    Path(os.fsdecode(os.fsencode(repository) + b"/\xff\xfe.md")).write_text(DIRTY)


@kind
def names_of_the_greatest_length(repository, outside):
    (repository / ("x" * 252 + ".md")).write_text(DIRTY)
    (repository / ("文" * 84 + ".md")).write_text(DIRTY)


@kind
def names_that_are_patterns(repository, outside):
    for name in (
        "*.md",
        "[a-z].md",
        "$(touch x).md",
        "`id`.md",
        "%s%n.md",
        "{0}.md",
        "~.md",
        "a;b.md",
        " .md",
        "'\".md",
    ):
        (repository / name).write_text(DIRTY)


@kind
def names_without_anything_else(repository, outside):
    for name in (".md", "md", "..md", "a.md.", "a.MD", "a.md ", "A.md"):
        (repository / name).write_text(DIRTY)


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
def settings_from_outside(repository, outside):
    (repository / "pyproject.toml").symlink_to("../outside/victim.md")


@kind
def settings_from_an_endless_device(repository, outside):
    (repository / "pyproject.toml").symlink_to("/dev/zero")


@kind
def settings_without_bottom(repository, outside):
    (repository / "pyproject.toml").write_text("x = " + "[" * 100_000)


@kind
def settings_that_keep_the_parser_busy(repository, outside):
    (repository / "pyproject.toml").write_text("\n".join(f"a{n}{'.a' * 1000} = 1" for n in range(20)))


@kind
def settings_of_wrong_types(repository, outside):
    (repository / "pyproject.toml").write_text("[tool.unionclean]\nsteps = {a = 1}\nextend-exclude = [[1]]\n")


@kind
def settings_with_patterns_that_explode(repository, outside):
    patterns = ", ".join(f'"{"*a" * n}b"' for n in range(20, 40))
    (repository / "pyproject.toml").write_text(f"[tool.unionclean]\nextend-exclude = [{patterns}]\n")
    (repository / ("a" * 200 + ".md")).write_text(DIRTY)


@kind
def settings_that_exclude_by_paths_outside(repository, outside):
    (repository / "pyproject.toml").write_text(
        '[tool.unionclean]\nextend-exclude = ["/etc/*", "../outside", "..", ""]\n'
    )


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
def one_endless_line(repository, outside):
    (repository / "line.md").write_text("中国,你好" * 200_000)


@kind
def nothing_but_line_ends(repository, outside):
    (repository / "lines.md").write_text("\n" * 1_000_000)


@kind
def nested_quotations_and_lists(repository, outside):
    (repository / "quotes.md").write_text(">" * 5000 + "中,国\n")
    (repository / "lists.md").write_text("\n".join(" " * 2 * n + "- 中,国" for n in range(300)))
    (repository / "brackets.md").write_text("[" * 20_000 + "中,国" + "](x)" * 10)
    (repository / "emphasis.md").write_text("*a_" * 10_000 + "中,国")


@kind
def source_that_never_ends(repository, outside):
    (repository / "a.md").write_text("```python\n" + "x = '" * 50_000)
    (repository / "b.md").write_text("---\n" * 50_000)
    (repository / "c.rst").write_text(".. note::\n" * 20_000)


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


def test_there_are_enough_of_them():
    assert len(KINDS) >= 40


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("arguments", [["."], ["--check", "."]], ids=" ".join)
def test_nothing_outside_is_touched(run, toy_steps, tmp_path, monkeypatch, name, arguments):
    outside, repository = tmp_path / "outside", tmp_path / "repository"
    outside.mkdir()
    (outside / "victim.md").write_text(DIRTY)
    (outside / "pyproject.toml").write_text("[tool.unionclean]\nsteps = []\n")
    (repository / ".git").mkdir(parents=True)
    (repository / "good.md").write_text(DIRTY)
    KINDS[name](repository, outside)
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
