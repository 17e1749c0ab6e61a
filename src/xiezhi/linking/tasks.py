"""Linking as work for the background worker."""

from django_tasks import task

from xiezhi.clues.operators import Operator
from xiezhi.linking.actions.link_records import link_records
from xiezhi.linking.models import LinkRun


@task()
def link_queued(run_id: str, capacity: str) -> str:
    """Link for whoever asked, in the capacity in which they asked; return how it ended."""
    run = LinkRun.objects.get(pk=run_id)
    operator = Operator(run.asked_by, capacity, run.procuratorate)
    return str(link_records(operator, run).state)
