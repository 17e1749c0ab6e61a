"""Writes the agencies' exports as they really come: title rows, totals, notes, GB18030."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook

from xiezhi.city import agencies
from xiezhi.city.books import Books
from xiezhi.city.registers import write_registers

Row = list[Any]
Headers = Mapping[str, Mapping[str, Sequence[str]]]  # file → sheet → header; a CSV's sheet is ""


def write_all(books: Books, folder: Path) -> list[Path]:
    """Write every agency's files into ``folder`` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    text = Path(__file__).with_name("headers.yaml").read_text(encoding="utf-8")
    headers: Headers = yaml.safe_load(text)
    return [
        *_registers(books, folder, headers),
        *_workbooks(books, folder, headers),
        *_exports(books, folder, headers),
        *write_registers(books, folder),
    ]


def _registers(books: Books, folder: Path, headers: Headers) -> list[Path]:
    """Registers kept by hand: a title, the unit that fills it in, a total at the end."""
    in_custody = ([agencies.as_text(v) for v in row] for row in agencies.custody(books))
    kept = {
        "公安强制措施台账.xlsx": ("云州市公安局刑事强制措施台账", agencies.measures(books)),
        "在押人员台账（最终）.xlsx": ("云州市看守所在押人员台账", in_custody),
        "云州监狱罪犯名册.xlsx": ("云州监狱罪犯名册", agencies.prisoners(books)),
        "社区矫正对象名册.xlsx": ("社区矫正对象名册", agencies.corrections(books)),
    }
    return [
        _excel(folder / file, headers[file], [rows], title) for file, (title, rows) in kept.items()
    ]


def _workbooks(books: Books, folder: Path, headers: Headers) -> list[Path]:
    """The courts' workbooks: plain sheets, in the order of their headers."""
    judgments = (
        agencies.judgments,
        agencies.defendants,
        agencies.charges,
        agencies.articles,
        agencies.priors,
        agencies.proposals,
    )
    books_of_courts = {
        "刑事判决书.xlsx": judgments,
        "民间借贷裁判.xlsx": (agencies.loans, agencies.loan_parties),
    }
    return [
        _excel(folder / file, headers[file], [rows_of(books) for rows_of in tables])
        for file, tables in books_of_courts.items()
    ]


def _exports(books: Books, folder: Path, headers: Headers) -> list[Path]:
    """Exports of the agencies' systems, each in its own encoding."""
    exported = {
        "生效判决与执行通知.csv": ("gb18030", agencies.sentences),
        "养老待遇发放.csv": ("utf-8-sig", agencies.pensions),
        "社区矫正报到记录.csv": ("gb18030", agencies.correction_reports),
        "放贷资质名录.csv": ("utf-8", agencies.licences),
    }
    return [
        _csv(folder / file, headers[file][""], rows_of(books), encoding)
        for file, (encoding, rows_of) in exported.items()
    ]


def _excel(
    path: Path,
    header_by_sheet: Mapping[str, Sequence[str]],
    tables: Sequence[Iterable[Row]],
    title: str = "",
) -> Path:
    book = Workbook(write_only=True)
    for (name, header), rows in zip(header_by_sheet.items(), tables, strict=True):
        page = book.create_sheet(name)
        if title:
            page.append([title])
            page.append(["填报单位：云州市"])
        page.append(list(header))
        count = 0
        for row in rows:
            page.append(["" if value is None else value for value in row])
            count += 1
        if title:
            page.append(["合计", f"{count} 条"])
    book.save(path)
    return path


def _csv(path: Path, header: Sequence[str], rows: Iterable[Row], encoding: str) -> Path:
    with path.open("w", encoding=encoding, newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        writer.writerows(rows)
    return path
