"""Questions that depend on the proceeding: who said what, between which moves, which facts."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xiezhi.casework.forms.inputs import Choices
from xiezhi.law import FieldSpec, Offer, Procedure, State
from xiezhi.organs import selectors as organs
from xiezhi.organs.roles import PROSECUTOR_ROLES, Role

# rooms above add what they know: choices of a kind of field for a case
_offered: dict[str, Callable[[Any], Choices]] = {}


def offer_choices(kind: str, read: Callable[[Any], Choices]) -> None:
    """Let a room above fill the choices of a kind of field; `read` takes the case's id."""
    _offered[kind] = read


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a form is asked: the proceeding with its state and procedure, on a day."""

    proceeding: Any
    state: State
    procedure: Procedure
    names: Mapping[str, str]
    on: date


def questions(scene: Scene, offer: Offer) -> tuple[FieldSpec, ...]:
    """Return every field of the form of an offer; lists of persons become a question a person."""
    found: list[FieldSpec] = []
    for spec in offer.fields:
        spread = SPREAD.get((offer.kind, spec.name))
        if spread is not None:
            found.extend(spread(scene, offer))
        elif spec.kind == "choice" and not spec.choices and spec.name == "do":
            found.append(replace(spec, choices=tuple(_alternatives(scene, offer))))
        elif spec.kind != "choice" or spec.choices:
            found.append(spec)
    if offer.kind == "note_facts":
        found = [*_facts(scene), *found]
    return tuple(found)


def choices(scene: Scene) -> dict[str, Choices]:
    """Return what can be chosen in fields of persons, parties and evidence."""
    people = organs.persons(scene.proceeding.procuratorate_id, scene.on)
    people = people.exclude(code__in=scene.state.recused)
    staff = [(person.code, person.name) for person in people]
    parties = [(code, scene.names.get(code, code)) for code in scene.state.parties_in]
    above = {kind: read(scene.proceeding.case_id) for kind, read in _offered.items()}
    return {"person": staff, "persons": staff, "parties": parties, **above}


def _alternatives(scene: Scene, offer: Offer) -> Choices:
    matter = scene.state.matters.get(offer.matter or "")
    moves = scene.procedure.group(matter.group) if matter else ()
    return tuple((move.do, move.label) for move in moves)


def _meeting(scene: Scene, offer: Offer) -> Iterator[FieldSpec]:
    code, department = scene.proceeding.procuratorate_id, scene.proceeding.department.code
    people = organs.persons(code, scene.on, roles=PROSECUTOR_ROLES, department_code=department)
    people = people.exclude(code__in=scene.state.recused)
    options = tuple(_alternatives(scene, offer))
    for person in people:
        label = _("%(name)s的意见（没有参加的不填）") % {"name": person.name}
        yield FieldSpec(f"opinions__{person.code}", label, "choice", choices=options)


def _votes(scene: Scene, offer: Offer) -> Iterator[FieldSpec]:
    options = next(field.choices for field in offer.fields if field.name == "votes")
    yield from _votes_on(scene, options, scene.state.recused)


def _votes_on_recusal(scene: Scene, offer: Offer) -> Iterator[FieldSpec]:
    """Ask every member but the chief, who may not be there."""
    del offer
    chief = organs.chief_of(scene.proceeding.procuratorate_id, scene.on)
    out = scene.state.recused | ({chief.code} if chief else set())
    yield from _votes_on(scene, (("recuse", _("应当回避")), ("stay", _("不须回避"))), out)


def _who_recuses(scene: Scene, offer: Offer) -> Iterator[FieldSpec]:
    """Ask who recuses: of the committee only the chief, of the chief anybody else."""
    code = scene.proceeding.procuratorate_id
    chief = organs.chief_of(code, scene.on)
    its = offer.data.get("post") == Role.CHIEF
    people = organs.persons(code, scene.on).exclude(code__in=scene.state.recused)
    options = tuple(
        (person.code, person.name)
        for person in people
        if (chief is not None and person.code == chief.code) == its
    )
    spec = next(field for field in offer.fields if field.name == "person")
    yield replace(spec, kind="choice", choices=options)


def _votes_on(scene: Scene, options: Choices, out: Collection[str]) -> Iterator[FieldSpec]:
    for member in organs.committee(scene.proceeding.procuratorate_id, scene.on):
        if member.code in out:
            continue
        label = _("%(name)s的表决（没有出席的不填）") % {"name": member.name}
        yield FieldSpec(f"votes__{member.code}", label, "choice", choices=options)


def _nothing(scene: Scene, offer: Offer) -> Iterator[FieldSpec]:
    """Ask nothing: the roster is the office's own, who voted was present."""
    del scene, offer
    return iter(())


def _facts(scene: Scene) -> Iterator[FieldSpec]:
    for field in scene.procedure.acceptance_fields:
        known = scene.state.facts.get(field.name)
        label = (
            _("%(label)s（更正）") % {"label": field.label} if known is not None else field.label
        )
        spec = field.spec
        yield FieldSpec(f"facts__{spec.name}", label, spec.kind, choices=spec.choices)


SPREAD: Mapping[tuple[str, str], Callable[[Scene, Offer], Iterator[FieldSpec]]] = {
    ("hold_meeting", "opinions"): _meeting,
    ("resolve", "votes"): _votes,
    ("resolve", "present"): _nothing,
    ("resolve", "roster"): _nothing,
    ("recuse", "person"): _who_recuses,
    ("recuse", "votes"): _votes_on_recusal,
    ("recuse", "present"): _nothing,
    ("recuse", "roster"): _nothing,
}
