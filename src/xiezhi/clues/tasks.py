"""Work for the background worker."""

from django_tasks import task

from xiezhi.clues.actions.run_model import run_model
from xiezhi.clues.models import ModelRun
from xiezhi.clues.operators import operator_of
from xiezhi.organs import selectors as organs


@task()
def run_queued(run_id: str, person_code: str) -> int:
    """Run a queued model for the person who asked; return how many clues are new."""
    operator = operator_of(organs.person(person_code))
    return len(run_model(operator, ModelRun.objects.get(pk=run_id)))
