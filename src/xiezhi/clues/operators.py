"""Who runs an import or a model, in which capacity, and for which procuratorate it counts."""

import os
from dataclasses import dataclass, field

from django.utils import timezone

from xiezhi.clues import access
from xiezhi.clues.models import ImportBatch
from xiezhi.law.refusals import refuse
from xiezhi.ledger.chains import LOCAL
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role

CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Operator:
    """Person code (or ``console``), capacity, and the unit whose chain records the act.

    ``reach`` holds the units whose imports the operator may work on: the own and those below.
    """

    code: str
    capacity: str
    procuratorate: str
    reach: frozenset[str] = field(default=frozenset())


def operator_of(person: Person) -> Operator:
    """Return the operator a signed-in person is today. Raises Refused (403) without a post."""
    posts = organs.posts_of(person, timezone.localdate())
    if not posts:
        organs.actor_of(person, timezone.localdate())  # refuses, with the reason
    post = next((post for post in posts if post.role == Role.ANALYST), posts[0])
    reach = access.reach(person, access.IMPORTERS)
    return Operator(person.code, post.role, post.procuratorate.code, reach)


def console_operator() -> Operator:
    """Return who acts at the console: the person named by ``XIEZHI_OPERATOR``, else the console.

    Raises Refused when the named person does not exist, holds no post or is no analyst.
    """
    person = console_person()
    if person is not None:
        access.require_import(person)
        return operator_of(person)
    unit = console_unit()
    return Operator(CONSOLE, CONSOLE, unit, organs.units_under(unit))


def console_person() -> Person | None:
    """Return the person named by ``XIEZHI_OPERATOR``; raise Refused when there is none such."""
    code = os.environ.get("XIEZHI_OPERATOR", "")
    if not code:
        return None
    try:
        return organs.person(code)
    except Person.DoesNotExist:
        cure = "核对环境变量 XIEZHI_OPERATOR，填本人的工号"
        raise refuse("clues.operator", f"没有工号为 {code} 的人员", cure) from None


def console_unit() -> str:
    """Return the unit for which the console acts when nobody is named.

    The unit that holds the data, so that a run at the console finds no clue of it anew.
    """
    batch = ImportBatch.objects.order_by("-imported_at").first()
    if batch:
        return batch.procuratorate
    unit = organs.unit_with_role(Role.ANALYST, timezone.localdate())
    return unit.code if unit else LOCAL
