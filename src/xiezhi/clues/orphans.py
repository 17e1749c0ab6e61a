"""Rows whose import was cut off before it was recorded: taken back, so that nothing is half in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from xiezhi.clues.models import ImportBatch
from xiezhi.modelling.library import store
from xiezhi.screening import ScreeningError
from xiezhi.screening.locks import locked


def batch_key(unit: str, import_id: str) -> str:
    """Return the key of an import: two units that import one file have an import each."""
    return f"{unit}.{import_id}"


@contextmanager
def taking_in(unit: str) -> Iterator[None]:
    """Let one import of a unit run at a time, from its rows to its record."""
    with locked(_lock(unit)):
        _withdraw(unit)
        yield


def withdraw_unrecorded(unit: str) -> None:
    """Take back the rows of imports that were never recorded; while one is under way, nothing."""
    try:
        with locked(_lock(unit), patience=0):
            _withdraw(unit)
    except ScreeningError:
        return


def _withdraw(unit: str) -> None:
    tables = store(unit)
    stored = {batch_key(unit, one.import_id): one.import_id for one in tables.imports()}
    recorded = ImportBatch.objects.filter(pk__in=stored, undone_at__isnull=True)
    for key in set(stored) - set(recorded.values_list("pk", flat=True)):
        tables.undo(stored[key])


def _lock(unit: str) -> Path:
    return Path(settings.XIEZHI_HOME) / "work" / f"import-{quote(unit, safe='')}.lock"
