"""Work of the ledger for the background worker."""

from typing import Any

from django_tasks import TaskContext, task

from xiezhi.ledger.checks import check_all


@task(takes_context=True)
def check_ledger(context: TaskContext) -> dict[str, Any]:
    """Follow every chain from its first entry; return the report as plain values."""
    return check_all(str(context.task_result.id))
