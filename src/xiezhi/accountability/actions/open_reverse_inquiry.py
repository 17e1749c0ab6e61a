"""After an acquittal the handling of the case is examined: a matter opens by itself.

It lists every decision of the procuratorial phase and whoever took part. It judges nothing:
inspection analyses the case, and goes on to a person only where fault was found (DT-9.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from xiezhi.accountability.actions.recording import number_of, project, record_step
from xiezhi.accountability.course import CLUES, SUBJECT, course_of
from xiezhi.accountability.models import LiabilityCase
from xiezhi.casework.figures.words import do_label
from xiezhi.casework.selectors import Brief, beside
from xiezhi.casework.selectors.deeds import Recorded, recorded
from xiezhi.casework.selectors.handling import state_now
from xiezhi.law import Act
from xiezhi.law.state import MatterState
from xiezhi.ledger import packs
from xiezhi.ledger.selectors import acts_of, entries_about
from xiezhi.organs.directory import names

TRIAL, REVIEWED, RESULT, ACQUITTED = (
    "criminal.trial_supervision", "fill_review_form", "result", "acquitted"
)  # fmt: skip
MONITOR = "monitor"  # nobody: what the countdown records


def open_reverse_inquiries() -> list[LiabilityCase]:
    """Open a matter for every recorded acquittal that has none; return the new ones."""
    known = {e.data.get("because") for e in entries_about(SUBJECT) if e.kind in CLUES}
    return [_opened(one) for one in list(_acquitted()) if str(one.id) not in known]


def _acquitted() -> Iterator[Recorded]:
    for one in recorded((TRIAL,)):
        moves = state_now(one.id).moves
        if any(m.do == REVIEWED and m.fields.get(RESULT) == ACQUITTED for m in moves):
            yield one


@transaction.atomic
def _opened(trial: Recorded) -> LiabilityCase:
    before = [one for one in beside(trial.id) if one.id != trial.id]
    decided = [one for one in before if any(m.decisions for m in _matters(one))]
    examined = decided[-1] if decided else None
    now = timezone.now()
    data = {
        "source": "court_result",
        "title": examined.title if examined else trial.title,
        "proceeding": str(examined.id) if examined else "",
        "content": "；".join(["人民法院判决无罪", *_decisions(before)]),
        "received_on": timezone.localdate(now).isoformat(),
        "because": str(trial.id),
    }
    open_ones = LiabilityCase.objects.exclude(stage=LiabilityCase.Stage.CLOSED)
    case = examined and open_ones.filter(proceeding=examined.id).first()
    kind = "add_breach_clue" if case else "accept_breach_clue"
    case = case or LiabilityCase(
        procuratorate=trial.procuratorate, title=data["title"], opened_at=now,
        proceeding=examined.id if examined else None,
    )  # fmt: skip
    entry = record_step(case, Act(kind, now, MONITOR, MONITOR, data))
    case.number = case.number or number_of(case, entry.seq)
    project(case, course_of(acts_of((SUBJECT, str(case.pk)))), entry.seq)
    return case


def _matters(one: Brief) -> list[MatterState]:
    return list(state_now(one.id).matters.values())


def _decisions(before: list[Brief]) -> Iterator[str]:
    """Each decision with its decider and the team, as the file has them."""
    for one in before:
        state = state_now(one.id)
        procedure = packs.in_force().procedures.get(state.procedure_id)
        team = {member.person for member in state.team}
        for matter in state.matters.values():
            for made in matter.decisions:
                known = names({made.by, *team})
                what = do_label(procedure, made.do) if procedure else made.do
                people = "、".join(known.get(p, p) for p in sorted(team))
                decider = "检察委员会" if made.by == "committee" else known.get(made.by, made.by)
                yield f"{one.number} {what}，决定：{decider}，办案：{people}"
