"""Link the records of a unit's tables, and put on record what came of it."""

import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from xiezhi.clues.actions.recording import record_act
from xiezhi.clues.operators import Operator
from xiezhi.linking.access import require_linker
from xiezhi.linking.binding import SUBJECTS, binding
from xiezhi.linking.models import LinkRun
from xiezhi.modelling.library import store
from xiezhi.screening import ScreeningError
from xiezhi.screening.linkage import is_fresh, link
from xiezhi.screening.locks import locked

RULE = "linking.records"


def queue_linking(operator: Operator, reason: str) -> LinkRun:
    """Note that the unit's records are to be linked. Raises Refused (403)."""
    require_linker(operator)
    return LinkRun.objects.create(
        procuratorate=operator.procuratorate,
        asked_by=operator.code,
        reason=reason[:255],
        queued_at=timezone.now(),
    )


def link_records(operator: Operator, run: LinkRun) -> LinkRun:
    """Do what a queued linking waits for; it then says how it ended. One at a time a unit."""
    with locked(_lock(run.procuratorate)):
        queued = LinkRun.objects.filter(pk=run.pk, state=LinkRun.State.QUEUED)
        if not queued.update(state=LinkRun.State.RUNNING, started_at=timezone.now()):
            return run
        run.refresh_from_db()
        try:
            run.record = _link(run.procuratorate)
            return _end(operator, run, LinkRun.State.DONE, "")
        except ScreeningError as refusal:
            return _end(operator, run, LinkRun.State.FAILED, str(refusal))
        except Exception as error:
            words = traceback.format_exception_only(error)[-1].strip()
            _end(operator, run, LinkRun.State.FAILED, f"关联中断：{words}"[:500])
            raise


def is_linked(unit: str) -> bool:
    """Say whether the links are those of the present data, weights and decisions."""
    tables = store(unit)
    return all(is_fresh(tables, subject, binding(unit, subject)) for subject in SUBJECTS)


def _link(unit: str) -> dict[str, Any]:
    tables = store(unit)
    found = [link(tables, subject, decided=binding(unit, subject)) for subject in SUBJECTS]
    return {one.subject: asdict(one) for one in found}


def _end(operator: Operator, run: LinkRun, state: LinkRun.State, message: str) -> LinkRun:
    with transaction.atomic():
        run.state, run.message, run.finished_at = state, message, timezone.now()
        run.save()
        record_act(
            operator,
            ("linking", str(run.pk)),
            "link_records",
            run.finished_at,
            {
                "reason": run.reason,
                "state": str(state),
                "message": message,
                "record": run.record,
            },
            rule=RULE,
        )
    return run


def _lock(unit: str) -> Path:
    return Path(settings.XIEZHI_HOME) / "work" / f"linking-{quote(unit, safe='')}.lock"
