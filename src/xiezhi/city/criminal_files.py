"""What police, procuratorate and court have on file about criminal cases, line by line."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from xiezhi.city.histories import History
from xiezhi.city.planting import Planter
from xiezhi.city.residents import Resident

POLICE = "云州市公安局云江分局"
COUNTY = "云江区"
BASE_DAYS = 7  # within so many days of detention the police must ask for the arrest


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case of the police; its methods enter what the agencies note about one suspect."""

    planter: Planter
    suspect: Resident
    number: str

    def _file(self, register: str, **columns: Any) -> None:
        self.planter.file(register, self.suspect, case_number=self.number, **columns)

    def measure(self, kind: str, start: int, end: int | None, **more: Any) -> None:
        """Enter a coercive measure, from and until so many days before today."""
        by = "人民检察院" if kind == "逮捕" else "公安机关"
        self._file("coercive_measure", kind=kind, start_on=start, end_on=end,
                   **{"decided_by": by} | more)  # fmt: skip

    def ask_arrest(
        self, asked: int, decided: int, decision: str = "批准逮捕", **more: Any
    ) -> None:
        """Enter a request for arrest and what the procuratorate decided."""
        self._file("arrest_review", charge="盗窃罪", submitted_on=asked, received_on=asked,
                   decided_on=decided, decision=decision, organ=POLICE, **more)  # fmt: skip

    def send(
        self, received: int, decided: int | None, decision: str = "起诉", **more: Any
    ) -> None:
        """Enter the case as received for prosecution, and what was decided."""
        given = {"charge": "盗窃罪", "organ": POLICE, "fast_track": False, "extended": False}
        self._file("prosecution_review", received_on=received, decided_on=decided,
                   decision=None if decided is None else decision, **given | more)  # fmt: skip

    def arrest(self, detained: int, arrested: int, end: int | None = None, **more: Any) -> None:
        """Enter a detention followed, within the limits, by an arrest."""
        self.measure("刑事拘留", detained, arrested)
        self.ask_arrest(arrested + 6, arrested)
        self.measure("逮捕", arrested, end, **more)

    def hold(self, start: int, end: int | None = None, **more: Any) -> None:
        """Enter an episode in the detention house."""
        self._file("custody_episode", charge="盗窃罪", organ=POLICE, start_on=start, end_on=end,
                   **more)  # fmt: skip


def open_case(
    planter: Planter,
    suspect: Resident,
    filed: int,
    *,
    charge: str = "盗窃罪",
    number: str = "",
    known: dict[str, Any] | None = None,
    **columns: Any,
) -> CaseFile:
    """Enter a case filed so many days ago, and its suspect with what is ``known`` of them."""
    case = CaseFile(planter, suspect, number or police_number(planter))
    lawful = {"organ": POLICE, "county": COUNTY, "filed_on": filed, "incident_on": filed + 9}
    planter.file("police_case", case_number=case.number, charge=charge, **lawful | columns)
    given = {"arrival": "抓获", "arrived_on": filed, "roaming": False, "repeated": False,
             "gang": False, "case_number": case.number, "charge": charge}  # fmt: skip
    planter.file("police_suspect", suspect, **given | (known or {}))
    return case


def plant_case(
    planter: Planter, model: str, note: str, filed: int, *, decoy: bool, **columns: Any
) -> CaseFile:
    """Open a case in which a breach, or a decoy, of a model is planted; both name the subject."""
    number = police_number(planter)
    person = planter.person(model, note, number, decoy=decoy)
    return open_case(planter, person, filed, number=number, **columns)


def police_number(planter: Planter) -> str:
    """Return a new number of a criminal case of the police."""
    return planter.number("云江公（刑）字〔{year}〕{serial}号")


def file_histories(planter: Planter) -> None:
    """Enter the lawful course of every history of the city with each agency."""
    for number, history in enumerate(planter.books.histories, 1):
        _police(planter, history, number)
        if history.arrested_on:
            _arrest(planter, history)
        _prosecution(planter, history, number)


def _police(planter: Planter, h: History, number: int) -> None:
    organ = f"云州市公安局{h.district[:2]}分局"
    planter.file("police_case", case_number=h.police_no, charge=h.charge, organ=organ,
                 case_name=f"{h.person.name}{h.charge.removesuffix('罪')}案", county=h.district,
                 officer_code=f"99{1000 + number % 80}", incident_on=h.offence_on,
                 filed_on=h.detained_on, outcome="移诉", outcome_on=h.sent_on())  # fmt: skip
    waited = (h.arrested_on - h.detained_on).days if h.arrested_on else 0
    planter.file("police_suspect", h.person, case_number=h.police_no, charge=h.charge,
                 arrival="抓捕", arrived_on=h.detained_on, outcome="移诉", roaming=False,
                 repeated=waited - 6 > BASE_DAYS, gang=False, outcome_on=h.sent_on())  # fmt: skip


def _arrest(planter: Planter, h: History) -> None:
    assert h.arrested_on is not None
    asked_on, decided_on = h.arrested_on - timedelta(days=6), h.arrested_on - timedelta(days=1)
    planter.file("arrest_review", h.person, case_number=h.police_no, charge=h.charge,
                 submitted_on=asked_on, received_on=asked_on, decided_on=decided_on,
                 decision="批捕", organ=f"{h.district[:2]}分局",
                 executed_on=h.arrested_on)  # fmt: skip


def _prosecution(planter: Planter, h: History, number: int) -> None:
    planter.file("prosecution_review", h.person, case_number=h.police_no, charge=h.charge,
                 organ=f"{h.district[:2]}分局", received_on=h.sent_on(), fast_track=False,
                 decided_on=h.charged_on(), decision="提起公诉", extended=False)  # fmt: skip
    planter.file("trial_case", h.person, case_number=h.court_no, charge=h.charge, instance="一审",
                 court=f"云州市{h.district}人民法院", judge_code=f"云法{100 + number % 40}",
                 procedure="普通程序", filed_on=h.charged_on() + timedelta(days=1),
                 extended_3m=False, closed_on=h.judged_on)  # fmt: skip
