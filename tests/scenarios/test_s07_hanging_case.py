"""S07: no crime, no arrest, no withdrawal: the nightly job finds it, supervision ends on proof."""

import datetime as dt

import pytest
import time_machine
from click.testing import CliRunner
from django.urls import reverse

from xiezhi.casework.actions.close import close
from xiezhi.casework.actions.make_move import make_move
from xiezhi.casework.actions.register import CaseGiven, PartyGiven
from xiezhi.casework.models import Clock
from xiezhi.casework.rebuild import differences
from xiezhi.casework.tests.office import PROSECUTION, accepted, at, given_to
from xiezhi.clues.command import screen
from xiezhi.clues.models import Clue, ModelRun
from xiezhi.clues.tests.supervising import (
    brought,
    decided,
    entrusted,
    established,
    filed,
    sent,
    state_of,
    with_analyst,
)
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.review import review
from xiezhi.documents.actions.receive_reply import receive_reply
from xiezhi.law import Refused

MODEL = "criminal.non_arrest_no_follow_up"
POLICE = "云州市公安局云江分局"
NUMBER = "A5301020000002026020001"
CASES = "案件编号,立案日期,办案单位,案件处理结果,处理日期"
OPEN = f"{NUMBER},2026-02-18,{POLICE},侦查中,"
WITHDRAWN = f"{NUMBER},2026-02-18,{POLICE},撤销案件,2026-04-20"


@pytest.fixture
def visit(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def unit(office, settings, tmp_path):
    with_analyst(office, settings, tmp_path, MODEL)
    entrusted(office, "supervision.filing.demand")
    refused(office)
    other = PartyGiven("suspect", "秦越", identity_number="990102198803040019")
    case = CaseGiven("秦越盗窃案", "盗窃", "transferred", [other])
    told = {"case_source": "police", "police_case_number": f"{NUMBER[:-1]}2"}
    accepted(office, PROSECUTION, case=case, when=at(3, 1), **told)
    return office


def refused(office):
    """On 6 March the arrest is refused: no crime. The police are told to withdraw the case."""
    suspect = PartyGiven(
        "suspect", "许望舟", identity_number="990101199007120016", custody="in_custody",
        custody_place="第一看守所",
    )  # fmt: skip
    case = CaseGiven("许望舟合同诈骗案", "合同诈骗", "transferred", [suspect])
    told = {"sender": POLICE, "police_case_number": NUMBER}
    opened = accepted(office, case=case, when=at(3, 1), **told)
    given_to(office, opened.pk, when=at(3, 1, 10))
    said = {"subject": "P1", "fields": {"refusal_reasons": "租赁合同纠纷，没有犯罪事实"}}
    opine(office.p1, opened.pk, "refuse_not_crime", "没有犯罪事实", at=at(3, 4), **said)
    review(office.head, opened.pk, "arrest:P1", "agree", at=at(3, 5))
    decide(office.chief, opened.pk, "refuse_not_crime", at=at(3, 6), **said)


def night(day):
    """Run the nightly job at the console as of a day."""
    with time_machine.travel(at(day.month, day.day, 2), tick=False):
        done = CliRunner().invoke(screen, ["nightly"])
        assert done.exit_code == 0, done.output
    return done.output


def hanging(unit, tmp_path):
    """The clue of the night on which the police have not withdrawn for 31 days."""
    brought(unit, tmp_path, "立案台账.csv", [CASES, OPEN], "police_case", dt.date(2026, 4, 6))
    night(dt.date(2026, 3, 20))
    assert not Clue.objects.exists(), "fifteen days are not past"
    said = night(dt.date(2026, 4, 6))
    assert "arrest_review 1 行" in said
    assert "prosecution_review 1 行" in said
    assert Clue.objects.count() == 1, said
    clue = Clue.objects.get()
    assert clue.model == MODEL
    assert clue.values["days"] == 31
    assert "不构成犯罪" in clue.title
    assert ModelRun.objects.filter(model=MODEL, reason="每晚运行").count() == 2
    return clue


def supervised(unit, visit, clue):
    """The clue has become a filing-supervision case whose facts come from the model."""
    with time_machine.travel(at(4, 7, 8), tick=False):
        established(unit, clue)
        matter = filed(unit, visit, clue, at(4, 7, 9))
    assert matter.procedure_id == "supervision.filing_supervision"
    assert matter.facts["direction"] == "not_withdrawn"
    assert [party.name for party in matter.case.parties.all()] == [POLICE]
    return matter


def reasons_demanded(unit, visit, matter):
    """Reasons are demanded on 8 April: the police have until 15 April."""
    found = {"violation_found": True, "verification": "核对不捕决定书送达回证、立案台账"}
    make_move(unit.p1, matter.pk, "record_verification", fields=found, at=at(4, 8))
    fields = {"demand_ground": "unlawful_filing", "demand_reasons": "合同纠纷"}
    with pytest.raises(Refused, match="提请批准逮捕"):
        opine(unit.p1, matter.pk, "demand_reasons", "违法立案", fields=fields, at=at(4, 8))
    fields = {"demand_ground": "not_withdrawn", "demand_reasons": "不捕后逾三十日没有撤案"}
    decide(unit.p1, matter.pk, "demand_reasons", fields=fields, by_delegation=True, at=at(4, 8))
    with time_machine.travel(at(4, 8, 11), tick=False):
        sent(unit, visit, matter, "filing_reasons_demand", POLICE)
    due = Clock.objects.get(proceeding=matter, key="reasons")
    assert (due.due_on, due.status) == (dt.date(2026, 4, 15), "running")
    said = {"reasons_given": "案件仍在进一步调查，没有新的证据"}
    make_move(unit.manager, matter.pk, "register_reasons", fields=said, at=at(4, 14))


def withdrawal_ordered(unit, visit, matter):
    """The chief orders the withdrawal; the police have fifteen days from service."""
    fields = {"order_reasons": "没有犯罪事实，不应追究刑事责任"}
    decided(unit, matter, "order_withdrawal", fields, at(4, 15))
    with time_machine.travel(at(4, 16, 9), tick=False):
        key = sent(unit, visit, matter, "withdrawal_order", POLICE)
    due = Clock.objects.get(proceeding=matter, key="withdrawal")
    assert due.due_on == dt.date(2026, 5, 6)  # 1 May is a holiday
    return key


def figures(visit, person, day):
    """The page of supervision: (kind, unit) → received, open, ended."""
    with time_machine.travel(at(day.month, day.day, 9), tick=False):
        page = visit(person).get(reverse("supervision-figures"))
    assert page.status_code == 200
    return page.context["figures"], page.content.decode()


@pytest.mark.clause("column-arrest-m")
@pytest.mark.postgres
def test_a_hanging_case_is_found_and_closed_only_on_proof(unit, visit, tmp_path):
    clue = hanging(unit, tmp_path)
    matter = supervised(unit, visit, clue)
    reasons_demanded(unit, visit, matter)
    order = withdrawal_ordered(unit, visit, matter)
    shown, _ = figures(visit, unit.chief, dt.date(2026, 4, 17))
    assert [(row.kind, row.unit, row.received, row.open) for row in shown.rows] == [
        ("立案监督：不捕后不撤案", POLICE, 1, 1)
    ]
    assert dict(shown.rows[0].papers) == {"要求说明理由通知书": 1, "通知撤销案件书": 1}

    receive_reply(unit.p1, order, received_on=dt.date(2026, 4, 20), content="已经研究，准备撤案",
                  accepted=False, at=at(4, 20))  # fmt: skip
    with pytest.raises(Refused, match="监督执行"):
        close(unit.p1, matter.pk, "公安机关已经回复", at=at(4, 20))
    proof = {"proof_kind": "withdrawn", "proof_on": "2026-04-20", "evidence": "核对决定书原件"}
    with pytest.raises(Refused, match="决定书文号"):
        make_move(unit.p1, matter.pk, "confirm_execution", fields=proof, at=at(4, 21))
    proof["proof_number"] = "云公江撤案字〔2026〕8号"
    make_move(unit.p1, matter.pk, "confirm_execution", fields=proof, at=at(4, 21))
    close(unit.p1, matter.pk, "公安机关已经撤销案件", at=at(4, 21, 10))
    assert state_of(matter).stage == "filed"
    assert {clock.status for clock in Clock.objects.filter(proceeding=matter)} == {"done"}
    assert list(differences()) == []

    shown, page = figures(visit, unit.chief, dt.date(2026, 4, 22))
    (row,) = shown.rows
    assert (row.received, row.open, dict(row.ended)) == (1, 0, {"已经执行，归档": 1})
    assert "办理中 0 件" in page
    clue.refresh_from_db()
    assert clue.outcome == "corrected", "what it came to returns by itself"
    brought(unit, tmp_path, "台账2.csv", [CASES, WITHDRAWN], "police_case", dt.date(2026, 4, 22))
    night(dt.date(2026, 4, 23))
    assert Clue.objects.count() == 1
