"""What accountability says on the workbench: to persons concerned, reviewers and the chief."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accountability.access import visible_cases
from xiezhi.accountability.models import LiabilityCase, Named
from xiezhi.casework.asides import Aside
from xiezhi.law import Offer


def on_workbench(person: Any, proceeding_id: UUID | None, offer: Offer | None) -> Iterator[Aside]:
    """Tell a person of an open matter in which they are named, and what they may do in it."""
    del proceeding_id, offer
    open_ones = visible_cases(person).exclude(stage=LiabilityCase.Stage.CLOSED)
    told = {
        Named.As.CONCERNED: _("有一件责任追究涉及你：可以查看自己的部分、陈述申辩、申请复核。"),
        Named.As.REVIEWER: _("有一件复核、申诉指定由你审查。"),
    }
    named = Named.objects.filter(code=person.code, standing__in=told, case__in=open_ones)
    for one in named.select_related("case"):
        yield Aside(
            title=_("司法责任追究"),
            text=told[Named.As(one.standing)],
            url=reverse("accountability-case", args=[one.case_id]),
            link=one.case.number,
        )
