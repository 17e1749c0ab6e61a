"""A record is written at once, with its instant, and only added to."""

from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.http import Http404

from xiezhi.casework.tests.office import at
from xiezhi.interference import projection, triggers
from xiezhi.interference.actions.record_inquiry import record_inquiry
from xiezhi.interference.actions.supplement import supplement
from xiezhi.interference.models import Record
from xiezhi.interference.selectors.course import course_of
from xiezhi.interference.selectors.records import own_records
from xiezhi.interference.tests.house import NOON, asked, recorded
from xiezhi.law import Refused
from xiezhi.ledger import triggers as of_ledger
from xiezhi.ledger.selectors import entries_of, latest
from xiezhi.ledger.verification import verify


@pytest.mark.clause("reform-32b")
def test_a_leaders_call_is_recorded_with_who_case_content_and_the_millisecond(house):
    record = recorded(house)
    (line,) = own_records(house.p1)
    assert line.recorded == "2026-04-02 12:00:00.123"
    assert (line.who, line.number) == ("云江deputy 副检察长", house.proceeding.number)
    assert record.who_code == "deputy"
    (entry,) = entries_of(("interference", str(record.pk)))
    assert (entry.kind, entry.by, entry.at) == ("record_inquiry", "p1", NOON)
    assert entry.data["said"] == "问案件办得怎样，要求从轻"
    assert list(projection.differences()) == []


@pytest.mark.parametrize("who", ["admin", "clerk", "manager", "chief", "other", "assistant"])
def test_anybody_of_the_staff_records_without_a_case(house, who):
    person = getattr(house, who)
    record = recorded(house, person, proceeding=None, relation="party", name="某律师")
    assert record.recorded_by == person.code
    assert (record.number, record.who_code) == ("", "")


def test_without_a_post_nothing_is_recorded(house):
    house.clerk.posts.update(until_on="2026-04-01")
    with pytest.raises(Refused) as refused:
        recorded(house, house.clerk, proceeding=None)
    assert refused.value.level == 403


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"said": " "}, "record.nothing_said"),
        ({"happened_at": at(4, 3)}, "record.ahead"),
        ({"proceeding": uuid4()}, "record.not_yours_to_choose"),
    ],
)
def test_a_bad_record_is_refused_with_its_cure(house, changes, code):
    with pytest.raises(Refused) as refused:
        recorded(house, **changes)
    assert refused.value.refusals[0].code == code
    assert not Record.objects.exists()


def test_another_ones_case_is_not_chosen(house):
    with pytest.raises(Refused) as refused:
        recorded(house, house.other)
    assert refused.value.refusals[0].code == "record.not_yours_to_choose"


def test_two_of_one_name_are_told_apart_by_the_suggestion(house):
    house.p2.name = house.p3.name = "沈启衡"
    house.p2.save()
    house.p3.save()
    with pytest.raises(Refused) as refused:
        recorded(house, name="沈启衡", relation="staff")
    assert refused.value.refusals[0].code == "record.which_person"
    assert recorded(house, name="沈启衡（p3）", relation="staff").who_code == "p3"
    assert recorded(house, name="沈启衡", relation="party").who_code == ""


def test_a_form_sent_twice_is_one_record(house):
    once = uuid4()
    assert recorded(house, once=once) == recorded(house, once=once)
    assert Record.objects.count() == 1
    assert len(entries_of(("interference", str(once)))) == 1


def test_the_form_of_another_one_is_not_sent_again(house):
    record = recorded(house)
    with pytest.raises(Refused) as refused:
        recorded(house, house.p2, once=record.pk, proceeding=None)
    assert refused.value.refusals[0].code == "record.only_added"


def test_a_supplement_is_a_new_entry_and_only_the_authors(house):
    record = recorded(house)
    supplement(house.p1, record.pk, "下午又打来一次")
    assert [one.text for one in course_of(record).supplements] == ["下午又打来一次"]
    assert Record.objects.get().said == "问案件办得怎样，要求从轻"
    with pytest.raises(Refused) as refused:
        supplement(house.inspector, record.pk, "x")
    assert refused.value.refusals[0].code == "record.own_only"
    with pytest.raises(Refused):
        supplement(house.p1, record.pk, " ")
    for stranger in (house.head, house.deputy, house.p2, house.admin):
        with pytest.raises(Http404):
            supplement(stranger, record.pk, "x")


def test_the_unit_is_not_told_in_the_ledgers_list_that_somebody_recorded(house):
    recorded(house)
    assert {entry.subject[0] for entry in latest("YJ", 50)}.isdisjoint({"interference"})


@pytest.mark.clause("responsibility-43a")
@pytest.mark.clause("opinion2021-14c")
def test_an_edit_of_the_row_in_the_database_is_found_and_named(house):
    record = recorded(house)
    assert not list(projection.differences())
    forge(f"UPDATE interference_record SET said = 'x' WHERE recorded_by = '{record.recorded_by}'")
    (changed,) = projection.differences()
    assert changed.subject == str(record.pk)
    assert "要求从轻" in changed.replayed


@pytest.mark.clause("responsibility-43a")
def test_an_edit_of_the_ledger_breaks_the_chain_at_that_entry(house):
    record = recorded(house)
    (entry,) = entries_of(("interference", str(record.pk)))
    assert verify().is_sound
    forge(f"UPDATE ledger_entry SET data = '{{}}' WHERE chain = 'YJ' AND seq = {entry.seq}")
    assert (verify().first_broken.chain, verify().first_broken.seq) == ("YJ", entry.seq)


def test_missing_triggers_are_told(house):
    triggers.remove(connection)
    assert {one.field for one in projection.differences()} == {"触发器"}
    triggers.install(connection)
    assert not list(projection.differences())


def forge(sql):
    """Change the database as somebody who owns its file."""
    for one in (triggers, of_ledger):
        one.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql)
    for one in (triggers, of_ledger):
        one.install(connection)


def test_a_row_that_the_ledger_does_not_know_is_found(house):
    with transaction.atomic():
        row = recorded(house)
        Record.objects.bulk_create([Record(**{**_columns(row), "id": uuid4()})])
    (found,) = projection.differences()
    assert found.replayed == "账本没有记载"


def _columns(row):
    return {field.attname: getattr(row, field.attname) for field in Record._meta.concrete_fields}


def test_record_inquiry_knows_the_day_of_shanghai(house):
    late = record_inquiry(house.p1, asked(house), at=at(3, 31, 23, 59))
    assert late.recorded_at == at(3, 31, 23, 59)
