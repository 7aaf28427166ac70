"""Pages as their readers see them: their words, without markup."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client


def html_of(client: Client, address: str) -> str:
    """The page, which must be there."""
    response: Any = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return str(response.content.decode())


INLINE = re.compile(r"</?(?:a|b|code|i|mark|span|strong|sup|time|wbr)\b[^>]*>")


def words_of(html: str) -> str:
    """What is read: no tags, entities as characters, single spaces; blocks stand apart."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", INLINE.sub("", html))).split())


def body_of(html: str) -> str:
    """The page's own part, without header and footer."""
    return html.partition("<main")[2].partition("</main>")[0]


def page(client: Client, address: str) -> str:
    """The words of a page's own part."""
    return words_of("<main" + body_of(html_of(client, address)))


def links_of(html: str) -> list[str]:
    """All addresses that the page links to, in order."""
    return [unescape(address) for address in re.findall(r'<a\b[^>]*?\bhref="([^"]*)"', html)]
