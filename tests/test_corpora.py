"""The loader of clean text: its readers on small pages, and what its table of sources promises."""

from __future__ import annotations

import csv
import doctest
import gzip
import json
import lzma
import subprocess
from pathlib import Path

import pytest

from tools import corpora, prose, readers, repositories
from tools.overlap import WINDOW, Overlap


@pytest.mark.parametrize("module", [readers, prose, repositories])
def test_readers_doctests(module) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    "line",
    [
        "坏\ufffd了的文字",
        "私用\ue000字",
        "银行(háng)的门口",
        "ÎÒÃÇ是乱码",
        "これは日本語です",
        "见 http://example.org 的说明",
        "<b>今天</b>开会",
        "a = b + c; d = e  # 注释",
        "今天 天气 很 好 我们 去 玩",
        "Copyright 2019 All rights reserved 版权",
    ],
)
def test_what_is_not_prose(line: str) -> None:
    assert not prose.is_prose(line)


@pytest.mark.parametrize(
    "line",
    [
        "“五一”前夕，全国总工会公布了2019年表彰名单。",
        "（记者 王强）昨日，WTO成员发表声明……",
        "第一章　总则",
        "臺北市政府「衛生局」公告",
    ],
)
def test_what_is_prose(line: str) -> None:
    assert prose.is_prose(line)


def test_a_line_that_a_source_repeats_is_kept_once() -> None:
    assert list(prose.prose(["首页\n今天开会。", "首页\n明天放假。", "首页"])) == ["首页\n今天开会。", "明天放假。"]


def test_a_table_is_read_by_column(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "review"], ["1", "很好，\n下次再来。"], ["2", "不错！"], ["3", ""]])
    assert list(repositories.csv_column("*.csv", "review", 100)(tmp_path)) == ["很好，\n下次再来。\n不错！"]


def test_a_question_is_read_as_it_stood_last(tmp_path: Path) -> None:
    def day(title: str, text: str) -> str:
        target = {"title_area": {"text": title}, "excerpt_area": {"text": text}, "link": {"url": "1"}}
        return json.dumps({"data": [{"target": target}, {"target": {"title": "another kind"}}]})

    (tmp_path / "1.json").write_text(day("如何看待？", "昨天 1 日。"), "utf-8")
    (tmp_path / "2.json").write_text(day("如何看待？", "昨天 1 日。 今天 2 日。"), "utf-8")
    assert list(repositories.questions("*.json")(tmp_path)) == ["如何看待？\n昨天1日。\n今天2日。"]


def test_a_repository_is_read_at_its_commit(tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        identity = ("-c", "user.name=a", "-c", "user.email=a@b")
        return subprocess.run(
            ("git", *identity, *arguments), cwd=tmp_path / "origin", check=True, capture_output=True, text=True
        ).stdout.strip()

    (tmp_path / "origin" / "docs").mkdir(parents=True)
    git("init", "-q")
    for text in ("# 第一版\n", "# 第二版\n"):
        (tmp_path / "origin" / "docs" / "a.md").write_text(text, "utf-8")
        (tmp_path / "origin" / "b.md").write_text("# 别处\n", "utf-8")
        git("add", ".")
        git("commit", "-qm", "x")
    first = git("rev-parse", "HEAD~1")
    cache = tmp_path / "cache"
    (cache / "repositories").mkdir(parents=True)
    (cache / "repositories" / "owner+name").symlink_to(tmp_path / "origin" / ".git")
    unpacked = corpora._fetch(f"git:owner/name@{first}:docs", tmp_path, cache)
    assert list(repositories.markdown("**/*.md")(unpacked)) == ["第一版"]


PASSAGE = "全国总工会表彰了一批在平凡岗位上作出不平凡业绩的劳动模范和先进工作者"


def test_a_package_that_another_process_unpacked_first_is_used(tmp_path: Path) -> None:
    for name in ("mine", "theirs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").write_text(name, "utf-8")
    corpora._move_unless_there(tmp_path / "mine", tmp_path / "theirs")
    assert (tmp_path / "theirs" / "a").read_text("utf-8") == "theirs"
    with pytest.raises(OSError, match="nowhere"):
        corpora._move_unless_there(tmp_path / "mine", tmp_path / "nowhere" / "at" / "all")


def test_lines_that_share_a_passage_are_left_out() -> None:
    overlap = Overlap([f"开头。{PASSAGE}。", "房间干净，服务周到，下次再来"], {"總": "总", "會": "会"})
    kept = ["完全不同的一行文字", PASSAGE[: WINDOW - 1], "房间干净"]
    dropped = [
        f"昨日，{PASSAGE}",
        PASSAGE.replace("总工会", "總工會"),
        "，".join(PASSAGE[i : i + 4] for i in range(0, len(PASSAGE), 4)),
        "房间干净,服务周到,下次再来!",
    ]
    assert list(overlap.without(["\n".join([*kept, *dropped])])) == ["\n".join(kept)]


def test_a_passage_does_not_run_over_a_line_end() -> None:
    overlap = Overlap([PASSAGE], {})
    halves = PASSAGE[:15] + "\n" + PASSAGE[15:30]
    assert list(overlap.without([halves])) == [halves]


def test_html_keeps_inline_code_and_drops_listings() -> None:
    page = "<head><title>x</title></head><body><p>运行 <code>ls -l</code> 命令，\n查看文件。</p><script>var 甲;</script><pre>列表</pre></body>"
    assert readers.html_text(page) == "运行 ls -l 命令，查看文件。"


def test_manual_pages_lose_their_requests(tmp_path: Path) -> None:
    (tmp_path / "ls.1.gz").write_bytes(
        gzip.compress(".TH LS 1\n.SH 名称\nls \\- 列出\\fB目录\\fP内容\n.PP\nEnglish\n".encode())
    )
    assert list(readers.manpages("*.gz")(tmp_path)) == ["名称\nls - 列出目录内容"]


def test_tagged_rows_become_articles(tmp_path: Path) -> None:
    rows = ["标题/n  一/m", "第一/m  段/n  。/w", "标题/n  二/m", "第二/m  段/n  ！/w"]
    (tmp_path / "news.txt").write_text("\n".join(rows), "utf-8")
    assert list(readers.tagged("*.txt", 0, 1)(tmp_path)) == ["标题一\n第一段。", "标题二\n第二段！"]


def test_sources_are_named_once_and_three_registers_are_held_out() -> None:
    names = [source.name for source in corpora.SOURCES]
    assert len(set(names)) == len(names)
    assert len({source.register for source in corpora.SOURCES if source.held_out}) >= 3
    assert {source.script for source in corpora.SOURCES} == {"simplified", "traditional", "mixed", "japanese", "korean"}


def test_load_reads_data_and_keeps_it(tmp_path: Path) -> None:
    with lzma.open(tmp_path / "laws_cn.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write(
            json.dumps({"title": "法", "markdown": "# 法\n\n<!-- INFO END -->\n\n## 第一章  总则\n\n第一条 为了。"})
            + "\n"
        )
    cache = tmp_path / "cache"
    cache.mkdir()
    first = corpora.load("laws_cn", data=tmp_path, cache=cache)
    (tmp_path / "laws_cn.jsonl.xz").unlink()
    assert first == corpora.load("laws_cn", data=tmp_path, cache=cache) == ["法\n第一章  总则\n第一条 为了。"]


def test_a_source_that_cannot_be_had_is_named_and_left_out(tmp_path: Path, capsys) -> None:
    (tmp_path / "laws_cn.jsonl.xz").write_bytes(
        lzma.compress(json.dumps({"title": "法", "markdown": "## 第一章  总则"}).encode())
    )
    found = dict(corpora.reachable(["laws_cn", "laws_tw"], data=tmp_path, cache=tmp_path / "cache"))
    assert list(found) == ["laws_cn"]
    assert capsys.readouterr().err.startswith("laws_tw is left out: there is no ")


@pytest.mark.parametrize(
    ("command", "why"), [(["no-such-command"], "no command"), (["git", "no-such-verb"], "git failed")]
)
def test_a_fetch_that_fails_says_why_in_one_line(command, why, tmp_path: Path) -> None:
    with pytest.raises(corpora.UnreachableError, match=why) as error:
        corpora._run(tmp_path, *command)
    assert "\n" not in str(error.value)
