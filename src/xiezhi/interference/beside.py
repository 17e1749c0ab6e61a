"""What the three rules say beside pages of casework: a question at risk points, a reminder, a
mark for inspectors, a warning about counsel. Nothing here blocks anything."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.casework.asides import Aside
from xiezhi.casework.selectors import case_of
from xiezhi.interference import access
from xiezhi.interference.data import practice_limits, risk_points
from xiezhi.interference.months import last_month
from xiezhi.interference.selectors.counsel import undecided
from xiezhi.interference.selectors.months import month_state
from xiezhi.law import Offer


def at_risk_point(person: Any, proceeding_id: UUID | None, offer: Offer | None) -> Iterator[Aside]:
    """Ask at a risk point whether there is something to record."""
    del person
    found = risk_points().at(offer.kind, offer.do) if offer else None
    if found is not None:
        text = _("办理这一事项以前，有没有人过问、干预，或者有不当接触交往？有的，随手记录。")
        yield Aside(
            title=_("有没有过问需要记录"),
            text=text,
            url=f"{reverse('interference-new')}?proceeding={proceeding_id}",
            link=_("记录过问"),
            citation=risk_points().asks.citation,
            doubt=_("哪些事项要问，文本未规定，按默认口径") if found[1].unverified else "",
        )


def on_workbench(person: Any, proceeding_id: UUID | None, offer: Offer | None) -> Iterator[Aside]:
    """Remind of the last month whose report is missing."""
    del proceeding_id, offer
    on = timezone.localdate()
    month = month_state(person, last_month(on), on)
    if month is not None and month.is_missing:
        said = {"month": f"{month.month:%Y-%m}", "day": month.due_on}
        text = _("%(month)s 还没有报告：有过问、干预的请记录，没有的作零报告，%(day)s 以前。")
        if month.is_late:
            text = _("%(month)s 还没有报告，已过 %(day)s：有过问、干预的请记录，没有的作零报告。")
        yield Aside(
            title=_("三个规定"), text=text % said, url=reverse("interference"), link=_("去报告")
        )


def on_case(person: Any, proceeding_id: UUID | None, offer: Offer | None) -> Iterator[Aside]:
    """Mark a case with records to inspectors, and show warnings about its counsel."""
    del offer
    if proceeding_id is None:
        return
    count = access.may_mark(person, proceeding_id).count()
    if count:
        yield Aside(
            title=_("三个规定"),
            text=_("本件有 %(n)d 条过问或者干预的记录。") % {"n": count},
            url=reverse("interference-register"),
            link=_("登记簿"),
        )
    for warning in undecided(person, case_of(proceeding_id)):
        limit = practice_limits()[warning.limit]
        said = {"name": warning.name, "party": warning.party, "limit": limit.label}
        yield Aside(
            title=_("辩护人、代理人可能受从业限制"),
            text=_("%(party)s 的辩护人、代理人中有 %(name)s：%(limit)s。是否同一人，请核对。")
            % said,
            url=reverse("counsel-warning", args=[warning.pk]),
            link=_("核对"),
            citation=limit.citation,
        )
