"""Acceptance: numbers, parties, clocks; who may; what is refused and left unwritten."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from xiezhi.casework.actions.accept import accept
from xiezhi.casework.actions.refuse_acceptance import refuse_acceptance
from xiezhi.casework.actions.register import CaseGiven, PartyGiven
from xiezhi.casework.models import Case, Clock, IssuedNumber, NumberSeries, Proceeding
from xiezhi.casework.tests.office import ARREST, PROSECUTION, accepted, at, staff_office, theft
from xiezhi.law import Refused
from xiezhi.ledger.selectors import acts_of, entries_of


def test_a_case_and_its_proceeding_are_numbered_in_their_own_series(office):
    first, second = accepted(office), accepted(office)
    assert first.number == "云江检捕〔2026〕1号"
    assert first.case.number == "云江检刑捕受〔2026〕1号"
    assert second.number == "云江检捕〔2026〕2号"
    indictable = accepted(office, PROSECUTION, case_source="police")
    assert indictable.number == "云江检诉〔2026〕1号"


def test_the_stage_the_clock_and_who_is_awaited_follow_from_the_act(office):
    proceeding = accepted(office)
    assert (proceeding.stage, proceeding.stage_label) == ("received", "受理")
    clock = Clock.objects.get(proceeding=proceeding)
    assert (clock.subject, clock.due_on, clock.status) == ("P1", dt.date(2026, 3, 9), "running")
    assert clock.citation == "刑事诉讼法(2018) 第91条第3款"
    waiting = proceeding.awaiting.get()
    assert (waiting.step, waiting.role) == ("assign", "case_management")


def test_the_ledger_holds_the_acceptance_after_the_seed_of_the_day(office):
    proceeding = accepted(office)
    (act,) = acts_of(("proceeding", str(proceeding.pk)))
    assert act.kind == "accept"
    assert act.data["received_on"] == "2026-03-02"
    (seed,) = entries_of(("assignment_seed", "YJ/2026-03-02"))
    assert seed.seq < proceeding.last_seq


def test_only_case_management_of_the_same_procuratorate_accepts(office):
    with pytest.raises(Refused) as refused:
        accept(office.p1, ARREST, "YJ", theft(), at=at(3, 2))
    assert refused.value.level == 403
    elsewhere = staff_office("LZ", "临泽")
    with pytest.raises(Refused, match="案件管理"):
        accept(elsewhere.manager, ARREST, "YJ", theft(), at=at(3, 2))
    assert not Case.objects.exists()


def test_a_wrong_identity_number_names_the_party_and_writes_nothing(office):
    wrong = PartyGiven(role="suspect", name="贺小川", identity_number="360426199101010072")
    case = CaseGiven("贺小川诈骗案", "诈骗", "transferred", [*theft().parties, wrong])
    with pytest.raises(ValidationError) as refused:
        accept(office.manager, ARREST, "YJ", case, at=at(3, 2))
    (text,) = refused.value.messages
    assert text.startswith("第2名当事人贺小川")
    assert "末位校验码不符" in text
    assert not Case.objects.exists()
    assert not IssuedNumber.objects.exists()


def test_the_same_identity_number_twice_is_refused(office):
    one = PartyGiven(role="suspect", name="甲", identity_number="360426199101010071")
    two = PartyGiven(role="suspect", name="乙", identity_number="360426199101010071")
    with pytest.raises(ValidationError, match="甲和乙的证件号码都是"):
        accepted(office, case=CaseGiven("甲、乙盗窃案", "盗窃", "transferred", [one, two]))


def test_a_refused_acceptance_leaves_no_gap_in_the_numbers(office):
    accepted(office)
    with pytest.raises(Refused):
        accept(office.manager, ARREST, "YJ", theft(), received_on=dt.date(2026, 3, 3), at=at(3, 2))
    assert accepted(office).number == "云江检捕〔2026〕2号"
    for series in NumberSeries.objects.all():
        given = series.issued.order_by("ordinal").values_list("ordinal", flat=True)
        assert list(given) == list(range(1, series.last + 1))


def test_an_unknown_procedure_and_a_missing_department_say_what_to_do(office):
    with pytest.raises(Refused, match="没有这个办案程序"):
        accept(office.manager, "criminal.nonsense", "YJ", theft(), at=at(3, 2))
    with pytest.raises(Refused, match="没有承办这类案件的部门"):
        accept(office.manager, ARREST, "YJ", theft(), department="P9", at=at(3, 2))


def test_refusing_acceptance_is_registered_with_its_reasons(office):
    proceeding = refuse_acceptance(
        office.manager, ARREST, "YJ", theft(), "案卷不齐，缺少拘留证", at=at(3, 2)
    )
    assert proceeding.closed_on == dt.date(2026, 3, 2)
    assert proceeding.stage == ""
    with pytest.raises(Refused):
        refuse_acceptance(office.manager, ARREST, "YJ", theft(), "", at=at(3, 2))
    assert Proceeding.objects.count() == 1
