"""Checks a committee session at the gate: the roster is the office's own and lawful that day."""

from typing import Any

from django.utils import timezone

from xiezhi.law.acts import Act
from xiezhi.law.context import PATH_RULES
from xiezhi.law.refusals import Refusal, Refused
from xiezhi.ledger import packs
from xiezhi.organs.roster import irregularities
from xiezhi.organs.selectors import committee

CURE = "按会议当日的检察委员会组成人员名单填写。"


def check_roster(proceeding: Any, act: Act) -> None:
    """Refuse a session on an irregular roster, or on another than the office's.

    Raises:
        Refused: 409, with what is wrong.
    """
    code, on = proceeding.procuratorate_id, timezone.localdate(act.at)
    rules = packs.in_force().authority[PATH_RULES]
    silent = rules.settings.get("even_roster")
    problems = irregularities(code, on, even=silent is None or silent.value == "block")
    if problems:
        raise Refused(problems)
    roster = {member.code for member in committee(code, on)}
    given = set(act.data.get("roster") or ())
    if given != roster:
        wrong = "、".join(sorted(given ^ roster))
        reason = f"委员名单与本院当日的检察委员会组成人员不符：{wrong}。"
        raise Refused((Refusal("resolve.other_roster", 409, reason, CURE, None),))


def check_session_on_recusal(proceeding: Any, act: Act) -> None:
    """Check the roster of a session that decides the chief's recusal (规则第29条).

    Raises:
        Refused: 409, with what is wrong.
    """
    if act.data.get("post") == "chief":
        check_roster(proceeding, act)
