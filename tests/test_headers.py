"""What every response tells the browser, and how it holds behind a TLS proxy."""

from __future__ import annotations

import os
import subprocess
import sys
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.test import Client

from tests.conftest import ROOT
from tests.factories import make_curator

pytestmark = pytest.mark.django_db
PAGES = ["/admin/login/", "/no/such/page/"]


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


ASK = """
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
PROXY = {"HTTP_HOST": "timelines.example.org", "REMOTE_ADDR": "127.0.0.1"}
TLS = {**PROXY, "HTTP_X_FORWARDED_PROTO": "https"}
"""


def behind_a_proxy(script: str, tmp_path: Path) -> str:
    """What a script prints that asks the app as it is set up behind a TLS proxy."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "CHRONOCITE_ORIGIN": "https://timelines.example.org",
        "CHRONOCITE_VAR": str(tmp_path),
    }
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", ASK + script],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_behind_a_proxy_plain_http_is_sent_to_https(tmp_path: Path) -> None:
    script = "r = client.get('/admin/login/', **PROXY); print(r.status_code, r['Location'])"
    assert behind_a_proxy(script, tmp_path) == "301 https://timelines.example.org/admin/login/\n"


def test_behind_a_proxy_the_browser_is_told_to_stay_with_https(tmp_path: Path) -> None:
    script = "print(client.get('/admin/login/', **TLS)['Strict-Transport-Security'])"
    told = behind_a_proxy(script, tmp_path)
    assert told == "max-age=31536000; includeSubDomains; preload\n"


def test_behind_a_proxy_a_curator_signs_in(tmp_path: Path) -> None:
    script = """
client.get("/admin/login/", **TLS)
token = client.cookies["__Host-csrf"].value
form = {"username": "ann", "password": "ann", "csrfmiddlewaretoken": token, "next": "/admin/"}
for origin in ("https://timelines.example.org", "https://elsewhere.example"):
    done = client.post("/admin/login/", form, HTTP_ORIGIN=origin, **TLS)
    print(done.status_code)
    print(done.cookies.output(header="", sep="\\n"))
"""
    lines = behind_a_proxy(script, tmp_path).splitlines()
    assert lines[0] == "302"
    assert "403" in lines  # from elsewhere
    cookies: SimpleCookie = SimpleCookie()
    for line in lines[1:]:
        cookies.load(line.strip())
    assert {"__Host-session", "__Host-csrf"} <= set(cookies)
    assert all(cookie["secure"] and cookie["httponly"] for cookie in cookies.values())
    assert all(cookie["path"] == "/" and not cookie["domain"] for cookie in cookies.values())


def test_another_host_is_not_answered(tmp_path: Path) -> None:
    script = "print(client.get('/', HTTP_HOST='elsewhere.example').status_code)"
    assert behind_a_proxy(script, tmp_path) == "400\n"
