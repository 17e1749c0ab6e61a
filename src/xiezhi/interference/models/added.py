"""Rows that are only added: neither Django nor the database changes or deletes one."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.db import models

from xiezhi.interference.refusing import refused


class AddedRows(models.QuerySet):  # type: ignore[type-arg]
    """A query that reads and adds; whatever changes is refused before it reaches the database."""

    def update(self, **changes: object) -> int:
        """Refuse. Raises Refused (409)."""
        del changes
        raise refused("record.only_added")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse. Raises Refused (409)."""
        raise refused("record.only_added")

    def _raw_delete(self, using: object) -> int:
        del using
        raise refused("record.only_added")


class Added(models.Model):
    """A row that is saved once; `told` is what the ledger says of it."""

    TOLD: ClassVar[tuple[str, ...]] = ()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    objects = AddedRows.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, **options: Any) -> None:
        """Add the row. Raises Refused (409) for one that is stored already."""
        if not self._state.adding:
            raise refused("record.only_added")
        super().save(**{**options, "force_insert": True})

    def delete(self, **options: Any) -> tuple[int, dict[str, int]]:
        """Refuse. Raises Refused (409)."""
        del options
        raise refused("record.only_added")

    @property
    def told(self) -> dict[str, Any]:
        """The columns that the ledger repeats, as JSON values."""
        return {name: as_json(getattr(self, name)) for name in self.TOLD}


def as_json(value: Any) -> Any:
    """Return a column as the ledger writes it: instants in UTC, days and ids as text."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value
