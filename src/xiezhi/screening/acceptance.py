"""Which texts can be taken as they are, whole columns at a time.

Deliberately narrow: a text is accepted only where the exact rules of
:mod:`xiezhi.screening.cells` plainly give the same value.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from xiezhi.screening.cells import BLANKS
from xiezhi.screening.dictionary import Column

_EDGES = " \t\xa0\u3000"
_HAN = "\u4e00-\u9fa5"
_PLAIN = f"0-9A-Za-z{_HAN}（）、，。；：·《》.,:;_/()+\\-"
_TEXT = f"^[{_PLAIN}]([{_PLAIN} ]*[{_PLAIN}])?$"
_NAME = f"^[{_PLAIN}]+$"
_CASE = f"^[0-9A-Za-z{_HAN}（）、·.\\-〔〕［］【】\\[\\](){{}}]+$"
_ROUND = f"^[0-9A-Za-z{_HAN}（）、·.\\-]+$"
_WORDS = pa.array(sorted(BLANKS), pa.string())
_WEIGHTS = np.array([pow(2, 17 - place, 11) for place in range(17)], dtype=np.int32)
_CHECK = np.frombuffer(b"10X98765432", dtype=np.uint8)
_MONTH_DAYS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.int32)
_DIGITS = 13


@dataclass(frozen=True)
class Accepted:
    """``mask`` marks the texts accepted, ``values`` holds them typed, null elsewhere;
    ``rewritten`` says that a value may differ from its text."""

    mask: Any
    values: Any
    rewritten: bool = False


def accept(cells: Any, column: Column, scale: Decimal) -> Accepted | None:
    """The texts of an Arrow array that are plainly right; None when the column's kind has no
    fast way."""
    if column.type in ("int", "decimal"):
        return _numbers(cells, column, scale)
    if column.type != "text" or column.choices or column.check == "credit_code":
        return None
    if column.check == "identity_number":
        return _identity_numbers(cells)
    if column.check == "case_number":
        return _case_numbers(cells)
    cells = _trimmed(cells)
    return _only(cells, _matching(cells, _NAME if column.check == "person_name" else _TEXT))


def _trimmed(cells: Any) -> Any:
    return pc.utf8_trim(cells, _EDGES)


def _matching(cells: Any, pattern: str) -> Any:
    return pc.and_not(pc.match_substring_regex(cells, pattern), pc.is_in(cells, _WORDS))


def _only(cells: Any, mask: Any) -> Accepted:
    """Those texts; blanks are accepted too, as null."""
    values = pc.if_else(mask, cells, pa.scalar(None, pa.string()))
    return Accepted(pc.or_(mask, pc.equal(cells, "")), values)


def _case_numbers(cells: Any) -> Accepted:
    """Brackets of any shape become full-width ones."""
    bare = _trimmed(cells)
    plain = _matching(bare, _ROUND)
    if pc.all(plain).as_py():
        return _only(bare, plain)
    mask = pc.and_(_matching(bare, _CASE), pc.equal(bare, cells))
    values = pc.replace_substring_regex(bare, r"[(\[〔［【{]", "（")
    values = pc.replace_substring_regex(values, r"[)\]〕］】}]", "）")
    found = _only(bare, mask)
    values = pc.if_else(mask, values, pa.scalar(None, pa.string()))
    return Accepted(found.mask, values, rewritten=True)


def _numbers(cells: Any, column: Column, scale: Decimal) -> Accepted:
    """Plain digits that stay below the largest number whatever the scale."""
    whole = _DIGITS - len(str(int(scale))) + 1
    digits = rf"^-?[0-9]{{1,{whole}}}"
    if column.type == "int":
        mask = pc.match_substring_regex(cells, f"{digits}$")
        values = _cast(cells, mask, pa.int64())
    else:
        mask = pc.match_substring_regex(cells, rf"{digits}(\.[0-9]{{1,4}})?$")
        values = _cast(cells, mask, pa.decimal128(18, 4))
        if scale != 1:
            factor = pa.scalar(int(scale), pa.decimal128(10, 0))
            values = pc.cast(pc.multiply(values, factor), pa.decimal128(18, 4))
    return Accepted(pc.or_(mask, pc.equal(cells, "")), values)


def _cast(cells: Any, mask: Any, kind: pa.DataType) -> Any:
    return pc.cast(pc.if_else(mask, cells, pa.scalar(None, pa.string())), kind)


def _identity_numbers(cells: Any) -> Accepted:
    """Eighteen characters with an upper-case check character and a day that exists."""
    cells = _trimmed(cells)
    shaped = pc.match_substring_regex(cells, "^[0-9]{17}[0-9X]$")
    numbers = cells.filter(shaped)
    good = np.zeros(len(cells), dtype=bool)
    if len(numbers):
        start = numbers.offset
        offsets = np.frombuffer(numbers.buffers()[1], np.int32)[start : start + len(numbers) + 1]
        body = np.frombuffer(numbers.buffers()[2], np.uint8)[offsets[0] : offsets[-1]]
        good[shaped.to_numpy(zero_copy_only=False)] = _true(body.reshape(-1, 18))
    return _only(cells, pa.array(good))


def _true(letters: Any) -> Any:
    """Which numbers (a row of 18 bytes each) have a right check character and birth date."""
    digits = letters[:, :17].astype(np.int32) - 48
    checked = _CHECK[(digits @ _WEIGHTS) % 11] == letters[:, 17]
    year = digits[:, 6:10] @ np.array([1000, 100, 10, 1], dtype=np.int32)
    month = digits[:, 10] * 10 + digits[:, 11]
    day = digits[:, 12] * 10 + digits[:, 13]
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    right = (year >= 1) & (month >= 1) & (month <= 12)
    most = _MONTH_DAYS[np.where(right, month, 0)] + (leap & (month == 2))
    return checked & right & (day >= 1) & (day <= most)
