"""A person says whether two records are of one subject; the word binds until it is withdrawn."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.clues.actions.recording import record_act
from xiezhi.clues.operators import Operator
from xiezhi.law.refusals import refuse
from xiezhi.linking.access import as_decider, decisions_of
from xiezhi.linking.models import PairDecision
from xiezhi.modelling.library import store
from xiezhi.organs.models import Person
from xiezhi.screening.linkage import Pending, SubjectName, pending

RULE = "linking.pairs"


def decide_pair(
    person: Person, subject: SubjectName, left: str, right: str, verdict: str, reason: str
) -> PairDecision:
    """Decide on a pair that waits. Raises Refused: 403 not an analyst; 409 unknown verdict, no
    reason, a pair that waits no longer or is decided."""
    operator = as_decider(person)
    if verdict not in PairDecision.Verdict.values:
        raise refuse("linking.verdict", "没有写明怎样判断", "选是同一人、不是同一人或者暂不能定")
    if not reason.strip():
        raise refuse("linking.reason", "没有写判断的理由", "写明核对了什么、依据什么")
    unit = operator.procuratorate
    waiting = {(one.left, one.right): one for one in pending(store(unit), subject)}
    pair = waiting.get((left, right))
    if pair is None:
        raise refuse("linking.no_pair", "这一对记录不在待判断之列", "回到清单，选取待判断的一对")
    with transaction.atomic():
        standing = decisions_of(unit).select_for_update()
        earlier = standing.filter(subject=subject, left=left, right=right).first()
        if earlier is not None and earlier.verdict != PairDecision.Verdict.UNSURE:
            cure = "要改变判断的，先撤回原来的判断并写明理由"
            raise refuse("linking.decided", "这一对记录已经判断", cure)
        if earlier is not None:
            _withdraw(operator, earlier, "另行判断")
        return _decide(operator, pair, PairDecision.Verdict(verdict), reason.strip())


def withdraw_decision(person: Person, decision_id: UUID, reason: str) -> PairDecision:
    """Take a decision back; both acts stay on record. Raises Refused: 403 not an analyst; 409
    no such decision in the unit, withdrawn already, or no reason."""
    operator = as_decider(person)
    if not reason.strip():
        raise refuse("linking.reason", "没有写撤回判断的理由", "写明为什么撤回")
    with transaction.atomic():
        standing = decisions_of(operator.procuratorate).select_for_update()
        decision = standing.filter(pk=decision_id).first()
        if decision is None:
            raise refuse("linking.no_decision", "没有这个判断，或者已经撤回", "回到判断记录核对")
        return _withdraw(operator, decision, reason.strip())


def _decide(
    operator: Operator, pair: Pending, verdict: PairDecision.Verdict, reason: str
) -> PairDecision:
    decision = PairDecision.objects.create(
        procuratorate=operator.procuratorate,
        subject=pair.subject,
        left=pair.left,
        right=pair.right,
        verdict=verdict,
        reason=reason,
        told={"basis": pair.basis, "weight": str(pair.weight), **pair.told},
        decided_by=operator.code,
        decided_at=timezone.now(),
    )
    record_act(
        operator,
        ("pair", str(decision.pk)),
        "decide_pair",
        decision.decided_at,
        {"subject": pair.subject, "left": pair.left, "right": pair.right, "verdict": str(verdict),
         "reason": reason, "told": decision.told},
        rule=RULE,
    )  # fmt: skip
    return decision


def _withdraw(operator: Operator, decision: PairDecision, reason: str) -> PairDecision:
    decision.withdrawn_by, decision.withdrawn_at = operator.code, timezone.now()
    decision.withdrawn_reason = reason
    decision.save()
    record_act(
        operator,
        ("pair", str(decision.pk)),
        "withdraw_decision",
        decision.withdrawn_at,
        {"reason": reason},
        rule=RULE,
    )
    return decision
