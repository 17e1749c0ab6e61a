"""S09: penalties that hide crimes go to the police; who is not prosecuted goes to the bureau."""

import datetime as dt

import pytest
import time_machine

from xiezhi.casework.actions.close import close
from xiezhi.casework.actions.make_move import make_move
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.actions.register import CaseGiven, PartyGiven
from xiezhi.casework.models import Clock
from xiezhi.casework.rebuild import differences
from xiezhi.casework.tests.office import PROSECUTION, accepted, at, given_to
from xiezhi.clues.actions.assign_clue import assign_clue
from xiezhi.clues.actions.reject_clue import reject_clue
from xiezhi.clues.actions.screen_nightly import screen_nightly
from xiezhi.clues.models import Clue
from xiezhi.clues.operators import operator_of
from xiezhi.clues.tests.supervising import (
    brought,
    decided,
    established,
    filed,
    sent,
    state_of,
    with_analyst,
)
from xiezhi.deliberation.actions.opine import opine
from xiezhi.documents.models import Document
from xiezhi.law import Refused

MODEL = "criminal.penalty_instead_of_prosecution"
BUREAU = "云州市云江区市场监督管理局"
HEAD = "处罚决定书文号,处罚机关,公民身份号码,违法行为,涉案金额,处罚决定日期,移送公安机关日期"
PUNISHED, UNPUNISHED = "990102198803040019", "990101199007120016"
ABOVE = {7: 80000, 19: 62000, 31: 51000}  # 生产、销售伪劣产品罪 begins at 50 000 yuan


@pytest.fixture
def visit(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def unit(office, settings, tmp_path):
    with_analyst(office, settings, tmp_path, MODEL)
    day = dt.date(2026, 3, 5)
    with time_machine.travel(at(3, 5), tick=False):
        report = brought(
            office, tmp_path, "行政处罚.csv", penalties(), "administrative_penalty", day
        )
    assert sum(sheet.kept for sheet in report.sheets) == 40
    return office


def penalties():
    """Forty penalties: three above the threshold, one above it that was transferred."""
    yield HEAD
    for n in range(1, 41):
        yuan = ABOVE.get(n, 90000 if n == 12 else 200 * n)
        who = PUNISHED if n == 25 else ""
        sent_on = "2026-02-20" if n == 12 else ""
        yield f"云市监罚〔2026〕{n}号,{BUREAU},{who},销售伪劣酒类产品,{yuan},2026-02-10,{sent_on}"


def screened(unit):
    """The clues of the night, the largest sum first."""
    with time_machine.travel(at(3, 6, 2), tick=False):
        night = screen_nightly(operator_of(unit.analyst), dt.date(2026, 3, 6))
    assert night.new_clues == 3
    return sorted(Clue.objects.filter(model=MODEL), key=lambda one: -float(one.values["measured"]))


def transferred(unit, visit, clue, day):
    """A clue becomes a matter, the bureau transfers, the police file; closed on their paper."""
    with time_machine.travel(at(3, day, 8), tick=False):
        established(unit, clue)
        matter = filed(unit, visit, clue, at(3, day, 9))
    assert matter.procedure_id == "supervision.transfer_supervision"
    assert [party.name for party in matter.case.parties.all()] == [BUREAU]
    said = {"violation_found": True, "verification": "调取行政处罚案卷，核对货值金额"}
    make_move(unit.p1, matter.pk, "record_verification", fields=said, at=at(3, day, 10))
    opinion = {"competent_organ": BUREAU, "opinion_facts": "货值金额达到追诉标准，只作罚款。",
               "opinion_articles": "《中华人民共和国行政处罚法》第二十七条"}  # fmt: skip
    decided(unit, matter, "advise_transfer", opinion, at(3, day, 11))
    with time_machine.travel(at(3, day, 15), tick=False):
        sent(unit, visit, matter, "procuratorial_opinion", BUREAU)
    assert Clock.objects.get(proceeding=matter, key="opinion_reply").status == "running"
    moved = {"transfer_number": f"移送〔2026〕{day}号", "transferred_on": f"2026-03-{day + 5}"}
    make_move(unit.manager, matter.pk, "register_transfer", fields=moved, at=at(3, day + 5))
    with pytest.raises(Refused, match="等待立案"):
        close(unit.p1, matter.pk, "已经移送", at=at(3, day + 6))
    proof = {"filing_number": f"云公江立字〔2026〕{day}号", "filed_on": f"2026-03-{day + 7}",
             "evidence": "核对立案决定书原件"}  # fmt: skip
    make_move(unit.p1, matter.pk, "confirm_police_filing", fields=proof, at=at(3, day + 7))
    close(unit.p1, matter.pk, "公安机关已经立案", at=at(3, day + 8))
    assert state_of(matter).stage == "filed"
    return matter


def not_prosecuted(unit, name, number):
    """A relative non-prosecution, decided and issued on 12 March."""
    suspect = PartyGiven("suspect", name, identity_number=number)
    case = CaseGiven(f"{name}销售伪劣产品案", "销售伪劣产品", "transferred", [suspect])
    opened = accepted(unit, PROSECUTION, case=case, when=at(3, 2), case_source="police")
    given_to(unit, opened.pk, when=at(3, 2, 10))
    make_move(unit.p1, opened.pk, "record_interrogation", subject="P1", at=at(3, 4))
    fields = {"drop_reasons": "受雇销售十一天，获利轻微，犯罪情节轻微"}
    matter = decided(unit, opened, "drop_minor", fields, at(3, 12), subject="P1")
    issue = {
        "template": "non_prosecution_decision", "subject": "P1", "matter": matter,
        "document": f"d-{number}", "number": f"云江检刑不诉〔2026〕{number[-4:]}号",
    }  # fmt: skip
    perform(unit.p1, opened.pk, "issue_document", issue, at=at(3, 12, 10))
    with pytest.raises(Refused, match="是否需要给予行政处罚"):
        close(unit.p1, opened.pk, "相对不起诉", at=at(3, 12, 11))
    return opened


def penalty(**changes):
    return {"competent_organ": BUREAU, "opinion_facts": "受雇销售伪劣酒类产品。",
            "opinion_articles": "《中华人民共和国产品质量法》第四十九条",
            "prior_penalty": "none", "prior_check": "查询行政处罚数据", **changes}  # fmt: skip


@pytest.mark.clause("opinion2021-5b", "reform-24c", "zhangzhou-13b")
@pytest.mark.postgres
def test_three_penalties_above_the_threshold_and_two_crimes_filed(unit, visit):
    first, second, third = screened(unit)
    matters = [transferred(unit, visit, first, 9), transferred(unit, visit, second, 10)]
    with time_machine.travel(at(3, 9), tick=False):
        assign_clue(unit.analyst, third.pk, unit.p1.code)
        reject_clue(unit.p1, third.pk, "C1", "货值金额按标价认定，实际销售不足五万元")
    for clue in (first, second, third):
        clue.refresh_from_db()
    assert first.outcome == second.outcome == "corrected"
    assert (third.state, third.reason_code) == ("rejected", "C1")
    letters = Document.objects.filter(template="procuratorial_opinion", status="served")
    assert {letter.proceeding_id for letter in letters} == {matter.pk for matter in matters}
    assert list(differences()) == []


@pytest.mark.clause(
    "reform-24d", "opinion2021-5d", "zhangzhou-13c", "column-supervision-e", "reform-24c"
)  # fmt: skip
@pytest.mark.postgres
def test_a_non_prosecution_is_closed_after_one_opinion_and_no_second_penalty(unit, visit):
    opened = not_prosecuted(unit, "沈启衡", UNPUNISHED)
    decided(unit, opened, "propose_penalty", penalty(), at(3, 12, 14), subject="P1")
    with time_machine.travel(at(3, 12, 16), tick=False):
        sent(unit, visit, opened, "procuratorial_opinion", BUREAU, subject="P1")
    reply = Clock.objects.get(proceeding=opened, key="penalty_reply:P1")
    assert (reply.due_on, reply.status) == (dt.date(2026, 5, 11), "running")  # 60 days
    with pytest.raises(Refused, match="通报处理情况"):
        close(unit.p1, opened.pk, "相对不起诉", at=at(3, 13))
    result = {"penalty_result": "punished", "result_paper": "云市监罚〔2026〕88号，罚款五千元"}
    make_move(
        unit.manager, opened.pk, "record_penalty_result", subject="P1", fields=result, at=at(4, 20)
    )
    close(unit.p1, opened.pk, "相对不起诉", at=at(4, 20, 10))
    assert Document.objects.filter(template="procuratorial_opinion").count() == 1

    other = not_prosecuted(unit, "秦越", PUNISHED)
    said = {"subject": "P1", "at": at(3, 13)}
    for claimed, words in (("none", "25号，销售伪劣酒类产品"), ("same_act", "同一行为已经")):
        fields = penalty(prior_penalty=claimed)
        with pytest.raises(Refused, match=words):
            opine(unit.p1, other.pk, "propose_penalty", "应予处罚", fields=fields, **said)
    why = {"decline_ground": "punished", "decline_reasons": "云市监罚〔2026〕25号已经处罚"}
    make_move(unit.p1, other.pk, "decline_penalty", fields=why, **said)
    close(unit.p1, other.pk, "相对不起诉", at=at(3, 14))
    assert Document.objects.filter(template="procuratorial_opinion").count() == 1
    assert list(differences()) == []
