"""What linking does when data came in or went out, and before a model that reads links runs."""

from xiezhi.clues.operators import Operator
from xiezhi.linking.actions.link_records import is_linked, link_records, queue_linking
from xiezhi.linking.models import LinkRun
from xiezhi.linking.tasks import link_queued
from xiezhi.screening import Model

AFTER_IMPORT = "导入、撤销导入以后"


def link_after_import(operator: Operator) -> None:
    """Queue a linking, unless one waits already: many files in a row are linked once."""
    waiting = LinkRun.objects.filter(
        procuratorate=operator.procuratorate, state=LinkRun.State.QUEUED
    )
    if not waiting.exists():
        ask_for_linking(operator, AFTER_IMPORT)


def ask_for_linking(operator: Operator, reason: str) -> LinkRun:
    """Queue a linking and give it to the worker."""
    run = queue_linking(operator, reason)
    link_queued.enqueue(str(run.pk), operator.capacity)
    return run


def link_before_run(operator: Operator, model: Model) -> None:
    """Link now what the model is about to read, where the links are older than the data."""
    reads_links = any(step.use for step in model.steps.values())
    if reads_links and not is_linked(operator.procuratorate):
        link_records(operator, queue_linking(operator, f"运行 {model.id} 以前"))
