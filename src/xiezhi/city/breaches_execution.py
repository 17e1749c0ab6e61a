"""Breaches and decoys planted in delivery, prisons, property penalties and temporary release."""

from datetime import date, timedelta
from typing import Any

from xiezhi.city.histories import add_months
from xiezhi.city.planting import Planter
from xiezhi.city.residents import Resident

RULES = "execution.commutation_against_rules"
LIMIT = "execution.commutation_at_the_limit"
OPINION = "execution.opinion_overdue"
CONSUMPTION = "execution.consumption_over_standard"
RECORDS = "execution.prison_records_disagree"
COMMITTED = "execution.convict_not_committed"
SERVED = "execution.documents_not_served"
SENT = "execution.not_sent_to_prison"
PROPERTY = "execution.property_penalty_not_executed"
RELEASE = "execution.temporary_release_not_ended"


def plant_all(planter: Planter) -> None:
    """Plant every breach of the execution of penalties, with its decoys."""
    for plant in (_rules, _limit, _opinions, _consumption, _records, _committed, _served, _sent,
                  _property, _release):  # fmt: skip
        plant(planter)


def _days(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _cut(planter: Planter, person: Resident, served: int, cut: int, **more: Any) -> None:
    """A commutation ruled 60 days ago, ``served`` months after the term began."""
    ruled_on = planter.ago(60)
    proposed_on = _days(ruled_on, -45)
    lawful = {
        "kind": "减刑", "prison": "云州监狱", "term_months": 48, "remorse": True, "merit": False,
        "major_merit": False, "executed_on": add_months(ruled_on, -served),
        "proposed_on": proposed_on, "sent_on": proposed_on, "opinion_on": _days(proposed_on, 6),
        "opinion_extended": False, "filed_on": _days(proposed_on, 12), "ruled_on": ruled_on,
        "ruling": "准许", "cut_months": cut,
    }  # fmt: skip
    planter.enter("commutation", person, **lawful | more)


def _rules(planter: Planter) -> None:
    for _ in range(24):
        _cut(planter, planter.registry.resident(), planter.draw.randint(15, 22), 6)
    early = planter.person(RULES, "执行九个月即减刑")
    _cut(planter, early, 9, 6)
    again = {"last_ruled_on": add_months(planter.ago(60), -8), "last_cut_months": 6}
    _cut(planter, planter.person(RULES, "间隔八个月再减刑"), 32, 6, **again)
    _cut(planter, planter.person(RULES, "一般悔改减去十一个月"), 20, 11)
    merit = planter.person(RULES, "重大立功不受起始限制", decoy=True)
    _cut(planter, merit, 6, 12, major_merit=True)
    refused = planter.person(RULES, "提请过早，法院不予减刑", decoy=True)
    _cut(planter, refused, 7, 6, ruling="不准许")
    _cut(planter, planter.person(RULES, "恰满一年", decoy=True), 12, 9)
    _cut(planter, planter.person(RULES, "同名不同人", decoy=True, name=early.name), 18, 6)


def _limit(planter: Planter) -> None:
    """Prisons that always propose at once and always get the most, and two that do not."""
    proposed_on = _days(planter.ago(60), -45)
    for prison, wait, more, note in (
        ("石渡监狱", 3, {}, "期满即提请、顶格减刑"),
        ("望海监狱", 5, {}, "期满五日提请、顶格减刑"),
        ("清源监狱", 40, {}, "顶格，但不在期满之时提请"),
        ("白鹭监狱", 3, {"merit": True}, "立功者顶格"),
    ):
        decoy = wait > 7 or bool(more)
        planter.books.plant(LIMIT, (prison,), note, decoy=decoy)
        began_on = add_months(_days(proposed_on, -wait), -12)
        for _ in range(6):
            given = {"prison": prison, "executed_on": began_on, **more}
            _cut(planter, planter.registry.resident(), 13, 9, **given)


def _opinions(planter: Planter) -> None:
    sent_on = _days(planter.ago(60), -45)
    late = planter.person(OPINION, "检察意见逾期十九日")
    _cut(planter, late, 20, 6, opinion_on=_days(sent_on, 29))
    never = planter.person(OPINION, "暂予监外执行副本至今没有意见")
    _release_row(planter, never, sent_on=planter.ago(40), opinion_on=None)
    exact = planter.person(OPINION, "第十日提出意见", decoy=True)
    _cut(planter, exact, 20, 6, opinion_on=_days(sent_on, 10))
    extended = planter.person(OPINION, "经批准延长十日", decoy=True)
    _cut(planter, extended, 20, 6, opinion_on=_days(sent_on, 18), opinion_extended=True)


def _fine(planter: Planter, person: Resident, paid: int, case: str = "", **more: Any) -> None:
    given = {
        "case_number": case or planter.number("（{year}）云9901刑初{serial}号"), "kind": "罚金",
        "amount_yuan": 20000, "paid_yuan": paid, "transferred_on": planter.ago(300),
        "filed_on": planter.ago(296),
    }  # fmt: skip
    planter.enter("property_penalty", person, **given | more)


def _consumption(planter: Planter) -> None:
    for note, paid, percents, decoy in (
        ("未缴罚金，五个月超过标准", 0, (150, 160, 140, 145, 155), False),
        ("只缴一半，四个月超过标准", 10000, (180, 130, 170, 90, 150), False),
        ("已经缴清", 20000, (150, 160, 140, 145, 155), True),
        ("超过标准不足二成", 0, (110, 115, 112, 118, 105), True),
        ("只有两个月超过", 0, (150, 160, 80, 70, 75), True),
    ):
        person = planter.person(CONSUMPTION, note, decoy=decoy)
        done = {"closed_on": planter.ago(200), "close_kind": "执行完毕"}
        _fine(planter, person, paid, **(done | {"remitted_on": planter.ago(195)} if paid == 20000 else {}))  # fmt: skip  # noqa: E501
        for back, percent in enumerate(percents, 1):
            _account(planter, person, back, 4 * percent)


def _account(planter: Planter, person: Resident, back: int, spent: int, got: int = 300) -> None:
    planter.enter("prison_consumption", person, prison="云州监狱", spent_for=planter.month(back),
                  spent_yuan=spent, limit_yuan=400, received_yuan=got, proxy=False)  # fmt: skip


def _score(planter: Planter, person: Resident, worked: int, extra: int) -> None:
    planter.enter("prison_score", person, prison="云州监狱", scored_for=planter.month(2),
                  base_score=100, extra_score=extra, total_score=100 + extra,
                  days_worked=worked)  # fmt: skip


def _records(planter: Planter) -> None:
    for _ in range(20):
        _score(planter, planter.registry.resident(), 22, planter.draw.randint(0, 10))
    for note, worked, sick, decoy in (
        ("住院十二日又出工二十六日", 26, 12, False),
        ("病休六日，出工二十日", 20, 6, True),
    ):
        person = planter.person(RECORDS, note, decoy=decoy)
        _score(planter, person, worked, 0)
        first = planter.month(2)
        planter.enter("prison_medical", person, prison="云州监狱", kind="住院",
                      visited_on=_days(first, 5), until_on=_days(first, 5 + sick))  # fmt: skip
    for note, kind, decoy in (
        ("特殊会见当月加分", "特殊会见", False),
        ("经审批的普通会见", "会见", True),
    ):
        person = planter.person(RECORDS, note, decoy=decoy)
        _score(planter, person, 22, 8)
        planter.enter("prison_visit", person, prison="云州监狱", kind=kind, minutes=30,
                      visited_on=_days(planter.month(2), 12), approved=True)  # fmt: skip
    rich = planter.person(RECORDS, "汇入八千元当月加分")
    _score(planter, rich, 22, 8)
    _account(planter, rich, 2, 200, 8000)


def _deliver(planter: Planter, person: Resident, **more: Any) -> None:
    """A lawful delivery: in custody, papers in time, sent to prison within a month."""
    lawful = {
        "case_number": planter.number("（{year}）云9903刑初{serial}号"), "kind": "收监执行",
        "effective_on": planter.ago(100), "documents_sent_on": planter.ago(94),
        "documents_received_on": planter.ago(93), "in_custody": True, "remaining_days": 400,
        "delivered_on": planter.ago(75), "received_by": "云州监狱", "whereabouts_unknown": False,
    }  # fmt: skip
    planter.enter("execution_delivery", person, **lawful | more)


def _at_large(planter: Planter, person: Resident, **more: Any) -> None:
    absent = {"documents_received_on": None, "in_custody": False, "remaining_days": None}
    _deliver(planter, person, **absent | {"delivered_on": None, "received_by": ""} | more)


def _committed(planter: Planter) -> None:
    for _ in range(20):
        _deliver(planter, planter.registry.resident())
    free = planter.person(COMMITTED, "生效百日没有收监")
    _at_large(planter, free)
    lost = planter.person(COMMITTED, "下落不明没有通缉")
    _at_large(planter, lost, whereabouts_unknown=True)
    wanted = planter.person(COMMITTED, "下落不明，已经通缉", decoy=True)
    _at_large(planter, wanted, whereabouts_unknown=True, wanted_on=planter.ago(80))
    elsewhere = planter.person(COMMITTED, "已在别处收监", decoy=True)
    _at_large(planter, elsewhere)
    planter.imprison(elsewhere, 60, None)
    dead = planter.person(COMMITTED, "已经死亡", decoy=True)
    _at_large(planter, dead)
    planter.enter("death_record", dead, died_on=planter.ago(90), source="民政殡葬")


def _served(planter: Planter) -> None:
    late = planter.person(SERVED, "生效第二十二日才送达")
    _deliver(planter, late, documents_sent_on=planter.ago(78), documents_received_on=planter.ago(78))  # fmt: skip  # noqa: E501
    never = planter.person(SERVED, "执行文书至今没有送达")
    _deliver(planter, never, documents_sent_on=None, documents_received_on=None, delivered_on=None)
    exact = planter.person(SERVED, "第十日送达", decoy=True)
    _deliver(planter, exact, documents_sent_on=planter.ago(90), documents_received_on=planter.ago(90))  # fmt: skip  # noqa: E501
    signed = planter.person(SERVED, "没有登记送达，看守所已经签收", decoy=True)
    _deliver(planter, signed, documents_sent_on=None)


def _sent(planter: Planter) -> None:
    stays = planter.person(SENT, "收到文书九十三日没有送监")
    _deliver(planter, stays, delivered_on=None, received_by="")
    short = planter.person(SENT, "剩余刑期六十日却送监")
    _deliver(planter, short, remaining_days=60)
    kept = planter.person(SENT, "剩余刑期不足，留所执行", decoy=True)
    _deliver(
        planter, kept, kind="看守所执行", remaining_days=60, delivered_on=None, received_by=""
    )
    ill = planter.person(SENT, "监狱因病暂不收监", decoy=True)
    _deliver(planter, ill, delivered_on=None, received_by="", refused_on=planter.ago(80),
             refused_ground="严重疾病")  # fmt: skip
    exact = planter.person(SENT, "第三十日送监", decoy=True)
    _deliver(planter, exact, delivered_on=planter.ago(63))


def _property(planter: Planter) -> None:
    never = planter.person(PROPERTY, "生效二百日没有移送执行")
    case = planter.sentence(never, 200, "罚金")
    _fine(planter, never, 0, case, transferred_on=None, filed_on=None)
    held = planter.person(PROPERTY, "有在案款而终结本次执行")
    ended = {"closed_on": planter.ago(100), "close_kind": "终结本次执行程序"}
    _fine(planter, held, 0, held_yuan=5000, **ended)
    done = {"closed_on": planter.ago(90), "close_kind": "执行完毕"}
    _fine(planter, planter.person(PROPERTY, "执行完毕没有上缴国库"), 20000, **done)
    paid = planter.person(PROPERTY, "判决前已经缴清，无须移送", decoy=True)
    case = planter.sentence(paid, 200, "罚金")
    _fine(planter, paid, 20000, case, transferred_on=None, filed_on=None)
    remitted = planter.person(PROPERTY, "执行完毕并已上缴", decoy=True)
    _fine(planter, remitted, 20000, remitted_on=planter.ago(85), **done)


def _release_row(planter: Planter, person: Resident, **more: Any) -> None:
    lawful = {
        "ground": "生活不能自理", "proposed_on": planter.ago(220), "sent_on": planter.ago(220),
        "opinion_on": planter.ago(214), "decided_on": planter.ago(200),
        "decided_by": "省监狱管理局", "from_on": planter.ago(198),
        "until_on": planter.ago(-160), "checked_on": planter.ago(30),
    }  # fmt: skip
    planter.enter("temporary_release", person, **lawful | more)


def _release(planter: Planter) -> None:
    over = planter.person(RELEASE, "监外执行期满二十日没有收监")
    _release_row(planter, over, until_on=planter.ago(20))
    unchecked = planter.person(RELEASE, "保外就医半年没有复查")
    _release_row(planter, unchecked, ground="严重疾病", checked_on=planter.ago(170))
    back = planter.person(RELEASE, "期满当日收监", decoy=True)
    _release_row(planter, back, until_on=planter.ago(20), ended_on=planter.ago(20), ended_how="收监执行")  # fmt: skip  # noqa: E501
    infirm = planter.person(RELEASE, "生活不能自理，不适用三个月复查", decoy=True)
    _release_row(planter, infirm, checked_on=planter.ago(150))
