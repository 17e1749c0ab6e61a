"""A wrong prosecution under examination: objected to, upheld by the chief, executed."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from xiezhi.accountability.actions.accept_clue import accept_clue
from xiezhi.accountability.actions.establish_committee import establish_committee
from xiezhi.accountability.actions.take_step import take_step
from xiezhi.accountability.models import LiabilityCase
from xiezhi.accountability.selectors import matter_page
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.tests.office import SINCE, at
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.actions.object import object_to
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.review import review
from xiezhi.deliberation.tests.way import MATTER, under_review
from xiezhi.law import Refused
from xiezhi.organs.models import Person, Procuratorate

CHARGE = {"subject": "P1", "fields": {"charge": "盗窃罪"}}
PAPER = {"template": "indictment", "document": "d1", "number": "诉1号", "matter": MATTER}
CLUE = {"source": "court_result", "content": "法院判决无罪", "received_on": "2026-06-01"}


def decided(office: SimpleNamespace, *, objected: bool = True) -> Any:
    """A case the chief decided to prosecute; with an objection that the chief did not follow."""
    opened = under_review(office)
    key = opened.pk
    opine(office.p1, key, "prosecute", "基本事实清楚", at=at(3, 4), **CHARGE)
    review(office.head, key, MATTER, "agree", at=at(3, 4, 10))
    decide(office.chief, key, "prosecute", at=at(3, 4, 11), **CHARGE)
    if objected:
        object_to(office.p1, key, MATTER, "证据不足", at=at(3, 4, 12))
        answer = {"matter": MATTER, "reply": "maintain"}
        perform(office.chief, key, "answer_objection", answer, at=at(3, 4, 13))
    perform(office.p1, key, "issue_document", {**PAPER, "subject": "P1"}, at=at(3, 5))
    return opened


def with_province(office: SimpleNamespace) -> SimpleNamespace:
    """The office under a province that has a discipline committee and an inspector."""
    above = Procuratorate.objects.create(
        code="YS", name="云省人民检察院", short_name="云省", level="provincial"
    )
    office.unit.parent = above
    office.unit.save()
    office.provincial = Person.objects.create(code="YS-i", name="省督察", category="administrator")
    office.provincial.posts.create(procuratorate=above, role="inspection", from_on=SINCE)
    establish_committee(office.provincial, "云省检察官惩戒委员会", ["甲", "乙"], ["丙"])
    return office


@pytest.fixture
def examined(office: SimpleNamespace) -> "Examined":
    """The matter of liability about the wrong prosecution, its clue accepted."""
    with_province(office)
    proceeding = decided(office)
    case = accept_clue(office.inspector, {**CLUE, "number": proceeding.number}, at=at(6, 1))
    return Examined(office, case, proceeding)


class Examined:
    """The matter with short words for its steps, each an hour after the one before."""

    def __init__(self, office: SimpleNamespace, case: LiabilityCase, proceeding: Any) -> None:
        self.office, self.case, self.proceeding = office, case, proceeding
        self.now = at(6, 2)

    def take(self, by: str, kind: str, /, **data: Any) -> LiabilityCase:
        self.now += dt.timedelta(hours=1)
        person = getattr(self.office, by)
        self.case = take_step(person, self.case.pk, kind, data, at=self.now)
        return self.case

    def refused(self, by: str, kind: str, /, **data: Any) -> list[str]:
        with pytest.raises(Refused) as caught:
            self.take(by, kind, **data)
        return [one.code for one in caught.value.refusals]

    def analysed(self, *, fault: bool = True) -> "Examined":
        found = {"fault_found": fault, "matter": MATTER, "analysis": "证据不足"}
        self.take("inspector", "analyse_case", **found)
        return self

    def inquired(self, code: str = "chief", **more: Any) -> "Examined":
        said = {"person": code, "reason": "证据不足仍决定起诉", "commission": "none"}
        self.take("inspector", "open_inquiry", **said | more)
        return self

    def found(self, code: str, capacity: str, **said: Any) -> "Examined":
        self.take("inspector", "find_person", person=code, capacity=capacity, said=said)
        return self

    def determined(self, code: str, result: str, **more: Any) -> "Examined":
        self.take("inspector", "determine", person=code, result=result, reasons="见报告", **more)
        return self

    def told(self) -> dict[str, Any]:
        """What the chief's page tells of every person, by code."""
        page = matter_page(self.office.chief, self.case.pk)
        return {card.code: card.told for card in page.persons}

    def liable(self) -> "Examined":
        """The handler's own gross negligence found and determined; up to the submission."""
        self.analysed().inquired("p1")
        self.take("inspector", "find_case", said={"wrong": True, "obviously_illegal": False})
        self.found("p1", "sole", breach=True, fault="gross", serious=True)
        return self.determined("p1", "judicial")

    def before_committee(self) -> "Examined":
        self.liable()
        self.take("chief", "approve_submission", person="p1")
        self.take("inspector", "submit_discipline", person="p1", committee="YS")
        return self

    def opined(self, opinion: str) -> "Examined":
        said = {"opinion": opinion, "reasons": "见意见书", "votes_for": 7, "votes_against": 2}
        self.take("provincial", "give_opinion", person="p1", **said)
        return self

    def handled(self, handling: str = "sanction", **more: Any) -> "Examined":
        said = {"handling": handling, "article": "检察官法第47条", "reasons": "见决定书"}
        self.take("chief", "decide_handling", person="p1", **said | more)
        return self
