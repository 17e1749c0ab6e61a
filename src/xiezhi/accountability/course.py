"""A matter of liability as its acts add up to it: pure, folded anew for every page and act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xiezhi.law import Act
from xiezhi.law.acts import date_in
from xiezhi.law.liability import LIABLE, Finding

SUBJECT = "liability_case"
CLUES = ("accept_breach_clue", "add_breach_clue")
PUNISHING = frozenset({"sanction", "legal", "party_referral"})


@dataclass(frozen=True, slots=True)
class PersonCourse:
    """Everything done about one person in the matter, in order."""

    person: str
    acts: tuple[Act, ...]

    def last(self, kind: str) -> Act | None:
        """The latest act of a kind about this person."""
        return next((act for act in reversed(self.acts) if act.kind == kind), None)

    def said(self, kind: str) -> Mapping[str, Any]:
        """What the latest act of a kind says; empty without one."""
        act = self.last(kind)
        return act.data if act else {}

    def since(self, kind: str, after: str) -> bool:
        """Whether the latest act of a kind came after the latest ``after``."""
        act, other = self.last(kind), self.last(after)
        return act is not None and (other is None or self.acts.index(act) > self.acts.index(other))

    @property
    def inquired(self) -> bool:
        """Whether an inquiry of this person was opened."""
        return self.last("open_inquiry") is not None

    @property
    def overturned(self) -> bool:
        """Whether a review or appeal took back what was determined, and nothing followed yet."""
        result = self.said("decide_review").get("result")
        return result in ("change", "revoke") and self.since("decide_review", "determine")

    @property
    def determination(self) -> Act | None:
        """The determination that stands."""
        return None if self.overturned else self.last("determine")

    @property
    def is_liable(self) -> bool:
        """Whether people determined a kind of liability."""
        return self.determination is not None and self.determination.data["result"] in LIABLE

    @property
    def handling(self) -> Act | None:
        """The handling decided since the determination that stands."""
        found = self.since("decide_handling", "determine")
        return self.last("decide_handling") if found and not self.overturned else None

    @property
    def is_punished(self) -> bool:
        """Whether the handling is discipline, law, or a referral to the Party's organs."""
        return self.handling is not None and self.handling.data["handling"] in PUNISHING

    @property
    def reviews(self) -> int:
        """How often review or appeal was asked for since the latest determination (意见 38)."""
        return self._count("ask_review")

    @property
    def is_under_review(self) -> bool:
        """Whether a review or an appeal waits for its decision."""
        return self.reviews > self._count("decide_review")

    @property
    def is_frozen(self) -> bool:
        """Whether the file lies before the discipline committee."""
        return self.since("submit_discipline", "give_opinion") and self.since(
            "submit_discipline", "determine"
        )

    def _count(self, kind: str) -> int:
        """How many acts of a kind follow the latest determination."""
        made = self.last("determine")
        after = self.acts[self.acts.index(made) :] if made else self.acts
        return sum(act.kind == kind for act in after)


@dataclass(frozen=True, slots=True)
class Course:
    """A matter of liability: its clues, the analysis of the case, persons, and whether closed."""

    acts: tuple[Act, ...]

    @property
    def clues(self) -> tuple[Act, ...]:
        """The clues, joined ones too."""
        return tuple(act for act in self.acts if act.kind in CLUES)

    @property
    def analysis(self) -> Act | None:
        """The latest analysis of the case."""
        return self._last("analyse_case")

    @property
    def fault_found(self) -> bool:
        """Whether the analysis found fault in the procuratorial phase."""
        return self.analysis is not None and bool(self.analysis.data["fault_found"])

    @property
    def case_facts(self) -> Mapping[str, Any]:
        """What was found of the case, the latest answers."""
        act = self._last("find_case")
        return act.data["said"] if act else {}

    @property
    def closed(self) -> bool:
        """Whether the matter is closed."""
        return self._last("close_matter") is not None

    @property
    def persons(self) -> tuple[str, ...]:
        """Everyone with an act about them, in the order of the first."""
        return tuple(
            dict.fromkeys(str(a.data["person"]) for a in self.acts if a.data.get("person"))
        )

    def of(self, person: str) -> PersonCourse:
        """What was done about one person."""
        return PersonCourse(person, tuple(a for a in self.acts if a.data.get("person") == person))

    def findings(self) -> Iterator[Finding]:
        """The latest finding of every person in every capacity."""
        latest: dict[tuple[str, str], Act] = {}
        for act in self.acts:
            if act.kind == "find_person":
                latest[(str(act.data["person"]), str(act.data["capacity"]))] = act
        for (person, capacity), act in latest.items():
            done_on = date_in(act.data.get("done_on"))
            yield Finding(
                person, capacity, act.data["said"], done_on, act.data.get("evidence") or {}
            )

    def _last(self, kind: str) -> Act | None:
        return next((act for act in reversed(self.acts) if act.kind == kind), None)


def course_of(acts: Sequence[Act]) -> Course:
    """Fold the acts of one matter."""
    return Course(tuple(acts))


def stage_of(course: Course) -> str:
    """The stage that pages and lists show: that of the person who is furthest behind no other."""
    if course.closed:
        return "closed"
    if course.analysis is None:
        return "received"
    if not course.fault_found:
        return "no_fault"
    people = [course.of(code) for code in course.persons]
    people = [one for one in people if one.inquired]
    if not people:
        return "fault"
    if any(one.determination is None for one in people):
        return "inquiry"
    if any(one.is_frozen for one in people):
        return "discipline"
    return "handled" if all(one.handling for one in people) else "determined"
