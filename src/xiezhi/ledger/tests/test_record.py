"""Recording: chained, canonical, locked, and refused when it cannot be exact."""

import datetime as dt
import hashlib
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from xiezhi.law.acts import Act
from xiezhi.ledger import canonical, digests, selectors
from xiezhi.ledger.actions.record import record
from xiezhi.ledger.errors import LedgerError
from xiezhi.ledger.models import Entry, Head

NOON = dt.datetime(2026, 3, 2, 4, 0, tzinfo=dt.UTC)


def test_entries_chain_and_the_head_follows(office, write):
    first, second = write(text="甲"), write(text="乙")
    assert (first.seq, second.seq) == (1, 2)
    stored = Entry.objects.get(seq=2)
    assert stored.previous_sha256 == first.sha256
    assert stored.previous_sm3 == first.sm3
    head = selectors.head("YJ")
    assert (head.seq, head.sha256, head.sm3) == (2, second.sha256, second.sm3)


def test_the_digest_is_that_of_the_documented_bytes(office, write):
    row = write(text="甲")
    entry = Entry.objects.get()
    expected = "xiezhi-ledger/1\n" + "".join(
        f"{name}:{len(str(getattr(entry, name)).encode())}:{getattr(entry, name)}\n"
        for name in canonical.FIELDS[1]
    )
    assert row.sha256 == hashlib.sha256(expected.encode()).hexdigest()
    assert row.sm3 == digests.sm3(expected.encode())


def test_sm3_is_the_national_standard():
    # GB/T 32905-2016, example 1
    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert digests.sm3(b"abc") == (expected if digests.SM3_AVAILABLE else "")


def test_acts_come_back_in_order_with_plain_data(office, write):
    day = dt.date(2026, 3, 1)
    write("accept", received_on=day, amount=Decimal("10.50"), parties=({"id": "1"},))
    write("annotate", subject=("proceeding", "other"))
    write("assign", handler="yj-02")
    acts = selectors.acts_of(("proceeding", "p1"))
    assert [act.kind for act in acts] == ["accept", "assign"]
    assert acts[0].data == {
        "received_on": "2026-03-01", "amount": "10.50", "parties": [{"id": "1"}]
    }  # fmt: skip
    assert acts[0].at == NOON


@pytest.mark.parametrize("value", [1.5, {1: "x"}, {"s": {1}}, b"x", "\ud800"])
def test_what_cannot_be_recorded_exactly_is_refused(office, write, value):
    with pytest.raises(LedgerError):
        write(value=value)
    assert not Entry.objects.exists()


def test_a_naive_instant_is_refused(office):
    act = Act("annotate", NOON.replace(tzinfo=None), "a", "clerk", {})
    with pytest.raises(LedgerError, match="时区"), transaction.atomic():
        record(chain="YJ", subject=("x", "1"), act=act, rule="", rule_version="")


def test_an_unknown_procuratorate_has_no_chain(office, write):
    with pytest.raises(LedgerError, match="没有代码"):
        write(chain="YI")


def test_an_overlong_value_is_refused_on_every_database(office, write):
    with pytest.raises(LedgerError, match="超过 64 个字符"):
        write(subject=("proceeding", "x" * 65))


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded():
    act = Act("annotate", NOON, "a", "clerk", {})
    with pytest.raises(LedgerError, match="同一事务"):
        record(chain="YJ", subject=("x", "1"), act=act, rule="", rule_version="")


CHANGES = {
    "update": lambda: Entry.objects.update(data="{}"),
    "delete": lambda: Entry.objects.all().delete(),
    "head back": lambda: Head.objects.update(seq=0),
    "head jump": lambda: Head.objects.update(seq=9),
    "head delete": lambda: Head.objects.all().delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_the_database_itself_refuses_changes(office, write, change):
    write(text="甲")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    assert Entry.objects.get().data == '{"text":"甲"}'


def test_an_aborted_change_leaves_no_entry(office, write):
    with transaction.atomic():
        write(text="甲")
        transaction.set_rollback(True)
    assert selectors.acts_of(("proceeding", "p1")) == []
    assert write(text="乙").seq == 1
