"""Undo text that was decoded by the wrong code page."""
