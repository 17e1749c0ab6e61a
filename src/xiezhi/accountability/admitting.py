"""What each step asks of the course before it: the order clue → case → person → determination →
handling, and everything that the articles make a condition. Yields rules of ``rules.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from xiezhi.accountability.course import PersonCourse
from xiezhi.accountability.matter import Matter, committees
from xiezhi.law.liability import LIABLE, rules_of
from xiezhi.ledger import packs

Rules = Iterator[str]
Check = Callable[[Matter, PersonCourse], Rules]


def _setting(name: str) -> bool | int | str:
    """A setting of the pack's liability tables."""
    return rules_of(packs.in_force()).settings[name].value


def _always(_matter: Matter, _one: PersonCourse) -> Rules:
    yield from ()


def _not_frozen(_matter: Matter, one: PersonCourse) -> Rules:
    if one.is_frozen:
        yield "finding.frozen"


def _case_not_frozen(matter: Matter, _one: PersonCourse) -> Rules:
    if any(matter.course.of(code).is_frozen for code in matter.course.persons):
        yield "finding.frozen"


def _fault_found(matter: Matter, _one: PersonCourse) -> Rules:
    if matter.course.analysis is None:
        yield "inquiry.case_first"
    elif not matter.course.fault_found:
        yield "inquiry.no_fault"


def _inquire(matter: Matter, one: PersonCourse) -> Rules:
    yield from _fault_found(matter, one)
    if one.inquired:
        yield "inquiry.opened"


def _inquired(matter: Matter, one: PersonCourse) -> Rules:
    if not one.inquired:
        yield from _fault_found(matter, one)
        yield "inquiry.not_opened"


def _find(matter: Matter, one: PersonCourse) -> Rules:
    yield from _inquired(matter, one)
    yield from _not_frozen(matter, one)


def _determine(matter: Matter, one: PersonCourse) -> Rules:
    yield from _find(matter, one)
    if one.last("find_person") is None:
        yield "finding.none"
    if one.handling is not None:
        yield "handling.done"


def _submissible(matter: Matter, one: PersonCourse) -> Rules:
    if one.determination is None:
        yield "determine.none"
    elif not one.is_liable:
        yield "discipline.not_liable"
    elif not matter.needs_discipline(one):
        yield "discipline.not_prosecutor"


def _approve(matter: Matter, one: PersonCourse) -> Rules:
    yield from _submissible(matter, one)
    if one.since("approve_submission", "determine"):
        yield "discipline.done"


def _submit(matter: Matter, one: PersonCourse) -> Rules:
    yield from _submissible(matter, one)
    if not one.since("approve_submission", "determine"):
        yield "discipline.not_approved"
    if one.since("submit_discipline", "determine"):
        yield "discipline.done"


def _opine(_matter: Matter, one: PersonCourse) -> Rules:
    if not one.is_frozen:
        yield "discipline.not_submitted"


def _decide(matter: Matter, one: PersonCourse) -> Rules:
    if one.determination is None:
        yield "determine.none"
        return
    if one.handling is not None:
        yield "handling.done"
    if matter.needs_discipline(one) and not one.since("give_opinion", "determine"):
        yield "handling.no_opinion"


def _hand_over(_matter: Matter, one: PersonCourse) -> Rules:
    if not one.is_punished:
        yield "hand_over.none"
    elif one.since("hand_over", "decide_handling"):
        yield "hand_over.sent"


def _result(_matter: Matter, one: PersonCourse) -> Rules:
    if one.last("hand_over") is None:
        yield "hand_over.not_sent"


def _ask_review(_matter: Matter, one: PersonCourse) -> Rules:
    if one.handling is None or one.reviews >= int(_setting("appeals")):
        yield "review.nothing"
    elif one.is_under_review:
        yield "review.pending"


def _under_review(_matter: Matter, one: PersonCourse) -> Rules:
    if not one.is_under_review:
        yield "review.none"


def _decide_review(matter: Matter, one: PersonCourse) -> Rules:
    yield from _under_review(matter, one)
    named = one.said("assign_reviewer") if one.since("assign_reviewer", "ask_review") else {}
    if named.get("reviewer") != matter.by.code:
        yield "review.no_reviewer"


def _untrue(_matter: Matter, one: PersonCourse) -> Rules:
    if one.is_liable or one.last("find_untrue"):
        yield "untrue.found"


def _clarify(_matter: Matter, one: PersonCourse) -> Rules:
    if one.last("find_untrue") is None:
        yield "clarify.none"
    elif one.last("approve_clarification"):
        yield "discipline.done"


def _commission(_matter: Matter, one: PersonCourse) -> Rules:
    if not awaits_commission(one):
        yield "commission.none"


def _close(matter: Matter, _one: PersonCourse) -> Rules:
    if matter.course.analysis is None:
        yield "close.not_analysed"
    if any(is_open(matter.course.of(code)) for code in matter.course.persons):
        yield "close.open_person"


READY: Mapping[str, Check] = {
    "analyse_case": _case_not_frozen, "find_case": _case_not_frozen,
    "open_inquiry": _inquire, "note_commission": _commission, "find_person": _find,
    "state_view": _inquired, "determine": _determine, "approve_submission": _approve,
    "submit_discipline": _submit, "give_opinion": _opine, "decide_handling": _decide,
    "hand_over": _hand_over, "note_result": _result, "ask_review": _ask_review,
    "assign_reviewer": _under_review, "decide_review": _decide_review, "find_untrue": _untrue,
    "approve_clarification": _clarify, "close_matter": _close,
}  # fmt: skip


def awaits_commission(one: PersonCourse) -> bool:
    """Whether a commission inquires into the same facts and has not answered."""
    opened = one.said("open_inquiry").get("commission") == "coordinating"
    return opened and one.last("note_commission") is None


def is_open(one: PersonCourse) -> bool:
    """Whether something about this person still waits."""
    undecided = one.inquired and one.handling is None
    unanswered = one.is_punished and not one.since("note_result", "hand_over")
    unclear = one.last("find_untrue") is not None and one.last("approve_clarification") is None
    return undecided or unanswered or one.is_under_review or unclear


def unmet(kind: str, matter: Matter, one: PersonCourse) -> list[str]:
    """The rules against a step now, whatever is filled in."""
    if matter.course.closed:
        return ["matter.closed"]
    return list(READY.get(kind, _always)(matter, one))


def wrong_in(
    kind: str, matter: Matter, one: PersonCourse, data: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """The rules against what was filled in, each with what was met (zh)."""
    if kind == "open_inquiry" and data["commission"] == "coordinating":
        if not data.get("commission_reference"):
            yield "inquiry.commission", ""
    elif kind == "submit_discipline" and data["committee"] not in dict(committees(matter.case)):
        yield "discipline.no_committee", str(data["committee"])
    elif kind == "decide_handling":
        yield from _handling(one, data)
    elif kind == "assign_reviewer" and data["reviewer"] in matter.takers(one):
        yield "review.same_person", ""
    elif kind == "approve_clarification" and one.said("find_untrue").get("malicious"):
        if not data.get("pursue") or not data.get("pursue_because"):
            yield "clarify.malicious", ""
    elif kind == "determine":
        kinds = {p.kind for p in matter.worksheet.of(one.person)}
        if data["result"] not in kinds and not data.get("differs_because"):
            yield "determine.differs", ""


def _handling(one: PersonCourse, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if data["handling"] in ("none", "management"):
        return
    made = one.determination
    if made is None or made.data["result"] not in LIABLE:
        yield "handling.not_liable", ""
    if awaits_commission(one):
        yield "handling.commission", ""
    if one.since("give_opinion", "determine"):
        opinion = one.said("give_opinion")["opinion"]
        against = str(_setting("opinions_against_punishing")).split(",")
        needs_ground = _setting("punish_against_opinion") == "needs_ground"
        if needs_ground and opinion in against and not data.get("ground"):
            yield "handling.conflict", ""
