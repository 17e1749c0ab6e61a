"""What may be done with a clue besides verifying it: screened, handed over, split, restricted."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from xiezhi.clues import access
from xiezhi.clues.actions.classify_clue import CLASSIFIED
from xiezhi.clues.actions.hand_over_clue import HANDED
from xiezhi.clues.lines import HANDLED_BY, LINES
from xiezhi.clues.models import Clue, Handover, Transfer
from xiezhi.clues.outcomes import SETTLED
from xiezhi.clues.reports import IN_GOOD_HANDS
from xiezhi.clues.repository_rules import RestrictedClass, Term, restricted_classes, terms
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person


@dataclass(frozen=True, slots=True)
class Moves:
    """What stands open to a reader: each flag says whether the form is shown.

    ``handed`` is the handover waiting for an answer; ``lines`` those it may be handed to;
    ``classes`` those it may be restricted to; ``restricted_to`` the one it is in; ``returned``
    what became of a transferred clue where it went on.
    """

    may_screen: bool
    may_hand_over: bool
    may_classify: bool
    may_answer: bool
    may_send_by_letter: bool
    handed: Handover | None
    handed_late: bool
    lines: tuple[tuple[str, str], ...]
    term: Term
    classes: tuple[tuple[str, RestrictedClass], ...]
    restricted_to: RestrictedClass | None
    returned: str
    feedback_late: bool


def moves(person: Person, clue: Clue, on: date) -> Moves:
    """Return what a person may do with a clue that they see."""
    verifies = access.may_verify(person)
    handed = Handover.objects.filter(clue=clue, answer="").first()
    free = verifies and handed is None
    held = restricted_classes().get(clue.restricted_class)
    sent = Transfer.objects.filter(clue=clue).select_related("received_as").first()
    lines = _lines(clue) if free and clue.state in HANDED else ()
    return Moves(
        may_screen=free and clue.state == Clue.State.RECEIVED,
        may_hand_over=bool(lines),
        may_classify=free and clue.state in CLASSIFIED,
        may_answer=access.answers_for(person, handed),
        may_send_by_letter=bool(held and held.letter and access.is_chief(person, clue)),
        handed=handed,
        handed_late=bool(handed and handed.due_on < on),
        lines=lines,
        term=terms()["handover_answer"],
        classes=tuple((key, one) for key, one in restricted_classes().items() if one.kept),
        restricted_to=held,
        returned=_returned(sent),
        feedback_late=_is_late(sent, on),
    )


def overdue_handovers(person: Person, on: date) -> tuple[Handover, ...]:
    """Return the handovers that nobody answered in time, of clues the person may see."""
    late = Handover.objects.filter(answer="", due_on__lt=on)
    seen = access.visible_clues(person).filter(handovers__in=late).values("pk")
    return tuple(late.filter(clue__in=seen).select_related("clue").order_by("due_on"))


def missing_feedback(person: Person, on: date) -> tuple[Transfer, ...]:
    """Return the transfers whose receiver told no result in time, of clues the person may see."""
    late = Transfer.objects.filter(feedback="", feedback_due_on__lt=on)
    seen = access.visible_clues(person).filter(transfer__in=late).values("pk")
    found = late.filter(clue__in=seen).select_related("clue")
    return tuple(found.order_by("feedback_due_on"))


def line_label(line: str) -> str:
    """Return the Chinese name of a business line."""
    return LINES.get(line, line)


def _lines(clue: Clue) -> tuple[tuple[str, str], ...]:
    """The other lines that a department of the unit handles."""
    functions = {d.function for d in organs.departments(clue.procuratorate, timezone.localdate())}
    return tuple(
        (key, label)
        for key, label in LINES.items()
        if key != clue.line and HANDLED_BY[key] in functions
    )


def _returned(sent: Transfer | None) -> str:
    """How the clue stands where it went on; nothing of a restricted one but its end."""
    if sent is None or sent.received_as is None:
        return ""
    there = sent.received_as
    if there.restricted and there.state not in SETTLED:
        return IN_GOOD_HANDS
    return str(there.get_outcome_display() if there.outcome else there.get_state_display())


def _is_late(sent: Transfer | None, on: date) -> bool:
    due = sent.feedback_due_on if sent and not sent.feedback else None
    return due is not None and due < on
