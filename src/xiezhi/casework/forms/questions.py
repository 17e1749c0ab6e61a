"""Questions that depend on the proceeding: who attends, which clock, document or fact."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xiezhi.casework.forms.inputs import Choices
from xiezhi.casework.forms.kinds import specs_for
from xiezhi.law import FieldSpec, Offer, Procedure, State
from xiezhi.organs import selectors as organs
from xiezhi.organs.roles import PROSECUTOR_ROLES

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
    """Return every field of the form of an offer, in the order in which it is asked."""
    asked = specs_for(offer.kind, offer.fields)
    named = {spec.name for spec in asked}
    more = BY_KIND.get(offer.kind, lambda _scene, _offer: ())(scene, offer)
    return (*(spec for spec in more if spec.name not in named), *asked)


def choices(scene: Scene) -> dict[str, Choices]:
    """Return what can be chosen in fields of persons, parties and evidence."""
    people = organs.persons(scene.proceeding.procuratorate_id, scene.on)
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
    options = tuple(_alternatives(scene, offer))
    for person in people:
        label = _("%(name)s的意见（没有参加的不填）") % {"name": person.name}
        yield FieldSpec(f"opinions__{person.code}", label, "choice", choices=options)


def _session(scene: Scene, offer: Offer) -> Iterator[FieldSpec]:
    options = tuple(_alternatives(scene, offer))
    why = _("以全体委员过半数通过的为准")
    yield FieldSpec("do", _("决定"), "choice", required=True, why=why, choices=options)
    for member in organs.committee(scene.proceeding.procuratorate_id, scene.on):
        label = _("%(name)s的表决（没有出席的不填）") % {"name": member.name}
        yield FieldSpec(f"votes__{member.code}", label, "choice", choices=options)


def _clock(scene: Scene, offer: Offer) -> Iterator[FieldSpec]:
    wanted = "suspended" if offer.kind == "resume" else "running"
    found = tuple((c.key, c.label or c.key) for c in scene.state.clocks if c.status == wanted)
    yield FieldSpec("clock", _("期限"), "choice", True, _("只对选定的期限生效"), found)


def _document(scene: Scene, offer: Offer) -> Iterator[FieldSpec]:
    ready = {"issued", "served", "replied"} if offer.kind == "serve" else {"served", "replied"}
    found = tuple(
        (d.document, f"{d.template} {d.number}")
        for d in scene.state.documents
        if d.status in ready
    )
    yield FieldSpec("document", _("文书"), "choice", True, _("送达和回复记在文书名下"), found)


def _facts(scene: Scene, _offer: Offer) -> Iterator[FieldSpec]:
    known = scene.state.facts
    for field in scene.procedure.acceptance_fields:
        spec = field.spec
        yield FieldSpec(
            f"facts__{spec.name}",
            spec.label
            if known.get(spec.name) is None
            else _("%(label)s（更正）") % {"label": spec.label},
            spec.kind,
            choices=spec.choices,
        )
    why = _("事实要能回到材料上")
    yield FieldSpec("source", _("材料名称与页码"), "text", required=True, why=why)


BY_KIND: Mapping[str, Callable[[Scene, Offer], Iterator[FieldSpec] | Sequence[FieldSpec]]] = {
    "hold_meeting": _meeting,
    "resolve": _session,
    "exclude": _clock,
    "suspend": _clock,
    "resume": _clock,
    "serve": _document,
    "reply": _document,
    "note_facts": _facts,
}
