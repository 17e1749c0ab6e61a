"""Breaches and decoys planted about children, places near schools, and victims in hardship."""

from xiezhi.city.planting import Planter
from xiezhi.city.residents import Resident

CHILD = "juvenile.unsupported_child"
VENUE = "juvenile.venue_near_school"
VICTIM = "petition.victim_in_hardship"


def plant_all(planter: Planter) -> None:
    """Plant every breach about minors and victims, with its decoys."""
    for plant in (_children, _venues, _victims):
        plant(planter)


def _parent(planter: Planter, child: Resident, relation: str, state: str) -> None:
    parent = planter.registry.resident(youngest=30, oldest=45)
    known = "失联" if state == "失联" else "正常"
    if state == "服刑":
        planter.imprison(parent, 420, None)
    planter.enter("guardianship", child, born_on=child.born_on, relation=relation, state=known,
                  guardian_identity_number=parent.identity_number,
                  state_from_on=planter.ago(500) if state == "失联" else None)  # fmt: skip


def _children(planter: Planter) -> None:
    for note, age, father, mother, kept, decoy in (
        ("父亲服刑、母亲失联，没有保障", 8, "服刑", "失联", False, False),
        ("父母都失联，没有保障", 11, "失联", "失联", False, False),
        ("已经纳入事实无人抚养儿童", 9, "服刑", "失联", True, True),
        ("母亲正常抚养", 7, "服刑", "正常", False, True),
        ("已经成年", 20, "服刑", "失联", False, True),
    ):
        child = planter.registry.resident(youngest=age, oldest=age + 2)
        planter.books.plant(CHILD, (child.identity_number,), note, decoy=decoy)
        _parent(planter, child, "父", father)
        _parent(planter, child, "母", mother)
        if kept:
            planter.enter("hardship_register", child, kind="事实无人抚养儿童",
                          from_on=planter.ago(300),
                          unit_name=f"{child.district}民政局")  # fmt: skip


def _venues(planter: Planter) -> None:
    for index, (note, kind, north, opened, decoy) in enumerate((
        ("网吧距小学约一百一十米", "网吧", 0.001, 900, False),
        ("歌舞厅距小学约六十米", "娱乐场所", 0.0005, 700, False),
        ("网吧在五百米以外", "网吧", 0.005, 900, True),
        ("旅馆不在禁设之列", "旅馆", 0.0005, 900, True),
        ("场所先于学校设立", "网吧", 0.001, 9000, True),
    )):  # fmt: skip
        number, latitude = planter.number("云场{serial}"), round(30.2 + index * 0.05, 4)
        planter.books.plant(VENUE, (number,), note, decoy=decoy)
        planter.enter("school", school_code=planter.number("29901{serial}"), kind="小学",
                      school_name=f"云州市第{index + 1}小学", longitude=114.3, latitude=latitude,
                      opened_on=planter.ago(4000))  # fmt: skip
        planter.enter("venue", venue_number=number, venue_name="江畔文化", kind=kind,
                      credit_code=planter.firm(), longitude=114.3,
                      latitude=round(latitude + north, 4),
                      opened_on=planter.ago(opened))  # fmt: skip


def _victims(planter: Planter) -> None:
    for note, harm, paid, relieved, left, decoy in (
        ("低保对象受重伤，分文未获赔偿", "重伤", 0, None, None, False),
        ("低保对象被骗十万元，没有救助", "财产损失", 2000, None, None, False),
        ("已经获得司法救助", "重伤", 0, 40, None, True),
        ("已经获得赔偿", "重伤", 90000, None, None, True),
        ("已经退出低保", "重伤", 0, None, 60, True),
    ):
        number = planter.number("云江公（刑）字〔{year}〕{serial}号")
        person = planter.person(VICTIM, note, decoy=decoy)
        planter.enter("victim", person, case_number=number, harm=harm, born_on=person.born_on,
                      charge="诈骗罪" if harm == "财产损失" else "故意伤害罪",
                      loss_yuan=100000, compensated_yuan=paid,
                      relief_on=None if relieved is None else planter.ago(relieved))  # fmt: skip
        planter.enter("hardship_register", person, kind="低保对象", from_on=planter.ago(800),
                      until_on=None if left is None else planter.ago(left),
                      unit_name=f"{person.district}民政局")  # fmt: skip
