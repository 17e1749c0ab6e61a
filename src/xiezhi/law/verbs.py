"""Every kind of act: what is checked of the state, what of the form, and what it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xiezhi.law import (
    auxiliaries,
    committee,
    deciding,
    handling,
    meetings,
    objecting,
    papers,
    path,
    recusing,
    reporting,
    reviews,
    sending_up,
    sessions,
    submitting,
    superior,
    timing,
)
from xiezhi.law.acts import Act
from xiezhi.law.context import Context, day_of
from xiezhi.law.moving import check_fields, check_move, make_move
from xiezhi.law.refusals import Refusal, lacks, not_now
from xiezhi.law.state import State

Check = Callable[[Context, State, Act], list[Refusal]]
Change = Callable[[Context, State, Act], State]


def _nothing_more(_context: Context, _state: State, _act: Act) -> list[Refusal]:
    return []


@dataclass(frozen=True)
class Verb:
    """A kind of act. ``anywhere`` kinds are recorded even after the proceeding is closed."""

    check: Check
    perform: Change
    form: Check = _nothing_more
    anywhere: bool = False


def _check_made(context: Context, state: State, act: Act) -> list[Refusal]:
    move = context.procedure.move(str(act.data.get("do", "")))
    if move is None:
        return [not_now("move.unknown", f"本程序没有「{act.data.get('do')}」", "选择本程序的行为")]
    if move.authority:
        reason = f"「{move.label}」须经决定，不能直接办理"
        return [
            not_now("move.needs_decision", reason, "先提出处理意见，由有权的人决定", move.citation)
        ]
    return check_move(context, state, move, act.data.get("subject"), day_of(act))


def _form_made(context: Context, state: State, act: Act) -> list[Refusal]:
    move = context.procedure.move(str(act.data["do"]))
    assert move is not None
    fields = act.data.get("fields") or {}
    return check_fields(context, state, move, act.data.get("subject"), fields)


def _make(context: Context, state: State, act: Act) -> State:
    move = context.procedure.move(str(act.data["do"]))
    assert move is not None
    return make_move(context, state, move, act)


def _form_annotate(_context: Context, _state: State, act: Act) -> list[Refusal]:
    return [] if act.data.get("text") else [lacks("text", "批注", "空的批注没有意义")]


def _unchanged(_context: Context, state: State, _act: Act) -> State:
    return state


VERBS: dict[str, Verb] = {
    "accept": Verb(handling.check_accept, handling.accept, handling.form_accept),
    "refuse_acceptance": Verb(
        handling.check_refuse_acceptance,
        handling.refuse_acceptance,
        handling.form_refuse_acceptance,
    ),
    "assign": Verb(handling.check_assign, handling.assign, handling.form_assign),
    "reassign": Verb(handling.check_assign, handling.assign, handling.form_assign),
    "join_member": Verb(handling.check_join, handling.join_member, handling.form_join),
    "recuse": Verb(recusing.check_recuse, recusing.recuse, recusing.form_recuse),
    "note_facts": Verb(handling.check_note_facts, handling.note_facts, handling.form_note_facts),
    "move": Verb(_check_made, _make, _form_made),
    "opine": Verb(path.check_opine, path.opine, path.form_opine),
    "hear_member": Verb(path.check_hear_member, path.hear_member, path.form_hear_member),
    "review": Verb(reviews.check_review, reviews.review, reviews.form_review),
    "request_meeting": Verb(meetings.check_request_meeting, meetings.request_meeting),
    "hold_meeting": Verb(
        meetings.check_hold_meeting, meetings.hold_meeting, meetings.form_hold_meeting
    ),
    "decline_meeting": Verb(
        meetings.check_decline, meetings.decline_meeting, meetings.form_decline
    ),
    "report": Verb(reporting.check_report, reporting.report, reporting.form_report),
    "answer_report": Verb(
        reporting.check_answer_report, reporting.answer_report, reporting.form_answer_report
    ),
    "sign_record": Verb(meetings.check_sign_record, meetings.sign_record),
    "submit": Verb(submitting.check_submit, submitting.submit, sending_up.form_disagreement),
    "call_session": Verb(sessions.check_call, sessions.call, sessions.form_call),
    "resolve": Verb(
        committee.check_resolve, committee.decide_by_committee, committee.form_resolve
    ),
    "decide": Verb(deciding.check_decide, deciding.decide, deciding.form_decide),
    "instruct": Verb(submitting.check_instruct, submitting.instruct, submitting.form_instruct),
    "receive_order": Verb(superior.check_order, superior.receive_order, superior.form_order),
    "assign_task": Verb(
        auxiliaries.check_assign_task, auxiliaries.assign_task, auxiliaries.form_assign_task
    ),
    "assist_in_court": Verb(
        auxiliaries.check_assist_in_court, _unchanged, auxiliaries.form_assist_in_court
    ),
    "object": Verb(objecting.check_object, objecting.raise_objection, objecting.form_object),
    "answer_objection": Verb(objecting.check_answer, objecting.answer, objecting.form_answer),
    "issue_document": Verb(papers.check_issue, papers.issue, papers.form_issue),
    "serve": Verb(papers.check_serve, papers.serve, papers.form_serve),
    "reply": Verb(papers.check_reply, papers.reply, papers.form_reply),
    "extend": Verb(timing.check_extend, timing.extend),
    "exclude": Verb(timing.check_exclude, timing.exclude, timing.form_exclude),
    "suspend": Verb(timing.check_suspend, timing.suspend, timing.form_suspend),
    "resume": Verb(timing.check_resume, timing.resume, timing.form_resume),
    "close": Verb(handling.check_close, handling.close, handling.form_close),
    "annotate": Verb(_nothing_more, _unchanged, _form_annotate, anywhere=True),
}
