"""Who handles what: small questions that other rooms ask of casework."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.casework.engine import state_of
from xiezhi.casework.models import HandlingMember, Proceeding, Recusal
from xiezhi.casework.rules import refused
from xiezhi.law.state import State
from xiezhi.organs.selectors import actor_of


def procuratorate_of(proceeding_id: UUID) -> str:
    """Return the code of the procuratorate that runs a proceeding, '' when there is none."""
    found = Proceeding.objects.filter(pk=proceeding_id).values_list("procuratorate_id", flat=True)
    return found.first() or ""


def procedure_id_of(proceeding_id: UUID) -> str:
    """Return the id of the procedure that a proceeding runs, '' when there is none."""
    found = Proceeding.objects.filter(pk=proceeding_id).values_list("procedure_id", flat=True)
    return found.first() or ""


def case_of(proceeding_id: UUID) -> UUID | None:
    """Return the case of a proceeding."""
    return Proceeding.objects.filter(pk=proceeding_id).values_list("case_id", flat=True).first()


def team_of(proceeding_id: UUID) -> dict[str, str]:
    """Return the handling unit now, `{person code: role}`."""
    rows = HandlingMember.objects.filter(proceeding_id=proceeding_id)
    return dict(rows.values_list("person_id", "role"))


def handled_by(code: str) -> QuerySet[HandlingMember, dict[str, Any]]:
    """Return the ids, as `{proceeding_id}`, of the proceedings a person is the handler of now."""
    return HandlingMember.objects.filter(person_id=code, role="handler").values("proceeding_id")


def proceedings_of(case_id: UUID) -> tuple[UUID, ...]:
    """Return the proceedings of a case, the earliest first."""
    rows = Proceeding.objects.filter(case_id=case_id).order_by("opened_on", "number")
    return tuple(rows.values_list("pk", flat=True))


def proceeding_numbered(number: str) -> UUID | None:
    """Return the proceeding with this number."""
    return Proceeding.objects.filter(number=number).values_list("pk", flat=True).first()


def must_handle_case(person: Any, case_id: UUID, on: date) -> tuple[str, str]:
    """Return the procuratorate's code and the role of a person who handles the case now.

    Raises:
        Refused: 403 for anybody who is on no team of an open proceeding in it, or has recused.
    """
    actor = actor_of(person, on)
    if Recusal.objects.filter(proceeding__case_id=case_id, person_id=actor.code).exists():
        raise refused("access.recused")
    role = (
        HandlingMember.objects.filter(
            proceeding__case_id=case_id,
            proceeding__closed_on__isnull=True,
            proceeding__procuratorate_id=actor.procuratorate,
            person_id=actor.code,
        )
        .values_list("role", flat=True)
        .first()
    )
    if role is None:
        raise refused("access.not_handler")
    return actor.procuratorate, role


def state_now(proceeding_id: UUID) -> State:
    """Return what a proceeding's acts add up to; access is the caller's question.

    Raises:
        Proceeding.DoesNotExist: no such proceeding.
    """
    return state_of(Proceeding.objects.get(pk=proceeding_id))
