"""Installations that `bench scale --folder` has made, for benches that ask them."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from pathlib import Path

TOLD = "scale.json"
"""What `bench scale` tells of an installation, in its folder."""


def made_folder(name: str) -> Path:
    """Return the folder of an installation, for argparse. Errors: ArgumentTypeError where none is there."""
    folder = Path(name)
    if not (folder / TOLD).exists():
        raise ArgumentTypeError(f"{name}: make it by bench scale --folder")
    return folder


def number_of_events(folder: Path) -> int:
    """Return how many events it holds."""
    return int(json.loads((folder / TOLD).read_text("utf-8"))["events"])
