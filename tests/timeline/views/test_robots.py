"""What search engines are told."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser


def test_search_engines_may_visit_everything_but_the_admin(client) -> None:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    rules = RobotFileParser()
    rules.parse(response.content.decode().splitlines())
    for address in ("/", "/t/bridge/", "/sources/gazette/", "/actors/"):
        assert rules.can_fetch("AnyBot", address)
    assert not rules.can_fetch("AnyBot", "/admin/login/")
