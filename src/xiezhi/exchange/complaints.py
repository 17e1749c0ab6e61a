"""Says in Chinese what is wrong with a message: place, value, problem, cure."""

from typing import Any

from pydantic import ValidationError

KNOWN = {
    "missing": ("没有这一项", "补上这一项"),
    "extra_forbidden": ("没有这样的项", "去掉，或者核对项名"),
    "literal_error": ("不是可以填的值", "应为 {expected}"),
    "string_too_short": ("是空的", "填写内容"),
    "string_too_long": ("太长", "最多 {max_length} 字"),
    "too_short": ("一个也没有", "至少 {min_length} 个"),
    "date_from_datetime_parsing": ("不是日期", "写成 年-月-日，例如 2026-03-01"),
    "date_parsing": ("不是日期", "写成 年-月-日，例如 2026-03-01"),
    "date_type": ("不是日期", "写成 年-月-日，例如 2026-03-01"),
    "string_type": ("不是文字", "用引号写成文字"),
    "bool_parsing": ("不是是或否", "写 true 或者 false"),
    "bool_type": ("不是是或否", "写 true 或者 false"),
    "dict_type": ("不是一组项目", "用花括号写成对象"),
    "tuple_type": ("不是列表", "用方括号写成列表"),
    "model_type": ("不是一组项目", "用花括号写成对象"),
    "model_attributes_type": ("不是一组项目", "用花括号写成对象"),
}
LONGEST = 80  # characters of a value that are repeated


def complaints(error: ValidationError, within: str = "") -> list[dict[str, str]]:
    """Return one row for each thing wrong: `place`, `value`, `problem`, `cure`."""
    return [_row(one, within) for one in error.errors()]


def _row(one: Any, within: str) -> dict[str, str]:
    place = "".join(f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in one["loc"])
    value = "" if one["type"] in ("missing", "extra_forbidden") else str(one["input"])[:LONGEST]
    if one["type"] == "value_error":
        problem, cure = str(one["ctx"]["error"]), "更正后用新的编号重新发送"
    else:
        problem, cure = KNOWN.get(one["type"], ("格式不对", "按交换格式第 1 版填写"))
    context = {name: str(value) for name, value in (one.get("ctx") or {}).items()}
    where = f"{within}{place}".lstrip(".")
    return {"place": where, "value": value, "problem": problem, "cure": cure.format(**context)}
