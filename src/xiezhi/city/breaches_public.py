"""Breaches and decoys planted in pensions, allowances, water, garages and online food shops."""

from typing import Any

from xiezhi.city.books import Pension
from xiezhi.city.planting import Planter
from xiezhi.city.residents import Resident

DEAD = "public_interest.pension_after_death"
ADJUSTED = "public_interest.pension_adjusted_in_correction"
CUSTODY = "public_interest.pension_in_custody"
SUBSISTENCE = "public_interest.subsistence_while_serving"
WATER = "public_interest.water_taken_without_permit"
GARAGE = "public_interest.garage_without_waste_manifest"
SHOP = "public_interest.online_food_shop_wrong"


def plant_all(planter: Planter) -> None:
    """Plant every breach of public interests, with its decoys."""
    for plant in (_dead, _adjusted, _in_custody, _subsistence, _water, _garages, _shops):
        plant(planter)


def _pensioner(planter: Planter, model: str, note: str, *, decoy: bool) -> Resident:
    person = planter.registry.resident(youngest=62, oldest=78)
    planter.books.plant(model, (person.identity_number,), note, decoy=decoy)
    return person


def _dead(planter: Planter) -> None:
    for note, last, returned, decoy in (
        ("死亡以后继续发放五个月", 1, None, False),
        ("死亡以后继续发放三个月", 3, None, False),
        ("发放至死亡当月", 6, None, True),
        ("多发的已经退回", 3, 60, True),
    ):
        person = _pensioner(planter, DEAD, note, decoy=decoy)
        returned_on = None if returned is None else planter.ago(returned)
        planter.books.pensions.append(
            Pension(person, "职工养老", 2600, planter.month(12), planter.month(last), returned_on)
        )
        died_on = planter.month(6).replace(day=11)
        planter.enter("death_record", person, died_on=died_on, source="民政殡葬")


def _adjust(planter: Planter, person: Resident, days: int, **more: Any) -> None:
    given = {"kind": "职工养老", "adjusted_on": planter.ago(days), "increase_yuan": 120}
    planter.enter("pension_adjustment", person, **given | more)


def _adjusted(planter: Planter) -> None:
    for note, days, more, decoy in (
        ("缓刑考验期内调增养老金", 100, {}, False),
        ("机关养老在矫正期间调增", 120, {"kind": "机关养老"}, False),
        ("调整在入矫以前", 400, {}, True),
        ("居民养老统一提高基础养老金", 100, {"kind": "居民养老"}, True),
        ("调增部分已经退回", 100, {"returned_on": planter.ago(40)}, True),
    ):
        person = _pensioner(planter, ADJUSTED, note, decoy=decoy)
        planter.correct(person, 300)
        _adjust(planter, person, days, **more)


def _in_custody(planter: Planter) -> None:
    for note, days, more, decoy in (
        ("服刑期间调增养老金", 200, {}, False),
        ("服刑第二年调增养老金", 90, {}, False),
        ("调整在收监以前", 600, {}, True),
        ("服刑期间调增，已经退回", 200, {"returned_on": planter.ago(30)}, True),
    ):
        person = _pensioner(planter, CUSTODY, note, decoy=decoy)
        planter.imprison(person, 500, None)
        _adjust(planter, person, days, **more)


def _subsistence(planter: Planter) -> None:
    for note, kind, last, returned, decoy in (
        ("服刑期间继续发放低保", "最低生活保障", 1, None, False),
        ("服刑期间领取失业保险金", "失业保险金", 4, None, False),
        ("收监前已经停发", "最低生活保障", 15, None, True),
        ("高龄津贴不在其列", "高龄津贴", 1, None, True),
        ("多发的低保已经退回", "最低生活保障", 2, 20, True),
    ):
        person = planter.person(SUBSISTENCE, note, decoy=decoy)
        planter.imprison(person, 400, None)
        for back in range(last, 19):
            planter.enter("allowance_payment", person, kind=kind, paid_for=planter.month(back),
                          amount_yuan=680, returned_on=None if returned is None
                          else planter.ago(returned))  # fmt: skip


def _water(planter: Planter) -> None:
    for note, permit_ends, sealed, flow, decoy in (
        ("自备井没有取水许可", None, None, 20, False),
        ("取水许可到期没有延续", 90, None, 30, False),
        ("持有效取水许可", -900, None, 20, True),
        ("机井已经封停", None, 60, 20, True),
        ("农户少量取水", None, None, 2, True),
    ):
        well, firm = planter.number("云井{serial}"), planter.firm()
        planter.books.plant(WATER, (well,), note, decoy=decoy)
        planter.enter("water_equipment", equipment_number=well, credit_code=firm,
                      owner="云州水泥制品厂", kind="地下水井", installed_on=planter.ago(1500),
                      sealed_on=None if sealed is None else planter.ago(sealed),
                      pump_m3_hour=flow)  # fmt: skip
        if permit_ends is not None:
            number = planter.number("D9901G{serial}")
            planter.enter("permit", kind="取水许可", permit_number=number, credit_code=firm,
                          holder="云州水泥制品厂", from_on=planter.ago(1400),
                          until_on=planter.ago(permit_ends), status="有效")  # fmt: skip


def _garages(planter: Planter) -> None:
    for note, scope, since, tonnes, decoy in (
        ("一年没有转移联单", "整车维修", 900, (), False),
        ("一年只转移二百公斤", "发动机维修", 900, ("0.2",), False),
        ("每半年转移一次", "整车维修", 900, ("1.1", "0.9"), True),
        ("只作洗车美容", "洗车、汽车美容", 900, (), True),
        ("备案不满一年", "整车维修", 120, (), True),
    ):
        filing, firm = planter.number("云汽备{serial}"), planter.firm()
        planter.books.plant(GARAGE, (filing,), note, decoy=decoy)
        planter.enter("permit", kind="汽修备案", permit_number=filing, credit_code=firm,
                      holder="云州汽车维修厂", scope=scope, category="二类",
                      from_on=planter.ago(since), status="有效")  # fmt: skip
        for index, weight in enumerate(tonnes):
            planter.enter("hazardous_waste_manifest", producer_credit_code=firm, tonnes=weight,
                          manifest_number=planter.number("9901{year}{serial}"),
                          receiver_credit_code=planter.firm(), waste_code="900-214-08",
                          transferred_on=planter.ago(60 + index * 180))  # fmt: skip


def _shops(planter: Planter) -> None:
    for note, ends, items, closed, decoy in (
        ("公示的许可证查无此证", None, "热食类", None, False),
        ("许可到期仍在营业", 50, "热食类", None, False),
        ("许可有效", -800, "热食类", None, True),
        ("店铺已经下线", None, "热食类", 30, True),
        ("只销售食用农产品", None, "食用农产品", None, True),
    ):
        shop, number = planter.number("云送{serial}"), planter.number("JY9901{serial}")
        planter.books.plant(SHOP, (shop,), note, decoy=decoy)
        planter.enter("online_shop", platform="云州送餐", shop_number=shop, permit_number=number,
                      shop_name="江畔小馆", items=items, permit_shown=True,
                      opened_on=planter.ago(500),
                      closed_on=None if closed is None else planter.ago(closed))  # fmt: skip
        if ends is not None:
            planter.enter("permit", kind="食品经营许可", permit_number=number, status="有效",
                          holder="江畔小馆", scope="热食类食品制售", from_on=planter.ago(1000),
                          until_on=planter.ago(ends))  # fmt: skip
