"""The loader of clean text: its readers on small pages, and what its table of sources promises."""

from __future__ import annotations

import doctest
import gzip
from pathlib import Path

from tools import corpora, readers


def test_readers_doctests() -> None:
    assert doctest.testmod(readers).failed == 0


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
    assert {source.script for source in corpora.SOURCES} == {"simplified", "traditional", "mixed"}


def test_load_reads_data_and_keeps_it(tmp_path: Path) -> None:
    import json
    import lzma

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
