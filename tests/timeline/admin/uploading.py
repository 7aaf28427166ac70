"""What the upload page's script does, without a browser: plan, then a request for each file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.timeline.admin.conftest import Answer


@dataclass(frozen=True)
class Row:
    """A line of the page."""

    outcome: str
    name: str
    told: str


def upload_file(name: str, data: bytes | str) -> SimpleUploadedFile:
    """A file as a form sends it."""
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def rows_of(answer: Answer) -> list[Row]:
    """The lines for files in an answer."""
    return [_row(line) for line in _lines(answer)]


def plan(client: Client, names: Mapping[str, int], **fields: str) -> Answer:
    """Ask what will be taken of files with these names and sizes."""
    given = {"timeline": "", "new_timeline": "Bridges", **fields}
    listing = json.dumps(list(names.items()))
    return client.post(reverse("admin:timeline_upload_plan"), {**given, "listing": listing})


def send_all(
    client: Client, files: Mapping[str, bytes | str], *, dry_run: bool = False, **fields: str
) -> list[Row]:
    """Do what the script does with files by their names."""
    planned = plan(client, {name: len(data) for name, data in files.items()}, **fields)
    (target,) = html.fragments_fromstring(planned.content.decode().strip())[:1]
    told = {"timeline": target.get("data-timeline"), "title": target.get("data-title")}
    if dry_run:
        told["dry_run"] = "on"
    rows: list[Row] = []
    met: list[tuple[str, str]] = []
    for line, name in zip(_lines(planned), files, strict=True):
        if line.get("data-at") is None:
            rows.append(_row(line))
            continue
        sent = {**told, "name": name, "met": json.dumps(met)}
        if line.get("data-namesakes") is not None:
            sent["namesakes"] = "on"
        file = upload_file("as-the-browser-calls-it", files[name])
        answer = client.post(reverse("admin:timeline_upload_file"), {**sent, "file": file})
        assert answer.status_code == 200
        (done,) = _lines(answer)
        if text := done.get("data-text"):
            met.append((done.get("data-stem") or "", text))
        rows.append(_row(done))
    return rows


def _lines(answer: Answer) -> list[html.HtmlElement]:
    page = html.fromstring(answer.content.decode())
    lines = page.xpath("descendant-or-self::li[contains(@class, 'file-row')]")
    return list(lines)


def _row(line: html.HtmlElement) -> Row:
    (name,) = line.find_class("file-name")
    told = " ".join(each.text_content() for each in line.find_class("file-reason"))
    return Row(line.get("data-outcome"), name.text_content(), told.strip())
