"""What stops a long command from outside, told in one line."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import OperationalError

from timeline.actions.cluster import ClusterError


@contextmanager
def failing_plainly() -> Iterator[None]:
    """Raise CommandError where the database can't be written, or a process of ours was ended."""
    try:
        yield
    except OperationalError as error:
        raise CommandError(
            f"the database can’t be used ({error}). What was stored before stays: run the same"
            " command again."
        ) from error
    except ClusterError as error:
        raise CommandError(str(error)) from error
    except BrokenExecutor as error:
        raise CommandError(
            "the system ended a process of this command, perhaps for want of memory. What was"
            " stored before stays: run the same command again, with fewer --jobs."
        ) from error
