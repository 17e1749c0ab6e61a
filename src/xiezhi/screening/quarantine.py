"""The quarantine of an import as a file that Excel opens and nobody is harmed by."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

from xiezhi.screening.report import QuarantinedRow

FORMULA_SIGNS = tuple("=+-@＝＋－＠")
PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def as_csv(rows: Sequence[QuarantinedRow]) -> bytes:
    """UTF-8 with a mark: line, field, value, reason and cure, then the original cells."""
    headers = list(dict.fromkeys(name for row in rows for name in row.cells))
    text = StringIO(newline="")
    writer = csv.writer(text)
    named = map(_harmless, headers)
    writer.writerow(["行号", "字段", "原值", "问题", "怎么改", *named])
    for row in rows:
        cells = [row.cells.get(name, "") for name in headers]
        reason = (row.header, row.value, row.reason, row.cure)
        writer.writerow([row.line, *map(_harmless, (*reason, *cells))])
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe; a number does not."""
    begins_one = cell.lstrip()[:1] in FORMULA_SIGNS or cell[:1] in "\t\r\n"
    return f"'{cell}" if cell and begins_one and not PLAIN_NUMBER.fullmatch(cell) else cell
