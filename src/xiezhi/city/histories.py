"""Criminal histories: what agencies have on file about one case from detention to release.

The ordinary history is lawful in every respect that a model screens; ``breaches_criminal.py``
bends some of them.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from xiezhi.city.identity import DISTRICTS
from xiezhi.city.residents import Registry, Resident

# charge, article, months of the usual term, whether a fine must or may stand beside it
ORDINARY_CHARGES = (
    ("盗窃罪", "264", (6, 30), True),
    ("诈骗罪", "266", (8, 30), True),
    ("掩饰、隐瞒犯罪所得罪", "312", (6, 30), True),
    ("帮助信息网络犯罪活动罪", "287之2", (6, 24), True),
    ("故意伤害罪", "234", (6, 30), False),
    ("寻衅滋事罪", "293", (8, 30), False),
)
NEGLIGENT_CHARGES = ("交通肇事罪", "失火罪", "过失致人重伤罪")


@dataclass(slots=True)
class Prior:
    """An earlier conviction: charge, penalty, months, days of offence, judgment and completion."""

    charge: str
    penalty: str
    months: int
    offence_on: date
    judged_on: date
    released_on: date


@dataclass(slots=True)
class Bail:
    """One decision on bail: by which organ, from when until when."""

    decided_by: str
    start_on: date
    end_on: date


@dataclass(slots=True)
class History:
    """One person's case; ``credited_days`` as the judgment states them."""

    person: Resident
    district: str
    police_no: str
    court_no: str
    charge: str
    article: str
    offence_on: date
    detained_on: date
    arrested_on: date | None
    bails: list[Bail]
    judged_on: date
    penalty: str
    months: int
    fine_yuan: int | None
    proposed_months: tuple[int, int]
    proposed_fine: bool
    credited_days: int
    probation_months: int | None = None
    recidivist: bool = False
    priors: list[Prior] = field(default_factory=list)
    excluded_days: int = 0
    identity_unknown: bool = False
    split_custody_on: date | None = None

    def custody(self) -> list[tuple[date, date]]:
        """Return the episodes of custody before judgment, both days included."""
        end = self.bails[0].start_on if self.bails else self.judged_on
        if self.split_custody_on:  # 拘留转逮捕：同一日出所又入所
            return [(self.detained_on, self.split_custody_on), (self.split_custody_on, end)]
        return [(self.detained_on, end)]

    def sent_on(self) -> date:
        """Return the day on which the police sent the case for prosecution."""
        if self.arrested_on:
            return self.arrested_on + timedelta(days=min(50, self._days_to_judgment() // 3))
        return self.judged_on - timedelta(days=min(90, self._days_to_judgment() * 2 // 3))

    def charged_on(self) -> date:
        """Return the day of the indictment."""
        return self.sent_on() + timedelta(days=min(25, self._days_to_judgment() // 3))

    def _days_to_judgment(self) -> int:
        start = self.arrested_on or (self.bails[0].start_on if self.bails else self.detained_on)
        return (self.judged_on - start).days

    def custody_days(self) -> int:
        """Return the days held before judgment, first and last day counted once."""
        episodes = self.custody()
        return (episodes[-1][1] - episodes[0][0]).days + 1

    def ends_on(self) -> date:
        """Return the day on which a prison term ends, with the custody credited."""
        return add_months(self.judged_on, self.months) - timedelta(days=self.credited_days)


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, never past the 28th."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, min(day.day, 28))


class Histories:
    """Draws ordinary, lawful histories ending before ``today``."""

    def __init__(self, draw: Random, registry: Registry, today: date) -> None:
        self._draw = draw
        self._registry = registry
        self._today = today
        self._serial = 0

    def ordinary(self, person: Resident | None = None) -> History:
        """Return a lawful history of a person in custody until judgment, or bailed on the way."""
        draw = self._draw
        self._serial += 1
        person = person or self._registry.resident()
        charge, article, (low, high), fined = draw.choice(ORDINARY_CHARGES)
        detained_on = self._today - timedelta(days=draw.randint(200, 700))
        arrested_on = detained_on + timedelta(days=draw.randint(8, 36))
        judged_on = arrested_on + timedelta(days=draw.randint(75, 150))
        months = draw.randint(max(low, 8), high)
        code, district = draw.choice(DISTRICTS)
        history = History(
            person=person,
            district=district,
            police_no=f"{district[:2]}公（刑）字〔{detained_on.year}〕{1000 + self._serial}号",
            court_no=f"（{judged_on.year}）云99{code}刑初{100 + self._serial}号",
            charge=charge,
            article=article,
            offence_on=detained_on - timedelta(days=draw.randint(1, 60)),
            detained_on=detained_on,
            arrested_on=arrested_on,
            bails=[],
            judged_on=judged_on,
            penalty="有期徒刑",
            months=months,
            fine_yuan=draw.choice((2, 3, 5, 8, 10)) * 1000 if fined else None,
            proposed_months=(months, months + draw.choice((0, 2))),
            proposed_fine=fined,
            credited_days=0,
        )
        history.credited_days = history.custody_days()
        return history

    def bailed(self, person: Resident | None = None) -> History:
        """Return a lawful history of a person bailed instead of arrested, then given probation."""
        history = self.ordinary(person)
        history.arrested_on = None
        bailed_on = history.detained_on + timedelta(days=self._draw.randint(5, 25))
        history.bails = [Bail("公安机关", bailed_on, history.judged_on)]
        history.months = min(history.months, 24)
        history.proposed_months = (history.months, history.months)
        history.probation_months = max(12, history.months + self._draw.choice((0, 6, 12)))
        history.credited_days = history.custody_days()
        return history
