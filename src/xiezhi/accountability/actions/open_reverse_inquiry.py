"""After an acquittal the handling of the case is examined: a matter opens by itself.

It lists every decision of the procuratorial phase and whoever took part. It judges nothing:
inspection analyses the case, and goes on to a person only where fault was found (DT-9.1).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from xiezhi.accountability.actions.recording import number_of, open_once, project, record_step
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
    known = {str(e.data.get("because")) for e in entries_about(SUBJECT) if e.kind in CLUES}
    found = [_opened(one) for one in list(_acquitted(known))]
    return [case for case in found if case is not None]


def _acquitted(known: Collection[str]) -> Iterator[Recorded]:
    """Trials that ended in an acquittal, without the known ones: their state is not read."""
    for one in recorded((TRIAL,)):
        if str(one.id) in known:
            continue
        moves = state_now(one.id).moves
        if any(m.do == REVIEWED and m.fields.get(RESULT) == ACQUITTED for m in moves):
            yield one


@transaction.atomic
def _opened(trial: Recorded) -> LiabilityCase | None:
    """Open or join the matter of a trial; None where another run opened it at the same moment."""
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
    case, is_new = open_once(
        lambda: _open_matter(trial, examined), lambda: _first(trial, examined, now, data)
    )
    if is_new:
        return case
    course = course_of(acts_of((SUBJECT, str(case.pk))))
    if any(clue.data.get("because") == data["because"] for clue in course.clues):
        return None
    act = Act("add_breach_clue", now, MONITOR, MONITOR, data)
    entry = record_step(case, act)
    project(case, course_of((*course.acts, act)), entry.seq)
    return case


def _open_matter(trial: Recorded, examined: Brief | None) -> LiabilityCase | None:
    if examined is None:
        return None
    open_ones = LiabilityCase.objects.select_for_update().exclude(stage=LiabilityCase.Stage.CLOSED)
    return open_ones.filter(procuratorate=trial.procuratorate, proceeding=examined.id).first()


def _first(
    trial: Recorded, examined: Brief | None, now: datetime, data: Mapping[str, Any]
) -> LiabilityCase:
    case = LiabilityCase(
        procuratorate=trial.procuratorate, title=data["title"], opened_at=now,
        proceeding=examined.id if examined else None,
    )  # fmt: skip
    act = Act("accept_breach_clue", now, MONITOR, MONITOR, data)
    entry = record_step(case, act)
    case.number = number_of(case, entry.seq)
    project(case, course_of((act,)), entry.seq)
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
