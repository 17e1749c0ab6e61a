"""Who in the office a path of decision waits for, and by whose delegation somebody decided."""

from datetime import date
from functools import cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.casework.figures.decision_path import Office
from xiezhi.casework.figures.path_branches import Entrusting
from xiezhi.law.state import DecisionState
from xiezhi.organs.selectors import chief_of, delegation_of, heads_of


def office_of(proceeding: Any, on: date) -> Office:
    """Return the office of a proceeding on a day; nothing is read before a path asks for it."""

    @cache
    def holder(role: str) -> str:
        if role == "chief":
            found = chief_of(proceeding.procuratorate.code, on)
            return found.name if found else ""
        if role == "department_head":
            return "、".join(head.name for head in heads_of(proceeding.department, on))
        return _("检察委员会") if role == "committee" else ""

    def entrusting(matter: str, made: DecisionState) -> Entrusting | None:
        found = delegation_of(made.by, matter, timezone.localdate(made.at))
        return Entrusting(found.giver, found.from_on, found.until_on) if found else None

    return Office(holder, entrusting)
