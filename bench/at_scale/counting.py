"""`python -m bench.at_scale.counting`: how many events there are for each query string, by SQL.

Query strings on standard input, one a line; counts on standard output. The judge of what the
server said, which may have used its index.
"""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.http import QueryDict  # noqa: E402 - models need settings first

from bench.at_scale.loading import SLUG  # noqa: E402
from timeline.filters import TimelineFilter  # noqa: E402
from timeline.models import Event  # noqa: E402


def main() -> None:
    """Count."""
    events = Event.objects.published().filter(timeline__slug=SLUG)
    for line in sys.stdin:
        filters = TimelineFilter.read(QueryDict(line.strip()))
        sys.stdout.write(f"{filters.apply(events).count()}\n")


if __name__ == "__main__":
    main()
