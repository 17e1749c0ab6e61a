"""Writes the registers that agencies keep line by line, under each agency's own headers."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook

from xiezhi.city.books import Books

Columns = Mapping[str, str]  # what a line calls a value → the header in the agency's file


def write_registers(books: Books, folder: Path) -> list[Path]:
    """Write every file of ``registers.yaml`` that has lines; return the paths written."""
    text = Path(__file__).with_name("registers.yaml").read_text(encoding="utf-8")
    written: list[Path] = []
    for file, layout in yaml.safe_load(text).items():
        sheets = {s: one for s, one in layout["sheets"].items() if one["of"] in books.registers}
        if sheets and file.endswith(".csv"):
            written.append(_csv(folder / file, layout["encoding"], sheets, books))
        elif sheets:
            written.append(_excel(folder / file, layout.get("title", ""), sheets, books))
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


def _excel(path: Path, title: str, sheets: Mapping[str, Any], books: Books) -> Path:
    book = Workbook(write_only=True)
    for name, sheet in sheets.items():
        page = book.create_sheet(name)
        if title:
            page.append([f"{title}（{name}）"])
        page.append(list(sheet["columns"].values()))
        for line in _lines(books, sheet["of"], sheet["columns"]):
            page.append(line)
    book.save(path)
    return path
