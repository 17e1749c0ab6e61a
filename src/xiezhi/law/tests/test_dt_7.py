"""DT-7: auxiliary staff at the act: their list, their guide, tasks, a part in court."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from xiezhi.law import Act, Refused, admit, offers
from xiezhi.law.acts import Actor
from xiezhi.law.rehearsal import Stage
from xiezhi.law.tests.cases import KEY, codes, opened, opine

READ = {"do": "notify_rights", "subject": "a", "fields": {"notified": "当面告知，本人签收"}}
COURT = {"part": "evidence", "prosecutor_spoke": True}
TASK = {"person": "assistant", "item": "17.6", "what": "辅助质证", "stage": "high"}


def staffed(*roles: str) -> Stage:
    """A case with auxiliary staff on it, each named after the role."""
    stage = opened()
    for role in roles or ("assistant", "clerk", "technician"):
        stage.act("chief", "join_member", person=role, role=role)
    return stage


def tried(stage: Stage, role: str, kind: str, **data: Any) -> list[str]:
    """The codes of the refusal of somebody in one auxiliary post; an admitted act is kept."""
    actor = Actor(role, frozenset({role}), "rehearsal", "district", "d1")
    stage.now += timedelta(minutes=1)
    act = Act(kind, stage.now, role, role, data)
    try:
        stage.state = admit(stage.procedure, stage.state, act, actor, pack=stage.pack)
    except Refused as refused:
        return [r.code for r in refused.refusals]
    stage.acts.append(act)
    return []


@pytest.mark.clause("responsibility-17a")
def test_dt_7_1_an_assistant_acts_only_under_a_prosecutor_of_the_case() -> None:
    stage = opened()
    assert tried(stage, "assistant", "move", **READ) == ["auxiliary.no_guide"]
    stage.act("chief", "join_member", person="assistant", role="assistant")
    assert tried(stage, "assistant", "move", **READ) == []
    assert stage.state.moves[-1].handler == "handler"
    alone = staffed("assistant")
    alone.act("chief", "recuse", person="handler", reason="系近亲属")
    assert "auxiliary.no_guide" in tried(alone, "assistant", "move", **READ)


@pytest.mark.clause("responsibility-17d")
def test_dt_7_1_other_work_needs_a_task_on_record() -> None:
    stage = staffed("assistant")
    assert tried(stage, "assistant", "annotate", text="已联系辩护人") == ["auxiliary.not_assigned"]
    stage.act("handler", "assign_task", person="assistant", item="17.7", what="联系辩护人")
    assert tried(stage, "assistant", "annotate", text="已联系辩护人") == []
    assert (stage.state.tasks[0].by, stage.state.tasks[0].what) == ("handler", "联系辩护人")


@pytest.mark.clause("responsibility-17c")
@pytest.mark.parametrize("stage_of", ["high", "low"])
@pytest.mark.parametrize("approved", [True, False])
@pytest.mark.parametrize("spoke", [True, False])
def test_dt_7_2_and_7_3_a_part_in_court_needs_all_three(
    stage_of: str, approved: bool, spoke: bool
) -> None:
    stage = staffed("assistant")
    task = {**TASK, "stage": stage_of}
    if approved and stage_of == "high":
        stage.act("chief", "assign_task", **task)
    elif approved:
        assert codes(stage, "chief", "assign_task", **task) == ["court.not_high_stage"]
    else:
        assert "court.not_approved" in codes(stage, "handler", "assign_task", **task)
    found = tried(stage, "assistant", "assist_in_court", **{**COURT, "prosecutor_spoke": spoke})
    if approved and stage_of == "high" and spoke:
        assert found == []
    else:
        assert set(found) <= {"auxiliary.not_assigned", "court.prosecutor_first"}
        assert found


def test_dt_7_2_only_the_three_parts_and_only_an_assistant() -> None:
    stage = staffed("assistant")
    stage.act("chief", "assign_task", **TASK)
    assert tried(stage, "assistant", "assist_in_court", **{**COURT, "part": "opening"}) == [
        "court.part"
    ]
    assert "person.duty" in codes(stage, "handler", "assist_in_court", **COURT)


@pytest.mark.clause("responsibility-18a")
def test_dt_7_4_a_technician_needs_a_task_and_a_qualification() -> None:
    stage = staffed("technician")
    note = {"text": "已调取电子数据"}
    assert tried(stage, "technician", "annotate", **note) == ["auxiliary.not_assigned"]
    task = {"person": "technician", "item": "18.5", "what": "调取电子数据"}
    assert codes(stage, "handler", "assign_task", **task) == ["form.qualification"]
    stage.act("handler", "assign_task", **task, qualification="电子数据鉴定资格证")
    assert tried(stage, "technician", "annotate", **note) == []
    assert tried(opened(), "technician", "annotate", **note) == ["auxiliary.not_assigned"]


@pytest.mark.clause("reform-20b")
@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("opine", {"do": "prosecute", "subject": "a", "reasons": "r", "fields": {"charge": "x"}}),
        ("decide", {"matter": KEY, "do": "prosecute"}),
        ("issue_document", {"document": "d", "template": "indictment", "number": "1"}),
        ("move", {"do": "record_interrogation", "subject": "a"}),
    ],
)
def test_dt_7_5_a_clerk_neither_decides_nor_proposes_nor_interrogates(
    kind: str, data: dict[str, Any]
) -> None:
    stage = opine(staffed("clerk"))
    found = tried(stage, "clerk", kind, **data)
    assert set(found) & {"person.duty", "auxiliary.not_in_list"}
    assert stage.state.matters[KEY].decision is None


@pytest.mark.clause("responsibility-17b")
@pytest.mark.parametrize("role", ["assistant", "clerk", "technician"])
def test_dt_7_5_no_auxiliary_issues(role: str) -> None:
    stage = staffed(role)
    paper = {"document": "d", "template": "review_report", "number": "1"}
    assert "issue.auxiliary" in tried(stage, role, "issue_document", **paper)


@pytest.mark.clause("responsibility-19b")
@pytest.mark.clause("responsibility-15a")
def test_dt_7_6_a_clerk_works_with_an_assistant_only_where_a_prosecutor_said_so() -> None:
    stage = staffed("assistant", "clerk")
    task = {"person": "clerk", "with": "assistant", "item": "19.2", "what": "记录讯问"}
    assert "person.duty" in tried(stage, "assistant", "assign_task", **task)
    assert codes(stage, "handler", "assign_task", **{**task, "with": "third"}) == ["task.with"]
    stage.act("handler", "assign_task", **task)
    (given,) = stage.state.tasks
    assert (given.person, given.beside, given.by) == ("clerk", "assistant", "handler")


@pytest.mark.clause("responsibility-15a")
def test_dt_7_6_in_a_team_the_lead_gives_the_tasks() -> None:
    stage = opened()
    for person in ("second", "third"):
        stage.act("chief", "join_member", person=person, role="prosecutor")
    task = {"person": "third", "what": "核对账目"}
    assert "opine.not_handler" in codes(stage, "second", "assign_task", **task)
    stage.act("handler", "assign_task", **task)
    assert [t.person for t in stage.state.tasks] == ["third"]
    assert codes(stage, "handler", "assign_task", **{**task, "person": "m9"}) == ["task.stranger"]


def test_dt_7_an_auxiliary_is_offered_only_what_stands_in_the_list() -> None:
    stage = staffed("assistant")
    actor = replace(stage.actor("assistant")[1])
    made = offers(stage.procedure, stage.state, actor, on=stage.now.date(), pack=stage.pack)
    assert {o.do for o in made if o.allowed and o.kind == "move"} == {
        "notify_rights", "record_interrogation"}  # fmt: skip
    assert not any(o.kind in ("opine", "decide", "review", "resolve") for o in made)


def test_dt_7_a_prosecutor_who_is_not_on_the_case_records_no_interrogation() -> None:
    stage = opened()
    move = {"do": "record_interrogation", "subject": "a"}
    assert "person.duty" in codes(stage, "third", "move", **move)
    stage.act("handler", "move", **move)
