"""Breaches and decoys planted in review for prosecution, its outcomes, and trial."""

from collections.abc import Mapping
from typing import Any

from xiezhi.city.criminal_files import CaseFile, open_case, plant_case
from xiezhi.city.histories import add_months
from xiezhi.city.planting import Planter

PUNISHED = "criminal.nonprosecution_not_punished"
DRUNK = "administrative.drunk_driving_not_punished"
REVIEW = "criminal.prosecution_review_overdue"
SUPPLEMENT = "criminal.supplement_overdue"
TRIAL = "criminal.trial_overdue"
MINOR = "相对不起诉"
COURT = "云州市云江区人民法院"
SENT = {"outcome": "移诉"}
POLICE = {"opinion_to": "云州市公安局云江分局"}


def plant_all(planter: Planter) -> None:
    """Plant every breach with its decoys."""
    for plant in (_not_punished, _drunk, _reviews, _supplements, _trials):
        plant(planter)


def _punish(case: CaseFile, days: int, kind: str, cause: str, agency: str) -> None:
    number = case.planter.number("云江公行罚决字〔{year}〕{serial}号")
    case.planter.file("administrative_penalty", case.suspect, decision_number=number, kind=kind,
                      agency="云州市公安局云江分局", agency_kind=agency, cause=cause,
                      illegal_on=400, decided_on=days)  # fmt: skip


def _not_punished(planter: Planter) -> None:
    for note, needed, opinion, punished, decoy in (
        ("检察意见发出半年没有处罚", True, 180, None, False),
        ("需要处罚而没有提出检察意见", True, None, None, False),
        ("检察意见发出后已经处罚", True, 180, 150, True),
        ("不起诉以前已经处罚", True, None, 350, True),
        ("不需要行政处罚", False, None, None, True),
        ("检察意见发出三十日", True, 30, None, True),
    ):
        case = plant_case(planter, PUNISHED, note, 380, decoy=decoy, **SENT)
        to = POLICE if opinion else {}
        case.send(240, 220, MINOR, penalty_needed=needed, opinion_on=opinion, **to)
        if punished:
            _punish(case, punished, "行政拘留", "盗窃", "公安")


def _drunk(planter: Planter) -> None:
    for note, decided, decision, needed, punished, decoy in (
        ("醉驾不起诉后没有罚款、拘留", 150, "酌定不起诉", None, None, False),
        ("醉驾不起诉，只吊销驾驶证", 150, "酌定不起诉", None, "吊销驾驶证", False),
        ("醉驾不起诉，已经罚款", 150, "酌定不起诉", None, "罚款", True),
        ("醉驾不起诉四十日", 40, "酌定不起诉", None, None, True),
        ("证据不足不起诉", 150, "存疑不起诉", None, None, True),
        ("登记为不需要处罚", 150, "酌定不起诉", False, None, True),
    ):
        case = plant_case(planter, DRUNK, note, decided + 60, decoy=decoy,
                          charge="危险驾驶罪", **SENT)  # fmt: skip
        case.send(decided + 20, decided, decision, charge="危险驾驶罪", penalty_needed=needed)
        if punished:
            _punish(case, decided - 20, punished, "饮酒后驾驶机动车", "交警")


def _reviews(planter: Planter) -> None:
    returned = {"returned_on": 175, "back_on": 150}
    for note, received, decided, more, decoy in (
        ("受理六十日才决定", 200, 140, {}, False),
        ("延长期限后第五十日仍未决定", 50, None, {"extended": True}, False),
        ("延长后第四十三日决定", 200, 157, {"extended": True}, True),
        ("退回补充侦查，各段都在期限以内", 200, 125, returned, True),
        ("鉴定三十日不计入", 200, 145, {"excluded_days": 30}, True),
        ("速裁案件第十三日决定", 200, 187, {"fast_track": True}, True),
    ):
        case = plant_case(planter, REVIEW, note, received + 60, decoy=decoy, **SENT)
        case.send(received, decided, **more)


def _supplements(planter: Planter) -> None:
    due = (planter.books.today - add_months(planter.ago(230), 1)).days
    ended = {"outcome": "撤案", "outcome_on": 60, "outcome_ground": "没有犯罪事实"}
    for note, received, decided, back, more, decoy in (
        ("退回后六十五日才重报", 250, 145, 165, {}, False),
        ("退回八十日没有重报", 110, None, None, {}, False),
        ("退回满一个月当日重报", 250, due - 20, due, {}, True),
        ("退回后公安机关撤案", 110, None, None, ended, True),
        ("没有重报，检察机关直接决定", 250, 215, None, {}, True),
    ):
        case = plant_case(planter, SUPPLEMENT, note, received + 70, decoy=decoy, **more)
        case.send(received, decided, returned_on=received - 20 if back else received - 28,
                  back_on=back)  # fmt: skip


def _trials(planter: Planter) -> None:
    heavy = {"procedure": "简易", "over_three_years": True}
    for note, filed, closed, more, decoy in (
        ("普通程序一百五十日，没有延长", 300, 150, {}, False),
        ("速裁程序三十日", 100, 70, {"procedure": "速裁"}, False),
        ("简易程序五十日仍未审结", 50, None, {"procedure": "简易"}, False),
        ("经批准延长三个月", 300, 150, {"extended_3m": True}, True),
        ("精神病鉴定六十日不计入", 300, 160, {"excluded_days": 60}, True),
        ("简易程序，可能判处三年以上", 100, 58, heavy, True),
        ("速裁程序第九日宣判", 100, 91, {"procedure": "速裁程序"}, True),
    ):  # fmt: skip
        _try(planter, note, filed, closed, more, decoy=decoy)


def _try(
    planter: Planter,
    note: str,
    filed: int,
    closed: int | None,
    more: Mapping[str, Any],
    *,
    decoy: bool,
) -> None:
    number = planter.number("（{year}）云9901刑初{serial}号")
    person = planter.person(TRIAL, note, number, decoy=decoy)
    open_case(planter, person, filed + 80, **SENT).send(filed + 25, filed + 1)
    given = {"procedure": "普通", "over_three_years": False, "over_one_year": False,
             "extended_3m": False, "instance": "一审", "court": COURT}  # fmt: skip
    planter.file("trial_case", person, case_number=number, charge="盗窃罪", judge_code="云法107",
                 filed_on=filed, closed_on=closed, **given | more)  # fmt: skip
