"""How well links meet the truth that was planted: over pairs, what hangs together included."""

from collections import Counter
from typing import NamedTuple


class Measured(NamedTuple):
    """Shares of pairs of records: found of the true ones, true of the found ones, and found by a
    valid number alone of the true ones; ``decided`` are true pairs left to a person."""

    recall: float
    precision: float
    by_number: float
    decided: float


def _pairs(counted):
    return sum(n * (n - 1) // 2 for n in counted.values())


def measure(records, links, number="identity_number", valid=None):
    """Compare groups with ``person`` of each record; ``valid`` gives a whole number or None."""
    valid = valid or valid_number
    person = {record["key"]: record["person"] for record in records}
    group = dict(zip(*links.groups.to_pydict().values(), strict=True))
    truth = _pairs(Counter(person.values()))
    found = _pairs(Counter(group.values()))
    true = _pairs(Counter((group[key], whose) for key, whose in person.items()))
    sizes = Counter(
        (whole, person[record["key"]]) for record in records if (whole := valid(record[number]))
    )
    undecided = zip(*(links.to_decide[end].to_pylist() for end in ("left", "right")), strict=True)
    decided = sum(
        person[left] == person[right] and group[left] != group[right] for left, right in undecided
    )
    return Measured(true / truth, true / found, _pairs(sizes) / truth, decided / truth)


def valid_number(number):
    """Whether a number of 18 has the right check character, by own sums; else None."""
    if not number or len(number) != 18 or not number[:17].isdecimal():
        return None
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(number[:17]))
    return number if "10X98765432"[total % 11] == number[17] else None
