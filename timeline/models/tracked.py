"""Writes that leave a trace: every change is recorded, and no bulk path goes around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar, NoReturn, TypeVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models, transaction

_Model = TypeVar("_Model", bound="Recorded")

Writer = AbstractBaseUser | AnonymousUser | None
"""Who writes: a user, or None where a command does."""


class UntrackedWrite(RuntimeError):
    """A bulk write was asked for that would leave no history."""


class TrackedQuerySet(models.QuerySet[_Model]):
    """Refuses the writes that Django makes without `save()`, and so without history."""

    #: Columns that may be set in bulk: none carries anything that a reader is told.
    bulk_writable: ClassVar[frozenset[str]] = frozenset()

    def update(self, **values: Any) -> int:
        """Set columns that carry no content; anything else goes through the model's `save()`."""
        if not self.bulk_writable.issuperset(values):
            self._refuse("update()")
        return super().update(**values)

    def create_recorded(self, rows: Sequence[_Model], *, by: Writer, why: str) -> list[_Model]:
        """Make many rows at once, each recorded as `save_with_history` would. They get their keys."""
        for row in rows:
            row.derive()
            row.told(by, why)
        with transaction.atomic(using=self.db):
            made = super().bulk_create(rows)
            self.model.history.bulk_history_create(made)  # type: ignore[attr-defined]
        return made

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: makes rows without history."""
        self._refuse("bulk_create()")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: changes rows without history."""
        self._refuse("bulk_update()")

    def _refuse(self, what: str) -> NoReturn:
        raise UntrackedWrite(
            f"{self.model.__name__}.{what} leaves no history: save each one, or call an action"
        )


class Recorded(models.Model):
    """A row whose every change is kept with who, when and why."""

    class Meta:
        abstract = True

    def save_with_history(self, *, by: Writer, why: str) -> None:
        """Save, and record who did it and why."""
        self.told(by, why)
        self.save()

    @contextmanager
    def unrecorded(self) -> Iterator[None]:
        """Write what tells a reader nothing, or what the next recorded save will hold."""
        self.skip_history_when_saving = True  # the flag that simple_history asks for
        try:
            yield
        finally:
            del self.skip_history_when_saving

    def delete_with_history(self, *, by: Writer, why: str) -> None:
        """Delete, and record who did it and why; the history stays."""
        self.told(by, why)
        self.delete()

    def derive(self) -> None:
        """Set the columns that follow from others; called before a row is written."""

    def told(self, by: Writer, why: str) -> None:
        """Take note of who writes next, and why, for the history."""
        self._history_user = by if isinstance(by, AbstractBaseUser) else None
        self._change_reason = why
