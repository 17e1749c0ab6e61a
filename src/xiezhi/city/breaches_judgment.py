"""Breaches and decoys planted in criminal judgments: items, like cases, drugs, doubtful merit."""

from typing import Any

from xiezhi.city.criminal_files import open_case
from xiezhi.city.planting import Planter
from xiezhi.city.residents import Resident

ITEM = "criminal.judgment_item_missing"
LIKE = "criminal.like_cases_unlike"
DRUGS = "criminal.drug_recidivist_not_raised"
MERIT = "criminal.doubtful_merit"
EVADED = "criminal.drug_treatment_evaded"
Items = tuple[tuple[str, int], ...]


def plant_all(planter: Planter) -> None:
    """Plant every breach with its decoys."""
    for plant in (_items, _like_cases, _recidivists, _merits, _evasions):
        plant(planter)


def _judge(
    planter: Planter, person: Resident, charge: str, items: Items, number: str = "", **found: Any
) -> str:
    """Enter a judgment of first instance with its defendant and items; return its number."""
    number = number or planter.number("（{year}）云9903刑初{serial}号")
    planter.file("judgment", judgment_id=number, case_number=number, instance="一审",
                 court="云州市临泽区人民法院", procuratorate="云州市临泽区人民检察院",
                 procedure="简易程序", indicted_on=200, judged_on=180)  # fmt: skip
    fine = sum(yuan for kind, yuan in items if kind == "罚金")
    lawful = {"kind": "自然人", "born_on": person.born_on, "offence_on": 300, "recidivist": False,
              "penalty": "有期徒刑", "term_months": 10, "drug_recidivist": False,
              "fine_yuan": fine or None}  # fmt: skip
    planter.file(
        "judgment_defendant", person, judgment_id=number, defendant_no=1, **lawful | found
    )
    for stage in ("指控", "认定"):
        planter.file("judgment_charge", judgment_id=number, defendant_no=1, stage=stage,
                     charge=charge)  # fmt: skip
    for place, (kind, yuan) in enumerate(items, 1):
        planter.file("judgment_item", judgment_id=number, defendant_no=1, item_no=place, kind=kind,
                     amount_yuan=yuan)  # fmt: skip
    return number


def _items(planter: Planter) -> None:
    fine, tools = ("罚金", 3000), ("没收作案工具", 0)
    gained = {"illegal_gain_yuan": 10000, "repaid_yuan": 0}
    for note, charge, items, found, decoy in (
        ("违法所得一万元没有追缴", "帮助信息网络犯罪活动罪", (fine,), gained, False),
        ("被害人损失六千元没有责令退赔", "盗窃罪", (fine,), {"victim_loss_yuan": 6000}, False),
        ("盗窃罪没有并处罚金", "盗窃罪", (tools,), {}, False),
        (
            "违法所得已经退缴",
            "帮助信息网络犯罪活动罪",
            (fine,),
            gained | {"repaid_yuan": 10000},
            True,
        ),
        ("已经判令继续追缴", "盗窃罪", (fine, ("继续追缴", 10000)), gained, True),
        ("故意伤害罪没有罚金", "故意伤害罪", (tools,), {}, True),
    ):
        person = planter.registry.resident()
        number = _judge(planter, person, charge, items, **found)
        planter.books.plant(ITEM, (number,), note, decoy=decoy)


def _like_cases(planter: Planter) -> None:
    """Drunk driving by bands of alcohol: eight alike in each, and some that stand out."""
    for alcohol, months in ((110, 2), (170, 4)):
        for extra in range(8):
            _drunk(planter, alcohol + extra, months)
    for note, alcohol, months, more, decoy in (
        ("同段同情节都判二个月，判五个月", 112, 5, {}, False),
        ("同段同情节都判四个月，判一个月", 172, 1, {}, False),
        ("判五个月，为累犯", 113, 5, {"recidivist": True}, True),
        ("判一个月，有自首", 173, 1, {"voluntary_surrender": True}, True),
        ("判三个月，没有明显偏离", 114, 3, {}, True),
        ("酒精含量段内没有同类", 295, 6, {}, True),
    ):
        number = _drunk(planter, alcohol, months, **more)
        planter.books.plant(LIKE, (number,), note, decoy=decoy)


def _drunk(planter: Planter, alcohol: int, months: int, **more: Any) -> str:
    found = {"penalty": "拘役", "term_months": months, "blood_alcohol": alcohol}
    fine: Items = (("罚金", months * 2000),)
    return _judge(planter, planter.registry.resident(), "危险驾驶罪", fine, **found | more)


def _recidivists(planter: Planter) -> None:
    selling, holding, hosting = "贩卖毒品罪", "非法持有毒品罪", "容留他人吸毒罪"
    for note, prior, raised, young, decoy in (
        (
            "十一年前贩卖毒品，没有认定再犯",
            (selling, "有期徒刑", 12, 4200, 3700),
            False,
            False,
            False,
        ),
        ("前罪非法持有毒品，判拘役", (holding, "拘役", 5, 900, 760), False, False, False),
        ("已经认定毒品再犯", (selling, "有期徒刑", 12, 4200, 3700), True, False, True),
        ("前罪为容留他人吸毒", (hosting, "有期徒刑", 8, 4200, 3900), False, False, True),
        ("前罪时未满十八周岁", (selling, "有期徒刑", 6, 2300, 2150), False, True, True),
    ):
        ages = {"youngest": 20, "oldest": 21} if young else {"youngest": 34, "oldest": 50}
        person = planter.registry.resident(**ages)
        number = _judge(planter, person, selling, (("罚金", 5000),), drug_recidivist=raised)
        planter.books.plant(DRUGS, (number,), note, decoy=decoy)
        charge, penalty, months, offence, released = prior
        planter.file("prior_conviction", judgment_id=number, defendant_no=1, prior_no=1,
                     charge=charge, penalty=penalty, sentence_months=months, offence_on=offence,
                     judged_on=offence - 100, released_on=released)  # fmt: skip
    namesake = planter.registry.resident()
    planter.sentence(namesake, 1500, "有期徒刑", charge=selling, term_months=8,
                     ends_on=planter.ago(1300))  # fmt: skip
    person = planter.registry.resident(name=namesake.name)
    number = _judge(planter, person, selling, (("罚金", 5000),))
    planter.books.plant(DRUGS, (number,), "前罪是同名的人", decoy=True)


def _merits(planter: Planter) -> None:
    odd, plain = {"source": "他人提供"}, {"source": "本人掌握", "raised_stage": "侦查"}
    usual = plain | {"on_bail": False, "public_official": False}
    for judge, note, cases, decoy in (
        ("云法231", "同一承办人三件立功线索来源反常",
         (odd, {"source": "不明"}, odd | {"on_bail": True}), False),
        ("云法232", "又一承办人三件，取保后、审判时检举",
         ({"on_bail": True}, {"raised_stage": "审判"}, odd), False),
        ("云法233", "来源反常只有二件", (odd, odd, plain), True),
        ("云法234", "四件，都是侦查羁押中检举本人知悉的", (plain, plain, plain, plain), True),
    ):  # fmt: skip
        for index, more in enumerate(cases, 1):
            number = planter.number("（{year}）云9902刑初{serial}号")
            person = planter.person(MERIT, f"{note}（{index}）", number, decoy=decoy)
            planter.file("merit_record", person, case_number=number, kind="一般立功",
                         raised_on=300 + index, verified_on=280, judged_on=230, judge_code=judge,
                         verified_by="云州市公安局", penalty="实刑", **usual | more)  # fmt: skip


def _evasions(planter: Planter) -> None:
    for note, officer, arrival, months, more, decoy in (
        ("强制戒毒决定后自首轻罪，判五个月（一）", "990417", "主动投案", 5, {}, False),
        ("强制戒毒决定后自首轻罪，判五个月（二）", "990417", "主动投案", 5, {}, False),
        ("承办人只此一件", "990533", "主动投案", 5, {}, True),
        ("刑满后已经继续戒毒", "990417", "主动投案", 5, {"resumed_on": 20}, True),
        ("判十四个月", "990417", "主动投案", 14, {}, True),
        ("被抓获到案", "990417", "抓获", 5, {}, True),
    ):
        person = planter.person(EVADED, note, decoy=decoy)
        planter.file("drug_treatment", person, kind="强戒", decided_on=200, start_on=200,
                     end_on=-530, **more)  # fmt: skip
        known = {"arrival": arrival, "officer_code": officer}
        case = open_case(planter, person, 192, charge="盗窃罪", known=known, outcome="移诉")
        case.send(165, 150)
        planter.sentence(person, 110, "有期徒刑" if months > 6 else "拘役", charge="盗窃罪",
                         term_months=months, ends_on=planter.ago(120 - months * 30))  # fmt: skip
