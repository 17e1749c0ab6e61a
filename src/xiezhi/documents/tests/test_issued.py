"""The paper that was issued never changes, and a changed one is not handed out."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from xiezhi.documents.actions.draft import draft
from xiezhi.documents.actions.issue import issue
from xiezhi.documents.content import word_of
from xiezhi.documents.models import Document
from xiezhi.documents.tests.test_actions import at
from xiezhi.law import Refused

DAY = dt.date(2026, 3, 6)


@pytest.fixture
def paper(approved, typed):
    key = draft(
        approved.assistant,
        approved.proceeding.pk,
        "arrest_approval",
        values=typed,
        at=at(3, 6, 10),
    )
    issue(approved.handler, key, at=at(3, 6, 11))
    return key


@pytest.mark.parametrize("change", [{"content": b"other"}, {"values": {}}])
def test_the_database_refuses_to_change_an_issued_paper(paper, change):
    with pytest.raises(DatabaseError, match="已经签发"), transaction.atomic():
        Document.objects.filter(pk=paper).update(**change)


def test_a_paper_changed_behind_the_trigger_is_not_handed_out(approved, paper):
    number = Document.objects.get(pk=paper).number
    assert word_of(approved.handler, paper, DAY)[1].endswith(number)
    Document.objects.filter(pk=paper).update(status="draft")
    Document.objects.filter(pk=paper).update(content=b"other", status="issued")
    with pytest.raises(Refused, match="摘要不一致"):
        word_of(approved.handler, paper, DAY)
