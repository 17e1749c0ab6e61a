"""Registers the rows that acts are about: case, parties, proceeding. Never called alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone

from xiezhi.casework.models import Case, Party, Proceeding
from xiezhi.casework.numbering import next_number
from xiezhi.casework.registering import tell
from xiezhi.casework.rules import refused, words_of
from xiezhi.ledger import packs
from xiezhi.ledger.actions.keep_pack import keep_pack
from xiezhi.organs import selectors as organs


@dataclass(frozen=True, slots=True)
class PartyGiven:
    """A party as the clerk typed it; `facts` are declared facts about this party."""

    role: str
    name: str
    kind: str = "person"
    identity_number: str = ""
    sex: str = ""
    born_on: date | None = None
    phone: str = ""
    custody: str = "none"
    custody_place: str = ""
    custody_from: date | None = None
    custody_until: date | None = None
    counsel: str = ""
    plea_leniency: bool | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseGiven:
    """A new case as the clerk typed it; `source` is a value of `Case.Source`."""

    title: str
    cause: str
    source: str
    parties: Sequence[PartyGiven] = ()


def register_case(given: CaseGiven, procuratorate: str, procedure_id: str, at: datetime) -> Case:
    """Create a numbered case with its parties, codes P1, P2 … in the order given.

    Raises:
        ValidationError: in Chinese, naming the party and the field.
    """
    office = organs.procuratorate(procuratorate)
    case = Case(id=uuid4(), title=given.title, cause=given.cause, source=given.source)
    case.procuratorate, case.registered_at = office, at
    year = timezone.localdate(at).year
    word = words_of(procedure_id)["accept"]
    case.number = next_number(procuratorate, office.short_name, word, year, case.id)
    case.full_clean(validate_unique=False, validate_constraints=False)
    case.save(force_insert=True)
    Party.objects.bulk_create(parties_of(case, given.parties))
    tell(case, at)
    return case


def parties_of(case: Case, given: Sequence[PartyGiven]) -> list[Party]:
    """Return checked, unsaved parties.

    Raises:
        ValidationError: with one message for each field of each party that is wrong.
    """
    start = case.parties.count()
    parties, problems = [], []
    for number, one in enumerate(given, start + 1):
        values = {name: getattr(one, name) for name in PartyGiven.__slots__ if name != "facts"}
        party = Party(case=case, code=f"P{number}", **values)
        try:
            party.full_clean(exclude=["case"], validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            problems += [
                f"第{number}名当事人{one.name}，{Party._meta.get_field(name).verbose_name}：{text}"
                for name, texts in error.message_dict.items()
                for text in texts
            ]
        parties.append(party)
    problems += _twice(parties)
    if problems:
        raise ValidationError(problems)
    return parties


def _twice(parties: Sequence[Party]) -> list[str]:
    seen: dict[tuple[str, str], str] = {}
    found = []
    for party in parties:
        key = (party.identity_number, party.role)
        if party.identity_number and key in seen:
            found.append(
                f"{seen[key]}和{party.name}的证件号码都是「{party.identity_number}」。"
                "核对后改正，或者合并为一名当事人。"
            )
        seen[key] = party.name
    return found


def register_proceeding(
    case: Case,
    procedure_id: str,
    procuratorate: str,
    received_on: date,
    at: datetime,
    *,
    department: str | None = None,
    follows: UUID | None = None,
) -> Proceeding:
    """Create a numbered proceeding without acts in a case.

    Raises:
        Refused: 409 for an unknown procedure, no department, or a predecessor in another case.
    """
    pack = packs.in_force()
    if procedure_id not in pack.procedures:
        raise refused("proceeding.no_procedure", procedure_id)
    before = Proceeding.objects.filter(pk=follows).first() if follows else None
    if follows and (before is None or before.case_id != case.pk):
        raise refused("proceeding.follows_another_case")
    office = organs.procuratorate(procuratorate)
    words = words_of(procedure_id)
    year, pk = timezone.localdate(at).year, uuid4()
    return Proceeding.objects.create(
        pk=pk,
        case=case,
        procedure_id=procedure_id,
        number=next_number(procuratorate, office.short_name, words["number"], year, case.pk, pk),
        title=f"{case.title}（{pack.procedures[procedure_id].label}）",
        procuratorate=office,
        department=_department(procuratorate, words["functions"], department, received_on),
        follows=before,
        pack_version=keep_pack(pack),
        opened_on=received_on,
    )


def _department(procuratorate: str, functions: list[str], code: str | None, on: date) -> Any:
    found = organs.departments(procuratorate, on)
    for wanted in functions:
        for one in found:
            if (code is None and one.function == wanted) or (
                code is not None and one.code == code
            ):
                return one
    raise refused("proceeding.no_department", code or "")
