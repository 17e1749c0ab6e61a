"""One cell of a messy table into one canonical value, or the reason why not."""

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from xiezhi.screening import dates, identity
from xiezhi.screening.dictionary import Column
from xiezhi.screening.refusal import Bad
from xiezhi.screening.width import half_width

Cell = str | int | float | bool | date | datetime | time | None
Canonical = str | int | Decimal | bool | date | datetime | None

BLANKS = {"", "-", "--", "—", "——", "/", "\\", "无", "空", "null", "NULL", "None", "nan", "NaN"}
FORMULA_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#####"}
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
_CASE_NUMBER = (
    str.maketrans("([〔［【{", "（（（（（（")
    | str.maketrans(")]〕］】}", "））））））", " ")
    | {ord(wide): str(n) for n, wide in enumerate("０１２３４５６７８９")}
)
_TRUE = {"是", "有", "true", "t", "yes", "y", "1", "√", "对", "已"}
_FALSE = {"否", "没有", "无", "false", "f", "no", "n", "0", "×", "x", "未", "不是"}
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?")
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "千": Decimal(1000), "": Decimal(1)}
_LARGEST = Decimal(10) ** 14
_UNITS = "元圆日天月年次人%％个"


def as_text(cell: Cell) -> str:
    """The cell as a person reads it: no stray blanks, no ``.0`` behind whole numbers."""
    if isinstance(cell, str):
        bare = cell.strip()
        if bare.isprintable():  # no blanks but plain ones, nothing invisible
            return bare
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time(0):
        return cell.date().isoformat()
    text = cell.isoformat(" ") if isinstance(cell, datetime) else str(cell)
    return _INVISIBLE.sub("", text).replace("\xa0", " ").replace("\u3000", " ").strip()


def canonical(cell: Cell, column: Column, scale: Decimal = Decimal(1)) -> Canonical:
    """The canonical value of a cell, None when blank.

    ``scale`` multiplies amounts when the header says 万元. Raises :class:`Bad`.
    """
    text = as_text(cell)
    if text.upper() in FORMULA_ERRORS:
        raise Bad("formula_error", f"单元格是公式错误 {text}", "在原表中改正公式，或者粘贴为数值")
    if text in BLANKS and not (column.type == "bool" and text == "无"):
        return column.blank if column.type == "bool" else None
    if column.type == "text":
        return _text(cell, text, column)
    if column.type == "date":
        return dates.day(cell, text, by_month=column.unit == "月")
    if column.type == "datetime":
        return dates.instant(cell, text)
    if column.type == "bool":
        return _bool(text)
    number = _number(cell, text, column) * (scale if column.type == "decimal" else Decimal(1))
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise Bad("bad_number", "数值过大，不合常理", "核对数值后重发此行")
    if column.type == "decimal":
        return number.quantize(Decimal("0.0001"))
    if number != number.to_integral_value():
        raise Bad("bad_number", "应为整数", "改为整数后重发此行")
    return int(number)


def _text(cell: Cell, text: str, column: Column) -> str:
    if column.check == "identity_number":
        return identity.identity_number(cell, half_width(text))
    if column.check == "credit_code":
        return identity.credit_code(half_width(text))
    if column.check == "case_number":
        return text.translate(_CASE_NUMBER)
    if column.check == "person_name":
        return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", text)
    if column.choices:
        return _choice(half_width(text), column)
    return re.sub(r"\s*\n\s*", " ", text)


def _choice(text: str, column: Column) -> str:
    for name, aliases in column.choices.items():
        if text == name or text in aliases:
            return name
    if column.closed:
        known = "、".join(a for n, alias in column.choices.items() for a in (n, *alias))
        raise Bad("bad_choice", f"“{column.label}”没有这个取值", f"应为：{known}")
    return text


def _bool(text: str) -> bool:
    folded = half_width(text).lower()
    if folded in _TRUE:
        return True
    if folded in _FALSE:
        return False
    raise Bad("bad_bool", "应为“是”或者“否”", "改为“是”或者“否”后重发此行")


def _number(cell: Cell, text: str, column: Column) -> Decimal:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(str(cell))
    body = half_width(text).replace(",", "").replace(" ", "").lstrip("¥￥").removeprefix("人民币")
    if column.unit == "月" and (months := dates.months(body)) is not None:
        return Decimal(months)
    body = body.rstrip(_UNITS)
    power = next((s for s in ("亿", "万", "千") if body.endswith(s)), "")
    body = body.removesuffix(power)
    if not _NUMBER.fullmatch(body):
        raise Bad("bad_number", "不是数字", "改为数字后重发此行")
    try:
        return Decimal(body) * _SCALES[power]
    except InvalidOperation as error:
        raise Bad("bad_number", "不是数字", "改为数字后重发此行") from error
