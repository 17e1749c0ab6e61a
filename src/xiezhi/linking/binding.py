"""The decisions of a unit as the linking takes them."""

from django.utils import timezone

from xiezhi.linking.access import decisions_of
from xiezhi.linking.models import PairDecision
from xiezhi.organs import selectors as organs
from xiezhi.screening.linkage import Decision, SubjectName

SUBJECTS: tuple[SubjectName, ...] = ("person", "firm")


def binding(unit: str, subject: SubjectName) -> tuple[Decision, ...]:
    """Return what binds a linking: pairs found to be one subject or two, with words."""
    found = decisions_of(unit).filter(subject=subject).exclude(verdict=PairDecision.Verdict.UNSURE)
    return tuple(
        Decision(one.left, one.right, one.verdict == PairDecision.Verdict.SAME, words_of(one))
        for one in found.order_by("left", "right")
    )


def words_of(decision: PairDecision) -> str:
    """Return who decided, when and why."""
    who = organs.person(decision.decided_by).name
    on = timezone.localtime(decision.decided_at).date()
    return f"{who}于{on}判断{decision.get_verdict_display()}：{decision.reason}"
