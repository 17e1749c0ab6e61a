"""Builds the pool of a draw from posts, leave, specialisation, recusals, shares and open cases."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q

from xiezhi.casework.assignment.draw import Candidate
from xiezhi.casework.models import LoadShare, Proceeding, Recusal
from xiezhi.organs import selectors as organs


def pool_of(
    proceeding: Proceeding, on: date, *, specialisation: str | None, leave_out: Mapping[str, str]
) -> tuple[Candidate, ...]:
    """Return every prosecutor of the department with open cases, share, and why some are out.

    `leave_out` maps codes that the caller keeps out to the reason in Chinese.
    """
    office = organs.pool(proceeding.department, on, specialisation)
    out = dict(office.left_out)
    recused = Recusal.objects.filter(proceeding__case_id=proceeding.case_id)
    out |= leave_out
    out |= dict.fromkeys(recused.values_list("person_id", flat=True), "回避")
    codes = sorted(
        {person.code for person in office.members} | {code for code, _ in office.left_out}
    )
    held = _open_cases(codes)
    shares = _shares(codes, on)
    return tuple(
        Candidate(code, held.get(code, 0), shares.get(code, 100), out.get(code, ""))
        for code in codes
    )


def _open_cases(codes: list[str]) -> dict[str, int]:
    counted = (
        Proceeding.objects.filter(handler_id__in=codes, closed_on__isnull=True)
        .values_list("handler_id")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return dict(counted)


def _shares(codes: list[str], on: date) -> dict[str, int]:
    in_force = Q(until_on__isnull=True) | Q(until_on__gt=on)
    rows = LoadShare.objects.filter(in_force, person_id__in=codes, from_on__lte=on)
    return dict(rows.order_by("from_on").values_list("person_id", "percent"))
