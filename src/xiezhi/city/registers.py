"""Writes the registers that agencies keep line by line, under each agency's own headers."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook

from xiezhi.city.agencies import as_text
from xiezhi.city.books import Books

Columns = Mapping[str, str]  # what a line calls a value → the header in the agency's file


def write_registers(books: Books, folder: Path) -> list[Path]:
    """Write every file of ``registers_by_agency`` that has lines; return the paths written."""
    texts = sorted(Path(__file__).with_name("registers_by_agency").glob("*.yaml"))
    layouts = [yaml.safe_load(text.read_text(encoding="utf-8")) for text in texts]
    written: list[Path] = []
    for file, layout in (item for one in layouts for item in one.items()):
        sheets = {s: one for s, one in layout["sheets"].items() if one["of"] in books.registers}
        if sheets and file.endswith(".csv"):
            written.append(_csv(folder / file, layout["encoding"], sheets, books))
        elif sheets:
            written.append(_excel(folder / file, layout, sheets, books))
    return written


def _lines(books: Books, register: str, columns: Columns) -> Iterator[Sequence[Any]]:
    for line in books.registers[register]:
        yield [_as_written(line.get(name)) for name in columns]


def _as_written(value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else value


def _csv(path: Path, encoding: str, sheets: Mapping[str, Any], books: Books) -> Path:
    (sheet,) = sheets.values()
    with path.open("w", encoding=encoding, newline="") as out:
        writer = csv.writer(out)
        writer.writerow(sheet["columns"].values())
        writer.writerows(_lines(books, sheet["of"], sheet["columns"]))
    return path


def _excel(path: Path, layout: Mapping[str, Any], sheets: Mapping[str, Any], books: Books) -> Path:
    """A workbook; ``by_hand``: with who filled it in, dates as clerks write them, and a total."""
    book = Workbook(write_only=True)
    by_hand = layout.get("by_hand", False)
    for name, sheet in sheets.items():
        page = book.create_sheet(name)
        page.append([f"{layout['title']}（{name}）"])
        if by_hand:
            page.append(["填报单位：云州市"])
        page.append(list(sheet["columns"].values()))
        for line in _lines(books, sheet["of"], sheet["columns"]):
            page.append([as_text(value) for value in line] if by_hand else line)
        if by_hand:
            page.append(["合计", f"{len(books.registers[sheet['of']])} 条"])
    book.save(path)
    return path
