"""Any single byte changed anywhere in the ledger is found."""

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from xiezhi.ledger import triggers
from xiezhi.ledger.models import Entry, Head
from xiezhi.ledger.verification import verify

ENTRIES = 4
ENTRY_COLUMNS = [f.column for f in Entry._meta.concrete_fields if f.name != "pk"]
HEAD_COLUMNS = [f.column for f in Head._meta.concrete_fields]


@pytest.fixture
def ledger(office, write):
    for number in range(ENTRIES):
        write(text=f"第{number}次", parties=[{"id": "1", "name": "张某"}])
    triggers.remove(connection)


def stored(table, column, where):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM {table} WHERE {where}')
        return cursor.fetchone()[0]


def overwrite(table, column, where, content):
    """Put a number or raw bytes into a cell; only SQLite takes bytes that are no text."""
    place, value = "%s", content
    if isinstance(content, bytes):
        blob = connection.vendor == "sqlite"
        value = content if blob else content.decode("utf-8")
        place = "CAST(%s AS TEXT)" if blob else "%s"
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE {table} SET "{column}" = {place} WHERE {where}', [value])


def changed(value, at, mask):
    """Flip bits of one byte of a text, or of the number."""
    if isinstance(value, int):
        return value ^ mask
    content = bytearray(value.encode("utf-8"))
    assume(content)
    content[at % len(content)] ^= mask
    return bytes(content)


def is_text(content):
    try:
        return "\x00" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), at=st.integers(0, 400), mask=st.integers(1, 127))
def test_any_changed_byte_is_found(ledger, data, at, mask):
    in_head = data.draw(st.booleans())
    column = data.draw(st.sampled_from(HEAD_COLUMNS if in_head else ENTRY_COLUMNS))
    row = data.draw(st.integers(1, ENTRIES))
    table, where = ("ledger_head", "1=1") if in_head else ("ledger_entry", f"seq = {row}")
    value = stored(table, column, where)
    new = changed(value, at, mask)
    if isinstance(new, bytes) and connection.vendor != "sqlite":
        assume(is_text(new))
    with transaction.atomic():
        try:
            with transaction.atomic():
                overwrite(table, column, where, new)
        except IntegrityError:
            assert (table, column) == ("ledger_entry", "seq")  # two entries cannot share a number
            return
        found = verify().first_broken
        transaction.set_rollback(True)
    assert found is not None, (table, column, value, new)
    assert verify().first_broken is None
