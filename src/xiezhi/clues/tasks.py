"""Work for the background worker."""

from django_tasks import task

from xiezhi.clues.actions.run_model import run_model
from xiezhi.clues.actions.take_in import take_in
from xiezhi.clues.models import Intake, ModelRun
from xiezhi.clues.operators import operator_of
from xiezhi.organs import selectors as organs


@task()
def run_queued(run_id: str, person_code: str) -> int:
    """Run a queued model for the person who asked; return how many clues are new."""
    operator = operator_of(organs.person(person_code))
    return len(run_model(operator, ModelRun.objects.get(pk=run_id)))


@task()
def take_in_queued(intake_id: str, person_code: str) -> str:
    """Check or store an upload for the person who asked; return how it ended."""
    intake = Intake.objects.get(pk=intake_id)
    take_in(operator_of(organs.person(person_code)), intake)
    return str(intake.state)
