"""Breaches and decoys planted in cases that the police opened and did not carry on."""

from xiezhi.city.criminal_files import plant_case
from xiezhi.city.planting import Planter

SUBMITTED = "criminal.detained_not_submitted"
OUTCOME = "criminal.detained_without_outcome"
STALLED = "criminal.stalled_case"
WITHDRAWN = "criminal.withdrawn_without_ground"
REFUSED = "criminal.non_arrest_no_follow_up"
MINOR = "犯罪情节显著轻微、危害不大，不认为是犯罪"


def plant_all(planter: Planter) -> None:
    """Plant every breach with its decoys."""
    for plant in (_not_submitted, _without_outcome, _stalled, _withdrawn, _after_refusal):
        plant(planter)


def _not_submitted(planter: Planter) -> None:
    dropped = {"outcome": "撤案", "outcome_on": 260, "outcome_ground": MINOR}
    for note, released, bailed_until, more, decoy in (
        ("拘留后释放近九个月没有下文", 270, None, {}, False),
        ("取保解除四个月没有下文", 470, 120, {}, False),
        ("释放四十日，正在处理", 40, None, {}, True),
        ("案件已经撤销", 270, None, dropped, True),
        ("转为行政处罚，公安台账没有更新", 270, None, {}, True),
        ("提请后由公安机关撤回", 270, None, {}, True),
    ):  # fmt: skip
        case = plant_case(planter, SUBMITTED, note, released + 12, decoy=decoy, **more)
        case.measure("刑拘", released + 10, released)
        if bailed_until:
            case.measure("取保", released, bailed_until)
        if "行政处罚" in note:
            planter.file("administrative_penalty", case.suspect, cause="盗窃", kind="行政拘留",
                         decision_number=planter.number("云江公行罚决字〔{year}〕{serial}号"),
                         agency="云州市公安局云江分局", agency_kind="公安",
                         illegal_on=released + 15, decided_on=released - 8)  # fmt: skip
        if "撤回" in note:
            case.ask_arrest(released + 5, released + 1, "撤回")


def _without_outcome(planter: Planter) -> None:
    wanted = {"wanted_on": 860}
    moved = {"outcome": "移送管辖", "outcome_on": 800}
    for note, detained, more, decoy in (
        ("拘留八百八十日没有结果", 880, {}, False),
        ("拘留九百日，取保解除后没有结果", 900, {}, False),
        ("在逃，已经上网追逃", 880, wanted, True),
        ("已经移送管辖", 880, moved, True),
        ("拘留七百日，未满二年", 700, {}, True),
        ("已经起诉，公安台账没有更新", 880, {}, True),
    ):
        case = plant_case(planter, OUTCOME, note, detained, decoy=decoy, **more)
        case.measure("拘留", detained, detained - 10)
        case.measure("取保候审", detained - 10, detained - 360)
        case.ask_arrest(detained - 6, detained - 10, "公安机关撤回")
        if "起诉" in note:
            case.send(detained - 80, detained - 100)


def _stalled(planter: Planter) -> None:
    for note, filed, arrived, bailed, more, decoy in (
        ("立案三年，取保期满后没有进展", 1100, 1090, (1090, 740), {}, False),
        ("传唤到案八百日，没有采取措施", 820, 800, None, {}, False),
        ("上网追逃", 1100, 1090, None, {"wanted_on": 1050}, True),
        ("已经终止侦查", 1100, 1090, None, {"outcome": "终止侦查", "outcome_on": 700}, True),
        ("五百日前解除取保", 1100, 860, (860, 500), {}, True),
        ("已经起诉，公安台账没有更新", 1100, 1090, (1090, 760), {}, True),
    ):
        known = {"arrival": "传唤", "arrived_on": arrived}
        case = plant_case(planter, STALLED, note, filed, decoy=decoy, known=known, **more)
        if bailed:
            case.measure("取保候审", *bailed)
        if "起诉" in note:
            case.send(800, 780, extended=True)


def _withdrawn(planter: Planter) -> None:
    for note, detained, ground, sent, decoy in (
        ("撤案没有登记理由", True, None, False, False),
        ("以双方和解为由撤案", True, "双方已经和解", False, False),
        ("情节显著轻微撤案", True, MINOR, False, True),
        ("没有采取过强制措施", False, None, False, True),
        ("撤案后又移送起诉", True, None, True, True),
        ("检察机关通知撤案", True, "检察机关通知撤销案件", False, True),
    ):
        dropped = {"outcome": "撤案", "outcome_on": 380, "outcome_ground": ground}
        case = plant_case(planter, WITHDRAWN, note, 402, decoy=decoy, **dropped)
        if detained:
            case.measure("刑事拘留", 400, 390)
        if sent:
            case.send(300, 280)


def _after_refusal(planter: Planter) -> None:
    lacking, innocent = {"ground": "存疑不捕"}, {"ground": "绝对不捕"}
    closed = {"outcome": "撤案", "outcome_on": 45, "outcome_ground": "没有犯罪事实"}
    for note, refused, why, more, decoy in (
        ("证据不足不捕，十五个月没有下文", 470, lacking, {}, False),
        ("不构成犯罪不捕，六十日没有撤案", 60, innocent, {}, False),
        ("不构成犯罪不捕，已经撤案", 60, innocent, closed, True),
        ("证据不足不捕，补充侦查二百日", 200, lacking, {}, True),
        ("不捕后移送起诉", 470, lacking, {}, True),
        ("补充侦查后再次提请逮捕", 470, lacking, {}, True),
    ):
        case = plant_case(planter, REFUSED, note, refused + 9, decoy=decoy, **more)
        case.measure("刑事拘留", refused + 8, refused)
        case.ask_arrest(refused + 4, refused, "不捕", **why)
        if "移送起诉" in note:
            case.send(refused - 40, refused - 60)
        if "再次" in note:
            case.ask_arrest(refused - 70, refused - 76)
            case.measure("逮捕", refused - 76, refused - 160)
            case.send(refused - 120, refused - 140)
