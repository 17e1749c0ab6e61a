"""The links found: tables for a machine, explanations side by side for a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from xiezhi.screening.errors import ScreeningError
from xiezhi.screening.linkage.subject import Subject
from xiezhi.screening.linkage.uses import Use

REASONS = {
    "": "",
    "name_differs": "号码相同而姓名完全不同：可能是号码录错、更名或者冒用他人身份",
    "always_a_person": "用于“{use}”的关联一律由人判断",
    "weight": "总权重 {weight:.1f} 低于“{use}”的认定门槛 {certain_at:.1f}",
    "facts": "名称以外只有 {facts} 项相符，“{use}”要求至少 {needed} 项",
    "doubt": "名称不同而其他事实相符：可能是双胞胎、亲属共用信息，也可能是录错或更名",
    "rivals": "与号码不同的两名以上对象相符程度接近，无法区分",
    "two_numbers": "若予认定，两个不同的有效号码将并为同一对象",
    "decided_apart": "若予认定，已经判断为不是同一对象的记录将并在一起",
}


@dataclass(frozen=True)
class Part:
    """One column of a pair: what each record says, which level that is, and its bits."""

    label: str
    left: str
    right: str
    level: str
    weight: float
    counts: bool


@dataclass(frozen=True)
class Explanation:
    """Why two records were linked, or why a person decides. ``basis``: 'number', 'weight' or
    'decided' by a person; ``weight`` (bits, prior included) is None for a link by number or
    decision; ``reason`` empty if certain."""

    left: str
    right: str
    basis: str
    weight: float | None
    prior: float
    parts: tuple[Part, ...]
    reason: str


@dataclass(frozen=True)
class Links:
    """What :func:`propose` found.

    ``certain`` and ``to_decide`` (Arrow: left, right, basis, weight, facts, verdict, and per
    compared column level_… and weight_…), ordered by left, right; ``groups`` (key, gathered_in):
    every record with the smallest key of the records that are certainly of its subject.
    """

    subject: Subject
    use: Use
    certain: pa.Table
    to_decide: pa.Table
    groups: pa.Table
    records: pa.Table

    def explain(self, one: str, other: str) -> Explanation:
        """A pair side by side. Raises :class:`ScreeningError` for a pair not among the links."""
        left, right = sorted((one, other))
        for table in (self.certain, self.to_decide):
            met = pc.and_(pc.equal(table["left"], left), pc.equal(table["right"], right))
            if rows := table.filter(met).to_pylist():
                return self._explained(rows[0])
        raise ScreeningError(
            "这两条记录之间没有直接的关联", "请从关联清单中选取", value=f"{left}、{right}"
        )

    def reason(self, row: Mapping[str, object]) -> str:
        """Why a person decides on a row of ``to_decide``, in words; empty for a certain one."""
        return REASONS[str(row["verdict"])].format(
            use=self.use.label, weight=row["weight"], certain_at=self.use.certain_at or 0.0,
            facts=row["facts"], needed=self.use.facts,
        )  # fmt: skip

    def _explained(self, row: dict[str, object]) -> Explanation:
        left, right = str(row["left"]), str(row["right"])
        weight, reason = row["weight"], self.reason(row)
        return Explanation(
            left, right, str(row["basis"]), weight if isinstance(weight, float) else None,
            self.subject.prior_bits, self._parts(row, self._record(left), self._record(right)),
            reason,
        )  # fmt: skip

    def _record(self, key: str) -> dict[str, object]:
        found: dict[str, object] = self.records.filter(
            pc.equal(self.records["key"], key)
        ).to_pylist()[0]
        return found

    def _parts(
        self, row: dict[str, object], left: dict[str, object], right: dict[str, object]
    ) -> tuple[Part, ...]:
        if row["basis"] == "number":
            column = self.subject.number
            label = self.subject.columns[column].label
            ends = (_said(left[column]), _said(right[column]))
            return (Part(label, ends[0], ends[1], "有效号码相同", 0.0, True),)
        if row["basis"] == "decided":
            return ()
        parts = []
        for comparison in self.subject.comparisons:
            column = comparison.column
            level = comparison.level(int(str(row[f"level_{column}"])))
            weight = float(str(row[f"weight_{column}"]))
            label = self.subject.columns[column].label
            said = (_said(left[column]), _said(right[column]))
            parts.append(Part(label, said[0], said[1], level.label, weight, level.counts))
        return tuple(parts)


def _said(value: object) -> str:
    if value is None:
        return "（未提供）"
    return value.isoformat() if isinstance(value, date) else str(value)
