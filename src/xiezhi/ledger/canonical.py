"""The exact bytes of an entry: a versioned list of fields, each with its name and its length.

`docs/ledger-format.md` describes the format for someone who verifies without this program.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from xiezhi.ledger.errors import LedgerError

VERSION = 1
# A new version adds a list; a list once used is never changed, or old entries would not verify.
FIELDS: Mapping[int, tuple[str, ...]] = {
    1: (
        "version", "chain", "seq", "subject_kind", "subject_id", "kind", "at", "recorded_at",
        "by", "capacity", "rule", "rule_version", "data", "previous_sha256", "previous_sm3",
    ),
}  # fmt: skip
INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"


def entry_bytes(version: int, values: Mapping[str, str | int]) -> bytes:
    """Return the bytes that are hashed for an entry.

    Raises LedgerError when the version is unknown or a value is not Unicode text.
    """
    if version not in FIELDS:
        raise LedgerError(f"账本格式版本 {version} 未知，请升级程序后再校验。")
    return field_bytes(f"xiezhi-ledger/{version}", FIELDS[version], values)


def field_bytes(title: str, names: Sequence[str], values: Mapping[str, str | int]) -> bytes:
    """Return `<title>\\n`, then `<name>:<byte length>:<value>\\n` for each name, in UTF-8."""
    parts = [f"{title}\n".encode()]
    for name in names:
        value = _utf8(str(values[name]))
        parts.append(b"%s:%d:%s\n" % (name.encode(), len(value), value))
    return b"".join(parts)


def data_text(data: Mapping[str, Any]) -> str:
    """Return the act's data as JSON with sorted keys and no blanks; dates are ISO text.

    Raises LedgerError naming the place of a value that JSON cannot carry exactly.
    """
    plain = _plain(data, "data")
    text = json.dumps(
        plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    _utf8(text)
    return text


def is_data_text(text: str) -> bool:
    """Say whether the text is what `data_text` writes."""
    try:
        return data_text(json.loads(text)) == text
    except (ValueError, RecursionError):
        return False


def instant_text(instant: dt.datetime) -> str:
    """Return an aware instant in UTC with microseconds; raise LedgerError for a naive one."""
    if instant.tzinfo is None:
        raise LedgerError(f"时间 {instant} 没有时区，不能记入账本。")
    return instant.astimezone(dt.UTC).strftime(INSTANT)


def instant(text: str) -> dt.datetime:
    """Return the aware UTC instant of its text."""
    return dt.datetime.fromisoformat(text)


def _plain(value: Any, place: str) -> Any:
    """Return the value as JSON types; the few richer types have one text each."""
    match value:
        case None | bool() | str() | int():
            return value.value if isinstance(value, Enum) else value
        case dt.datetime():
            return instant_text(value)
        case dt.date():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case Mapping():
            wrong = [key for key in value if not isinstance(key, str)]
            if wrong:
                raise LedgerError(f"{place} 的键 {wrong[0]!r} 不是文字，不能记入账本。")
            return {str(key): _plain(item, f"{place}.{key}") for key, item in value.items()}
        case list() | tuple():
            return [_plain(item, f"{place}[{at}]") for at, item in enumerate(value)]
    kind = type(value).__name__
    raise LedgerError(f"{place} 的值 {value!r}（{kind}）不能精确记录，请改用文字、整数或日期。")


def _utf8(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        place = text[max(0, error.start - 10) : error.start]
        raise LedgerError(f"“{place}”之后有无法保存的字符，请删去后重新提交。") from error
