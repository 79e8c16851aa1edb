"""Addresses of the web and of mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.han import HAN
from unionclean.masking import Span
from unionclean.patterns import lazy

DOMAINS = (
    "com",
    "cn",
    "org",
    "net",
    "io",
    "edu",
    "gov",
    "tw",
    "hk",
    "jp",
    "me",
    "dev",
    "cc",
    "info",
    "top",
    "xyz",
    "app",
)
"""The last label of a host that people write without a scheme: a.cn/甲."""
_START = lazy(
    f"://|www\\.|magnet:\\?|mailto:(?:[{HAN}]{{1,12}}(?=@))?|\\.(?:{'|'.join(DOMAINS)})/(?=[0-9A-Za-z{HAN}_%#?])"
)
_HOST = lazy("(?<![0-9A-Za-z@./:-])(?://)?(?:[0-9a-z-]{1,30}\\.){0,3}[0-9a-z-]{1,30}\\Z")
_LONGEST_HOST = 80
_SCHEME = lazy("[A-Za-z][A-Za-z0-9+.-]{1,15}\\Z")
_LONGEST_SCHEME = 16
_BODY = lazy(  # RFC 3986, and Han where browsers show them: in path, query and fragment
    f"(?:(?<=/wiki/)[A-Za-z_]{{2,24}}:[{HAN}]+|[!#-&*-;=?-_a-z~]|(?<=[{HAN}0-9A-Za-z=/_])\\([{HAN}0-9A-Za-z_,.%-]*\\)|(?<=[/=_#&%+-])[{HAN}]+|(?<=www\\.)[{HAN}]{{1,20}}(?=\\.)|(?<=\\?)[{HAN}]{{1,12}}(?==)"
    f"|(?<=[{HAN}][,;:(])[{HAN}]{{1,12}}(?=[{HAN}0-9A-Za-z_-]{{0,30}}(?:[/=&]|[.?][A-Za-z]))"  # /甲,乙.html
    ")+"
)
_MORE_HAN = lazy(f"(?<=[{HAN}])(?:[,:][{HAN}]{{1,6}})+(?:\\([{HAN}]{{1,6}}\\))?(?=\\s|\\Z|[&<>，。；！？）」”])")
"""How far a title goes on: ?q=甲,乙, /item/甲,乙丙 and /条目:甲(乙)."""
_TAIL = ",.;:!?*_~]"
_MAIL = lazy(
    f"@(?:[0-9A-Za-z-]{{1,63}}\\.)+[A-Za-z]{{2,24}}(?::[0-9A-Za-z_.{HAN}-]{{1,60}}/[0-9A-Za-z_.{HAN}/-]{{1,120}}?\\.git(?![0-9A-Za-z]))?"
)
_MAIL_NAME = lazy("[0-9A-Za-z._%+-]+\\Z")
_LONGEST_NAME = 64


def find_urls(text: str) -> Iterator[Span]:
    """Yield addresses, with Han, brackets and commas in them, without the marks of the sentence behind them.

    >>> [text[a:b] for text in ["见https://a.cn/wiki/计算机_(学科),谢谢", "http://a.cn/甲(乙)"] for a, b in find_urls(text)]
    ['https://a.cn/wiki/计算机_(学科)', 'http://a.cn/甲(乙)']
    >>> list(find_urls("甲://乙"))
    []
    """
    end = 0
    for sign in _START.finditer(text):
        start = _url_start(text, sign)
        if start < end:
            continue
        body = _BODY.match(text, sign.end())
        if body:
            end = sign.end() + len(body[0].rstrip(_TAIL))
            is_apart = start == 0 or text[start - 1] in " \t\r\n<"  # whoever sets it apart goes on behind a blank
            more = _MORE_HAN.match(text, end) if is_apart or "=" in body[0] else None
            end = more.end() if more else end
            yield start, end


def _url_start(text: str, sign: re.Match[str]) -> int:
    """Return where the address begins whose ``://``, ``www.`` or host is ``sign``; -1 when it is none."""
    start = sign.start()
    if sign[0][0] == ".":
        host = _HOST.search(text, max(0, start - _LONGEST_HOST), start)
        return host.start() if host else -1
    if sign[0] == "://":
        scheme = _SCHEME.search(text, max(0, start - _LONGEST_SCHEME), start)
        return scheme.start() if scheme else -1
    before = text[start - 1 : start]
    return -1 if before.isascii() and (before.isalnum() or before == ".") else start


_FORWARD = lazy(f"//@[0-9A-Za-z_{HAN}-]{{1,30}}[:：]")
_COMMIT = lazy(
    "(?<![0-9A-Za-z_])(?:build|chore|ci|docs|feat|fix|perf|refactor|revert|style|test)\\([^()\\s]{1,40}\\)!?:(?=\\s|\\Z)"
)


def find_forwards(text: str) -> Iterator[Span]:
    """Yield the sign of a forwarded post with the name of its writer.

    >>> list(find_forwards("转//@小红:好"))
    [(1, 7)]
    """
    return (match.span() for match in _FORWARD.finditer(text))


def find_commit_types(text: str) -> Iterator[Span]:
    """Yield the type and scope of a commit (Conventional Commits 1.0.0).

    >>> list(find_commit_types("fix(编辑器): 改(甲):"))
    [(0, 9)]
    """
    return (match.span() for match in _COMMIT.finditer(text))


def find_mail(text: str) -> Iterator[Span]:
    """Yield mail addresses, and those of Git over SSH.

    >>> list(find_mail("写信给a.b@c.com,谢谢"))
    [(3, 12)]
    """
    for match in _MAIL.finditer(text):
        name = _MAIL_NAME.search(text, max(0, match.start() - _LONGEST_NAME), match.start())
        if name:
            yield name.start(), match.end()
