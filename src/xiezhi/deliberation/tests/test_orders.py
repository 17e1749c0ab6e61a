"""DT-6.1 and 6.2 between two offices: who orders, in whose name, which parts; it is kept to."""

import pytest

from xiezhi.casework.tests.office import at, staff_office
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
