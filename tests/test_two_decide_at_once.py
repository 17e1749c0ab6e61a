"""Two act at once on one proceeding: they take turns, and the second meets the first's act."""

import datetime as dt
import threading

import pytest
from django.db import connection, connections

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.rebuild import differences
from xiezhi.casework.tests.office import at, staff_office
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.review import review
from xiezhi.deliberation.models import Decision, Objection
from xiezhi.deliberation.tests.way import MATTER, under_review
from xiezhi.law import Refused
from xiezhi.ledger.verification import verify
from xiezhi.organs.actions.delegate import delegate

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite 一次只有一个写入者"),
]
DROP = {"drop_reasons": "情节轻微"}


def at_once(*acts):
    """Do the acts in threads that start together; return what each raised, or None."""
    together, ended = threading.Barrier(len(acts)), [None] * len(acts)

    def act_on(place):
        together.wait()
        try:
            acts[place]()
        except Refused as refused:
            ended[place] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act_on, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return ended


@pytest.fixture
def before_the_chief():
    """A matter before the chief, with a deputy who holds the chief's powers too."""
    office = staff_office("YJ", "云江")
    delegate(
        office.chief, office.deputy, "chief_power",
        from_on=dt.date(2026, 3, 1), until_on=dt.date(2026, 4, 1),
    )  # fmt: skip
    proceeding = under_review(office)
    opine(
        office.p1, proceeding.pk, "drop_minor", "情节轻微", subject="P1", fields=DROP, at=at(3, 4)
    )
    review(office.head, proceeding.pk, MATTER, "agree", at=at(3, 5))
    return office, proceeding.pk


def decision(person, key, do, **more):
    fields = DROP if do == "drop_minor" else {"charge": "盗窃罪"}
    data = {"matter": MATTER, "do": do, "fields": fields, **more}
    return lambda: perform(person, key, "decide", data, at=at(3, 6))


@pytest.mark.clause("responsibility-4b")
def test_dt_2_12_the_chief_and_a_deputy_who_decide_at_once_leave_one_decision(before_the_chief):
    office, key = before_the_chief
    ended = at_once(
        decision(office.chief, key, "prosecute"),
        decision(office.deputy, key, "drop_minor", by_delegation=True),
    )
    (lost,) = [one for one in ended if one is not None]
    assert "该事项已经作出决定" in str(lost)
    assert Decision.objects.count() == 1
    assert list(differences()) == []


def test_dt_8_12_an_objection_and_the_issue_at_once_stand_in_one_order(before_the_chief):
    office, key = before_the_chief
    decision(office.chief, key, "prosecute")()
    paper = {"document": "d1", "template": "indictment", "number": "1号"}
    ended = at_once(
        lambda: perform(
            office.p1, key, "object", {"matter": MATTER, "reasons": "证据不足"}, at=at(3, 7)
        ),
        lambda: perform(office.p1, key, "issue_document", paper, at=at(3, 7)),
    )
    assert sorted(one is None for one in ended) == [False, True]
    objected = Objection.objects.exists()
    assert (ended[0] is None) is objected
    assert ("已经开始执行" in str(ended[0])) or ("异议尚未答复" in str(ended[1]))
    assert all(chain.broken is None for chain in verify().chains)
