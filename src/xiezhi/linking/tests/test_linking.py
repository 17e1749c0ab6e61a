"""Linking on the site: after imports and before models, decided by a person, by role over HTTP."""

import datetime as dt
import shutil
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.test import Client

from xiezhi.clues.actions.import_file import import_file
from xiezhi.clues.actions.run_model import queue_run, run_model
from xiezhi.clues.operators import operator_of
from xiezhi.law.refusals import Refused
from xiezhi.ledger.selectors import entries_about
from xiezhi.linking.actions.decide_pair import decide_pair, withdraw_decision
from xiezhi.linking.actions.link_records import link_records, queue_linking
from xiezhi.linking.binding import binding
from xiezhi.linking.command import screen
from xiezhi.linking.following import link_after_import
from xiezhi.linking.models import LinkRun, PairDecision
from xiezhi.linking.projection import differences
from xiezhi.linking.selectors import pairs_page
from xiezhi.linking.tasks import link_queued
from xiezhi.organs.actions.establish import OfficeGiven, PersonGiven, PostGiven, establish
from xiezhi.organs.models import Person
from xiezhi.screening import Store

UNIT = "YZ"
ROLES = {"analyst": "analyst", "chief": "chief", "prosecutor": "prosecutor",
         "manager": "case_management", "admin": "administrator"}  # fmt: skip
# The visit and the call share the telephone, yet the names differ: twins, kin, or a mistake.
VISITS = """医院,身份证号,姓名,出生日期,联系电话,就诊日期,诊断
云州一院,,程小满,2013-05-10,13800010002,2025-06-01,早孕
"""
CALLS = """警情编号,身份证号,姓名,出生日期,联系电话,身份,报警日期
JJ1,990103201305100016,程小曼儿,2013-05-10,13800010002,受害人,2025-06-01
"""
MODEL = "juvenile.abnormal_visit_not_reported"
DAY = dt.date(2025, 7, 1)


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory):
    directory = tmp_path_factory.mktemp("empty") / "store"
    Store(directory).snapshot()
    return directory


@pytest.fixture
def office(db, settings, tmp_path, empty_store):
    settings.XIEZHI_HOME = tmp_path / "home"
    shutil.copytree(empty_store, tmp_path / "home" / "screening" / UNIT)
    people = [
        PersonGiven(name, name, "prosecutor", (PostGiven(role, "D8"),))
        for name, role in ROLES.items()
    ]
    departments = (("D8", "大数据监督部", "supervision_data"),)
    given = OfficeGiven(UNIT, "云州市人民检察院", "云州", "city", None, departments, people)
    establish(given, from_on=dt.date(2025, 1, 1))
    found = SimpleNamespace(**{person.code: person for person in Person.objects.all()})
    for name, text in (("medical_visit", VISITS), ("police_call", CALLS)):
        path = tmp_path / f"{name}.csv"
        path.write_text(text, "utf-8")
        import_file(operator_of(found.analyst), path, table=name, data_on=DAY)
    return found


def linked(person):
    operator = operator_of(person)
    return link_records(operator, queue_linking(operator, "测试"))


def hits_of(person):
    operator = operator_of(person)
    run = queue_run(operator, MODEL, DAY)
    run_model(operator, run)
    run.refresh_from_db()
    return run.hits


def test_a_decision_binds_later_linkings_and_can_be_withdrawn(office):
    run = linked(office.analyst)
    assert run.state == LinkRun.State.DONE
    assert run.record["person"]["counts"]["to_decide"] == 1
    (line,) = pairs_page(office.analyst).lines
    assert "双胞胎" in line.reason
    assert hits_of(office.analyst) == 0  # perhaps she did call: nothing is said of her
    ends = ("person", line.left, line.right)
    with pytest.raises(Refused, match="理由"):
        decide_pair(office.analyst, *ends, "different", " ")
    decide_pair(office.analyst, *ends, "unsure", "病历尚未调取")
    assert pairs_page(office.analyst).lines[0].unsure.endswith("病历尚未调取")
    decided = decide_pair(office.analyst, *ends, "different", "监护人说是双胞胎姐姐")
    with pytest.raises(Refused, match="已经判断"):
        decide_pair(office.analyst, *ends, "same", "改变主意")
    assert pairs_page(office.analyst).total == 0
    assert hits_of(office.analyst) == 1  # the run links first, with what was decided
    assert LinkRun.objects.first().reason == f"运行 {MODEL} 以前"
    withdraw_decision(office.analyst, decided.pk, "户籍证明是同一人")
    linked(office.analyst)
    decide_pair(office.analyst, *ends, "same", "户籍证明是同一人")
    assert [one.same for one in binding(UNIT, "person")] == [True]
    assert hits_of(office.analyst) == 0
    kinds = [entry.kind for entry in entries_about("pair")]
    assert sorted(kinds) == ["decide_pair"] * 3 + ["withdraw_decision"] * 2
    assert list(differences()) == []
    PairDecision.objects.filter(pk=decided.pk).update(withdrawn_at=None, left="x")
    assert len(list(differences())) == 1


def test_imports_are_followed_by_one_linking(office):
    operator = operator_of(office.analyst)
    queue_linking(operator, "先有一次在等")
    link_after_import(operator)
    assert LinkRun.objects.count() == 1
    LinkRun.objects.all().delete()
    link_after_import(operator)
    run = LinkRun.objects.get()
    assert run.reason == "导入、撤销导入以后"
    assert link_queued.call(str(run.pk), operator.capacity) == "done"
    again = linked(office.analyst)
    assert again.record["person"]["again"] is False
    assert [e.data["state"] for e in entries_about("linking")] == ["done", "done"]


def test_at_the_console(office, monkeypatch):
    monkeypatch.setenv("XIEZHI_OPERATOR", "analyst")
    looked = CliRunner().invoke(screen, ["link", "--table", "medical_visit", "--json"])
    assert (looked.exit_code, LinkRun.objects.count()) == (0, 0)
    assert "不保存" in looked.output
    done = CliRunner().invoke(screen, ["link"])
    assert done.exit_code == 0, done.output
    assert "待人判断 1" in done.output
    wrong = CliRunner().invoke(screen, ["link", "--table", "water_meter"])
    assert wrong.exit_code == 1
    assert "没有可以关联" in wrong.output


@pytest.mark.parametrize("role", ["chief", "prosecutor", "manager", "admin"])
def test_who_is_no_analyst_sees_no_pair(office, role):
    linked(office.analyst)
    (line,) = pairs_page(office.analyst).lines
    client = Client()
    client.force_login(getattr(office, role))
    address = f"/links/person/{line.left}/{line.right}/"
    for path in ("/links/", address):
        assert client.get(path).status_code == 403
    with transaction.atomic():
        asked = {"verdict": "same", "reason": "x"}
        assert client.post(f"{address}decide/", asked).status_code == 403
        assert client.post("/links/run/").status_code == 403
    assert not PairDecision.objects.exists()


def test_the_analyst_sees_both_records_and_decides(office):
    linked(office.analyst)
    (line,) = pairs_page(office.analyst).lines
    client = Client()
    client.force_login(office.analyst)
    listed = client.get("/links/").content.decode()
    assert "1 对记录待判断" in listed
    address = f"/links/person/{line.left}/{line.right}/"
    shown = client.get(address).content.decode()
    for word in ("程小满", "程小曼儿", "一致", "起点", "总权重", "是同一人", "暂不能定"):
        assert word in shown
    assert "990103201305100016" not in shown  # a number is shown in part
    sent = client.post(f"{address}decide/", {"verdict": "different", "reason": "双胞胎"})
    assert sent.status_code == 302
    assert client.get(address).status_code == 404
    assert client.get("/links/person/x/y/").status_code == 404
    assert client.get("/links/cat/x/y/").status_code == 404
    assert "双胞胎" in client.get("/links/").content.decode()
