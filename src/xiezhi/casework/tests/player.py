"""Plays whatever is offered: fills a form with plausible answers and performs the act."""

import datetime as dt
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from xiezhi.casework import engine
from xiezhi.casework.actions.assign import assign
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.actions.reassign import reassign
from xiezhi.casework.models import Proceeding
from xiezhi.law import Offer, Refused
from xiezhi.organs.selectors import actor_of, committee

CAST = ("chief", "deputy", "head", "p1", "p2", "manager", "clerk")
BELOW_FIELDS = {"move": {"received_on"}, "opine": {"reasons"}, "decide": {"reasons"}}


def play(office: SimpleNamespace, proceeding_id: Any, choices: list[int], start: Any) -> int:
    """Follow offers as the numbers choose, an hour apart; return how many acts were done."""
    done = 0
    for number, choice in enumerate(choices):
        when = start + dt.timedelta(hours=number)
        proceeding = Proceeding.objects.get(pk=proceeding_id)
        people = list(CAST) + ([proceeding.handler_id] if proceeding.handler_id else [])
        person = getattr(office, people[choice % len(people)])
        offers = engine.offers_to(proceeding, actor_of(person, when.date()), when.date())
        allowed = [offer for offer in offers if offer.allowed and offer.kind != "close"]
        if not allowed:
            continue
        offer = allowed[(choice // len(people)) % len(allowed)]
        try:
            follow(office, person, proceeding, offer, choice, when)
        except Refused:
            continue  # the form asked for more than a plausible answer: nothing was written
        done += 1
    return done


def follow(
    office: Any, person: Any, proceeding: Any, offer: Offer, choice: int, when: Any
) -> None:
    """Perform one offer; assignment goes by its own verb, because the draw is not a form."""
    if offer.kind == "assign":
        assign(office.manager, proceeding.pk, at=when)
        return
    if offer.kind == "reassign":
        reassign(office.manager, proceeding.pk, "调整", at=when)
        return
    data = {name: value for name, value in offer.data.items() if value is not None}
    data |= special(office, proceeding, offer, choice, when)
    below = BELOW_FIELDS.get(offer.kind)
    for spec in offer.fields:
        if spec.name in data:
            continue
        value = answer(spec, choice, when)
        if below is not None and spec.name not in below:
            data.setdefault("fields", {})[spec.name] = value
        else:
            data[spec.name] = value
    perform(person, proceeding.pk, offer.kind, data, at=when, capacity=offer.capacity)


def answer(spec: Any, choice: int, when: Any) -> Any:
    """Return a plausible answer to one field."""
    if spec.choices:
        return spec.choices[choice % len(spec.choices)][0]
    plain = {"bool": True, "int": 1, "decimal": "1", "date": when.date().isoformat()}
    listed = {"person": "p2", "persons": ["p2"], "parties": ["P1"], "evidence": [1]}
    return {**plain, **listed}.get(spec.kind, "写明的理由")


def special(office: Any, proceeding: Any, offer: Offer, choice: int, when: Any) -> dict[str, Any]:
    """Return the data that no single field yields."""
    matters = engine.state_of(proceeding).matters
    matter = matters.get(offer.matter or "")
    group = [m.do for m in engine.procedure_of(proceeding).group(matter.group)] if matter else []
    match offer.kind:
        case "hold_meeting":
            votes = {
                c: group[(choice + n) % min(len(group), 2)] for n, c in enumerate(("p3", "p4"))
            }
            return {"opinions": votes | {"p5": matter.do}}
        case "resolve":
            roster = [m.code for m in committee(office.code, when.date())]
            return {
                "roster": roster, "present": roster, "votes": dict.fromkeys(roster, matter.do),
                "do": matter.do, "fields": dict(matter.opinion.fields),
            }  # fmt: skip
        case "issue_document":
            return {"document": str(uuid4()), "number": f"{uuid4()}"}
        case "note_facts":
            return {"facts": {"major_or_complex": bool(choice % 2)}}
        case "recuse":
            return {"person": proceeding.handler_id}
        case "receive_order":
            return {"kind": ("approve", "refuse", "revoke")[choice % 3]}
    return {}
