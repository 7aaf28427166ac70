"""Lines for people that are kept or carried in English, marked for the catalog.

Pages tell them in the reader's language. A line whose gaps hold words of a file is filled with
`format`; gaps named `what`, `why` and `advice` hold only lines that are kept themselves.
"""

from __future__ import annotations


def kept(line: str) -> str:
    """Mark a line, or the pattern of one, for the catalog."""
    return line
