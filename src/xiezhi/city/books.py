"""What the agencies of the city have on file, and what was planted in it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xiezhi.city.histories import History
from xiezhi.city.residents import Resident


@dataclass(frozen=True, slots=True)
class Planted:
    """A breach put into the data, or a decoy; ``keys`` name its subject."""

    model: str
    keys: tuple[str, ...]
    note: str
    decoy: bool = False


@dataclass(slots=True)
class Imprisonment:
    """A term served in prison; ``end_on`` is None while it lasts."""

    person: Resident
    start_on: date
    end_on: date | None
    end_reason: str = ""


@dataclass(slots=True)
class Pension:
    """Pension paid to a person for every month from ``first`` to ``last``, both included."""

    person: Resident
    kind: str
    yuan: int
    first: date
    last: date
    returned_on: date | None = None


@dataclass(slots=True)
class Correction:
    """A person under community correction; ``reported_on`` is None until they report.

    ``notified_after`` and ``documents_after`` are days from the effective day to the court's
    notice and documents; ``exit_short`` how many days the exit filing ends before the term
    (None when nothing was filed).
    """

    person: Resident
    kind: str
    effective_on: date
    reported_on: date | None
    months: int
    excuse: str = ""
    searched_on: date | None = None
    notified_after: int = 3
    documents_after: int = 7
    exit_short: int | None = 0
    ended_on: date | None = None


@dataclass(slots=True)
class Loan:
    """One judgment on a private loan; rates are per month in percent."""

    judgment_no: str
    lender: Resident | None
    lender_firm: tuple[str, str] | None
    borrower: Resident
    loan_on: date
    judged_on: date
    principal_yuan: int
    agreed_pct: float
    supported_pct: float


@dataclass(slots=True)
class Books:
    """All files of all agencies, before anybody wrote them down badly."""

    today: date
    histories: list[History] = field(default_factory=list)
    imprisonments: list[Imprisonment] = field(default_factory=list)
    pensions: list[Pension] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    loans: list[Loan] = field(default_factory=list)
    licences: list[tuple[str, str, date, date]] = field(default_factory=list)
    registers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    planted: list[Planted] = field(default_factory=list)

    def enter(self, register: str, person: Resident | None = None, **columns: Any) -> None:
        """Add one line to a register (``registers_by_agency``), under a person's name."""
        who = {"name": person.name, "identity_number": person.identity_number} if person else {}
        self.registers.setdefault(register, []).append(who | columns)

    def plant(self, model: str, keys: tuple[str, ...], note: str, *, decoy: bool = False) -> None:
        """Note what was planted."""
        self.planted.append(Planted(model, keys, note, decoy))
