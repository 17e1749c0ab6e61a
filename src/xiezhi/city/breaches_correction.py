"""Breaches and decoys planted in community correction."""

from typing import Any

from xiezhi.city.agencies import TO_EFFECT
from xiezhi.city.books import Correction
from xiezhi.city.histories import add_months
from xiezhi.city.planting import Planter
from xiezhi.city.residents import Resident

NOTICE = "execution.correction_notice_late"
EXIT = "execution.correction_exit_not_registered"
ABSENT = "execution.correction_absent_without_leave"
HELD = "execution.correction_detention_not_notified"
OFFENCE = "execution.correction_offence_not_punished"
DRIVER = "execution.disqualified_driver_in_correction"
DELIVERED = "execution.non_custodial_not_delivered"
REVOKED = "execution.revocation_ruling_overdue"
ENDED = "execution.correction_not_ended"


def plant_all(planter: Planter) -> None:
    """Plant every breach, then complete the files of all who are under correction."""
    for plant in (_notices, _exits, _absences, _detentions, _offences, _drivers, _deliveries,
                  _revocations, _endings):  # fmt: skip
        plant(planter)
    _enter_probationers(planter)
    for one in planter.books.corrections:
        _file_exit(planter, one)


def _enter_probationers(planter: Planter) -> None:
    """Everybody on probation by the criminal histories is on the register of correction."""
    today = planter.books.today
    for history in planter.books.histories:
        effective_on = history.judged_on + TO_EFFECT
        if history.probation_months and effective_on <= today:
            passed = (today - effective_on).days
            over_on = add_months(effective_on, history.probation_months)
            planter.correct(history.person, passed, history.probation_months,
                            ended_on=over_on if over_on <= today else None)  # fmt: skip


def _file_exit(planter: Planter, one: Correction) -> None:
    if one.exit_short is None:
        return
    end_on = add_months(one.effective_on, one.months)
    days = (planter.books.today - end_on).days + one.exit_short
    planter.enter("exit_registration", one.person, filed_on=one.effective_on,
                  from_on=one.effective_on, until_on=planter.ago(days),
                  organ=f"{one.person.district}司法局")  # fmt: skip


def _notices(planter: Planter) -> None:
    told = planter.person(NOTICE, "生效第十二日才通知")
    planter.correct(told, 90, notified_after=12, documents_after=10)
    served = planter.person(NOTICE, "法律文书第二十五日才送达")
    planter.correct(served, 120, documents_after=25)
    exact = planter.person(NOTICE, "恰在第五日、第十日", decoy=True)
    planter.correct(exact, 80, notified_after=5, documents_after=10)
    namesake = planter.person(NOTICE, "同名不同人", decoy=True, name=told.name)
    planter.correct(namesake, 95)


def _exits(planter: Planter) -> None:
    planter.correct(planter.person(EXIT, "没有限制出境报备"), 150, exit_short=None)
    planter.correct(planter.person(EXIT, "报备期限短六十日"), 150, exit_short=60)
    ended = planter.person(EXIT, "矫正期满，已经解矫", decoy=True)
    planter.correct(ended, 200, 6, exit_short=None, ended_on=add_months(planter.ago(200), 6))
    planter.correct(planter.person(EXIT, "报备至期满之日", decoy=True), 150)


def _away(planter: Planter, person: Resident, days: int, **more: Any) -> None:
    elsewhere = "望海市" if person.district != "望海市" else "云江区"
    event = {"kind": "住宿", "occurred_on": planter.ago(days), "place": f"{elsewhere}江畔旅馆"}
    planter.enter("movement_event", person, **event | {"county": elsewhere} | more)


def _absences(planter: Planter) -> None:
    for note, kind in (("没有请假外出住宿", "住宿"), ("没有请假外出乘车", "乘车")):
        person = planter.person(ABSENT, note)
        planter.correct(person, 200)
        _away(planter, person, 70, kind=kind)
    on_leave = planter.person(ABSENT, "请假期间外出", decoy=True)
    planter.correct(on_leave, 200)
    _away(planter, on_leave, 70)
    planter.enter("correction_leave", on_leave, from_on=planter.ago(72), until_on=planter.ago(68),
                  destination="望海市", returned_on=planter.ago(68))  # fmt: skip
    warned = planter.person(ABSENT, "外出后已给予警告", decoy=True)
    planter.correct(warned, 200)
    _away(planter, warned, 70)
    _punish(planter, warned, 60)


def _punish(planter: Planter, person: Resident, days: int) -> None:
    planter.enter("correction_punishment", person, kind="警告", punished_on=planter.ago(days),
                  ground="违反监督管理规定")  # fmt: skip


def _detain(planter: Planter, person: Resident, start: int, days: int, *, told: bool,
            **more: Any) -> None:  # fmt: skip
    planter.correct(person, 240, **more)
    planter.enter("administrative_detention", person, cause="殴打他人", kind="行政拘留",
                  start_on=planter.ago(start), end_on=planter.ago(start - days),
                  days=days)  # fmt: skip
    if told:
        planter.enter("correction_notice", person, kind="行政拘留", event_on=planter.ago(start),
                      notified_on=planter.ago(start - 2), notified_by="云州市公安局")  # fmt: skip


def _detentions(planter: Planter) -> None:
    _detain(planter, planter.person(HELD, "行政拘留五日没有通知"), 100, 5, told=False)
    _detain(planter, planter.person(HELD, "拘留十五日没有提请撤销"), 110, 15, told=True)
    _detain(planter, planter.person(HELD, "拘留五日，已通知", decoy=True), 100, 5, told=True)
    proposed = planter.person(HELD, "拘留十五日，已提请撤销", decoy=True)
    _detain(planter, proposed, 110, 15, told=True, ended_on=planter.ago(60))
    _revoke(planter, proposed, 80, 60, ruling="准许", committed_on=planter.ago(55))


def _fault(planter: Planter, person: Resident, days: int, **more: Any) -> None:
    given = {
        "decision_number": planter.number("云公行罚决字〔{year}〕{serial}号"),
        "agency": "云州市公安局云江分局", "agency_kind": "公安", "cause": "扰乱公共场所秩序",
        "kind": "警告",
        "illegal_on": planter.ago(days + 3), "decided_on": planter.ago(days),
    }  # fmt: skip
    planter.enter("administrative_penalty", person, **given | more)


def _offences(planter: Planter) -> None:
    for kind in ("警告", "罚款"):
        person = planter.person(OFFENCE, f"矫正期间受到{kind}，没有考核处罚")
        planter.correct(person, 220)
        _fault(planter, person, 90, kind=kind)
    answered = planter.person(OFFENCE, "已经警告", decoy=True)
    planter.correct(answered, 220)
    _fault(planter, answered, 90)
    _punish(planter, answered, 75)
    before = planter.person(OFFENCE, "违法在入矫以前", decoy=True)
    planter.correct(before, 100)
    _fault(planter, before, 130)


def _drive(planter: Planter, person: Resident, *, driving: bool = True) -> None:
    planter.correct(person, 220)
    _away(planter, person, 50, kind="交通违法", county=person.district, place="滨江大道",
          driving=driving)  # fmt: skip


def _drivers(planter: Planter) -> None:
    revoked = {"status": "吊销", "issued_on": planter.ago(3000), "revoked_on": planter.ago(210)}
    for note in ("吊销后驾车被抓拍", "失驾人员驾车"):
        person = planter.person(DRIVER, note)
        _drive(planter, person)
        planter.enter("driving_licence", person, **revoked)
    passenger = planter.person(DRIVER, "乘车人，非本人驾驶", decoy=True)
    _drive(planter, passenger, driving=False)
    planter.enter("driving_licence", passenger, **revoked)
    fined = planter.person(DRIVER, "当日驾驶已经处罚", decoy=True)
    _drive(planter, fined)
    planter.enter("driving_licence", fined, **revoked)
    _fault(planter, fined, 49, agency_kind="交警", cause="驾驶证被吊销期间驾驶机动车",
           illegal_on=planter.ago(50), kind="罚款")  # fmt: skip
    _punish(planter, fined, 40)


def _deliveries(planter: Planter) -> None:
    term = {"term_months": 12, "probation_months": 18}
    planter.sentence(planter.person(DELIVERED, "缓刑没有进入名册"), 120, "有期徒刑", **term)
    planter.sentence(planter.person(DELIVERED, "管制没有进入名册"), 90, "管制", term_months=6)
    alone = planter.person(DELIVERED, "单处剥夺政治权利没有交付")
    planter.sentence(alone, 150, "剥夺政治权利", deprivation_months=12)
    entered = planter.person(DELIVERED, "缓刑已经入矫", decoy=True)
    planter.sentence(entered, 120, "有期徒刑", **term)
    planter.correct(entered, 120)
    dead = planter.person(DELIVERED, "已经死亡", decoy=True)
    planter.sentence(dead, 120, "有期徒刑", **term)
    planter.enter("death_record", dead, died_on=planter.ago(100), source="公安")


def _revoke(planter: Planter, person: Resident, proposed: int, ruled: int | None,
            **more: Any) -> None:  # fmt: skip
    given = {
        "kind": "撤销缓刑", "ground": "违反监督管理规定情节严重",
        "proposed_on": planter.ago(proposed), "received_on": planter.ago(proposed - 2),
        "ruled_on": None if ruled is None else planter.ago(ruled),
    }  # fmt: skip
    planter.enter("correction_revocation", person, **given | more)


def _revocations(planter: Planter) -> None:
    _revoke(planter, planter.person(REVOKED, "收到建议六十日没有裁定"), 62, None)
    _revoke(planter, planter.person(REVOKED, "准许二十五日没有收监"), 50, 25, ruling="准许")
    exact = planter.person(REVOKED, "第三十日裁定不准许", decoy=True)
    _revoke(planter, exact, 62, 30, ruling="不准许")
    arrested = planter.person(REVOKED, "四十八小时内决定逮捕，依期裁定", decoy=True)
    _revoke(planter, arrested, 60, 38, ruling="准许", committed_on=planter.ago(36),
            arrest_proposed_on=planter.ago(60), arrest_decided_on=planter.ago(58),
            arrested_on=planter.ago(57))  # fmt: skip


def _endings(planter: Planter) -> None:
    full = add_months(planter.ago(225), 6)
    for note, effective, months, ended_on, died, decoy in (
        ("考验期满四十日没有解除", 225, 6, None, None, False),
        ("死亡六十日没有终止", 200, 18, None, 60, False),
        ("没有事由而提前一年解除", 250, 18, planter.ago(90), None, False),
        ("期满当日解除", 225, 6, full, None, True),
        ("死亡三日，正在办理终止", 200, 18, None, 3, True),
        ("死亡次日终止", 200, 18, planter.ago(59), 60, True),
    ):
        person = planter.person(ENDED, note, decoy=decoy)
        planter.correct(person, effective, months, ended_on=ended_on)
        if died:
            planter.file("death_record", person, died_on=died, source="公安")
    revoked = planter.person(ENDED, "撤销缓刑当日终止", decoy=True)
    planter.correct(revoked, 200, ended_on=planter.ago(60))
    _revoke(planter, revoked, 80, 60, ruling="准许", committed_on=planter.ago(58))
