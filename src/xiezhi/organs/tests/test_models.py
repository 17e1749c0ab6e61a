"""What the tables of the office refuse by themselves."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from xiezhi.organs.models import Person, Post, Procuratorate

DAY = dt.date(2026, 1, 1)


@pytest.fixture
def office(db):
    return Procuratorate.objects.create(
        code="YJ", name="云江区人民检察院", short_name="云江", level="district"
    )


def test_there_is_one_chief_at_a_time(office):
    first, second = (
        Person.objects.create_user(code, name=code, category="prosecutor") for code in "ab"
    )
    Post.objects.create(person=first, procuratorate=office, role="chief", from_on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(person=second, procuratorate=office, role="chief", from_on=DAY)


def test_a_post_ends_after_it_begins(office):
    person = Person.objects.create_user("a", name="甲", category="prosecutor")
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(
            person=person, procuratorate=office, role="prosecutor", from_on=DAY, until_on=DAY
        )


def test_a_head_heads_a_department(office):
    person = Person.objects.create_user("a", name="甲", category="prosecutor")
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(
            person=person, procuratorate=office, role="department_head", from_on=DAY
        )
