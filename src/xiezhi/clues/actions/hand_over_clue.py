"""Hand a clue to another function of the unit, which signs for it or sends it back."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from xiezhi.clues.access import receivers, require_answerer
from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.actions.verify_clue import BEFORE_THE_END
from xiezhi.clues.lines import HANDLED_BY, LINES
from xiezhi.clues.models import Clue, Handover
from xiezhi.clues.repository_rules import terms
from xiezhi.law.refusals import refuse
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person

HANDED = (Clue.State.RECEIVED, *BEFORE_THE_END)


def hand_over_clue(person: Person, clue_id: UUID | str, line: str, reason: str) -> Handover:
    """Hand a clue to the department of another line of the same unit.

    Raises Refused: 403 not this person; 409 no such department, the clue's own line, no reason.
    """
    if not reason.strip():
        raise refuse("clues.handover_reason", "没有写移送的理由", "写明为什么应当由它办理")
    with clue_act(person, clue_id, "hand_over_clue", HANDED) as act:
        now = timezone.now()
        unit = act.clue.procuratorate
        if line not in LINES or line == act.clue.line:
            raise refuse("clues.handover_line", "没有选移送给哪一条线", "选线索现在以外的业务条线")
        if not organs.departments(unit, timezone.localdate(), HANDLED_BY[line]):
            raise refuse(
                "clues.handover_nobody",
                f"本院没有办理{LINES[line]}的部门",
                "移送给有这一部门的人民检察院",
            )
        handed = Handover.objects.create(
            clue=act.clue, from_line=act.clue.line, to_line=line, reason=reason.strip(),
            sent_by=person.code, sent_at=now, due_on=_due(line),
        )  # fmt: skip
        act.data |= {"from": act.clue.line, "to": line, "reason": handed.reason}
    return handed


def answer_handover(
    person: Person, clue_id: UUID | str, *, accepted: bool, reason: str, assigned_to: str = ""
) -> Clue:
    """Sign for a clue that was handed over, or send it back with the reason.

    Raises Refused: 403 unless a head of the receiving department; 409 nothing was handed over, no
    reason for sending back, an unknown verifier.
    """
    if not accepted and not reason.strip():
        raise refuse("clues.return_reason", "没有写退回的理由", "写明为什么不由本部门办理")
    with clue_act(person, clue_id, "answer_handover", HANDED, require=require_answerer) as act:
        handed = Handover.objects.select_for_update().get(clue=act.clue, answer="")
        if accepted and assigned_to and assigned_to not in dict(receivers(act.clue)):
            words = f"工号 {assigned_to} 不是本院可以核实线索的人员"
            raise refuse("clues.nobody", words, "从本院的检察官和数据分析人员中选")
        answer = Handover.Answer.ACCEPTED if accepted else Handover.Answer.RETURNED
        handed.answer, handed.answer_reason = answer, reason.strip()
        handed.answered_by, handed.answered_at = person.code, timezone.now()
        handed.save()
        if accepted:
            act.clue.line, act.clue.assigned_to = handed.to_line, assigned_to
        act.data |= {"answer": str(answer), "line": handed.to_line, "reason": reason.strip()}
    return act.clue


def _due(line: str) -> date:
    term = terms()["to_investigation" if line == "investigation" else "handover_answer"]
    return timezone.localdate() + timedelta(days=term.days)
