"""Files in every encoding that Chinese text comes in, broken ones and foreign ones among them: what ``decode`` must say of each.

``text`` is what must come out (U+FFFD where a byte is gone), ``None`` where the file must be refused.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from base64 import b64encode
from typing import NamedTuple

LOST = "\ufffd"

NEWS = "昨天下午，市政府召开新闻发布会，介绍今年前三季度的经济运行情况。\n发言人说：“总体平稳，稳中有进。”\n"
SHORT = "请问附近有地铁站吗？"
LETTER = "親愛的讀者：感謝您長期以來的支持，本館自下月起調整開放時間。\n如有疑問，請洽服務台。\n"
CANTONESE = "佢哋話嗰日喺度食嘢，冇人知點解咁多人嚟。\n我哋一齊去睇吓啦，唔好嘥時間。\n"
NAMES = "姓名\t城市\n李雷\t济南\n韩梅梅\t青岛\n王小明\t烟台\n"
CODE = "# 读取配置文件，返回字典\ndef load(path):\n    return parse(open(path))  # 出错时抛出异常\n"
RARE = "朱镕基、陶喆、李赟和王翀参加了会议，另有㭎、䶮两字用于人名。\n"
EURO = "价格为20€一件，邮费另算，满三件包邮，欢迎订购。\n"
JAPANESE = "駅前の喫茶店で友達と待ち合わせをして、映画を見に行きました。とても面白かったです。\n"
KOREAN = "어제 친구와 함께 영화를 보고 저녁을 먹었습니다. 날씨가 아주 좋았습니다.\n"
FRENCH = "L'été dernier, nous avons visité le château à côté de la forêt. C'était très agréable.\n"
RUSSIAN = "Вчера мы с друзьями ходили в кино, а потом долго гуляли по городу.\n"
THAI = "เมื่อวานนี้ฉันไปดูหนังกับเพื่อนที่ห้างสรรพสินค้า\n"


TAIPEI = "姓名：王{}，住址：臺北市中正區。這位先生今天沒有來，請於下週一前辦理。\n"


class ByteFile(NamedTuple):
    """One file: its name, its bytes, the text that must come out or ``None``, a word that the reason of a refusal
    must hold, and what a detector that reads other languages too may say instead."""

    name: str
    data: bytes
    text: str | None
    why: str = ""
    foreign: str | None = None


def _lost(text: str, place: int, length: int = 1) -> str:
    return text[:place] + LOST + text[place + length :]


def _broken_at(text: str, codec: str, place: int, byte: bytes) -> bytes:
    """Return ``text`` in ``codec`` with the first byte of the character at ``place`` replaced by ``byte``, which may be nothing."""
    start = len(text[:place].encode(codec))
    data = text.encode(codec)
    return data[:start] + byte + data[start + 1 :]


def _iso_2022_cn(text: str) -> bytes:
    pieces, shifted = [b"\x1b$)A"], False
    for character in text:
        wide = not character.isascii()
        if wide != shifted:
            pieces.append(b"\x0e" if wide else b"\x0f")
            shifted = wide
        pieces.append(bytes(byte & 0x7F for byte in character.encode("gb2312")))
    return b"".join(pieces)


def _utf7(text: str) -> bytes:
    """Return ``text`` in UTF-7, what is not ASCII in base64."""
    pieces = re.findall("[\\x00-\\x7f]+|[^\\x00-\\x7f]+", text)
    coded = [
        piece.replace("+", "+-")
        if piece.isascii()
        else f"+{b64encode(piece.encode('utf-16-be')).decode().rstrip('=')}-"
        for piece in pieces
    ]
    return "".join(coded).encode()


def _cesu_8(text: str) -> bytes:
    halves = (piece.encode("utf-16-be") for piece in text)
    units = [half[place : place + 2] for half in halves for place in range(0, len(half), 2)]
    return b"".join(chr(int.from_bytes(unit, "big")).encode("utf-8", "surrogatepass") for unit in units)


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", NEWS)
    return buffer.getvalue()


def _euc_tw() -> bytes:
    """Return 中文資訊與國家標準 in EUC-TW, plane 1 (codes of CNS 11643)."""
    return bytes.fromhex("c4e3c5c5edabe9e9edd2dfb9d9a6e5f6e4b4") * 4


def _sound() -> list[ByteFile]:
    texts = {"news": NEWS, "short": SHORT, "names": NAMES, "code": CODE, "letter": LETTER}
    files = [ByteFile(f"{name}.gb18030", text.encode("gb18030"), text) for name, text in texts.items()]
    files += [ByteFile(f"{name}.utf-8", text.encode(), text) for name, text in texts.items()]
    files += [
        ByteFile("rare.gb18030", RARE.encode("gb18030"), RARE),
        ByteFile("cantonese.gb18030", CANTONESE.encode("gb18030"), CANTONESE),
        ByteFile("letter.big5", LETTER.encode("big5"), LETTER),
        ByteFile("letter-crlf.big5", LETTER.replace("\n", "\r\n").encode("big5"), LETTER.replace("\n", "\r\n")),
        ByteFile("euro.cp950", (s := "票價二十€一張，歡迎踴躍參加本次活動。\n").encode("cp950"), s),
        ByteFile("eten.cp950", (s := "他在碁盤上裏外恒銹粧嫺地下了一著好棋，眾人稱讚。\n").encode("cp950"), s),
        ByteFile("cantonese.big5hkscs", CANTONESE.encode("big5hkscs"), CANTONESE),
        ByteFile("euro.gb18030", EURO.encode("gb18030"), EURO),
        ByteFile("news.hz", NEWS.encode("hz"), NEWS),
        ByteFile("short.hz", SHORT.encode("hz"), SHORT),
        ByteFile("news.iso-2022-cn", _iso_2022_cn(NEWS), NEWS),
        ByteFile("short.iso-2022-cn", _iso_2022_cn(SHORT), SHORT),
        ByteFile("bom.gb18030", ("\ufeff" + NEWS).encode("gb18030"), NEWS),
        ByteFile("ascii.txt", b"nothing but ASCII, ~{ and all\n", "nothing but ASCII, ~{ and all\n"),
        ByteFile("empty.txt", b"", ""),
        ByteFile("two.gbk", "你好".encode("gbk"), "你好"),
        ByteFile("long-header.gbk", b"x = 1\n" * 5000 + CODE.encode("gbk"), "x = 1\n" * 5000 + CODE),
    ]
    for codec in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        files.append(ByteFile(f"bom.{codec}", ("\ufeff" + LETTER).encode(codec), LETTER))
        files.append(ByteFile(f"code.{codec}", CODE.encode(codec), CODE))
    for codec in ("utf-16-le", "utf-16-be"):
        files.append(ByteFile(f"short.{codec}", SHORT.encode(codec), SHORT))
    files.append(ByteFile("bom.utf-8", ("\ufeff" + NEWS).encode(), NEWS))
    return files


def _odd() -> list[ByteFile]:
    """Return files as seldom tools and old ones write them."""
    astral = "这份古籍里有𠮷和𣘺两个字，需要核对。😀\n"
    today = "元素表里有\ufe10\u9fb4这样的字，请检查一下。\n"
    before, behind = (part.encode("cp950") for part in TAIPEI.split("{}"))
    return [
        ByteFile("news.utf-7", _utf7(NEWS), NEWS),
        ByteFile("code.utf-7", _utf7(CODE + "1+1\n"), CODE + "1+1\n"),
        ByteFile("plus.txt", (s := "C++-style, +86-10-12345, 3+AB-4, +AGEAYg-, key=+Zm9vYmFy-\n").encode(), s),
        ByteFile("astral.cesu-8", _cesu_8(astral), astral),
        ByteFile("open.hz", b"~{" + bytes(byte & 0x7F for byte in SHORT[:-1].encode("gb2312")) + b"\n", SHORT[:-1] + "\n"),
        ByteFile("eudc-fa.cp950", before + b"\xfa\x40" + behind, TAIPEI.format("\ue000")),
        ByteFile("eudc-8e.cp950", before + b"\x8e\x40" + behind, TAIPEI.format("\ue311")),
        ByteFile("eudc-81.cp950", before + b"\x81\x40" + behind, TAIPEI.format("\ueeb8")),
        ByteFile("kana.cp950", before + b"\xc7\xf2" + behind, TAIPEI.format("ヶ")),
        ByteFile("euro.cp936", EURO.encode("gbk", "ignore").replace("为".encode("gbk"), "为".encode("gbk") + b"\x80"), EURO.replace("20€", "€20")),
        ByteFile("today.gb18030", today.encode("gb18030").replace(b"\x84\x31\x82\x36", b"\xa6\xd9").replace(b"\x82\x35\x90\x37", b"\xfe\x59"), today),
        ByteFile("names-like-utf-8.gbk", (NEWS + "桑原\n").encode("gbk"), NEWS + "桑原\n"),
        ByteFile("words-like-utf-8.gbk", "实时".encode("gbk"), None, "could be"),
        ByteFile("mixed.gbk+big5+utf-8", NEWS.encode("gbk") + LETTER.encode("big5") + CODE.encode(), NEWS + LETTER + CODE),
        ByteFile("mixed.gbk+big5", LETTER.encode("big5") + NEWS.encode("gbk"), LETTER + NEWS),
        ByteFile("two-bad-bytes.utf-8", NEWS.encode().replace("新".encode(), b"\xe6\xff", 1), NEWS.replace("新", LOST + LOST, 1)),
    ]  # fmt: skip


def _broken() -> list[ByteFile]:
    place = NEWS.index("新闻")
    other = LETTER.index("支持")
    return [
        ByteFile("cut.gb18030", NEWS.strip().encode("gb18030")[:-1], NEWS.strip()[:-1] + LOST),
        ByteFile("cut.big5", LETTER.strip().encode("big5")[:-1], LETTER.strip()[:-1] + LOST),
        ByteFile("cut.utf-8", NEWS.strip().encode()[:-1], NEWS.strip()[:-1] + LOST),
        ByteFile("cut.utf-16-le", LETTER.encode("utf-16-le")[:-1], LETTER[:-1] + LOST),
        ByteFile("bad-byte.gb18030", _broken_at(NEWS, "gb18030", place, b"\xff"), _lost(NEWS, place)),
        ByteFile("missing-byte.gb18030", _broken_at(NEWS, "gb18030", place, b""), _lost(NEWS, place)),
        ByteFile("bad-byte.big5", _broken_at(LETTER, "big5", other, b"\xff"), _lost(LETTER, other)),
        ByteFile("missing-byte.big5", _broken_at(LETTER, "big5", other, b""), _lost(LETTER, other)),
        ByteFile("stray-byte.gb18030", NEWS.encode("gb18030") + b"\xff\n" + NEWS.encode("gb18030"), NEWS + LOST + "\n" + NEWS),
        ByteFile("bad-byte.utf-8", NEWS.encode().replace("新".encode(), "新".encode()[:2], 1), _lost(NEWS, place)),
        ByteFile("latin-byte.utf-8", NEWS.encode() + b"caf\xe9\n", NEWS + "caf" + LOST + "\n"),
        ByteFile("mixed.gbk+utf-8", NEWS.encode("gbk") + LETTER.encode(), NEWS + LETTER),
        ByteFile("log.gbk+utf-8", b"".join((b"%d " % n) + s.encode(c) + b"\n" for n, (s, c) in enumerate([("登录成功", "gbk"), ("读取文件失败", "utf-8"), ("网络连接超时，正在重试", "gbk"), ("保存成功", "utf-8"), ("用户退出", "gbk")])), "0 登录成功\n1 读取文件失败\n2 网络连接超时，正在重试\n3 保存成功\n4 用户退出\n"),
        ByteFile("mixed.big5+utf-8", LETTER.encode("big5") + NEWS.encode(), LETTER + NEWS),
    ]  # fmt: skip


def _refused() -> list[ByteFile]:
    return [
        ByteFile("a.shift-jis", JAPANESE.encode("shift-jis"), None, "Shift-JIS", JAPANESE),
        ByteFile("a.euc-jp", JAPANESE.encode("euc-jp"), None, "EUC-JP", JAPANESE),
        ByteFile("a.iso-2022-jp", JAPANESE.encode("iso-2022-jp"), None, "ISO-2022-JP", JAPANESE),
        ByteFile("a.euc-kr", KOREAN.encode("euc-kr"), None, "EUC-KR", KOREAN),
        ByteFile("a.cp1252", FRENCH.encode("cp1252"), None, "single-byte", FRENCH),
        ByteFile("a.cp1251", RUSSIAN.encode("cp1251"), None, "single-byte", RUSSIAN),
        ByteFile("a.koi8-r", RUSSIAN.encode("koi8-r"), None, "single-byte", RUSSIAN),
        ByteFile("a.cp874", THAI.encode("cp874"), None, "single-byte", THAI),
        ByteFile("a.euc-tw", _euc_tw(), None, ""),
        ByteFile("one.gbk", "好".encode("gbk"), None, "neither"),
        ByteFile("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", None, "PDF"),
        ByteFile("mark.utf-16", b"\xff\xfe" + NEWS.encode(), None, "byte order mark of utf-16-le"),
        ByteFile("a.gz", gzip.compress(NEWS.encode(), mtime=0), None, "gzip"),
        ByteFile("a.zip", _zip(), None, "zip"),
        ByteFile("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None, "PNG"),
        ByteFile("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), None, "Office"),
        ByteFile("random.bin", bytes((n * n * 7 + n // 3 * 91) % 256 for n in range(3000)), None, "not text"),
        ByteFile("high.bin", bytes(0x80 + (n * n * 11 + n * 31) % 127 for n in range(900)), None, ""),
    ]


FILES = [*_sound(), *_odd(), *_broken(), *_refused()]
