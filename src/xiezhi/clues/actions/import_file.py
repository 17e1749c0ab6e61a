"""Take an agency's file into the canonical tables; a bad row goes to quarantine, never lost."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from xiezhi.clues.access import require_importer
from xiezhi.clues.actions.recording import record_act
from xiezhi.clues.models import ImportBatch
from xiezhi.clues.operators import Operator
from xiezhi.clues.orphans import batch_key, taking_in
from xiezhi.clues.profiles import profiles
from xiezhi.clues.upward import tell_of_import
from xiezhi.modelling.library import models, store
from xiezhi.screening import Choice, ImportReport
from xiezhi.screening import import_file as take_in
from xiezhi.screening.profiles import Profile
from xiezhi.screening.staging import Progress


def import_file(
    operator: Operator,
    path: Path,
    *,
    name: str = "",
    table: str | None = None,
    profile: Profile | None = None,
    choices: Mapping[str, Choice] | None = None,
    data_on: date | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import one file and record it. Raises ScreeningError; nothing is then written.

    ``name`` is the file's own name when ``path`` is a temporary copy, ``choices`` what a person
    chose for each sheet, ``profile`` a confirmed mapping asked for by name. The same file
    imported a second time changes nothing and is reported as repeated.
    """
    require_importer(operator)
    with taking_in(operator.procuratorate):
        report = take_in(
            path,
            store(operator.procuratorate),
            table=table,
            profile=profile,
            choices=choices,
            profiles=profiles(),
            data_on=data_on or timezone.localdate(),
            models=tuple(models().values()),
            progress=progress,
        )
        if is_new(operator, report):
            keep_or_undo(operator, report, name or path.name)
    return report


def is_new(operator: Operator, report: ImportReport) -> bool:
    """Say whether an import still has to be recorded for the operator's unit."""
    if report.import_id is None:
        return False
    key = batch_key(operator.procuratorate, report.import_id)
    return not ImportBatch.objects.filter(pk=key, undone_at__isnull=True).exists()


def stored_id(batch: ImportBatch) -> str:
    """Return the id under which the store of the import's unit knows it."""
    return str(batch.pk).rpartition(".")[2]


def keep_or_undo(
    operator: Operator, report: ImportReport, name: str, keep: Callable[[], None] | None = None
) -> None:
    """Record an import, with what ``keep`` writes beside it; when that fails undo its rows."""
    try:
        with transaction.atomic():
            if keep is not None:
                keep()
            note_import(operator, report, name)
    except BaseException:
        assert report.import_id is not None
        store(operator.procuratorate).undo(report.import_id)
        raise


def note_import(operator: Operator, report: ImportReport, name: str) -> ImportBatch:
    """Write the batch and its ledger entry. Must run inside a transaction.

    An import that was undone and is made again stands in the same row; both acts are on record.
    """
    now = timezone.now()
    plain = report.as_json()
    assert report.import_id is not None
    batch, _ = ImportBatch.objects.update_or_create(
        id=batch_key(operator.procuratorate, report.import_id),
        defaults={
            "procuratorate": operator.procuratorate,
            "file_name": name[:255],
            "digest": report.sha256,
            "report": plain,
            "imported_by": operator.code,
            "imported_at": now,
            "undone_at": None,
            "undone_by": "",
        },
    )
    sheets = [
        {
            key: sheet[key]
            for key in ("sheet", "table", "rows", "kept", "quarantined", "duplicates")
        }
        for sheet in plain["sheets"]
    ]
    record_act(
        operator,
        ("import", str(batch.pk)),
        "import_file",
        now,
        {"file": name, "sha256": report.sha256, "data_on": plain["data_on"], "sheets": sheets},
        rule="clues.import",
    )
    transaction.on_commit(partial(tell_of_import, operator))
    return batch
