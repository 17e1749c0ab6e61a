"""Several posts, one capacity: who handles does so as the case's prosecutor."""

import pytest

from xiezhi.casework import engine
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.capacity import capacity_in
from xiezhi.casework.figures.words import capacity_label
from xiezhi.casework.tests.office import SINCE, accepted, at, given_to
from xiezhi.law import Refused
from xiezhi.ledger.selectors import entries_of
from xiezhi.organs.selectors import actor_of


@pytest.fixture
def led(office):
    """A case handled by a head who sits on the committee and holds no prosecutor's post."""
    office.head.posts.filter(role="prosecutor").delete()
    office.head.posts.create(procuratorate=office.unit, role="committee_member", from_on=SINCE)
    proceeding = accepted(office)
    given_to(office, proceeding.pk, "head")
    proceeding.refresh_from_db()
    return proceeding


def offered(proceeding, person, kind):
    actor = actor_of(person, at(3, 3).date())
    return [o for o in engine.offers_to(proceeding, actor, at(3, 3).date()) if o.kind == kind]


def test_a_head_on_the_committee_handles_as_the_handler(office, led):
    offers = offered(led, office.head, "opine")
    assert offers
    assert {offer.capacity for offer in offers} == {"handler"}
    data = {"text": "已阅卷"}
    perform(office.head, led.pk, "annotate", data, at=at(3, 3))
    assert entries_of(engine.subject_of(led.pk))[-1].capacity == "handler"
    assert capacity_label("handler") == "承办检察官"


def same_capacity(proceeding, person, kind):
    """The capacity in which the page offers a kind of act; the gate alone takes the same."""
    actor, state = actor_of(person, at(3, 3).date()), engine.state_of(proceeding)
    found = offered(proceeding, person, kind)
    assert found, kind
    for offer in found:
        assert offer.capacity == capacity_in(state, actor, kind, {"do": offer.do, **offer.data})
    return {offer.capacity for offer in found}


def test_offer_and_gate_name_the_same_capacity(office, led):
    for kind in ("opine", "annotate", "note_facts"):
        assert same_capacity(led, office.head, kind) == {"handler"}


@pytest.mark.parametrize(
    ("name", "deciding", "handling"),
    [("deputy", "handler", "handler"), ("chief", "chief", "handler"),
     ("p1", "prosecutor", "prosecutor")],
)  # fmt: skip
def test_offer_and_gate_agree_on_a_decision_and_its_document(office, name, deciding, handling):
    proceeding, person = accepted(office), getattr(office, name)
    given_to(office, proceeding.pk, name)
    opinion = {"do": "refuse_not_crime", "subject": "P1", "reasons": "不构成犯罪",
               "fields": {"refusal_reasons": "不构成犯罪"}}  # fmt: skip
    perform(person, proceeding.pk, "opine", opinion, at=at(3, 2, 11))
    agreed = {"matter": "arrest:P1", "result": "agree"}
    perform(office.head, proceeding.pk, "review", agreed, at=at(3, 2, 12))
    proceeding.refresh_from_db()
    assert same_capacity(proceeding, person, "decide") == {deciding}
    decided = {"matter": "arrest:P1", **opinion}
    perform(office.chief, proceeding.pk, "decide", decided, at=at(3, 2, 13))
    proceeding.refresh_from_db()
    assert same_capacity(proceeding, person, "issue_document") == {handling}


def test_a_prosecutor_with_another_post_handles_as_prosecutor(office):
    proceeding = accepted(office)
    given_to(office, proceeding.pk, "head")  # who holds a prosecutor's post beside
    proceeding.refresh_from_db()
    assert {o.capacity for o in offered(proceeding, office.head, "opine")} == {"prosecutor"}


def test_what_is_done_as_head_stays_the_heads(office):
    proceeding = accepted(office)
    given_to(office, proceeding.pk)
    proceeding.refresh_from_db()
    assert {o.capacity for o in offered(proceeding, office.head, "annotate")} != {"handler"}
    assert {o.capacity for o in offered(proceeding, office.p1, "opine")} == {"prosecutor"}
    with pytest.raises(Refused, match="不担任"):
        perform(office.head, proceeding.pk, "annotate", {"text": "x"}, at=at(3, 3),
                capacity="handler")  # fmt: skip
