"""A world for whole-system tests: every role, an office above and one beside, a case, a clue."""

import datetime as dt
from types import SimpleNamespace

import pytest
import time_machine
from django.db import transaction

from xiezhi.accountability.actions.accept_clue import accept_clue
from xiezhi.accountability.actions.take_step import take_step
from xiezhi.casework.actions.join_member import join_member
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.actions.recuse import recuse
from xiezhi.casework.actions.register import CaseGiven, PartyGiven
from xiezhi.casework.tests.office import SINCE, accepted, at, given_to, staff_office
from xiezhi.clues.models import Clue, ModelRun
from xiezhi.documents.actions.draft import draft
from xiezhi.documents.tests.conftest import FIELDS
from xiezhi.evidence.actions.add_item import ItemGiven, add_item
from xiezhi.evidence.actions.keep_text import Keeper, keep_text
from xiezhi.exchange.actions.receive_message import receive_message
from xiezhi.exchange.tests.sender import POLICE, message
from xiezhi.interference.actions.record_inquiry import Inquiry, record_inquiry
from xiezhi.management.actions.run_countdown import run_countdown
from xiezhi.organs.models import Person, Procuratorate

NOON = dt.datetime(2026, 3, 8, 4, 0, tzinfo=dt.UTC)
MODEL = "criminal.bail_over_12_months"
KEEPER = Keeper("YJ", "p1", "prosecutor")
IDENTITY = "990101199007120016"
# What nobody may read who is not entitled to the case, the text in it, or the clue.
CASE_SECRETS = ("沈启衡", IDENTITY, "13800000000", "窃得铜线", "多次窃取")
RECORD_SECRETS = ("打听案情要求关照",)
MATTER_SECRETS = ("收受财物后不起诉", "罗小满")  # a clue of a breach of duty, and who reported it
CLUE_SECRETS = ("顾北辰", "990102198803040017", "取保候审已超过")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The world two days after its decision, built once for a module and then rolled back."""
    with django_db_blocker.unblock(), time_machine.travel(NOON), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def served_world(transactional_db):
    """The world, committed, so that a server in another thread sees it."""
    with time_machine.travel(NOON), transaction.atomic():
        return build()


def build():
    """Build everything that a page can be about, with people by role in `people`."""
    office, beside = staff_office("YJ", "云江"), staff_office("LZ", "临泽")
    above = Procuratorate.objects.create(
        code="YZ", name="云州市人民检察院", short_name="云州", level="city"
    )
    Procuratorate.objects.filter(code__in=("YJ", "LZ")).update(parent=above)
    proceeding = decided_case(office)
    text = keep_text(
        keeper=KEEPER, key="dossier:1", title="沈启衡讯问笔录", kind="dossier_page",
        case_id=proceeding.case_id,
        content="犯罪嫌疑人沈启衡供述：窃得铜线三百米。",
        fields={"name": "沈启衡"}, spans={"name": [5, 8]},
    )  # fmt: skip
    given = ItemGiven("confession", "多次窃取的供述", "公安机关移送", text_id=text)
    item = add_item(office.p1, proceeding.case_id, given, at=at(3, 6, 15))
    document = draft(office.p1, proceeding.pk, "arrest_approval", at=at(3, 6, 16))
    clue = found_clue(office)
    run_countdown(dt.date(2026, 3, 8))
    return SimpleNamespace(
        record=asked_about(office.p1, proceeding), record_secrets=RECORD_SECRETS,
        office=office, people=people_of(office, beside, above), proceeding=proceeding,
        text=text, item=item, document=document, clue=clue, judgment=public_judgment(),
        message=receive_message(POLICE, message()).message,
        matter=examined_matter(office), matter_secrets=MATTER_SECRETS,
        case_secrets=CASE_SECRETS, clue_secrets=CLUE_SECRETS,
    )  # fmt: skip


def people_of(office, beside, above):
    """Return role → person; some roles are held by several people who differ in their case."""
    unit = office.unit
    extra = {
        role: hired(unit, role) for role in ("technician", "judicial_police", "analyst",
                                             "resident_prosecutor")
    }  # fmt: skip
    return {
        "chief": office.chief, "deputy_chief": office.deputy,
        "full_time_member": office.fulltime, "committee_member": office.member1,
        "department_head": office.head, "head_elsewhere": hired(
            unit, "department_head", office.departments["P2"]),
        "prosecutor_handling": office.p1, "prosecutor": office.p3,
        "prosecutor_of_another_department": office.other, "recused": office.p2,
        "recused_member": office.member2,
        "recused_head": Person.objects.get(code="YJ-department_head-P1"),
        "assistant_handling": office.assistant, "assistant": hired(unit, "assistant"),
        "clerk": office.clerk, "case_management": office.manager,
        "inspection": office.inspector, "administrator": office.admin,
        "chief_beside": beside.chief, "case_management_beside": beside.manager,
        "chief_above": hired(above, "chief"), "prosecutor_above": hired(above, "prosecutor"),
        "without_post": Person.objects.create(code="none", name="离任", category="auxiliary"),
        **extra,
    }  # fmt: skip


def hired(unit, role, department=None):
    """Return a new person in one post."""
    place = f"{unit.code}-{role}-{department.code if department else ''}"
    person = Person.objects.create(code=place[:32], name=f"某{role}", category="prosecutor")
    person.posts.create(procuratorate=unit, role=role, department=department, from_on=SINCE)
    return person


def decided_case(office):
    """An arrest reviewed by p1 with an assistant, p2 recused, decided by the chief."""
    party = PartyGiven(
        role="suspect", name="沈启衡", identity_number=IDENTITY, sex="male", phone="13800000000",
        born_on=dt.date(1990, 7, 12), custody="in_custody", custody_place="云州市看守所",
        custody_from=dt.date(2026, 2, 20), facts={"detained": True},
    )  # fmt: skip
    case = CaseGiven("沈启衡涉嫌盗窃案", "盗窃", "transferred", [party])
    hired(office.unit, "department_head", office.departments["P1"])
    proceeding = accepted(office, case=case, detained=True)
    given_to(office, proceeding.pk)
    join_member(office.chief, proceeding.pk, "assistant", "assistant", at=at(3, 2, 11))
    for recused in ("p2", "member2", "YJ-department_head-P1"):
        recuse(office.chief, proceeding.pk, recused, "系近亲属", at=at(3, 2, 12))
    arrest = {"do": "approve_arrest", "subject": "P1", "reasons": "多次窃取，社会危险性明显",
              "fields": FIELDS}  # fmt: skip
    agreed = {"matter": "arrest:P1", "result": "agree", "remark": "同意"}
    perform(office.p1, proceeding.pk, "opine", arrest, at=at(3, 4))
    perform(office.head, proceeding.pk, "review", agreed, at=at(3, 4, 15))
    return perform(
        office.chief, proceeding.pk, "decide", {"matter": "arrest:P1", **arrest}, at=at(3, 6)
    )


def asked_about(person, proceeding):
    """A record of what a leader asked about the case."""
    told = Inquiry("case", "leader", "某副检察长", RECORD_SECRETS[0], at(3, 5), "call", "improper",
                   proceeding=proceeding.pk, outsider=True)  # fmt: skip
    return record_inquiry(person, told)


def found_clue(office):
    """A clue of the office, given to p1 to verify."""
    run = ModelRun.objects.create(
        procuratorate="YJ", model=MODEL, model_version="1.0.0", as_of=dt.date(2026, 3, 6),
        state="done", started_by="analyst", queued_at=at(3, 6), finished_at=at(3, 6),
        rows_read=9, hits=1, new_clues=1,
    )  # fmt: skip
    row = {"name": "顾北辰", "identity_number": "990102198803040017", "start_on": "2024-01-02"}
    return Clue.objects.create(
        number="YJ-2026-00001", procuratorate="YJ", model=MODEL, model_version="1.0.0",
        title="顾北辰取保候审已超过十二个月", digest="d", as_of=run.as_of, run=run,
        found_at=at(3, 6),
        subject={"identity_number": row["identity_number"]}, assigned_to=office.p1.code,
        rows={"coercive_measure": [{"values": row, "origins": [
            {"file": "强制措施.csv", "line": 2, "data_on": "2026-03-06"}]}]},
    )  # fmt: skip


def examined_matter(office):
    """An old case examined for liability; p3 is concerned and reads the own part of it."""
    clue = {"source": "petition", "title": "多年前的旧案", "content": MATTER_SECRETS[0],
            "reporter": MATTER_SECRETS[1], "received_on": "2026-03-02"}  # fmt: skip
    matter = accept_clue(office.inspector, clue, at=at(3, 3))
    found = {"fault_found": True, "analysis": "卷内没有讯问笔录"}
    take_step(office.inspector, matter.pk, "analyse_case", found, at=at(3, 4))
    about = {"person": office.p3.code, "reason": "没有讯问", "commission": "none"}
    return take_step(office.inspector, matter.pk, "open_inquiry", about, at=at(3, 5))


def public_judgment():
    """A published judgment, readable by everybody who is signed in."""
    return keep_text(
        keeper=KEEPER, key="judgments:1", title="某某危险驾驶罪刑事判决书", kind="judgment",
        content="被告人某某犯危险驾驶罪，判处拘役二个月。",
        fields={"charge": "危险驾驶罪"}, spans={"charge": [6, 11]},
    )  # fmt: skip
