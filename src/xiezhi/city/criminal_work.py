"""Criminal work of the city: arrest review, then review for prosecution, as far as time allows."""

from datetime import datetime, timedelta
from random import Random

from xiezhi.casework.actions.accept import accept
from xiezhi.casework.actions.open_next import open_next
from xiezhi.city.disagreement import disagree
from xiezhi.city.dockets import GOODS, Docket
from xiezhi.city.evidence_work import enter_evidence
from xiezhi.city.paper_work import finish_papers
from xiezhi.city.playing import Opinion, Pen, Play, morning
from xiezhi.city.staff import Staff

ARREST, PROSECUTION = "criminal.review_for_arrest", "criminal.review_for_prosecution"
SUSPECT = "P1"
REFUSALS = {
    "refuse_no_danger": "犯罪情节较轻，认罪悔罪，有固定住所，取保候审足以防止发生社会危险性。",
    "refuse_insufficient": "现有证据不能证明犯罪嫌疑人在案发时段到过现场。",
}


def work_through(docket: Docket, staff: Staff, draw: Random, now: datetime) -> None:
    """Play one docket from the arrest request on; stops where the present is reached."""
    pen = Pen(draw, morning(docket.received_on), now)
    if docket.phase == "arrest":
        pen.acts_left = draw.randint(3, 14)
    arrest = _arrest(docket, staff, pen)
    if docket.ending.startswith("refuse") or pen.over:
        return
    if docket.phase == "prosecution":
        pen.at = now - timedelta(days=draw.randint(4, 24))
        pen.acts_left = draw.randint(3, 9)
    else:
        pen.step(draw.randint(25, 55))
    if not pen.over:
        _prosecution(docket, staff, pen, arrest)


def _arrest(docket: Docket, staff: Staff, pen: Pen) -> Play:
    proceeding = accept(
        staff.manager,
        ARREST,
        docket.unit,
        docket.given,
        received_on=docket.received_on,
        facts={"detained": docket.detained, **_from_the_request(docket, staff)},
        at=pen.step(),
    )
    play = Play(staff, proceeding, pen)
    play.draw_handler()
    enter_evidence(play, proceeding.case_id, docket)
    if docket.plea:
        play.move("record_interrogation", subject=SUSPECT)
    if not pen.over:
        play.propose(_arrest_opinion(docket), 2.5)
        play.carry_through()
    finish_papers(play, docket)
    play.close("审查逮捕办结")
    return play


def _from_the_request(docket: Docket, staff: Staff) -> dict[str, str]:
    """What the police wrote on their request, registered once at acceptance."""
    unit = staff.unit_name.removesuffix("人民检察院")
    number = f"云公（刑）字〔{docket.received_on.year}〕{docket.serial}号"
    return {"sender": f"{unit}公安局", "request_number": number}


def _arrest_opinion(docket: Docket) -> Opinion:
    if docket.ending in REFUSALS:
        fields = {"refusal_reasons": REFUSALS[docket.ending]}
        if docket.ending == "refuse_insufficient":
            fields["outline_items"] = "调取现场周边监控录像\n询问目击证人，核实在场时间"
        return Opinion(docket.ending, REFUSALS[docket.ending], SUSPECT, fields)
    reasons = (
        "有证据证明有犯罪事实，可能判处徒刑以上刑罚，采取取保候审尚不足以防止发生社会危险性。"
    )
    fields = {"charge": docket.charge, "arrest_ground": "ordinary"}
    return Opinion("approve_arrest", reasons, SUSPECT, fields)


def _prosecution(docket: Docket, staff: Staff, pen: Pen, arrest: Play) -> None:
    proceeding = open_next(
        staff.manager,
        arrest.id,
        PROSECUTION,
        received_on=pen.at.date(),
        facts={
            "case_source": "police",
            "in_custody": docket.detained,
            **_from_the_request(docket, staff),
        },
        at=pen.step(),
    )
    play = Play(staff, proceeding, pen)
    play.draw_handler()
    play.move("notify_rights", subject=SUSPECT, fields={"notified": "送达告知书，本人签收"})
    play.move("record_interrogation", subject=SUSPECT)
    if docket.plea and not pen.over:
        _plea(play)
    if docket.ending == "return" and not pen.over:
        _return(play, docket)
    if docket.ending == "disagreed":
        disagree(play, _disposition(docket))
        return
    if not pen.over and not any(a.step == "wait" for a in play.state.awaiting):
        play.propose(_disposition(docket), pen.draw.randint(4, 9))
        play.carry_through()
    finish_papers(play, docket)
    _answer_penalty_question(play)
    play.close("审查起诉办结")


def _answer_penalty_question(play: Play) -> None:
    """Whether who is not prosecuted needs an administrative penalty; here it is not needed."""
    if play.state.stage == "dropped" and not play.pen.over:
        reasons = "已退赔并取得谅解，违法轻微。"
        fields = {"decline_ground": "not_needed", "decline_reasons": reasons}
        play.move("decline_penalty", subject=SUSPECT, fields=fields)


def _plea(play: Play) -> None:
    play.move(
        "sign_plea",
        subject=SUSPECT,
        fields={"counsel_present": True, "sentence_proposed": "有期徒刑八个月至一年，并处罚金"},
    )


def _return(play: Play, docket: Docket) -> None:
    items = f"查明涉案{play.pen.draw.choice(GOODS)}的价值，补充价格认定\n核实犯罪嫌疑人的前科情况"
    play.propose(Opinion("return_for_supplement", "主要事实的证据尚需补充。", None,
                         {"outline_items": items}), 5.0)  # fmt: skip
    play.carry_through()
    finish_papers(play, docket)
    back = play.pen.at + timedelta(days=play.pen.draw.randint(18, 28))
    if back < play.pen.until:
        play.pen.at = back
        play.receive_supplement()


def _disposition(docket: Docket) -> Opinion:
    if docket.ending in ("drop_minor", "disagreed"):
        reasons = "犯罪情节轻微，已退赔并取得谅解，依照刑法规定不需要判处刑罚。"
        return Opinion("drop_minor", reasons, SUSPECT, {"drop_reasons": reasons})
    reasons = "犯罪事实清楚，证据确实、充分，应当依法追究刑事责任。"
    return Opinion("prosecute", reasons, SUSPECT, {"charge": docket.charge})
