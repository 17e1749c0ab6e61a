"""A prosecution review on its way to a decision, for tests."""

from types import SimpleNamespace

from xiezhi.casework.actions.make_move import make_move
from xiezhi.casework.models import Proceeding
from xiezhi.casework.tests.office import PROSECUTION, accepted, at, given_to

MATTER = "disposition:P1"
COLLEAGUES = ("p2", "p3", "p4", "p5", "p6")


def under_review(office: SimpleNamespace, **more) -> Proceeding:
    """Accept, assign to p1 and interrogate P1."""
    opened = accepted(office, PROSECUTION, case_source="police", three_years_or_less=False)
    given_to(office, opened.pk, **more)
    lead = getattr(office, opened.__class__.objects.get(pk=opened.pk).handler_id)
    return make_move(lead, opened.pk, "record_interrogation", subject="P1", at=at(3, 3))
