"""What the ledger says of every model's stage, compared with the table that pages read."""

from collections.abc import Iterator

from xiezhi.ledger.projections import Difference
from xiezhi.ledger.selectors import entries_about
from xiezhi.modelling.models import Standing
from xiezhi.modelling.subjects import MODEL, STAGE_ACTS, model_subject

NAME = "监督模型的阶段"


def differences() -> Iterator[Difference]:
    """Yield every stage that is not the one its last act gave."""
    told = {
        entry.subject[1]: (entry.data["stage"], entry.data["digest"])
        for entry in entries_about(MODEL)
        if entry.kind in STAGE_ACTS
    }
    for row in Standing.objects.order_by("procuratorate", "model"):
        replayed = told.pop(model_subject(row.procuratorate, row.model)[1], ("", ""))
        if replayed != (row.stage, row.digest):
            yield Difference(
                f"{row.procuratorate} {row.model}", "stage", row.stage, replayed[0] or "（没有）"
            )
    for key, (stage, _digest) in sorted(told.items()):
        yield Difference(key, "stage", "（没有）", stage)
