"""The style that all pages share."""

from __future__ import annotations

from functools import cache
from importlib import resources

SIMPLIFIED = '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei"'
OTHER = '"Helvetica Neue"'


@cache
def page_style(language: str) -> str:
    """Give the style sheet of a page, free of anything that a page could close.

    Args:
        language: as the page says it (``en``, ``ja``, ``zh-Hans``): the same character has other shapes in Chinese.
    """
    text = (resources.files("kaiji.core") / "page.css").read_text(encoding="utf-8")
    return text.replace("var(--han)", SIMPLIFIED if language == "zh-Hans" else OTHER).strip()
