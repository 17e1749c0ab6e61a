"""Whether what had to be done was done, in time and in its order; pure, over recorded deeds."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from xiezhi.casework.selectors.deeds import Deed, Deeds
from xiezhi.law import national
from xiezhi.law.periods import due
from xiezhi.management.rules import Conduct, MonitoringRule
from xiezhi.management.words import day_said

MOVE = "move:"


@dataclass(frozen=True, slots=True)
class Breach:
    """A breach of one rule: its key within the proceeding, when it was due, the facts in words."""

    rule: str
    key: str
    due_on: date
    facts: str


@dataclass(frozen=True, slots=True)
class Look:
    """What one look found, and the next day on which time alone may bring a new breach."""

    breaches: tuple[Breach, ...]
    again_on: date | None


def look(rules: Mapping[str, MonitoringRule], deeds: Deeds, on: date) -> Look:
    """Look at one proceeding as of a day; ``rules`` are those of conduct for its procedure."""
    breaches: list[Breach] = []
    days: list[date] = []
    for key, rule in rules.items():
        conduct = rule.conduct
        assert conduct is not None
        for party in _concerned(conduct, deeds):
            if conduct.finds == "order":
                breaches += _out_of_order(key, conduct, deeds, party)
                continue
            due_on = _due(conduct, deeds)
            if due_on is None:
                continue
            untimely = _late if conduct.finds == "late" else _missing
            breaches += untimely(key, conduct, deeds, party, due_on, on)
            if due_on >= on and deeds.closed_on is None:
                days.append(due_on + timedelta(days=1))
    return Look(tuple(breaches), min(days, default=None))


def is_done(conduct: Conduct, deeds: Deeds, key: str) -> bool:
    """Tell whether what a breach of this key lacked has been done since."""
    party = next((p for p in _concerned(conduct, deeds) if _key(conduct, p) == key), None)
    return _first(deeds, (conduct.act,), party) is not None


def _concerned(conduct: Conduct, deeds: Deeds) -> Collection[str | None]:
    """The parties a rule looks at, or None for the whole case; nobody where it was unknown."""
    if conduct.act.startswith(MOVE) and conduct.act.removeprefix(MOVE) not in deeds.moves:
        return ()
    return tuple(deeds.parties) if conduct.per == "party" else (None,)


def _key(conduct: Conduct, party: str | None) -> str:
    return f"conduct:{conduct.act}:{party or ''}"


def _first(deeds: Deeds, names: Collection[str], party: str | None) -> Deed | None:
    return next(
        (d for d in deeds.done if d.name in names and (party is None or d.subject == party)), None
    )


def _due(conduct: Conduct, deeds: Deeds) -> date | None:
    """The last day in time; None where it has not begun, or its day may still move."""
    begun = _first(deeds, (conduct.after,), None)
    if begun is None:
        return None
    deadline = due(conduct.within, begun.on, pack=national())
    return None if deadline.provisional else deadline.due_on


def _late(
    key: str, conduct: Conduct, deeds: Deeds, party: str | None, due_on: date, on: date
) -> Iterator[Breach]:
    """What was done after its day, or is not done though its day is past."""
    done = _first(deeds, (conduct.act,), party)
    until = _until(conduct, deeds, party, due_on)
    over_before = deeds.closed_on is not None and deeds.closed_on <= due_on
    if done is not None and done.on > due_on:
        words = f"{until}，实际于{day_said(done.on)}办理。"
        yield Breach(key, _key(conduct, party), due_on, words)
    elif done is None and on > due_on and not over_before:
        words = f"{until}，截至{day_said(on)}没有办理的记录。"
        yield Breach(key, _key(conduct, party), due_on, words)


def _missing(
    key: str, conduct: Conduct, deeds: Deeds, party: str | None, due_on: date, _on: date
) -> Iterator[Breach]:
    """What had to be done first was not done at all when the rest followed, its day past."""
    later = _first(deeds, conduct.before, party)
    if later is None or later.on <= due_on:
        return
    done = _first(deeds, (conduct.act,), party)
    if done is None or done.at > later.at:
        until = _until(conduct, deeds, party, due_on)
        words = f"{until}，{day_said(later.on)}{conduct.what_follows}时没有办理的记录。"
        yield Breach(key, _key(conduct, party), due_on, words)


def _until(conduct: Conduct, deeds: Deeds, party: str | None, due_on: date) -> str:
    return f"应当在{day_said(due_on)}以前{conduct.what}{_named(deeds, party)}"


def _out_of_order(key: str, conduct: Conduct, deeds: Deeds, party: str | None) -> Iterator[Breach]:
    """What had to come first came later; what never came is another rule's."""
    done = _first(deeds, (conduct.act,), party)
    later = _first(deeds, conduct.before, party)
    if done is not None and later is not None and done.at > later.at:
        words = (
            f"{conduct.what}应当在先，却于{day_said(done.on)}才办理，"
            f"{day_said(later.on)}已经{conduct.what_follows}。"
        )
        yield Breach(key, _key(conduct, party), later.on, words)


def _named(deeds: Deeds, party: str | None) -> str:
    return f"（{deeds.parties[party]}）" if party and deeds.parties.get(party) else ""
