"""Take an agency's file into the canonical tables; a bad row goes to quarantine, never lost."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from xiezhi.clues.actions.recording import record_act
from xiezhi.clues.models import ImportBatch
from xiezhi.clues.operators import Operator
from xiezhi.clues.reading import models, profiles, store
from xiezhi.screening import ImportReport
from xiezhi.screening import import_file as take_in


def import_file(
    operator: Operator,
    path: Path,
    *,
    name: str = "",
    table: str | None = None,
    mapping: Mapping[str, str | None] | None = None,
    data_on: date | None = None,
) -> ImportReport:
    """Import one file and record it. Raises ScreeningError; nothing is then written.

    ``name`` is the file's own name when ``path`` is a temporary copy. The same file imported a
    second time changes nothing and is reported as repeated.
    """
    report = take_in(
        path,
        store(),
        table=table,
        mapping=mapping,
        profiles=profiles(),
        data_on=data_on or timezone.localdate(),
        models=tuple(models().values()),
    )
    if report.import_id is None or report.repeated:
        return report
    keep_or_undo(operator, report, name or path.name)
    return report


def keep_or_undo(operator: Operator, report: ImportReport, name: str) -> None:
    """Record an import; when that fails take its rows back out, so that neither stands alone."""
    try:
        with transaction.atomic():
            note_import(operator, report, name)
    except BaseException:
        assert report.import_id is not None
        store().undo(report.import_id)
        raise


def note_import(operator: Operator, report: ImportReport, name: str) -> ImportBatch:
    """Write the batch and its ledger entry. Must run inside a transaction."""
    now = timezone.now()
    plain = report.as_json()
    batch = ImportBatch.objects.create(
        id=report.import_id,
        procuratorate=operator.procuratorate,
        file_name=name[:255],
        digest=report.sha256,
        report=plain,
        imported_by=operator.code,
        imported_at=now,
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
    return batch
