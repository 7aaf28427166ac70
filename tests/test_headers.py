"""What every response tells the browser, and how it holds behind a TLS proxy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.test import Client

from tests.conftest import ROOT
from tests.factories import make_curator

pytestmark = pytest.mark.django_db
PAGES = ["/", "/sources/", "/actors/", "/admin/login/", "/no/such/page/"]


@pytest.mark.parametrize("url", PAGES)
def test_every_page_keeps_other_sites_and_inline_code_out(client: Client, url: str) -> None:
    headers = client.get(url).headers
    policy = dict(
        rule.strip().split(" ", 1) for rule in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "http" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "X-Powered-By" not in headers


@pytest.mark.parametrize("url", PAGES)
def test_no_public_page_sets_a_cookie_but_for_the_form_token(client: Client, url: str) -> None:
    assert set(client.get(url).cookies) <= {"csrftoken"}


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    make_curator("ann")
    response = client.post("/admin/login/", {"username": "ann", "password": "ann"})
    for cookie, same_site in (("sessionid", "Lax"), ("csrftoken", "Strict")):
        assert response.cookies[cookie]["httponly"]
        assert response.cookies[cookie]["samesite"] == same_site


ASK_BEHIND_A_PROXY = """
import json
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = ":memory:"
plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"] = {"BACKEND": plain}  # nothing is collected for a test
django.setup()
from django.core.management import call_command
from django.contrib.auth.models import User
from django.test import Client
call_command("migrate", verbosity=0)
User.objects.create_superuser("ann", password="ann")
client = Client(enforce_csrf_checks=True)
http = {"HTTP_HOST": "timelines.example.org", "REMOTE_ADDR": "127.0.0.1"}
https = {**http, "HTTP_X_FORWARDED_PROTO": "https"}
form = {"username": "ann", "password": "ann"}
answers = {
    "elsewhere": client.get("/", HTTP_HOST="elsewhere.example"),
    "http": client.get("/admin/login/", **http),
    "https": client.get("/admin/login/", **https),
}
form["csrfmiddlewaretoken"] = client.cookies["__Host-csrf"].value
for name, origin in ("own", "https://timelines.example.org"), ("other", "https://elsewhere.example"):
    answers[name] = client.post("/admin/login/", form, HTTP_ORIGIN=origin, **https)
print(json.dumps({
    name: {
        "status": answer.status_code,
        "headers": dict(answer.headers),
        "cookies": answer.cookies.output(header="", sep=";;"),
    }
    for name, answer in answers.items()
}))
"""


@pytest.fixture(scope="module")
def behind_a_proxy(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Answers of the app as it is set up behind a TLS proxy."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "CHRONOCITE_ORIGIN": "https://timelines.example.org",
        "CHRONOCITE_VAR": str(tmp_path_factory.mktemp("var")),
    }
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", ASK_BEHIND_A_PROXY],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


def test_behind_a_proxy_plain_http_is_sent_to_https(behind_a_proxy: dict[str, Any]) -> None:
    answer = behind_a_proxy["http"]
    assert answer["status"] == 301
    assert answer["headers"]["Location"] == "https://timelines.example.org/admin/login/"


def test_behind_a_proxy_the_browser_is_told_to_stay_with_https(
    behind_a_proxy: dict[str, Any],
) -> None:
    told = behind_a_proxy["https"]["headers"]["Strict-Transport-Security"]
    assert told == "max-age=31536000; includeSubDomains; preload"


def test_behind_a_proxy_a_curator_signs_in(behind_a_proxy: dict[str, Any]) -> None:
    answer = behind_a_proxy["own"]
    assert answer["status"] == 302
    cookies: SimpleCookie = SimpleCookie()
    for line in answer["cookies"].split(";;"):
        cookies.load(line.strip())
    assert set(cookies) == {"__Host-session", "__Host-csrf"}
    assert all(cookie["secure"] and cookie["httponly"] for cookie in cookies.values())
    assert all(cookie["path"] == "/" and not cookie["domain"] for cookie in cookies.values())


def test_behind_a_proxy_a_form_of_another_site_is_refused(behind_a_proxy: dict[str, Any]) -> None:
    assert behind_a_proxy["other"]["status"] == 403


def test_another_host_is_not_answered(behind_a_proxy: dict[str, Any]) -> None:
    assert behind_a_proxy["elsewhere"]["status"] == 400
