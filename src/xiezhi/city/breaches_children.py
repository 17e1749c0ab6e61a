"""Breaches and decoys planted in children's visits to hospitals and nights in hotels."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from xiezhi.city.criminal_files import police_number
from xiezhi.city.planting import Planter
from xiezhi.city.residents import Resident

VISIT = "juvenile.abnormal_visit_not_reported"
LODGING = "juvenile.minor_lodging"


def plant_all(planter: Planter) -> None:
    """Plant every breach with its decoys."""
    for plant in (_visits, _nights):
        plant(planter)


def _visits(planter: Planter) -> None:
    for note, age, diagnosis, reported, decoy in (
        ("十二岁早孕没有报告", 12, "早孕", None, False),
        ("十五岁被打伤没有报告，就诊没有号码", 15, "被打伤，头皮裂伤", None, False),
        ("医疗机构次日报案", 12, "会阴裂伤", 119, True),
        ("就诊次日已经报警，登记没有号码", 12, "早孕", None, True),
        ("已经满十四周岁，早孕", 16, "早孕", None, True),
        ("交通事故致伤", 10, "交通事故致会阴挫伤", None, True),
        ("已经是刑事案件的被害人", 13, "早孕", None, True),
    ):
        child = planter.registry.resident(youngest=age - 1, oldest=age, male=False)
        planter.books.plant(VISIT, (child.identity_number,), note, decoy=decoy)
        known: dict[str, Any] = {"born_on": child.born_on}
        if "打伤" in note:  # the hospital has no number; an old call tells whose telephone it is
            known |= {"phone": "13900001204", "identity_number": None}
            planter.file("police_call", child, call_number=f"云警情{planter.books.today.year}4998",
                         born_on=child.born_on, phone="13900001204", role="当事人",
                         occurred_on=300, kind="其他", handled="调解")  # fmt: skip
        planter.file("medical_visit", child, hospital="云州市妇幼保健院", visited_on=120,
                     department="妇科", diagnosis=diagnosis, reported_on=reported,
                     **known)  # fmt: skip
        if "报警" in note:  # without a number and a year off: a person must say who it is
            planter.file("police_call", child, call_number=planter.number("云警情{year}{serial}"),
                         identity_number=None, born_on=_misheard(child.born_on), role="受害人",
                         occurred_on=119, kind="侵害未成年人", handled="立案")  # fmt: skip
        if "被害人" in note:
            planter.file("victim", child, case_number=police_number(planter), charge="强奸罪",
                         born_on=child.born_on, harm="轻伤", compensated_yuan=0)  # fmt: skip


def _misheard(born_on: date) -> date:
    """The same day of the year before or after, as written down over the telephone."""
    year = born_on.year + (-1 if born_on.year % 10 else 1)
    return born_on.replace(year=year, day=min(born_on.day, 28))


def _nights(planter: Planter) -> None:
    for note, days, room_mate, more, decoy in (
        ("四十日内三次单独入住", (60, 40, 20), None, {}, False),
        ("与非监护的成年异性同住一室", (30,), "异性", {}, False),
        ("父亲同住", (60, 40, 20), "父亲", {}, True),
        ("旅馆已经联系监护人", (60, 40, 20), None, {"guardian_asked": True}, True),
        ("只入住两次", (60, 20), None, {}, True),
        ("旅馆当日报告公安机关", (30,), "异性", {"reported_on": 30}, True),
    ):
        child = planter.registry.resident(youngest=14, oldest=15, male=False)
        planter.books.plant(LODGING, (child.identity_number,), note, decoy=decoy)
        father = planter.registry.resident(youngest=38, oldest=45, male=True)
        planter.file("guardianship", child, born_on=child.born_on, relation="父女", state="正常",
                     guardian_identity_number=father.identity_number)  # fmt: skip
        mate = father
        if room_mate == "异性":
            mate = planter.registry.resident(youngest=25, oldest=40, male=True)
        for person in dict.fromkeys((child, father, mate)):
            planter.file("person", person, sex=person.sex, born_on=person.born_on,
                         domicile=f"云州市{person.district}")  # fmt: skip
        for day in days:
            hotel = planter.number("云旅{serial}")
            _stay(planter, child, hotel, day, more)
            if room_mate:
                _stay(planter, mate, hotel, day, {})


def _stay(
    planter: Planter, person: Resident, hotel: str, day: int, more: Mapping[str, Any]
) -> None:
    planter.file("lodging", person, hotel_code=hotel, hotel="江畔宾馆", county="云江区",
                 born_on=person.born_on, room="0306", checked_in_on=day, checked_out_on=day - 1,
                 **more)  # fmt: skip
