"""Work that was noted but never reached the worker: its process died before it was queued."""

import logging

from django_tasks_db.models import DBTaskResult

from xiezhi.clues.models import Intake, ModelRun
from xiezhi.clues.tasks import run_queued, take_in_queued

_log = logging.getLogger(__name__)


def resume_queued() -> int:
    """Queue every intake and run that says `queued` and for which no task waits; return how many.

    Queued twice does no harm: whoever comes second finds the work begun and does nothing.
    """
    waiting = _waiting()
    found = [
        (take_in_queued, str(pk), person)
        for pk, person in Intake.objects.filter(state=Intake.State.QUEUED)
        .order_by("asked_at")
        .values_list("pk", "asked_by")
    ] + [
        (run_queued, str(pk), person)
        for pk, person in ModelRun.objects.filter(state=ModelRun.State.QUEUED)
        .order_by("queued_at")
        .values_list("pk", "started_by")
    ]
    lost = [(task, work, person) for task, work, person in found if work not in waiting]
    for task, work, person in lost:
        task.enqueue(work, person)
    if lost:
        _log.warning("queued again %d pieces of work that no task waited for", len(lost))
    return len(lost)


def _waiting() -> set[str]:
    """The work that tasks not yet begun are about."""
    paths = (take_in_queued.module_path, run_queued.module_path)
    ready = DBTaskResult.objects.ready().filter(task_path__in=paths)
    given = ready.values_list("args_kwargs", flat=True)
    return {str(one["args"][0]) for one in given if one.get("args")}
