"""Breaches and decoys planted in seizure and freezing, debts assigned and assets kept back."""

from typing import Any

from xiezhi.city.criminal_files import CaseFile, open_case
from xiezhi.city.planting import Planter

HELD = "criminal.nonprosecution_property_held"
ABOVE = "criminal.seizure_above_loss"
OUTSIDE = "criminal.seizure_outside_place"
ASSIGNED = "criminal.debt_assigned_to_evade"
ASSETS = "execution.property_penalty_with_assets"
COURT = "云州市云江区人民法院"


def plant_all(planter: Planter) -> None:
    """Plant every breach with its decoys."""
    for plant in (_held, _above, _outside, _assigned, _assets):
        plant(planter)


def _seize(case: CaseFile, yuan: int, **more: Any) -> str:
    """Enter one lawful seizure of something of the suspect's; return its number."""
    number = case.planter.number("云财{serial}")
    lawful = {"kind": "扣押", "object": "小型轿车一辆", "object_kind": "车辆", "seized_on": 190,
              "organ": "云州市公安局云江分局", "organ_county": "云江区", "object_county": "云江区",
              "owner_identity_number": case.suspect.identity_number, "owner_is_party": True,
              "disposal": "未处置"}  # fmt: skip
    case.planter.file("seized_property", case_number=case.number, item_no=number, value_yuan=yuan,
                      **lawful | more)  # fmt: skip
    return number


def _held(planter: Planter) -> None:
    dropped = {"outcome": "撤案", "outcome_on": 150, "outcome_ground": "没有犯罪事实"}
    given_back = {"disposal": "退还", "disposed_on": 110, "released_on": 110}
    for note, more, decided, seized, decoy in (
        ("不起诉一百二十日，车辆仍然扣押", {}, 120, {}, False),
        ("撤案一百五十日，存款仍然冻结", dropped, None, {"kind": "冻结存款"}, False),
        ("不起诉后已经退还", {}, 120, given_back, True),
        ("不起诉二十日，正在办理", {}, 20, {}, True),
        ("同案另一人已经起诉", {}, 120, {}, True),
        ("撤案后移送行政机关处理", dropped, None, {"disposal": "上缴", "disposed_on": 120}, True),
    ):  # fmt: skip
        suspect = planter.registry.resident()
        case = open_case(planter, suspect, 200, involved_yuan=60000, **more)
        item = _seize(case, 50000, **seized)
        planter.books.plant(HELD, (item,), note, decoy=decoy)
        if decided:
            case.send(decided + 25, decided, "情节轻微不起诉", penalty_needed=False)
        if "另一人" in note:
            CaseFile(planter, planter.registry.resident(), case.number).send(145, 120)


def _above(planter: Planter) -> None:
    kept: dict[str, Any] = {}
    for note, involved, items, more, decoy in (
        ("涉案十万元，扣押冻结二十八万元", 100000, (200000, 80000), kept, False),
        ("涉案二万元，冻结案外人九万元", 20000, (90000,), {"owner_is_party": False}, False),
        ("超出部分已经解除", 100000, (200000, 80000), {"released_on": 100}, True),
        ("扣押略高于涉案金额", 100000, (140000,), kept, True),
        ("倍数高而金额不大", 10000, (40000,), kept, True),
        ("已经返还被害人", 50000, (260000,), {"disposal": "发还被害人", "disposed_on": 90}, True),
    ):
        case = open_case(planter, planter.registry.resident(), 200, involved_yuan=involved)
        planter.books.plant(ABOVE, (case.number,), note, decoy=decoy)
        for yuan in items:
            _seize(case, yuan, **more)


def _outside(planter: Planter) -> None:
    away = {
        "object_county": "临江市",
        "kind": "冻结",
        "object": "公司账户存款",
        "object_kind": "存款",
    }
    for note, county, yuan, seized, decoy in (
        ("案发地、财物都不在本地，冻结十五万元", "石渡区", 150000, away, False),
        (
            "案发地不明，异地查封厂房",
            None,
            600000,
            away | {"kind": "查封", "object": "厂房"},
            False,
        ),
        ("案发地在本地", "云江区", 150000, away, True),
        ("财物在本地", "石渡区", 150000, {}, True),
        ("异地冻结三万元", "石渡区", 30000, away, True),
        ("异地冻结，已经解除", "石渡区", 150000, away | {"released_on": 60}, True),
    ):
        case = open_case(planter, planter.registry.resident(), 200, county=county,
                         charge="合同诈骗罪", involved_yuan=700000)  # fmt: skip
        planter.books.plant(OUTSIDE, (_seize(case, yuan, **seized),), note, decoy=decoy)


def _assigned(planter: Planter) -> None:
    for note, listed, price, more, decoy in (
        ("列入失信半年后无偿转让给亲属", 400, 0, {"relation": "近亲属"}, False),
        ("被执行期间低价转让给员工", None, 20000, {"relation": "雇员"}, False),
        ("以合理对价转让", 400, 170000, {"relation": "无"}, True),
        ("转让以后才列入失信", 100, 0, {"relation": "近亲属"}, True),
        ("转让时已经移出失信名单", 400, 0, {"relation": "近亲属", "removed": 260}, True),
        ("转让时已经执行完毕", None, 0, {"relation": "关联公司", "closed": 300}, True),
    ):
        case, debt = (
            planter.number(f"（{{year}}）云9901{kind}{{serial}}号") for kind in ("执", "民初")
        )
        person = planter.person(ASSIGNED, note, debt, decoy=decoy)
        planter.file("debt_assignment", case_number=debt, assigned_on=220, debt_yuan=200000,
                     assignor_identity_number=person.identity_number, price_yuan=price,
                     assignee_identity_number=planter.registry.resident().identity_number,
                     relation=more["relation"])  # fmt: skip
        if listed:
            planter.file("debtor_listing", person, case_number=case, kind="失信被执行人",
                         court=COURT, listed_on=listed, ground="有能力拒不履行",
                         removed_on=more.get("removed"))  # fmt: skip
        else:
            closed = more.get("closed")
            planter.file("enforcement_case", person, case_number=case, court=COURT, kind="民事",
                         filed_on=500, amount_yuan=120000, received_yuan=120000 if closed else 0,
                         closed_on=closed, close_kind="执行完毕" if closed else None)  # fmt: skip


def _assets(planter: Planter) -> None:
    house, sold = {"kind": "房产", "value_yuan": 480000}, {"acquired_on": 2200}
    for note, paid, effective, asset, decoy in (
        ("罚金没有缴纳，判决以后购车没有执行", 0, 320, {}, False),
        ("判决以后住房过户给他人", 0, 320, house | sold | {"disposed_on": 250}, False),
        ("罚金已经缴清", 20000, 320, {}, True),
        ("判决以前已经卖出", 0, 320, house | sold | {"disposed_on": 600}, True),
        ("移送执行两个月，正在查控", 0, 80, {"acquired_on": 900}, True),
        ("一辆价值三千元的摩托车", 0, 320, {"value_yuan": 3000}, True),
    ):
        person = planter.person(ASSETS, note, decoy=decoy)
        case = planter.sentence(person, effective, "罚金")
        planter.file("property_penalty", person, case_number=case, kind="罚金", paid_yuan=paid,
                     amount_yuan=20000, transferred_on=effective - 20,
                     filed_on=effective - 24)  # fmt: skip
        lawful = {"kind": "机动车", "acquired_on": 150, "value_yuan": 90000}
        buyer = planter.registry.resident().identity_number if "disposed_on" in asset else None
        planter.file("registered_asset", person, asset_number=planter.number("云A{serial}"),
                     disposed_to_identity_number=buyer, **lawful | asset)  # fmt: skip
