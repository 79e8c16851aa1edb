"""A :class:`~unionclean.edits.Cleaned` made visible: as a web page, in a terminal, and a scan as a table."""

from unionclean.report.html import render_html
from unionclean.report.scanned import render_scan
from unionclean.report.terminal import render_terminal

__all__ = ["render_html", "render_scan", "render_terminal"]
