"""The files of cases: one schema, one form, nothing twice, and a page that names every file and key."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from tests import case_files
from tests.case_files import EXTRA, FOLDER, KEYS, KINDS, OPTIONAL

each_file = pytest.mark.parametrize("name", case_files.names())


@each_file
def test_every_case_has_the_keys_of_the_schema(name):
    known = {*KEYS, *OPTIONAL, *EXTRA.get(name, ())}
    for row in case_files.read_rows(name):
        assert set(KEYS) <= row.keys() <= known, row
        assert row["kind"] in KINDS, row
        assert all(isinstance(row[key], str) for key in (*KEYS[:-1], "group") if key in row), row
        assert row["label"].strip(), row


@each_file
def test_the_kind_says_what_becomes_of_the_text(name):
    for case in case_files.read_cases(name):
        if case.kind == "known failure":
            assert case.comment, case
        elif isinstance(case.expected, str) and name != "outline_kinds":
            assert (case.expected == case.input) == (case.kind == "kept"), case


@each_file
def test_no_case_stands_twice(name):
    rows = case_files.read_rows(name)
    labels = Counter(row["label"] for row in rows)
    assert [label for label, times in labels.items() if times > 1] == []
    if name != "seed_sites":  # the same damage twice on a line
        bodies = Counter(json.dumps([row["input"], row.get("options"), row.get("file")]) for row in rows)
        assert [body for body, times in bodies.items() if times > 1] == []


@each_file
def test_a_file_is_in_its_one_form(name):
    text = (FOLDER / f"{name}.json").read_text("utf-8")
    assert text == case_files.written(case_files.read_rows(name)), "run python -m tests.case_files"


def test_the_page_names_every_file_and_key():
    page = (FOLDER / "README.md").read_text("utf-8")
    assert set(EXTRA) <= set(case_files.names())
    for word in (*case_files.names(), *KEYS, *OPTIONAL, *KINDS, *(key for keys in EXTRA.values() for key in keys)):
        assert f"`{word}`" in page, word
