"""Who runs an import or a model, in which capacity, and for which procuratorate it counts."""

import os
from dataclasses import dataclass

from django.utils import timezone

from xiezhi.clues.models import ImportBatch
from xiezhi.law.refusals import refuse
from xiezhi.ledger.chains import LOCAL
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role

CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Operator:
    """Person code (or ``console``), capacity, and the unit whose chain records the act."""

    code: str
    capacity: str
    procuratorate: str


def operator_of(person: Person) -> Operator:
    """Return the operator a signed-in person is today. Raises Refused (403) without a post."""
    posts = organs.posts_of(person, timezone.localdate())
    if not posts:
        organs.actor_of(person, timezone.localdate())  # refuses, with the reason
    post = next((post for post in posts if post.role == Role.ANALYST), posts[0])
    return Operator(person.code, post.role, post.procuratorate.code)


def console_operator() -> Operator:
    """Return who acts at the console: the person named by ``XIEZHI_OPERATOR``, else the console.

    Raises Refused when the named person does not exist or holds no post.
    """
    code = os.environ.get("XIEZHI_OPERATOR", "")
    if code:
        try:
            return operator_of(organs.person(code))
        except Person.DoesNotExist:
            cure = "核对环境变量 XIEZHI_OPERATOR，填本人的工号"
            raise refuse("clues.operator", f"没有工号为 {code} 的人员", cure) from None
    # The unit that holds the data, so that a run at the console finds no clue of it anew.
    batch = ImportBatch.objects.order_by("-imported_at").first()
    if batch:
        return Operator(CONSOLE, CONSOLE, batch.procuratorate)
    unit = organs.unit_with_role(Role.ANALYST, timezone.localdate())
    return Operator(CONSOLE, CONSOLE, unit.code if unit else LOCAL)
