"""Work for the background worker."""

from django_tasks import task

from xiezhi.modelling.access import as_tester
from xiezhi.modelling.actions.back_test import run_back_test
from xiezhi.modelling.models import BackTest
from xiezhi.organs import selectors as organs


@task()
def back_test_queued(test_id: str, person_code: str) -> str:
    """Carry out a queued back-test for the person who asked; return how it ended."""
    by = as_tester(organs.person(person_code))
    return str(run_back_test(by, BackTest.objects.get(pk=test_id)).state)
