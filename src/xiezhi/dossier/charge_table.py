"""The table of charges (罪名): canonical names, selective charges (选择性罪名) and how
judgments write them.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import yaml

from xiezhi.dossier.normal import normalise

_DATA = Path(__file__).parent / "data"
_JOIN = re.compile(r"[、，,和及或与以暨\s]|以及|并犯|又犯|犯有|犯")
_LIKENESS = 0.82  # a printing slip of one character in a name of six or more


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge: full name, article of the criminal law ("133之1"), and its parts (text, or
    members to select from).
    """

    name: str
    article: str
    parts: tuple[str | tuple[str, ...], ...]
    pattern: re.Pattern[str]

    def select(self, printed: str) -> str:
        """The charge with only the members that ``printed`` names, in the order of the law."""
        match = self.pattern.match(printed)
        groups = iter(match.groups() if match else ())
        name = ""
        for part in self.parts:
            if isinstance(part, str):
                name += part
            else:
                said = next(groups, None) or ""
                name += "、".join(member for member in part if _names(said, member, part))
        return _print(name)


@dataclass(frozen=True, slots=True)
class NamedCharge:
    """A charge read at ``[start, end)``; ``charge`` is None for a name the table does not know."""

    name: str
    start: int
    end: int
    charge: Charge | None


def _names(said: str, member: str, members: tuple[str, ...]) -> bool:
    for other in members:
        if member in other and member != other:
            said = said.replace(other, "")
    return member in said


def _print(name: str) -> str:
    return name.replace("(", "（").replace(")", "）")


def _charge(written: str, article: str) -> Charge:
    parts: list[str | tuple[str, ...]] = []
    expression = ""
    for token in re.findall(r"\{[^}]*\}|[^{}]+", written.removesuffix("罪")):
        if token.startswith("{"):
            members = tuple(token[1:-1].split("|"))
            parts.append(members)
            longest_first = "|".join(re.escape(m) for m in sorted(members, key=len, reverse=True))
            expression += rf"((?:(?:{longest_first})[、，和及或与]?)*(?:{longest_first}))"
        else:
            parts.append(token)
            expression += re.escape(token).replace("、", "[、，和]?")
    parts.append("罪")
    name = re.sub(r"\{([^}]*)\}", lambda m: m[1].replace("|", "、"), written)
    return Charge(_print(name), article, tuple(parts), re.compile(expression + "罪?"))


@cache
def charges() -> tuple[Charge, ...]:
    """Every charge of the table, in the order of the code."""
    table = []
    for path in sorted((_DATA / "charges").glob("*.yaml")):
        for article, names in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            table += [_charge(name, article) for name in names]
    return tuple(table)


@cache
def aliases() -> dict[str, str]:
    """Printed name → canonical name, without the final 罪 on the left."""
    raw = yaml.safe_load((_DATA / "charge_aliases.yaml").read_text(encoding="utf-8"))
    return {key.removesuffix("罪"): value for key, value in raw.items()}


@cache
def _index() -> dict[str, tuple[Charge, ...]]:
    by_first: dict[str, list[Charge]] = {}
    for charge in charges():
        first = charge.parts[0]
        for letter in {member[0] for member in ((first,) if isinstance(first, str) else first)}:
            by_first.setdefault(letter, []).append(charge)
    return {letter: tuple(found) for letter, found in by_first.items()}


@cache
def _alias_pattern() -> re.Pattern[str]:
    return re.compile(
        "(" + "|".join(sorted(map(re.escape, aliases()), key=len, reverse=True)) + ")罪?"
    )


def charge_at(text: str, position: int) -> NamedCharge | None:
    """The longest charge that starts exactly at ``position`` of the normalised ``text``."""
    best: NamedCharge | None = None
    for charge in _index().get(text[position], ()) if position < len(text) else ():
        match = charge.pattern.match(text, position)
        if match and (best is None or match.end() > best.end):
            best = NamedCharge(charge.select(match.group()), position, match.end(), charge)
    alias = _alias_pattern().match(text, position)
    if alias and (best is None or alias.end() > best.end):
        name = aliases()[alias[1]]
        known = charge_at(name, 0)
        best = NamedCharge(name, position, alias.end(), known.charge if known else None)
    return best


def find_charges(text: str, start: int = 0, end: int | None = None) -> list[NamedCharge]:
    """Every charge named in ``text[start:end]``, leftmost and longest first."""
    found, position, stop = [], start, len(text) if end is None else end
    while position < stop:
        named = charge_at(text, position)
        if named and named.end <= stop:
            found.append(named)
            position = named.end
        else:
            position += 1
    return found


def read_list(text: str, start: int, end: int) -> list[NamedCharge]:
    """Charges listed from ``start`` on (贪污、受贿罪 is two); an unknown name ending in 罪 is
    kept, printing slips mended.
    """
    found: list[NamedCharge] = []
    position = start
    while position < end:
        named = charge_at(text, position)
        if (named is None or named.end > end) and (not found or text[position - 1] in "、和及与"):
            named = _unknown(text, position, end)
        if named is None or named.end > end:
            break
        found.append(named)
        position = named.end
        while position < end and (join := _JOIN.match(text, position)):
            position = join.end()
    return found


def _unknown(text: str, start: int, end: int) -> NamedCharge | None:
    match = re.compile(
        r"(?:(?!被告|指控|建议|适用|认罪|上诉|犯)[一-龥、()]){2,24}?罪(?!名|行|犯|事|嫌)"
    ).match(text, start, end)
    if match is None:
        return None
    printed = match.group()
    near = difflib.get_close_matches(printed, _plain_names(), n=1, cutoff=_LIKENESS)
    known = charge_at(normalise(near[0]), 0) if near else None
    return NamedCharge(
        near[0] if near else _print(printed), start, match.end(), known.charge if known else None
    )


@cache
def _plain_names() -> tuple[str, ...]:
    """Full names and their single-member selections, for mending slips."""
    singles = chain.from_iterable(_singles(charge) for charge in charges())
    return tuple(dict.fromkeys(chain((c.name for c in charges()), singles)))


def _singles(charge: Charge) -> list[str]:
    names = [""]
    for part in charge.parts:
        options = (part,) if isinstance(part, str) else part
        names = [name + option for name in names for option in options]
    return [_print(name) for name in names]
