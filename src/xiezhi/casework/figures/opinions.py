"""Everything said on each matter in order, in full: opinions, reviews, meetings, decisions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.casework.figures.words import ACTS, LEVELS, REVIEWS, do_label
from xiezhi.law import Procedure, State
from xiezhi.law.state import MatterState, ObjectionState

REPLIES = {
    "change": gettext_lazy("改变决定"),
    "maintain": gettext_lazy("维持决定"),
    "execute_now": gettext_lazy("要求立即执行"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said: by whom, when, what it comes to, its full text, each person's own view."""

    at: datetime
    label: str
    who: str
    result: str
    text: str = ""
    views: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class MatterSaid:
    """A matter with all that was said about it, the earliest first."""

    title: str
    level: str
    said: tuple[Said, ...]


def opinions_of(
    state: State, procedure_under: Callable[[str], Procedure], names: Mapping[str, str]
) -> tuple[MatterSaid, ...]:
    """Return every matter; `names` are names of persons and parties by code.

    `procedure_under` gives the procedure as the pack of a version has it.
    """
    found = []
    for matter in state.matters.values():
        objections = [one for one in state.objections if one.matter == matter.key]
        procedure = procedure_under(matter.authority.version)
        said = [*_said(matter, procedure, names), *_objections(objections, names)]
        found.append(
            MatterSaid(
                title=names.get(matter.subject or "", "") or _("全案"),
                level=str(LEVELS.get(matter.level, matter.level)),
                said=tuple(sorted(said, key=lambda one: one.at)),
            )
        )
    return tuple(found)


def _said(matter: MatterState, procedure: Procedure, names: Mapping[str, str]) -> Iterator[Said]:
    def who(code: str) -> str:
        return _("检察委员会") if code == "committee" else names.get(code, code)

    def views(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        return tuple((who(code), do_label(procedure, do)) for code, do in given.items())

    for opinion in matter.opinions:
        did = do_label(procedure, opinion.do)
        yield Said(opinion.at, str(ACTS["opine"]), who(opinion.by), did, opinion.reasons)
    for heard in matter.heard:
        yield Said(heard.at, str(ACTS["hear_member"]), who(heard.person), "", heard.opinion)
    for review in matter.reviews:
        result = str(REVIEWS.get(review.result, review.result))
        yield Said(review.at, str(ACTS["review"]), who(review.by), result, review.remark)
    for meeting in matter.meetings:
        majority = do_label(procedure, meeting.majority) or _("没有形成多数意见")
        label = str(ACTS["hold_meeting"])
        yield Said(
            meeting.at, label, who(meeting.convened_by), majority, meeting.record,
            views(meeting.opinions),
        )  # fmt: skip
    for order in matter.instructions:
        yield Said(order.at, str(ACTS["instruct"]), who(order.by), order.what, order.reason)
    for decision in matter.decisions:
        did = do_label(procedure, decision.do) + (_("（已撤销）") if decision.revoked else "")
        yield Said(
            decision.at, str(ACTS["decide"]), who(decision.by), did, decision.reasons,
            views(decision.votes),
        )  # fmt: skip


def _objections(objections: list[ObjectionState], names: Mapping[str, str]) -> Iterator[Said]:
    for one in objections:
        yield Said(one.at, str(ACTS["object"]), names.get(one.by, one.by), "", one.reasons)
        if one.reply and one.replied_at:
            who = names.get(one.replied_by, one.replied_by)
            reply = str(REPLIES.get(one.reply, one.reply))
            yield Said(one.replied_at, str(ACTS["answer_objection"]), who, reply)
