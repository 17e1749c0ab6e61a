"""Filing supervision beside S07: police who do not file, and police who object to withdrawing."""

import datetime as dt

import pytest

from xiezhi.casework.actions.accept import accept
from xiezhi.casework.actions.close import close
from xiezhi.casework.actions.make_move import make_move
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.actions.register import CaseGiven, PartyGiven
from xiezhi.casework.models import Clock
from xiezhi.casework.rebuild import differences
from xiezhi.casework.tests.office import at, given_to
from xiezhi.clues.tests.supervising import decided, entrusted, state_of
from xiezhi.deliberation.actions.decide import decide
from xiezhi.law import Refused

PROCEDURE = "supervision.filing_supervision"
POLICE = "云州市公安局云江分局"


@pytest.fixture
def unit(office):
    entrusted(office, "supervision.filing.demand", "supervision.correction.report")
    return office


def demanded(unit, direction, ground):
    """Reasons are demanded and served on 1 March, a Sunday on which the office is at work."""
    party = PartyGiven("supervised", POLICE, kind="unit")
    case = CaseGiven("云江分局立案监督案", "立案监督", "transferred", [party])
    opened = accept(
        unit.manager, PROCEDURE, unit.code, case, facts={"direction": direction}, at=at(3, 1, 8)
    )
    given_to(unit, opened.pk, when=at(3, 1, 9))
    said = {"violation_found": True, "verification": "调取受案登记、鉴定意见"}
    make_move(unit.p1, opened.pk, "record_verification", fields=said, at=at(3, 1, 10))
    fields = {"demand_ground": ground, "demand_reasons": "被害人轻伤二级"}
    decide(
        unit.p1, opened.pk, "demand_reasons", fields=fields, by_delegation=True, at=at(3, 1, 11)
    )
    served(unit, opened, "filing_reasons_demand", at(3, 1, 12))
    return opened


def served(unit, opened, template, when):
    data = {"template": template, "document": template, "number": f"云江检〔2026〕{template}号"}
    perform(unit.p1, opened.pk, "issue_document", data, at=when)
    proof = {"document": template, "to": POLICE, "mode": "direct", "proof": "送达回证",
             "served_on": when.date().isoformat()}  # fmt: skip
    perform(unit.p1, opened.pk, "serve", proof, at=when + dt.timedelta(minutes=5))


def due(opened, key):
    return Clock.objects.filter(proceeding=opened, key=key).latest("no").due_on


@pytest.mark.clause("reform-13a")
def test_police_who_do_not_file_are_ordered_corrected_and_reported(unit):
    opened = demanded(unit, "not_filed", "not_filed")
    assert due(opened, "reasons") == dt.date(2026, 3, 9)  # 8 March is a Sunday
    said = {"reasons_given": "双方已经调解"}
    make_move(unit.manager, opened.pk, "register_reasons", fields=said, at=at(3, 9))
    fields = {"order_reasons": "轻伤二级，应当立案"}
    decided(unit, opened, "order_filing", fields, at(3, 10))
    served(unit, opened, "filing_order", at(3, 10, 12))
    assert due(opened, "filing") == dt.date(2026, 3, 25)
    with pytest.raises(Refused, match="尚未发出纠正违法通知书"):
        decide(unit.p1, opened.pk, "report_to_superior", by_delegation=True, at=at(3, 26))
    notice = {"violation": "逾期不立案", "reply_by": "2026-04-10"}
    decided(unit, opened, "issue_correction_notice", notice, at(3, 26))
    served(unit, opened, "correction_notice", at(3, 26, 12))
    assert due(opened, "correction_reply") == dt.date(2026, 4, 10)
    decide(unit.p1, opened.pk, "report_to_superior", by_delegation=True, at=at(4, 13))
    proof = {"proof_kind": "filed", "proof_number": "云公江立字〔2026〕5号",
             "proof_on": "2026-04-15", "evidence": "核对立案决定书原件"}  # fmt: skip
    make_move(unit.p1, opened.pk, "confirm_execution", fields=proof, at=at(4, 16))
    close(unit.p1, opened.pk, "公安机关已经立案", at=at(4, 16, 10))
    assert state_of(opened).closed
    assert list(differences()) == []


@pytest.mark.clause("opinion2021-6b")
def test_police_may_have_an_order_to_withdraw_reconsidered(unit):
    opened = demanded(unit, "wrongly_filed", "complaint")
    said = {"reasons_given": "涉嫌诈骗"}
    make_move(unit.manager, opened.pk, "register_reasons", fields=said, at=at(3, 6))
    decided(unit, opened, "order_withdrawal", {"order_reasons": "租赁合同纠纷"}, at(3, 7))
    served(unit, opened, "withdrawal_order", at(3, 7, 12))
    asked = {"received_on": dt.date(2026, 3, 10)}
    make_move(unit.manager, opened.pk, "receive_reconsideration", at=at(3, 10), **asked)
    assert due(opened, "reconsideration") == dt.date(2026, 3, 17)
    decided(unit, opened, "maintain_order", {}, at(3, 12))
    assert state_of(opened).stage == "ordered"
    with pytest.raises(Refused, match="最多 1 次"):
        make_move(unit.manager, opened.pk, "receive_reconsideration", at=at(3, 13))
    proof = {"proof_kind": "withdrawn", "proof_number": "云公江撤案字〔2026〕6号",
             "proof_on": "2026-03-16", "evidence": "核对撤销案件决定书原件"}  # fmt: skip
    make_move(unit.p1, opened.pk, "confirm_execution", fields=proof, at=at(3, 17))
    close(unit.p1, opened.pk, "公安机关已经撤销案件", at=at(3, 17, 10))
    assert list(differences()) == []
