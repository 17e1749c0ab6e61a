"""Note in the ledger that a person opened a restricted clue, or took it away in a file."""

from uuid import UUID

from django.db import transaction

from xiezhi.clues.access import visible_clues
from xiezhi.clues.actions.clue_act import record_clue_act
from xiezhi.clues.operators import operator_of
from xiezhi.organs.models import Person


def open_restricted(person: Person, clue_ids: list[UUID], how: str = "page") -> None:
    """Record the opening of those clues that are restricted; ``how``: page or export."""
    operator = operator_of(person)
    with transaction.atomic():
        for clue in visible_clues(person).filter(pk__in=clue_ids, restricted=True).order_by("pk"):
            record_clue_act(operator, clue, "open_clue", {"how": how})
