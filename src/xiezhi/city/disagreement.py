"""A case in which head and handler differ: joint meeting, other majority, up to the chief."""

from xiezhi.city.playing import Opinion, Play
from xiezhi.deliberation.actions.hold_meeting import hold_meeting
from xiezhi.deliberation.actions.review import review
from xiezhi.deliberation.actions.sign_record import sign_record
from xiezhi.deliberation.actions.submit import submit

AGAINST, FOR = "prosecute", "drop_minor"


def disagree(play: Play, opinion: Opinion) -> None:
    """Opinion, disagreement, joint meeting with the other majority, signatures, to the chief."""
    play.pen.acts_left = None
    play.propose(opinion, 1.0)
    head = play.staff.head_of(play.department)
    if head.code == play.state.handler:
        return
    matter = next(key for key, m in play.state.matters.items() if m.group == "disposition")
    review(head, play.id, matter, "disagree", remark="退赔不足以认定情节轻微，建议起诉。",
           at=play.pen.step(0.3))  # fmt: skip
    attending = [person.code for person in play.staff.prosecutors(play.department)]
    opinions = {code: FOR if code == play.state.handler else AGAINST for code in attending}
    record = "会议围绕是否属于犯罪情节轻微进行讨论，多数意见认为应当起诉。"
    hold_meeting(head, play.id, matter, opinions, record, at=play.pen.step(0.4))
    for code in attending:
        sign_record(play.staff.person(code), play.id, matter, at=play.pen.step())
    if not play.pen.over:
        submit(head, play.id, matter, "chief", at=play.pen.step(0.2))
