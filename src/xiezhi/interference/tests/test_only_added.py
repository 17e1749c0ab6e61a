"""No order of calls changes or removes a record: by actions, ORM, SQL, admin or HTTP."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.urls import get_resolver, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xiezhi.interference import projection
from xiezhi.interference.actions.hand_over import hand_over, note_outcome, receive
from xiezhi.interference.actions.supplement import supplement
from xiezhi.interference.actions.verify import verify
from xiezhi.interference.models import HandOver, Record
from xiezhi.interference.tests.house import recorded
from xiezhi.law import Refused
from xiezhi.ledger.selectors import entries_of

PEOPLE = ("p1", "p2", "head", "deputy", "chief", "inspector", "above", "admin", "manager")


def _supplement(house, person, record, _client):
    supplement(person, record.pk, "又来了一次")


def _verify(house, person, record, _client):
    verify(person, record.pk, "violation", evidence="通话记录", reason="属实", follow_up="nothing")


def _hand_over(house, person, record, _client):
    hand_over(person, record.pk, "verify", "superior", "请核查")


def _receive(house, person, record, _client):
    row = HandOver.objects.first()
    receive(person, row.pk if row else record.pk, "收到")


def _outcome(house, person, record, _client):
    row = HandOver.objects.first()
    note_outcome(person, row.pk if row else record.pk, "已办")


def _again(house, person, record, _client):
    recorded(house, person, once=record.pk, said="改写", proceeding=None)


def _update(house, person, record, _client):
    Record.objects.filter(pk=record.pk).update(said="改写")


def _delete(house, person, record, _client):
    Record.objects.all().delete()


def _save(house, person, record, _client):
    row = Record.objects.get(pk=record.pk)
    row.said = "改写"
    row.save()


def _delete_row(house, person, record, _client):
    Record.objects.get(pk=record.pk).delete()


def _bulk_update(house, person, record, _client):
    row = Record.objects.get(pk=record.pk)
    row.said = "改写"
    Record.objects.bulk_update([row], ["said"])


def _upsert(house, person, record, _client):
    row = Record.objects.get(pk=record.pk)
    row.said = "改写"
    Record.objects.bulk_create([row], update_conflicts=True, unique_fields=["id"],
                               update_fields=["said"])  # fmt: skip


def _sql_update(house, person, record, _client):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE interference_record SET said = '改写'")


def _sql_delete(house, person, record, _client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM interference_record")


def _http(house, person, record, client):
    client.force_login(person)
    address = reverse("interference-record", args=[record.pk])
    for send in (client.post, client.put, client.patch, client.delete):
        assert send(address, {"said": "改写"}).status_code in (403, 404, 405)
    for step in ("edit", "delete", "update"):
        found = client.post(reverse("interference-step", args=[record.pk, step]), {"said": "改写"})
        assert found.status_code == 404


def _http_again(house, person, record, client):
    client.force_login(person)
    client.post(reverse("interference-new"), {
        "once": str(record.pk), "said": "改写", "name": "某人", "relation": "party",
        "matter": "case", "way": "talk", "nature": "ordinary", "happened_at": "2026-03-01T10:00",
    })  # fmt: skip


CALLS = (_supplement, _verify, _hand_over, _receive, _outcome, _again, _update, _delete, _save,
         _delete_row, _bulk_update, _upsert, _sql_update, _sql_delete, _http,
         _http_again)  # fmt: skip
EXPECTED = (Refused, Http404, DatabaseError)


@pytest.mark.clause("reform-32b")
@pytest.mark.clause("responsibility-43a")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    calls=st.lists(st.tuples(st.sampled_from(CALLS), st.sampled_from(PEOPLE)), max_size=8),
)
def test_no_order_of_calls_changes_or_removes_a_record(house, client, calls):
    with transaction.atomic():
        record = recorded(house)
        first = Record.objects.values().get(pk=record.pk)
        entries = entries_of(("interference", str(record.pk)))
        for call, who in calls:
            try:
                with transaction.atomic():
                    call(house, getattr(house, who), record, client)
            except EXPECTED:
                continue
        assert Record.objects.values().get(pk=record.pk) == first
        now = entries_of(("interference", str(record.pk)))
        assert now[: len(entries)] == entries
        assert not list(projection.differences())
        transaction.set_rollback(True)


@pytest.mark.parametrize("call", CALLS[6:14], ids=lambda call: call.__name__.strip("_"))
def test_every_way_to_change_the_table_is_refused(house, call):
    record = recorded(house)
    with pytest.raises((Refused, DatabaseError)), transaction.atomic():
        call(house, house.p1, record, None)
    assert Record.objects.get().said == "问案件办得怎样，要求从轻"


def test_no_admin_reaches_the_tables(house):
    assert not apps.is_installed("django.contrib.admin")
    assert not [one for one in get_resolver().url_patterns if "admin" in str(one.pattern)]
