"""What agencies have on file about people and firms of whom nothing is wrong."""

from xiezhi.city.planting import Planter
from xiezhi.city.residents import Resident

PENALTIES = (
    ("交警", "机动车违反交通信号灯通行", "罚款"),
    ("交警", "驾驶机动车未系安全带", "警告"),
    ("市场监管", "未按规定明码标价", "罚款"),
    ("市场监管", "销售超过保质期的食品", "罚款"),
    ("公安", "赌博", "行政拘留"),
    ("住房城建", "占用道路摆摊设点", "罚款"),
)
DIAGNOSES = ("上呼吸道感染", "急性胃肠炎", "高血压病", "2型糖尿病", "腰椎间盘突出", "荨麻疹")
LIABILITIES = ("全责", "主责", "同责", "次责", "无责")
LAST_YEAR = 360


def enter_ordinary(planter: Planter) -> None:
    """Enter the everyday lines among which the planted ones stand."""
    for _ in range(150):
        for enter in (_fine, _call, _accident, _visit, _stay):
            enter(planter, planter.registry.resident(), planter.draw.randint(5, LAST_YEAR))
    for history in planter.books.histories:
        if history.charge == "盗窃罪" and planter.draw.random() < 0.5:
            planter.file("seized_property", case_number=history.police_no, kind="扣押",
                         item_no=planter.number("云财{serial}"), object="手机", object_kind="其他",
                         organ_county=history.district, object_county=history.district,
                         owner_is_party=False, value_yuan=planter.draw.randint(5, 60) * 100,
                         seized_on=history.detained_on, released_on=history.charged_on(),
                         disposal="发还被害人", disposed_on=history.charged_on())  # fmt: skip


def _fine(planter: Planter, person: Resident, days: int) -> None:
    agency, cause, kind = planter.draw.choice(PENALTIES)
    planter.file("administrative_penalty", person, agency=f"云州市{agency}", agency_kind=agency,
                 decision_number=planter.number("云罚〔{year}〕{serial}号"),
                 cause=cause, kind=kind, illegal_on=days + 6, decided_on=days)  # fmt: skip


def _call(planter: Planter, person: Resident, days: int) -> None:
    planter.file("police_call", person, call_number=planter.number("云警情{year}{serial}"),
                 role=planter.draw.choice(("报警人", "双方")), occurred_on=days,
                 kind=planter.draw.choice(("其他", "家暴")), handled="调解")  # fmt: skip


def _accident(planter: Planter, person: Resident, days: int) -> None:
    number = planter.number("云公交认字〔{year}〕{serial}号")
    planter.file("traffic_accident", person, accident_number=number, occurred_on=days,
                 plate=f"云A{planter.draw.randrange(10000, 99999)}", place="云江大道",
                 county=person.district, liability=planter.draw.choice(LIABILITIES), fled=False,
                 driver_role="机动车驾驶人", insurer="云州财产保险公司",
                 insurance_paid_yuan=planter.draw.randint(5, 80) * 100)  # fmt: skip


def _visit(planter: Planter, person: Resident, days: int) -> None:
    hospital, diagnosis = "云州市第一人民医院", planter.draw.choice(DIAGNOSES)
    planter.file("medical_visit", person, hospital=hospital, born_on=person.born_on,
                 visited_on=days, department="内科", diagnosis=diagnosis)  # fmt: skip
    planter.file("medical_settlement", person, hospital=hospital, admitted_on=days,
                 settlement_number=planter.number("医保{year}{serial}"), diagnosis=diagnosis,
                 discharged_on=days - 5, settled_on=days - 5, trauma=False, total_yuan=6400,
                 denied_third_party=False, fund_paid_yuan=4100)  # fmt: skip


def _stay(planter: Planter, person: Resident, days: int) -> None:
    planter.file("person", person, sex=person.sex, born_on=person.born_on,
                 domicile=f"云州市{person.district}")  # fmt: skip
    planter.file("lodging", person, hotel_code=f"云旅{planter.draw.randrange(10, 40)}",
                 hotel="江畔宾馆", county=person.district, born_on=person.born_on,
                 room=f"0{planter.draw.randrange(201, 530)}", checked_in_on=days,
                 checked_out_on=days - 1)  # fmt: skip
