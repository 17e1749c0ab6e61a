"""Take a whole import back out of the tables; the record of both stays."""

from dataclasses import replace
from functools import partial

from django.db import transaction
from django.utils import timezone

from xiezhi.clues.access import require_importer, require_reach
from xiezhi.clues.actions.import_file import stored_id
from xiezhi.clues.actions.recording import record_act
from xiezhi.clues.models import ImportBatch
from xiezhi.clues.operators import Operator
from xiezhi.clues.upward import tell_of_import
from xiezhi.law.refusals import refuse
from xiezhi.modelling.library import store


def undo_import(operator: Operator, batch_id: str, reason: str) -> ImportBatch:
    """Undo an import of the operator's unit or of one below it.

    Raises Refused: 403 not this operator or not their unit; 409 unknown, undone, or no reason.
    """
    require_importer(operator)
    if not reason.strip():
        raise refuse("clues.undo_reason", "没有写撤销导入的原因", "写明为什么撤销")
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().filter(pk=batch_id).first()
        if batch is None:
            raise refuse("clues.no_import", f"没有编号为「{batch_id}」的导入", "在导入记录里选择")
        require_reach(operator, batch.procuratorate)
        if batch.undone_at is not None:
            raise refuse("clues.undone", "这次导入已经撤销", "查看导入记录")
        batch.undone_at, batch.undone_by = timezone.now(), operator.code
        batch.save()
        record_act(
            operator,
            ("import", str(batch.pk)),
            "undo_import",
            batch.undone_at,
            {"file": batch.file_name, "reason": reason.strip()},
            rule="clues.import",
        )
        tables, kept = store(batch.procuratorate), stored_id(batch)
        # Rows already gone: an earlier undoing ended between the tables and the record.
        if any(one.import_id == kept for one in tables.imports()):
            tables.undo(kept)  # last: when it fails, the record goes back as well
        owner = replace(operator, procuratorate=batch.procuratorate)
        transaction.on_commit(partial(tell_of_import, owner))
    return batch
