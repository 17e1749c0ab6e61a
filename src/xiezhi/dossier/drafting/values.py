"""Values with the place they came from, cleaned so that no content can act as markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from xiezhi.dossier.drafting.fields import FieldDefinition

# Direction overrides and invisible joiners can make a name read as another one
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]")


@dataclass(frozen=True)
class Value:
    """Content of a field and its source path.

    Content is text, number, bool, date or ISO text, a list of texts, or (records) a list of
    mappings from field to Value.
    """

    content: object
    source: str

    def to_json(self) -> dict[str, object]:
        """Plain JSON that `from_json` reads back."""
        content = self.content
        if isinstance(content, list | tuple):
            content = [_json_item(item) for item in content]
        elif isinstance(content, date | Decimal):
            content = content.isoformat() if isinstance(content, date) else str(content)
        return {"content": content, "source": self.source}

    @classmethod
    def from_json(cls, raw: Mapping[str, object]) -> Value:
        """The value stored by `to_json`."""
        content = raw["content"]
        if isinstance(content, list):
            content = [
                {name: cls.from_json(leaf) for name, leaf in item.items()}
                if isinstance(item, dict)
                else item
                for item in content
            ]
        return cls(content, str(raw["source"]))


def _json_item(item: object) -> object:
    if isinstance(item, Mapping):
        return {name: leaf.to_json() for name, leaf in item.items()}
    return str(item)


class ValueRefused(ValueError):
    """A value cannot stand in its field; the message names field, value and cure."""


def clean(text: str) -> str:
    """Text without control, surrogate, non- or direction characters; line breaks kept."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = _INVISIBLE.sub("", text)
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(c for c in kept if ord(c) & 0xFFFE != 0xFFFE).strip()


def paragraphs(text: str) -> list[str]:
    """The non-empty lines of a long text."""
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def written(definition: FieldDefinition, label: str, content: object) -> str:
    """How one leaf is written in a document: dates as 2026年3月6日, choices by their label."""
    if isinstance(content, str) and len(content) > definition.limit:
        raise ValueRefused(
            f"「{label}」有 {len(content)} 字，最多 {definition.limit} 字，请缩短后再填"
        )
    if definition.kind == "date":
        day = _day(label, content)
        return f"{day.year}年{day.month}月{day.day}日"
    if definition.kind in ("int", "decimal"):
        return _number(definition, label, content)
    if definition.kind == "choice":
        if content not in definition.choices:
            known = "、".join(definition.choices.values())
            raise ValueRefused(f"「{label}」的值「{content}」不在可选项内，可选：{known}")
        return definition.choices[str(content)]
    if definition.kind == "bool":
        return "是" if content is True else "否"
    # A text field is a phrase inside a sentence; the template sets the stop
    return clean(str(content)).replace("\n", " ").rstrip("。；")


def _day(label: str, content: object) -> date:
    if isinstance(content, datetime):
        return content.date()
    if isinstance(content, date):
        return content
    try:
        return date.fromisoformat(str(content)[:10])
    except ValueError:
        raise ValueRefused(
            f"「{label}」的值「{str(content)[:40]}」不是日期，请写作 2026-03-06"
        ) from None


def _number(definition: FieldDefinition, label: str, content: object) -> str:
    try:
        number = Decimal(str(content).strip())
    except InvalidOperation:
        number = Decimal("NaN")
    fits = number.is_finite() and abs(number) < Decimal(10) ** 15
    if not fits or (definition.kind == "int" and number != number.to_integral_value()):
        raise ValueRefused(f"「{label}」的值「{str(content)[:40]}」不是可用的数字，请写阿拉伯数字")
    return f"{number:f}" if definition.kind == "decimal" else str(int(number))
