"""Collected static files: what has been compressed stays so, and what no page names any more goes.

Only names that hold a hash of their content are kept (WHITENOISE_KEEP_ONLY_HASHED_FILES), so a
compressed file that stands beside such a name is right, whichever version of the app made it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

COMPRESSED = (".br", ".gz")


class CompressOnce(Compressor):  # type: ignore[misc]  # comes without types
    """Compresses what is not compressed yet. plotly.js alone takes Brotli some ten seconds."""

    def compress(self, path: str) -> list[str]:
        made = [path + suffix for suffix in COMPRESSED]
        return made if all(Path(name).exists() for name in made) else super().compress(path)

    def write_data(self, path: str, data: bytes, suffix: str, stat_result: object) -> str:
        """Put the file in its place whole: it is trusted later, even if this process is killed."""
        part = NamedTemporaryFile(dir=Path(path).parent, suffix=".part", delete=False)  # noqa: SIM115
        made = Path(part.name)
        try:
            with part:
                part.write(data)
            made.chmod(0o644)  # a temporary file is its owner's alone
            return str(made.replace(path + suffix))
        except BaseException:
            made.unlink()
            raise


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # the same
    """The files that pages name now, and those of the update before: a page may still be open."""

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return CompressOnce(**kwargs)

    def post_process(self, *args: Any, **kwargs: Any) -> Iterator[tuple[str, str | None, Any]]:
        before = set(self.hashed_files.values())
        yield from super().post_process(*args, **kwargs)
        now = set(self.hashed_files.values())
        if now != before and not kwargs.get("dry_run"):  # else "before" would be these themselves
            self._keep_only(before | now | {self.manifest_name})

    def _keep_only(self, names: set[str]) -> None:
        kept = {self.path(name + suffix) for name in names for suffix in ("", *COMPRESSED)}
        for path in Path(self.location).rglob("*"):
            if path.is_file() and str(path) not in kept:
                path.unlink()
