"""The words of other languages, made ready for Django: .po files, which people write, into .mo files.

Done by Babel when the settings are read, so that no start, test or command needs gettext's own
programs or a step of its own. It costs a comparison of files, and once after a change 0.2 seconds.
"""

from __future__ import annotations

import os
import tempfile
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogs(written: Path, made: Path) -> Path:
    """Make the .mo file of each `LANGUAGE/LC_MESSAGES/django.po` in `written`, where it is not there yet.

    Beside each stands a copy of what it was made from. Safe against a second process that does the
    same. Returns `made`, for LOCALE_PATHS.
    """
    for source in sorted(written.glob("*/LC_MESSAGES/django.po")):
        copy = made / source.relative_to(written)
        content = source.read_bytes()
        if copy.exists() and copy.read_bytes() == content:
            continue
        compiled = BytesIO()
        write_mo(compiled, read_po(BytesIO(content)))
        copy.parent.mkdir(parents=True, exist_ok=True)
        _replace(copy.with_suffix(".mo"), compiled.getvalue())
        _replace(copy, content)
    return made


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole: who reads it meanwhile has the old one or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(path)
