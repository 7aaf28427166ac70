"""What a reader gave before it was normalised, where that is not the text itself."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models.text_version import TextVersion


class ReaderOutput(models.Model):
    """The way back from a stored text to what the reader gave: normalising it gives the text.

    A table of its own, so that no page loads it. Bytes, since it may hold what no text column can:
    NUL, and halves of surrogate pairs.
    """

    text_version = models.OneToOneField(
        TextVersion, on_delete=models.CASCADE, primary_key=True, related_name="reader_output"
    )
    output = models.BinaryField()

    class Meta:
        verbose_name = _("reader output")
        verbose_name_plural = _("reader outputs")

    def __str__(self) -> str:
        return f"Reader's output of {self.text_version}"

    @property
    def text(self) -> str:
        """The output as it was."""
        return bytes(self.output).decode("utf-8", "surrogatepass")
