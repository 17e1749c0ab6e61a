"""The cases that the city's police send: who, for what, when, and how far they have come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from xiezhi.casework.actions.register import CaseGiven, PartyGiven
from xiezhi.city.histories import ORDINARY_CHARGES
from xiezhi.city.residents import Registry, Resident

# How long ago the police sent a case, in days, by how far it has come.
AGES = {"over": (110, 700), "prosecution": (32, 55), "arrest": (1, 5)}
SHARES = {"over": 40, "prosecution": 40, "arrest": 20}
COUNSEL = ("白露律师（云州明衡律师事务所）", "关山律师（法律援助）", "无")
DISAGREED = 0.2  # of the cases under review, where head and handler differ
GOODS = ("电动自行车一辆", "手机一部", "现金四千二百元", "电缆线二百米", "香烟十一条")


@dataclass(frozen=True, slots=True)
class Docket:
    """One matter: the case as sent, when, and the ending it will come to."""

    unit: str
    given: CaseGiven
    serial: int
    suspect: Resident
    charge: str
    article: str
    received_on: date
    detained: bool
    ending: str
    plea: bool
    phase: str


def dockets(
    draw: Random, registry: Registry, unit: str, number: int, today: date
) -> Iterator[Docket]:
    """Yield ``number`` matters of one procuratorate, the oldest first, at every stage."""
    phases = draw.choices(list(SHARES), list(SHARES.values()), k=number)
    ages = sorted(((draw.randint(*AGES[phase]), phase) for phase in phases), reverse=True)
    for serial, (age, phase) in enumerate(ages, 1):
        yield _docket(draw, registry, unit, today - timedelta(days=age), serial, phase)


def _docket(
    draw: Random, registry: Registry, unit: str, received_on: date, serial: int, phase: str
) -> Docket:
    suspect = registry.resident()
    charge, article, _, _ = draw.choice(ORDINARY_CHARGES)
    detained = draw.random() < 0.75
    plea = draw.random() < 0.7
    party = PartyGiven(
        role="suspect",
        name=suspect.name,
        identity_number=suspect.identity_number,
        sex="male" if suspect.male else "female",
        born_on=suspect.born_on,
        custody="in_custody" if detained else "bail",
        custody_place="云州市第一看守所" if detained else "",
        custody_from=received_on - timedelta(days=draw.randint(3, 25)),
        counsel=draw.choice(COUNSEL),
        plea_leniency=plea,
    )
    parties = [party]
    if charge in ("盗窃罪", "诈骗罪", "故意伤害罪"):
        victim = registry.resident()
        parties.append(
            PartyGiven(
                role="victim",
                name=victim.name,
                identity_number=victim.identity_number,
                sex="male" if victim.male else "female",
                born_on=victim.born_on,
            )
        )
    title = f"{suspect.name}涉嫌{charge.removesuffix('罪')}案"
    given = CaseGiven(title=title, cause=charge, source="transferred", parties=parties)
    ending = _ending(draw) if phase == "over" else "prosecute"
    if phase == "prosecution" and draw.random() < DISAGREED:
        ending = "disagreed"
    return Docket(
        unit, given, serial, suspect, charge, article, received_on, detained, ending, plea, phase
    )


def _ending(draw: Random) -> str:
    return draw.choices(
        ("prosecute", "drop_minor", "return", "refuse_no_danger", "refuse_insufficient"),
        (62, 12, 10, 10, 6),
    )[0]
