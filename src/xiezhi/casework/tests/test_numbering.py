"""Numbers: in a case, in a transaction, without gaps under concurrent writers."""

from threading import Thread
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from xiezhi.casework.models import Case, IssuedNumber
from xiezhi.casework.numbering import next_number
from xiezhi.casework.tests.office import accepted, at, staff_office


def test_there_is_no_number_outside_a_case(office):
    before = transaction.savepoint()
    next_number("YJ", "云江", "检建", 2026, uuid4())
    with pytest.raises(IntegrityError):
        connection.check_constraints()
    transaction.savepoint_rollback(before)
    assert not IssuedNumber.objects.exists()


def test_each_year_and_word_has_its_own_series(office):
    case = accepted(office).case
    given = [
        next_number("YJ", "云江", word, year, case.pk)
        for word, year in (("检建", 2026), ("检建", 2026), ("检建", 2027), ("检纠", 2026))
    ]
    assert given == [
        "云江检建〔2026〕1号", "云江检建〔2026〕2号", "云江检建〔2027〕1号", "云江检纠〔2026〕1号",
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_refused():
    office = staff_office("YJ", "云江")
    case = accepted(office).case
    with pytest.raises(transaction.TransactionManagementError):
        next_number("YJ", "云江", "检建", 2026, case.pk)


@pytest.mark.django_db(transaction=True)
def test_concurrent_acceptances_leave_no_gap_and_give_no_number_twice():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's in-memory test database has one writer by itself")
    office = staff_office("YJ", "云江")
    accepted(office)

    def accept_five():
        for _ in range(5):
            accepted(office, when=at(3, 3))
        connection.close()

    threads = [Thread(target=accept_five) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ordinals = IssuedNumber.objects.filter(series__word="检捕").values_list("ordinal", flat=True)
    assert sorted(ordinals) == list(range(1, Case.objects.count() + 1)) == list(range(1, 22))
