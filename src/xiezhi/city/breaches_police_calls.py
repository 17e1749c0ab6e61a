"""Breaches and decoys planted in penalties, police calls, accidents and medical insurance."""

from typing import Any

from xiezhi.city.criminal_files import open_case
from xiezhi.city.planting import Planter
from xiezhi.city.residents import Resident

ASSAULT = "criminal.assault_punished_not_filed"
PENALTY = "criminal.penalty_instead_of_prosecution"
STAGED = "criminal.staged_collisions"
TRAUMA = "criminal.trauma_settled_by_insurance"
POLICE = "云州市公安局云江分局"


def plant_all(planter: Planter) -> None:
    """Plant every breach with its decoys."""
    for plant in (_assaults, _penalties, _collisions, _settlements):
        plant(planter)


def _call(planter: Planter, person: Resident, days: int, kind: str, **more: Any) -> str:
    number = planter.number("云警情{year}{serial}")
    planter.file("police_call", person, call_number=number, role="受害人", occurred_on=days,
                 kind=kind, handled="行政立案", **more)  # fmt: skip
    return number


def _assaults(planter: Planter) -> None:
    for note, grade, diagnosis, filed, decoy in (
        ("鉴定为轻伤二级，只作拘留处罚", "轻伤二级", None, False, False),
        ("尺骨骨折没有鉴定", None, "左尺骨骨折", False, False),
        ("鉴定为轻微伤", "轻微伤", None, False, True),
        ("诊断为软组织挫伤", None, "头面部软组织挫伤", False, True),
        ("轻伤，处罚后已经刑事立案", "轻伤一级", None, True, True),
        ("被害人三个月以后才骨折", None, "左桡骨骨折", False, True),
    ):
        number = planter.number("云江公（治）行罚决字〔{year}〕{serial}号")
        received = planter.number("云江公（治）受案字〔{year}〕{serial}号")
        person = planter.person(ASSAULT, note, number, decoy=decoy)
        planter.file("administrative_penalty", person, decision_number=number, agency=POLICE,
                     agency_kind="公安", cause="殴打他人", kind="治安拘留", case_number=received,
                     illegal_on=205, decided_on=200)  # fmt: skip
        victim = planter.registry.resident()
        _call(planter, victim, 205, "打架斗殴", case_number=received)
        if grade:
            planter.file("injury_appraisal", victim, kind="损伤程度", case_number=received,
                         appraisal_number=planter.number("云公鉴（伤）〔{year}〕{serial}号"),
                         grade=grade, injured_on=205, appraised_on=190, appraiser="云鉴31",
                         institution="云州市公安局物证鉴定所")  # fmt: skip
        if diagnosis:
            planter.file("medical_visit", victim, hospital="云州市第一医院", department="急诊外科",
                         diagnosis=diagnosis,
                         visited_on=115 if "以后" in note else 204)  # fmt: skip
        if filed:
            case = open_case(planter, person, 150, charge="故意伤害罪", outcome="移诉")
            case.send(120, 100, charge="故意伤害罪")


def _penalties(planter: Planter) -> None:
    market, land = ("云州市市场监督管理局", "市场监管"), ("云州市自然资源局", "自然资源")
    sent = {"involved_yuan": 90000, "transferred_on": 150}
    acres = {"involved_quantity": 6, "quantity_unit": "亩"}
    for note, agency, cause, more, decoy in (
        ("销售伪劣白酒货值十二万元", market, "销售伪劣白酒", {"involved_yuan": 120000}, False),
        ("占用基本农田六亩", land, "占用基本农田堆放砂石", acres, False),
        ("已经移送公安机关", market, "销售伪劣白酒", sent, True),
        ("货值三万元", market, "销售伪劣白酒", {"involved_yuan": 30000}, True),
        ("占用基本农田二亩", land, "占用基本农田建房", acres | {"involved_quantity": 2}, True),
        ("公安机关已经自行立案", market, "销售伪劣白酒", {"involved_yuan": 150000}, True),
    ):  # fmt: skip
        number = planter.number("云罚〔{year}〕{serial}号")
        person = planter.person(PENALTY, note, number, decoy=decoy)
        planter.file("administrative_penalty", person, decision_number=number, agency=agency[0],
                     agency_kind=agency[1], cause=cause, kind="罚款", illegal_on=230,
                     decided_on=200, **more)  # fmt: skip
        if "立案" in note:
            open_case(planter, person, 210, charge="生产、销售伪劣产品罪", outcome="移诉").send(
                120, 100
            )


def _collisions(planter: Planter) -> None:
    none, minor, full = "无责", "次责", "全责"
    driving, riding = "机动车驾驶人", "乘员"
    for note, days, liabilities, role, decoy in (
        ("半年四起事故都无责任", (320, 270, 210, 150), (none,) * 4, driving, False),
        ("十个月三起，无责或者次责", (400, 260, 110), (none, minor, minor), driving, False),
        ("其中一起负全部责任", (320, 260, 150), (none, full, none), driving, True),
        ("三起分散在三年", (1100, 600, 150), (none,) * 3, driving, True),
        ("四起都是乘车人", (320, 270, 210, 150), (none,) * 4, riding, True),
        ("已经以保险诈骗立案", (320, 270, 210), (none,) * 3, driving, True),
    ):
        person = planter.person(STAGED, note, decoy=decoy)
        for day, liability in zip(days, liabilities, strict=True):
            _collide(planter, person, day, liability, driver_role=role, plate="云A9F37",
                     insurance_paid_yuan=6800)  # fmt: skip
        if "立案" in note:
            open_case(planter, person, 190, charge="保险诈骗罪", outcome="移诉").send(120, 100)


def _collide(planter: Planter, person: Resident, day: int, liability: str, **more: Any) -> str:
    number = planter.number("云公交认字〔{year}〕{serial}号")
    planter.file("traffic_accident", person, accident_number=number, occurred_on=day,
                 place="云江大道", county="云江区", liability=liability, fled=False,
                 insurer="云州财产保险公司", **more)  # fmt: skip
    return number


def _settlements(planter: Planter) -> None:
    for note, admitted, liability, more, decoy in (
        ("交通事故对方全责，仍由医保结算", 200, "无责", {}, False),
        ("被殴打致伤，承诺无第三方责任", 200, None, {"denied_third_party": True}, False),
        ("单方事故，本人全责", 200, "全责", {}, True),
        ("医保基金已经追回", 200, "无责", {"returned_on": 90}, True),
        ("事故二十日以后因病住院", 180, "无责", {"diagnosis": "肺炎", "trauma": False}, True),
        ("事故二十日以后另一次外伤", 180, "无责", {}, True),
    ):
        number = planter.number("医保{year}{serial}")
        person = planter.person(TRAUMA, note, number, decoy=decoy)
        given = {"diagnosis": "右胫骨骨折", "trauma": True, "denied_third_party": False}
        planter.file("medical_settlement", person, settlement_number=number,
                     hospital="云州市第二医院", admitted_on=admitted, discharged_on=admitted - 12,
                     total_yuan=23600, fund_paid_yuan=15800, settled_on=admitted - 12,
                     **given | more)  # fmt: skip
        if liability:
            _collide(planter, person, 200, liability, driver_role="驾驶非机动车")
        else:
            _call(planter, person, 200, "殴打他人")
