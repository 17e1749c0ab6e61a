"""A change of the compulsory measure moves the party, the clocks and the custody board."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from xiezhi.casework.actions.change_custody import change_custody
from xiezhi.casework.models import Clock, Party
from xiezhi.casework.rebuild import differences
from xiezhi.casework.selectors import custody_board
from xiezhi.casework.tests.office import PROSECUTION, accepted, at, given_to
from xiezhi.law import Refused


def test_bail_takes_the_person_off_the_board_and_lets_the_clock_roll(office):
    opened = accepted(office, PROSECUTION, case_source="police", when=at(3, 3))
    proceeding = given_to(office, opened.pk, when=at(3, 3, 10))
    clock = Clock.objects.get(proceeding=proceeding)
    assert clock.due_on == dt.date(2026, 4, 3)
    change_custody(
        office.p1, proceeding.pk, "P1", "bail", "取保候审决定书",
        from_on=dt.date(2026, 3, 10), until_on=dt.date(2027, 3, 10), at=at(3, 10),
    )  # fmt: skip
    party = Party.objects.get()
    assert (party.custody, party.custody_until) == ("bail", dt.date(2027, 3, 10))
    assert custody_board(office.chief, dt.date(2026, 3, 10)).rows == ()
    assert list(differences()) == []


def test_a_change_needs_a_source_and_a_known_measure(office):
    proceeding = given_to(office, accepted(office).pk)
    with pytest.raises(Refused, match="来源"):
        change_custody(office.p1, proceeding.pk, "P1", "bail", "", at=at(3, 3))
    with pytest.raises(Refused, match="没有这种强制措施"):
        change_custody(office.p1, proceeding.pk, "P1", "house_arrest", "决定书", at=at(3, 3))
    assert Party.objects.get().custody == "in_custody"


@pytest.fixture
def page(client, office):
    """The form of a changed measure, open to the handler on 3 March."""
    proceeding = given_to(office, accepted(office).pk)
    with time_machine.travel(at(3, 3), tick=False):
        client.force_login(office.p1)
        yield client, reverse("custody-change", args=[proceeding.pk, "P1"])


def test_the_form_shows_the_measure_on_record_and_asks_twice(page):
    client, url = page
    text = client.get(url).content.decode()
    assert "第一看守所" in text
    assert "当事人登记" in text
    sent = {"custody": "bail", "source": "取保候审决定书", "from_on": "2026-03-03",
            "until_on": "2027-03-03", "place": ""}  # fmt: skip
    look = client.post(url, sent)
    assert "再看一遍" in look.content.decode()
    assert Party.objects.get().custody == "in_custody"
    assert client.post(url, {**sent, "step": "confirmed"}).status_code == 302
    assert Party.objects.get().custody == "bail"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"from_on": ""}, "没有填。期限自起日计算"),
        ({"until_on": "2026-03-01"}, "届满日应当在起日之后"),
        ({"custody": "none"}, "没有强制措施就没有届满日"),
        ({"source": ""}, "没有文书不登记"),
    ],
)
def test_wrong_dates_are_named_with_their_cure(page, wrong, said):
    client, url = page
    sent = {"custody": "bail", "source": "决定书", "from_on": "2026-03-03",
            "until_on": "2027-03-03", **wrong}  # fmt: skip
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Party.objects.get().custody == "in_custody"


def test_whoever_does_not_handle_the_case_is_refused(page, office):
    client, url = page
    client.force_login(office.other)
    assert client.get(url).status_code == 403
    client.force_login(office.p1)
    assert client.get(url.replace("/P1/", "/P9/")).status_code == 404
