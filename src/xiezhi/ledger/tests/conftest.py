"""A procuratorate with a chain of its own, and a way to write to it."""

import datetime as dt

import pytest
from django.db import transaction

from xiezhi.law.acts import Act
from xiezhi.ledger.actions.record import record
from xiezhi.organs.models import Procuratorate

NOON = dt.datetime(2026, 3, 2, 4, 0, tzinfo=dt.UTC)


def _make_office(code="YJ"):
    return Procuratorate.objects.get_or_create(
        code=code, defaults={"name": "云江区人民检察院", "short_name": "云江", "level": "district"}
    )[0]


def _write(kind="annotate", chain="YJ", subject=("proceeding", "p1"), **data):
    act = Act(kind, NOON, "yj-01", "prosecutor", data)
    with transaction.atomic():
        return record(chain=chain, subject=subject, act=act, rule="r.x", rule_version="1")


@pytest.fixture
def office(db):
    return _make_office()


@pytest.fixture
def make_office():
    return _make_office


@pytest.fixture
def write():
    """Record an act in a transaction of its own."""
    return _write
