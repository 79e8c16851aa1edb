"""Set a report of two pages as PDF, as an office would: ``python make_report.py report.pdf``.

Traditional characters, lines of a fixed width, indented paragraphs, a header and a page number.  The font is one that PDF readers
bring along, so that nothing needs to be installed.
"""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

from reportlab.lib.pagesizes import A5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
SIZE, LEAD, WIDTH, ROWS = 12, 20, 26, 22
"""Points of a character and of a line, characters of a line, lines of a page."""

REPORT = """\
一、總體情況
去年全鄉的圖書館和閱覽室共接待讀者四萬七千人次，借出圖書十一萬冊，比前一年分別增長百分之十二和百分之九，其中十六歲以下的讀者佔了將近一半。
為了讓住在山上的居民也能借到書，我們買了一輛流動圖書車，每兩個星期到各個村子走一趟，一年裡總共行駛了八千多公里，借出的圖書超過一萬冊。
二、主要工作
（一）整修老館
老館建於三十年前，屋頂漏水，燈光昏暗，冬天尤其寒冷。經過四個月的整修，閱覽室的面積擴大了三分之一，座位增加到一百二十個，並且裝上了電梯，行動不便的讀者第一次能夠自己上到二樓。
（二）培訓人員
全年舉辦了六期培訓班，參加的有各村閱覽室的管理員八十五人，內容包括圖書的分類和編目、舊書的修補，以及怎樣給兒童講故事。學員們普遍認為，這樣的培訓簡單實用，希望今後能夠繼續辦下去。
（三）保存地方文獻
我們向居民徵集到家譜、舊照片、地契和信件共一千三百餘件，全部作了掃描和登記，並從中選出兩百件在老館展出。不少老人在照片裡認出了自己的父母和鄰居，當場講起了從前的事情，這些談話也都錄了下來。
三、明年的打算
明年將重點做好兩件事：一是把流動圖書車的路線延長到最遠的三個村子，二是和小學一起開設閱讀課，使每一個孩子每個星期至少有一個小時的時間，可以安安靜靜地讀自己喜歡的書。
"""


def set_lines(text: str) -> list[str]:
    """Return the lines as they are printed: paragraphs are indented and broken, no line begins with a mark, headings stand alone."""
    lines = []
    for paragraph in text.splitlines():
        rest = paragraph if paragraph[0] in "一二三（" else "　　" + paragraph
        while len(rest) > WIDTH:
            end = WIDTH - (rest[WIDTH] in "，。、：")
            lines.append(rest[:end])
            rest = rest[end:]
        lines.append(rest)
    return lines


def write_pdf(path: Path) -> None:
    """Write the report to ``path``."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), pagesize=A5, invariant=1)
    lines, number = iter(set_lines(REPORT)), 0
    while page := list(islice(lines, ROWS)):
        number += 1
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(A5[0] / 2, A5[1] - 36, "青山鄉圖書館年度報告")
        canvas.drawCentredString(A5[0] / 2, 30, f"— {number} —")
        canvas.setFont(FONT, SIZE)
        for row, line in enumerate(page):
            canvas.drawString(54, A5[1] - 72 - row * LEAD, line)
        canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    write_pdf(Path(sys.argv[1]))
