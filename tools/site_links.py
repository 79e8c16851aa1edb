"""A hook of MkDocs: links from the documentation to files outside ``docs/`` lead to the repository."""

from __future__ import annotations

import re
from typing import Any

_OUTSIDE = re.compile(r"\]\(\.\./([^)\s]+)\)")


def link_to_repository(markdown: str, address: str) -> str:
    """Return ``markdown`` with every link that leaves ``docs/`` as a link to the repository at ``address``.

    >>> link_to_repository("[seeds](../seeds/README.md), [index](index.md)", "https://host/project")
    '[seeds](https://host/project/blob/main/seeds/README.md), [index](index.md)'
    """
    return _OUTSIDE.sub(lambda link: f"]({address.rstrip('/')}/blob/main/{link[1]})", markdown)


def on_page_markdown(markdown: str, /, *, config: Any, **_: Any) -> str:
    """Rewrite the links of a page; called by MkDocs."""
    return link_to_repository(markdown, config.repo_url)
