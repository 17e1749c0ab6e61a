"""Files written for the tests."""

from pathlib import Path

import openpyxl
from stdnum.iso7064 import mod_11_2


def identity(body: str) -> str:
    """A number with its check character, from its first 17 digits."""
    return body + mod_11_2.calc_check_digit(body)


def person(serial: int) -> str:
    """The number of a made-up person."""
    return identity(
        f"9901021990{1 + serial % 12:02d}{1 + serial // 12 % 28:02d}{serial % 1000:03d}"
    )


def workbook(path: Path, *sheets, names=()) -> Path:
    """An .xlsx file with the given rows a sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(names[number] if number < len(names) else f"Sheet{number + 1}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


CUSTODY_HEADER = ["案件编号", "姓名", "公民身份号码", "入所日期", "出所日期"]


def custody(serial: int, start="2025-11-03", end="2025-12-02") -> list:
    """One line of a custody register."""
    return [f"云公（刑）字〔2025〕{serial}号", "罗承砚", person(serial), start, end]
