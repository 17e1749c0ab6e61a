"""Whoever was found to have interfered in a case does not change its handler."""

from typing import Any

from xiezhi.casework.selectors import proceedings_of
from xiezhi.interference.models import Record
from xiezhi.interference.refusing import refused
from xiezhi.interference.selectors.course import courses_of
from xiezhi.interference.words import Verdict
from xiezhi.law import Act


def keep_from_handler(proceeding: Any, act: Act) -> None:
    """Refuse a change of handler by, or approved by, somebody found to have interfered.

    Raises:
        Refused: 409, after a verified violation in any proceeding of the case.
    """
    people = {act.by, str(act.data.get("approver") or "")} - {""}
    of_case = proceedings_of(proceeding.case_id)
    found = Record.objects.filter(who_code__in=people, proceeding__in=of_case)
    if any(one.verdict == Verdict.VIOLATION for one in courses_of(found).values()):
        raise refused("handler.kept_from")
