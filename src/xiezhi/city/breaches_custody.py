"""Breaches and decoys planted in custody, political rights and treatment of addiction."""

from xiezhi.city.histories import add_months
from xiezhi.city.planting import Planter

CHANGE = "execution.custody_change_not_notified"
EXPIRY = "execution.custody_expiry_not_warned"
RIGHTS = "execution.deprivation_not_registered"
TREATMENT = "execution.drug_treatment_not_resumed"


def plant_all(planter: Planter) -> None:
    """Plant every breach with its decoys."""
    for plant in (_changes, _expiries, _rights, _treatments):
        plant(planter)


def _changes(planter: Planter) -> None:
    for note, kind, told, decoy in (
        ("换押一个月没有通知", "换押", None, False),
        ("延长期限后二十日才通知", "延长期限", 20, False),
        ("换押后第十日通知", "换押", 10, True),
        ("鉴定后三日通知", "鉴定", 3, True),
    ):
        person = planter.person(CHANGE, note, decoy=decoy)
        told_on = None if told is None else planter.ago(40 - told)
        planter.enter("custody_notice", person, kind=kind, event_on=planter.ago(40),
                      case_number=planter.number("云江公（刑）字〔{year}〕{serial}号"),
                      from_organ="云州市公安局云江分局", to_organ="云州市云江区人民检察院",
                      notified_on=told_on)  # fmt: skip


def _expiries(planter: Planter) -> None:
    for note, end, warned, reported, decoy in (
        ("期满当日才办出所，没有届满通知", 20, None, None, False),
        ("期满二十日仍羁押，没有报告", None, 26, None, False),
        ("届满前五日通知", 20, 25, None, True),
        ("期满前二十日已经释放", 40, None, None, True),
    ):
        person = planter.person(EXPIRY, note, decoy=decoy)
        case = planter.number("云江公（刑）字〔{year}〕{serial}号")
        planter.enter("coercive_measure", person, case_number=case, kind="逮捕",
                      start_on=planter.ago(55), end_on=None if end is None else planter.ago(end),
                      decided_by="人民检察院")  # fmt: skip
        days = {"end_on": end, "expiry_notice_on": warned, "overdue_report_on": reported}
        planter.enter("custody_episode", person, charge="盗窃罪", organ="云州市公安局云江分局",
                      case_number=case, start_on=planter.ago(55), expires_on=planter.ago(20),
                      **{k: None if v is None else planter.ago(v) for k, v in days.items()})  # fmt: skip  # noqa: E501


def _rights(planter: Planter) -> None:
    ended, months = 200, 12
    for note, late, decoy in (
        ("附加剥权不在公安名册", None, False),
        ("名册终止日期少一百日", 100, False),
        ("名册终止日期一致", 0, True),
        ("主刑期满前已经死亡", None, True),
    ):
        person = planter.person(RIGHTS, note, decoy=decoy)
        planter.sentence(person, 900, "有期徒刑", term_months=24, deprivation_months=months,
                         ends_on=planter.ago(ended))  # fmt: skip
        if late is not None:
            until_on = add_months(planter.ago(ended), months)
            days = (planter.books.today - until_on).days + late
            planter.enter("deprivation_register", person, start_on=planter.ago(ended),
                          end_on=planter.ago(days), station="云江派出所")  # fmt: skip
        elif decoy:
            planter.enter("death_record", person, died_on=planter.ago(300), source="卫健")


def _treatments(planter: Planter) -> None:
    for note, left, resumed, reason, decoy in (
        ("刑满六十日没有继续强制隔离戒毒", 300, None, "刑满释放", False),
        ("刑满后剩余一百日没有执行", 100, None, "刑满释放", False),
        ("刑满当日继续执行", 300, 60, "刑满释放", True),
        ("剩余期限为零", 0, None, "刑满释放", True),
    ):
        person = planter.person(TREATMENT, note, decoy=decoy)
        planter.imprison(person, 500, 60, reason)
        planter.enter("drug_treatment", person, kind="强制隔离戒毒", decided_on=planter.ago(600),
                      interrupted_on=planter.ago(500), remaining_days=left,
                      resumed_on=None if resumed is None else planter.ago(resumed))  # fmt: skip
