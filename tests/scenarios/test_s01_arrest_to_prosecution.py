"""S01, the acts: arrest decided by a sole prosecutor, the next stage inherits the proof map."""

import datetime as dt

import pytest
import time_machine

from xiezhi.casework.actions.assign import assign
from xiezhi.casework.actions.close import close
from xiezhi.casework.actions.make_move import make_move
from xiezhi.casework.actions.open_next import open_next
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.assignment.verify import verify_assignment
from xiezhi.casework.models import Clock, Proceeding
from xiezhi.casework.rebuild import differences
from xiezhi.casework.tests.office import PROSECUTION, accepted, at
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.selectors import decision_of
from xiezhi.evidence.actions.add_item import ItemGiven, add_item
from xiezhi.evidence.actions.exclude_item import exclude_item
from xiezhi.evidence.actions.link_proof import link_proof, state_fact
from xiezhi.evidence.selectors import citable, must_be_citable, proof_map
from xiezhi.law import Refused
from xiezhi.organs.actions.delegate import delegate


def test_arrest_is_decided_and_prosecution_inherits(office):
    opened = accepted(office, when=at(3, 1))
    proceeding = assign(office.manager, opened.pk, at=at(3, 1, 10))
    with time_machine.travel(at(3, 2)):
        assert verify_assignment(proceeding.pk, proceeding.last_seq).holds
    prosecutor = getattr(office, proceeding.handler_id)
    case_id = proceeding.case_id
    for n in range(1, 10):
        given = ItemGiven("witness" if n > 2 else "physical", f"证据{n}", "公安机关移送")
        add_item(prosecutor, case_id, given, at=at(3, 2))
    fact = state_fact(prosecutor, case_id, "入户盗窃一次", party="P1", at=at(3, 2))
    for n in (1, 2, 7):
        link_proof(prosecutor, case_id, fact, n, "supports", at=at(3, 2))
    exclude_item(prosecutor, case_id, 7, "以威胁方法取得的证言", at=at(3, 3))

    make_move(prosecutor, proceeding.pk, "record_interrogation", subject="P1", at=at(3, 4))
    fields = {"charge": "盗窃罪", "arrest_ground": "ordinary"}
    arrest = {"subject": "P1", "fields": fields, "by_delegation": True, "at": at(3, 6)}
    with pytest.raises(Refused, match="委托"):
        decide(prosecutor, proceeding.pk, "approve_arrest", **arrest)
    delegate(
        office.chief, prosecutor, "matter", matters=["criminal.arrest.approve"],
        from_on=dt.date(2026, 3, 1), until_on=dt.date(2026, 4, 1),
    )  # fmt: skip
    decide(prosecutor, proceeding.pk, "approve_arrest", **arrest)
    made = decision_of(proceeding.pk, "arrest:P1")
    assert (made.decider, made.level) == (prosecutor.code, "prosecutor")
    done = Proceeding.objects.get(pk=proceeding.pk)
    assert done.stage == "approved"
    assert set(Clock.objects.values_list("status", flat=True)) == {"done"}
    with pytest.raises(Refused, match="没有签发"):
        close(prosecutor, proceeding.pk, "批准逮捕", at=at(3, 6))
    issue = {
        "template": "arrest_approval", "subject": "P1", "matter": "arrest:P1",
        "document": "d1", "number": "云江检捕准〔2026〕1号",
    }  # fmt: skip
    perform(prosecutor, proceeding.pk, "issue_document", issue, at=at(3, 6, 11))
    served = {
        "document": "d1", "to": "云江公安分局", "mode": "direct", "proof": "送达回证",
        "served_on": "2026-03-06",
    }  # fmt: skip
    perform(prosecutor, proceeding.pk, "serve", served, at=at(3, 6, 12))
    closed = close(prosecutor, proceeding.pk, "批准逮捕", at=at(3, 6, 15))
    assert closed.closed_on == dt.date(2026, 3, 6)

    following = open_next(
        office.manager, proceeding.pk, PROSECUTION, facts={"case_source": "police"}, at=at(5, 6)
    )
    assert (following.case_id, following.follows_id) == (case_id, proceeding.pk)
    assert following.facts["parties"]["P1"]["in_custody"] is True
    assert "interrogated" not in following.facts["parties"]["P1"]
    (row,) = proof_map(case_id)
    assert row.is_supported_by == (1, 2)
    assert 7 not in [item.no for item in citable(case_id)]
    with pytest.raises(Refused, match="不能引用"):
        must_be_citable(case_id, [1, 7])
    assert list(differences()) == []
