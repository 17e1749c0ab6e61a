"""The law's numbers that a model needs, read from the pack as in force on the run's day."""

from datetime import date

from xiezhi.law import LawError, national
from xiezhi.law.durations import Duration, read_duration
from xiezhi.law.validity import version_on
from xiezhi.screening import Model, ParameterMissing, references

UNITS = {"日": "days", "月": "months", "个月": "months", "工作日": "working_days", "小时": "hours"}


def law_values(model: Model, on: date) -> dict[str, int]:
    """Return the number behind every reference of the model, in the unit the model asks for.

    Raises ParameterMissing when the pack has no such period on that day, or in another unit.
    """
    return {
        reference: _number(reference, unit, on) for reference, unit in references(model).items()
    }


def _number(reference: str, unit: str, on: date) -> int:
    """Resolve ``a.b.c`` or a sum ``a.b.c + d.e.f``; every part must be of the one unit."""
    return sum(_one(part.strip(), unit, on) for part in reference.split("+"))


def _one(period_id: str, unit: str, on: date) -> int:
    try:
        version = version_on(national().period(period_id).versions, on)
    except LawError as missing:
        raise ParameterMissing(str(missing), place=period_id) from missing
    if version is None or version.limit is None:
        raise ParameterMissing(f"{on} 没有有效的版本", "核对规则的施行日期", place=period_id)
    length = read_duration(version.limit)
    name = UNITS.get(unit, "")
    number: int = getattr(length, name, 0)
    if not number or length != Duration(**{name: number}):
        raise ParameterMissing(
            f"期限为{length.label}，不能以“{unit}”表示", "改用同一单位的期限", place=period_id
        )
    return number
