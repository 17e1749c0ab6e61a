"""How the cells of one file are read: a plan a column, and what is wrong with a row."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xiezhi.screening.cells import Canonical, Cell, as_text, canonical
from xiezhi.screening.dictionary import Column, Table
from xiezhi.screening.reading.sheet import Line
from xiezhi.screening.refusal import Bad

_MEMORY = 200_000
Read = tuple[Canonical, str | None] | Bad
Fault = tuple[str, str, str, Bad]


@dataclass(frozen=True)
class Plan:
    """How one column of the file is read; ``memory`` spares reading equal cells twice."""

    position: int
    header: str
    name: str
    column: Column
    scale: Decimal
    memory: dict[object, Read] = field(default_factory=dict)

    def read(self, data: Sequence[Line]) -> list[Read]:
        """For every line the canonical value with its printed form if they differ, or the
        refusal."""
        at, memory = self.position, self.memory
        if len(memory) > _MEMORY:
            memory.clear()
        found: list[Read] = []
        for _, cells in data:
            cell = cells[at] if at < len(cells) else None
            key: object = cell if cell.__class__ is str else (cell.__class__, cell)
            read = memory.get(key)
            if read is None:
                read = memory[key] = self._read(cell)
            found.append(read)
        return found

    def look(self, cell: Cell) -> Read:
        """The canonical value of one cell, or the refusal, remembered."""
        key: object = cell if cell.__class__ is str else (cell.__class__, cell)
        read = self.memory.get(key)
        if read is None:
            if len(self.memory) > _MEMORY:
                self.memory.clear()
            read = self.memory[key] = self._read(cell)
        return read

    def _read(self, cell: Cell) -> Read:
        try:
            value = canonical(cell, self.column, self.scale)
        except Bad as bad:
            return bad.with_traceback(None)
        text = as_text(cell)
        return value, (text if isinstance(value, str) and text != value else None)


def faults_of(
    table: Table,
    data: Sequence[Line],
    plans: Sequence[Plan],
    read: Mapping[str, Sequence[Read]],
    width: int | None,
) -> dict[int, Fault]:
    """The first fault of each faulty row, by its place in ``data``."""
    faults: dict[int, Fault] = {}
    required = set(table.required())
    for plan in plans:
        for i, found in enumerate(read[plan.name]):
            if i in faults:
                continue
            if isinstance(found, Bad):
                value = as_text(cell_at(data[i][1], plan.position))
                faults[i] = (plan.name, plan.header, value, found)
            elif found[0] is None and plan.name in required:
                label = plan.column.label
                bad = Bad("missing_key", f"缺“{label}”", "补填后重发此行")
                faults[i] = (plan.name, plan.header, "", bad)
    _find_nameless(table, plans, read, faults)
    if width is not None:
        _find_shifted(data, width, faults)
    return faults


def _find_nameless(
    table: Table,
    plans: Sequence[Plan],
    read: Mapping[str, Sequence[Read]],
    faults: dict[int, Fault],
) -> None:
    """Rows that have neither the number nor what names a row without one."""
    headers = {plan.name: plan.header for plan in plans}
    for pair in table.either():
        present = [name for name in pair if name in read]
        for i, found in enumerate(zip(*(read[name] for name in present), strict=True)):
            silent = all(not isinstance(one, Bad) and one[0] is None for one in found)
            if i not in faults and silent:
                faults[i] = (present[0], headers[present[0]], "", nameless(table, pair))


def nameless(table: Table, pair: tuple[str, str]) -> Bad:
    """The refusal of a row that lacks both columns of a pair."""
    labels = "和".join(f"“{table.columns[name].label}”" for name in pair)
    return Bad("missing_key", f"{labels}都没有", "至少补填一项后重发此行")


def _find_shifted(data: Sequence[Line], width: int, faults: dict[int, Fault]) -> None:
    """Rows of a delimited file with something beyond the last named column."""
    for i, (_, cells) in enumerate(data):
        if i not in faults and len(cells) > width and any(map(as_text, cells[width:])):
            bad = Bad("extra_cells", "单元格比表头多", "核对分隔符和引号后重发此行")
            faults[i] = ("", "", " ".join(map(as_text, cells[width:])), bad)


def quarantined(
    line: tuple[int, list[Cell]], fault: Fault, headers: Sequence[str], hidden: set[int]
) -> tuple[object, ...]:
    """A refused row as quarantine keeps it; hidden columns are left out."""
    column, header, value, bad = fault
    number, cells = line
    texts = {
        (headers[i] if i < len(headers) else f"第{i + 1}列"): as_text(cell)
        for i, cell in enumerate(cells)
        if i not in hidden
    }
    whole = json.dumps(texts, ensure_ascii=False)
    return (number, column, header, value, bad.code, bad.reason, bad.cure, whole)


def cell_at(cells: Sequence[Cell], position: int) -> Cell:
    """The cell at a position, blank beyond the end of a short line."""
    return cells[position] if position < len(cells) else None
