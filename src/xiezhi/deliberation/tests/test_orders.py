"""DT-6.1 and 6.2 between two offices: who orders, in whose name, which parts; it is kept to."""

import pytest

from xiezhi.casework.actions.make_move import make_move
from xiezhi.casework.selectors.handling import state_now
from xiezhi.casework.tests.office import PROSECUTION, accepted, at, given_to, staff_office, theft
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.actions.issue_order import issue_order
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.receive_order import receive_order
from xiezhi.deliberation.actions.review import review
from xiezhi.deliberation.selectors import matter_record
from xiezhi.deliberation.tests.way import MATTER, under_review
from xiezhi.law import Refused
from xiezhi.ledger.selectors import entries_of
from xiezhi.organs.models import Procuratorate

ORDER = {"matter": MATTER, "kind": "change", "do": "prosecute", "decided_by": "chief",
         "in_unit_name": True, "parts_changed": ["处理结果"], "text": "提起公诉。"}  # fmt: skip
RECEIVED = {"kind": "change", "do": "prosecute", "decided_by": "chief", "in_unit_name": True,
            "parts_changed": ["处理结果"], "from": "云州区人民检察院",
            "received_on": "2026-03-08"}  # fmt: skip


@pytest.fixture
def above(office):
    """An office above that of the case."""
    city = staff_office("YZ", "云州")
    Procuratorate.objects.filter(code="YJ").update(parent=city.unit)
    return city


@pytest.fixture
def dropped(office):
    """A decision of the office below not to prosecute."""
    proceeding = under_review(office)
    reasons = {"drop_reasons": "情节轻微"}
    opine(office.p1, proceeding.pk, "drop_minor", "轻微", subject="P1", fields=reasons,
          at=at(3, 4))  # fmt: skip
    review(office.head, proceeding.pk, MATTER, "agree", at=at(3, 5))
    decide(office.chief, proceeding.pk, "drop_minor", matter=MATTER, at=at(3, 6))
    return proceeding


@pytest.mark.clause("responsibility-21c")
@pytest.mark.clause("reform-25h")
@pytest.mark.parametrize("who", ["head", "p1", "deputy", "manager"])
def test_dt_6_1_nobody_but_the_superiors_chief_orders(above, dropped, who):
    with pytest.raises(Refused, match="由上级人民检察院检察长或者检察委员会决定") as refused:
        issue_order(getattr(above, who), dropped.pk, ORDER, at=at(3, 7))
    assert refused.value.level == 403
    assert not entries_of(("order", str(dropped.pk)))


def test_dt_6_1_the_offices_own_chief_is_no_superior(office, above, dropped):
    with pytest.raises(Refused, match="上级人民检察院检察长"):
        issue_order(office.chief, dropped.pk, ORDER, at=at(3, 7))


@pytest.mark.clause("responsibility-21c")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"decided_by": "department"}, "应当由检察长或者检察委员会决定"),
        ({"in_unit_name": False}, "以人民检察院的名义作出"),
        ({"parts_changed": []}, "改变的部分"),
        ({"text": ""}, "以书面形式作出"),
        ({"decided_by": "committee"}, "未过半数"),
    ],
)
def test_dt_6_1_and_6_2_an_order_without_effect_is_not_issued(above, dropped, change, said):
    with pytest.raises(Refused, match=said):
        issue_order(above.chief, dropped.pk, {**ORDER, **change}, at=at(3, 7))


@pytest.mark.clause("responsibility-21a")
@pytest.mark.clause("responsibility-21b")
def test_dt_6_2_the_office_below_receives_what_was_ordered_and_nothing_else(
    office, above, dropped
):
    entry = issue_order(above.chief, dropped.pk, ORDER, at=at(3, 7))
    assert (entry.by, entry.data["parts_changed"]) == ("YZ-chief", ["处理结果"])
    other = {**RECEIVED, "from": "临泽市人民检察院"}
    with pytest.raises(Refused, match="不是本院的上级人民检察院"):
        receive_order(office.manager, dropped.pk, MATTER, other, at=at(3, 8))
    wider = {**RECEIVED, "parts_changed": ["处理结果", "事实认定"]}
    with pytest.raises(Refused, match="parts_changed"):
        receive_order(office.manager, dropped.pk, MATTER, wider, at=at(3, 8))
    receive_order(office.manager, dropped.pk, MATTER, RECEIVED, at=at(3, 8))
    record = matter_record(office.chief, dropped.pk, MATTER, at(3, 8).date())
    assert [(d.do, d.is_superseded) for d in record.decisions] == [
        ("drop_minor", True), ("prosecute", False)]  # fmt: skip
    assert record.decision.level == "superior"


@pytest.mark.clause("responsibility-21c")
def test_dt_6_1_the_superiors_committee_orders_by_its_majority(above, dropped):
    order = {**ORDER, "decided_by": "committee"}
    members = ("chief", "deputy", "fulltime", "member1", "member2")
    votes = {f"YZ-{name}": "order" for name in members[:2]}
    split = {**votes, "YZ-fulltime": "none"}
    with pytest.raises(Refused, match="未过全体委员"):
        issue_order(above.chief, dropped.pk, order, votes=split, at=at(3, 7))
    entry = issue_order(
        above.chief, dropped.pk, order, votes={**votes, "YZ-member1": "order"}, at=at(3, 7)
    )
    assert entry.data["votes"]["YZ-member1"] == "order"


@pytest.fixture
def both_dropped(office):
    """Decisions of the office below not to prosecute two parties of one case."""
    given = {"case_source": "police", "three_years_or_less": False}
    opened = accepted(office, PROSECUTION, theft("许望舟", "白月白"), **given)
    key = opened.pk
    given_to(office, key)
    for hour, subject in enumerate(("P1", "P2"), 9):
        make_move(office.p1, key, "record_interrogation", subject=subject, at=at(3, 3, hour))
    for hour, subject in enumerate(("P1", "P2"), 9):
        matter = f"disposition:{subject}"
        opine(office.p1, key, "drop_minor", "轻微", subject=subject,
              fields={"drop_reasons": "情节轻微"}, at=at(3, 4, hour))  # fmt: skip
        review(office.head, key, matter, "agree", at=at(3, 4, hour, 20))
        decide(office.chief, key, "drop_minor", matter=matter, at=at(3, 4, hour, 40))
    return opened


def test_an_order_on_one_matter_is_not_received_on_another(office, above, both_dropped):
    issue_order(above.chief, both_dropped.pk, ORDER, at=at(3, 7))
    with pytest.raises(Refused, match="不是对「disposition:P2」作出的") as refused:
        receive_order(office.manager, both_dropped.pk, "disposition:P2", RECEIVED, at=at(3, 8))
    assert MATTER in refused.value.refusals[0].cure


def test_orders_on_two_matters_are_received_each_on_its_own(office, above, both_dropped):
    issue_order(above.chief, both_dropped.pk, ORDER, at=at(3, 7))
    revoked = {"kind": "revoke", "do": None, "parts_changed": []}
    second = {**ORDER, **revoked, "matter": "disposition:P2", "text": "撤销不起诉决定。"}
    issue_order(above.chief, both_dropped.pk, second, at=at(3, 7, 10))
    key, on = both_dropped.pk, at(3, 8).date()
    receive_order(office.manager, key, MATTER, RECEIVED, at=at(3, 8))
    assert matter_record(office.chief, key, MATTER, on).decision.do == "prosecute"
    with pytest.raises(Refused, match="不一致"):
        receive_order(office.manager, key, "disposition:P2", RECEIVED, at=at(3, 8, 10))
    receive_order(office.manager, key, "disposition:P2", {**RECEIVED, **revoked}, at=at(3, 8, 11))
    assert state_now(key).matters["disposition:P2"].decision is None


@pytest.mark.parametrize("matter", ["disposition:P9", "", None])
def test_an_order_on_no_matter_of_the_case_is_not_issued(above, dropped, matter):
    with pytest.raises(Refused, match="本件没有事项") as refused:
        issue_order(above.chief, dropped.pk, {**ORDER, "matter": matter}, at=at(3, 7))
    assert MATTER in refused.value.refusals[0].cure
    assert not entries_of(("order", str(dropped.pk)))
