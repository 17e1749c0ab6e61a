"""The three rules from a leader's call to the notice: recorded, verified, handed on, checked back.

Everything by the pages, as people do it; the leader learns nothing until the notice, and what was
written first stands at the end as it was written.
"""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from xiezhi.casework.actions.reassign import reassign
from xiezhi.casework.tests.office import accepted, at, given_to
from xiezhi.interference import projection
from xiezhi.interference.models import Record
from xiezhi.interference.selectors.lenient import truthful_records
from xiezhi.law import Refused
from xiezhi.ledger.selectors import entries_of
from xiezhi.ledger.verification import verify

CALLED = at(3, 5, 10)
SAID = "说这个人家里困难，问能不能不捕"


@pytest.fixture
def case(office):
    """A theft reviewed by p1, on 5 March a quarter past ten."""
    proceeding = accepted(office, detained=True)
    given_to(office, proceeding.pk)
    with time_machine.travel(CALLED + dt.timedelta(minutes=15), tick=False) as clock:
        office.clock = clock
        yield office, proceeding


def post(client, person, address, args=(), **sent):
    client.force_login(person)
    answer = client.post(reverse(address, args=args), sent)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return answer


def told(client, person, name, args=(), **asked):
    client.force_login(person)
    return client.get(reverse(name, args=args), asked).content.decode()


def called(client, office, proceeding):
    post(
        client, office.p1, "interference-new", name="云江deputy（deputy）", relation="leader",
        unit_and_post="副检察长", matter="case", way="call", nature="improper", said=SAID,
        happened_at="2026-03-05T10:00", proceeding=str(proceeding.pk),
    )  # fmt: skip
    return Record.objects.get()


@pytest.mark.clause("reform-32b")
@pytest.mark.clause("reform-32c")
@pytest.mark.clause("opinion2021-14c")
@pytest.mark.clause("zhangzhou-18c")
def test_from_the_call_to_the_notice(case, client):
    office, proceeding = case
    record = called(client, office, proceeding)
    (first,) = entries_of(("interference", str(record.pk)))
    for unknowing in (office.deputy, office.head, office.admin, office.p2):
        assert SAID not in told(client, unknowing, "interference")
        assert SAID not in told(client, unknowing, "interference-register")
        assert SAID not in told(client, unknowing, "ledger")
    assert SAID in told(client, office.inspector, "interference-register", month="2026-03")
    step = (record.pk, "verify")
    post(client, office.inspector, "interference-step", step, **{
        "verify-verdict": "violation", "verify-evidence": "通话记录", "verify-reason": "并非职责",
        "verify-follow_up": "hand_over"})  # fmt: skip
    post(client, office.inspector, "interference-step", (record.pk, "hand-over"), **{
        "handover-purpose": "notice", "handover-receiver": "chief",
        "handover-content": "请通报"})  # fmt: skip
    handed = str(record.hand_overs.get().pk)
    for kind, text in (("receive", "收到"), ("outcome", "已通报")):
        post(client, office.chief, "interference-step", (record.pk, kind), hand_over=handed,
             text=text)  # fmt: skip
    with pytest.raises(Refused) as refused:
        reassign(office.manager, proceeding.pk, "另有安排", handler="p2", approver="deputy")
    assert refused.value.refusals[0].code == "handler.kept_from"
    entries = entries_of(("interference", str(record.pk)))
    assert entries[0] == first
    kinds = [one.kind for one in entries if one.kind != "look"]
    assert kinds == ["record_inquiry", "verify", "hand_over", "receive", "note_outcome"]
    assert verify().is_sound
    assert not list(projection.differences())


@pytest.mark.clause("reform-32d")
@pytest.mark.clause("zhangzhou-news-n")
def test_the_month_is_reported_and_what_was_kept_silent_is_found(case, client):
    office, proceeding = case
    called(client, office, proceeding)
    office.clock.move_to(at(4, 1))
    assert "还没有报告" not in told(client, office.p1, "workbench")
    assert "2026-03 还没有报告" in told(client, office.p2, "workbench")
    post(client, office.p2, "interference-month", month="2026-03")
    missing = told(client, office.inspector, "interference-register", month="2026-03")
    assert "云江p2" not in missing
    assert "云江p3" in missing
    sent = {"ground": "处分决定", "about": "p1",
            "contacts": "2026-03-05 接听说情电话\n2026-03-06 收受礼品"}  # fmt: skip
    answer = post(client, office.inspector, "reverse-checks", **sent)
    days = client.get(answer.url).context["page"].days
    assert [(str(one.on), one.what) for one in days] == [("2026-03-06", "收受礼品")]
    (lenient,) = truthful_records("p1", proceeding.pk, at(4, 1))
    assert lenient.citation.text == "司法责任制意见(2024) 第37条"
