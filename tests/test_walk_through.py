"""The walk-through of docs/importing.md, done as it says, from an empty installation to a public page."""

from __future__ import annotations

import re
import shlex

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sources.models import Document
from tests.conftest import ROOT
from tests.timeline.files import run
from timeline.actions.review import publish
from timeline.models import Event, Timeline


def commands() -> list[list[str]]:
    """The arguments of each `./run manage` in the page, with files as a shell gives them."""
    page = (ROOT / "docs" / "importing.md").read_text("utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [
        [
            path
            for word in shlex.split(line)[2:]
            for path in sorted(map(str, ROOT.glob(word))) or [word]
        ]
        for line in lines
        if line.startswith("./run manage ")
    ]


@pytest.mark.django_db
def test_from_an_empty_installation_to_a_published_timeline(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a long password")
    done = {}
    for name, *arguments in commands():
        if name == "createsuperuser":
            arguments += ["--noinput", "--username", "ada", "--email", "ada@rivers.example"]
        done[name] = run(name, *arguments)
        assert done[name].status == 0, f"{name}: {done[name].err}"
    assert done["import_documents"].out.startswith("rivers: 6 new, 0 known, 0 changed, 0 refused")
    assert Document.objects.exclude(published="").count() >= 5
    assert "not looked at yet" in done["propose_events"].out
    assert "every quote matches" in done["verify"].out
    curator = User.objects.get()
    candidates = Event.objects.candidates()
    assert candidates.count() >= 20
    for event in candidates:
        publish(event.pk, seen_version=event.version, by=curator)
    assert client.get("/t/rivers/").status_code == 404
    Timeline.objects.update(is_public=True)
    page = client.get("/t/rivers/")
    assert page.status_code == 200
    assert Event.objects.earliest("first_day").title in page.content.decode()
    assert run("verify").status == 0
