"""What a case is called and who is in it, for rooms above."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from xiezhi.casework.identity import mask
from xiezhi.casework.models import Case, Party


@dataclass(frozen=True, slots=True)
class PartyCard:
    """A party with every particular; pages show `identity_masked`, documents the number."""

    code: str
    kind: str
    role: str
    role_label: str
    name: str
    identity_number: str
    sex: str
    born_on: date | None
    phone: str
    custody: str
    custody_label: str
    custody_place: str
    custody_from: date | None
    custody_until: date | None
    counsel: str
    plea_leniency: bool | None

    @property
    def identity_masked(self) -> str:
        """The identity number with only its last four characters."""
        return mask(self.identity_number)


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What may be searched of a case: title, cause, its numbers, and parties as (code, name)."""

    title: str
    cause: str
    numbers: tuple[str, ...]
    parties: tuple[tuple[str, str], ...]


def parties_of(case_id: UUID) -> tuple[PartyCard, ...]:
    """Return the parties of a case in order; access is the caller's question."""
    return tuple(
        PartyCard(
            code=p.code,
            kind=p.kind,
            role=p.role,
            role_label=str(p.get_role_display()),
            name=p.name,
            identity_number=p.identity_number,
            sex=p.sex,
            born_on=p.born_on,
            phone=p.phone,
            custody=p.custody,
            custody_label=str(p.get_custody_display()),
            custody_place=p.custody_place,
            custody_from=p.custody_from,
            custody_until=p.custody_until,
            counsel=p.counsel,
            plea_leniency=p.plea_leniency,
        )
        for p in Party.objects.filter(case_id=case_id)
    )


def case_words(case_id: UUID) -> CaseWords:
    """Return what the search index holds of a case.

    Raises:
        Case.DoesNotExist: no such case.
    """
    case = Case.objects.get(pk=case_id)
    numbers = {case.number, *case.proceedings.values_list("number", flat=True)}
    parties = case.parties.values_list("code", "name")
    return CaseWords(case.title, case.cause, tuple(sorted(numbers)), tuple(parties))
