"""Code pages: which bytes stand for which characters."""
