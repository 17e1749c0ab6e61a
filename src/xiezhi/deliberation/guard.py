"""Checks a committee session at the gate: the roster is the office's own and lawful that day."""

from datetime import date
from typing import Any

from django.utils import timezone

from xiezhi.law.acts import Act, date_in
from xiezhi.law.context import PATH_RULES
from xiezhi.law.refusals import Refusal, Refused
from xiezhi.ledger import packs
from xiezhi.organs.roster import irregularities
from xiezhi.organs.selectors import committee, persons

CURE = "按会议当日的检察委员会组成人员名单填写。"


def check_roster(proceeding: Any, act: Act) -> None:
    """Refuse a session on an irregular roster, or on another than the office's.

    Raises:
        Refused: 409, with what is wrong.
    """
    code, on = proceeding.procuratorate_id, timezone.localdate(act.at)
    _check_regular(code, on)
    _check_posts(code, on, act)
    roster = {member.code for member in committee(code, on)}
    given = set(act.data.get("roster") or ())
    if given != roster:
        wrong = "、".join(sorted(given ^ roster))
        reason = f"委员名单与本院当日的检察委员会组成人员不符：{wrong}。"
        raise Refused((Refusal("resolve.other_roster", 409, reason, CURE, None),))


def check_called(proceeding: Any, act: Act) -> None:
    """Refuse to call a session for a day on which the roster is not regular (DT-1.2).

    Raises:
        Refused: 409, with what is wrong.
    """
    held_on = date_in(act.data["held_on"]) or timezone.localdate(act.at)
    _check_regular(proceeding.procuratorate_id, held_on)


def _check_regular(code: str, on: date) -> None:
    silent = packs.in_force().authority[PATH_RULES].settings.get("even_roster")
    problems = irregularities(code, on, even=silent is None or silent.value == "block")
    if problems:
        raise Refused(problems)


def _check_posts(code: str, on: date, act: Act) -> None:
    """Refuse a post stated in the order of speaking that the member does not hold."""
    for speech in act.data.get("speeches") or ():
        who, post = str(speech.get("person")), str(speech.get("post"))
        if not persons(code, on, roles=[post]).filter(code=who).exists():
            reason = f"{who}当日不担任发言记录所写的职务。"
            raise Refused((Refusal("resolve.other_post", 409, reason, CURE, None),))


def check_session_on_recusal(proceeding: Any, act: Act) -> None:
    """Check the roster of a session that decides the chief's recusal (规则第29条).

    Raises:
        Refused: 409, with what is wrong.
    """
    if act.data.get("post") == "chief":
        check_roster(proceeding, act)
