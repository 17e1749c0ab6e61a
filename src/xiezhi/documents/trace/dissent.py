"""Who held otherwise, and who was heard, on the way to a decision; both are internal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from xiezhi.casework.figures.opinions import REPLIES
from xiezhi.casework.figures.words import ACTS, do_label
from xiezhi.documents.trace.rows import Dissent
from xiezhi.law import Procedure
from xiezhi.law.state import DecisionState, MatterState, ObjectionState


def dissent_in(
    matter: MatterState,
    decision: DecisionState,
    objections: Iterable[ObjectionState],
    procedure: Procedure,
    names: Mapping[str, str],
) -> tuple[Dissent, ...]:
    """Return everybody whose recorded view differs from a decision, the earliest first.

    ``matter`` as it stood at the decision; ``objections`` are those against it, with their answer.
    """

    def who(code: str) -> str:
        return names.get(code, code)

    def did(do: str) -> str:
        return do_label(procedure, do)

    found = [
        *_spoken(matter, decision, who, did),
        *_voted(matter, decision, who, did),
        *_objected(objections, who),
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def heard_in(matter: MatterState, names: Mapping[str, str]) -> tuple[Dissent, ...]:
    """Return what the other members of the team said before a decision, agreeing or not."""
    step = str(ACTS["hear_member"])
    return tuple(
        Dissent(one.at, step, names.get(one.person, one.person), one.opinion)
        for one in matter.heard
    )


Word = Callable[[str], str]


def _spoken(
    matter: MatterState, decision: DecisionState, who: Word, did: Word
) -> Iterator[Dissent]:
    for opinion in matter.opinions:
        if opinion.do != decision.do:
            said = f"{did(opinion.do)}：{opinion.reasons}"
            yield Dissent(opinion.at, str(ACTS["opine"]), who(opinion.by), said)
    for review in matter.reviews:
        if review.result == "disagree":
            yield Dissent(review.at, str(ACTS["review"]), who(review.by), review.remark)
    for one in matter.declined:
        yield Dissent(one.at, str(ACTS["decline_meeting"]), who(one.by), one.remark)


def _voted(
    matter: MatterState, decision: DecisionState, who: Word, did: Word
) -> Iterator[Dissent]:
    for meeting in matter.meetings:
        for code, do in meeting.opinions.items():
            if do != decision.do:
                yield Dissent(meeting.at, _("检察官联席会议"), who(code), did(do))
        for code, why in meeting.refused_to_sign.items():
            said = _("拒绝签名：%(why)s") % {"why": why}
            yield Dissent(meeting.at, _("检察官联席会议"), who(code), said)
    for made in matter.decisions:
        for code, do in made.votes.items():
            if do != made.do:
                yield Dissent(made.at, _("检察委员会表决"), who(code), did(do))


def _objected(objections: Iterable[ObjectionState], who: Word) -> Iterator[Dissent]:
    for one in objections:
        answer = str(REPLIES[one.reply]) if one.reply else _("尚未答复")
        both = {"reasons": one.reasons, "answer": answer}
        said = _("%(reasons)s（答复：%(answer)s）") % both
        yield Dissent(one.at, str(ACTS["object"]), who(one.by), said)
