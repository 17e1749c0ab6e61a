"""Fill a template's fields from values: shown texts, each knowing its field and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace

from markupsafe import escape

from xiezhi.dossier.drafting.expressions import holds
from xiezhi.dossier.drafting.fields import FieldDefinition
from xiezhi.dossier.drafting.template import Template
from xiezhi.dossier.drafting.values import Value, ValueRefused, paragraphs, written

_DIGITS = "零一二三四五六七八九"


class Shown(str):
    """A field's text as written; true when filled; knows its path, source, code and position."""

    path: str
    source: str
    code: str
    no: int
    ordinal: str
    filled: bool

    @classmethod
    def of(
        cls, text: str, path: str, source: str, *, code: str = "", filled: bool = True
    ) -> Shown:
        """A shown text; an unfilled one carries its placeholder and counts as false."""
        shown = cls(text)
        shown.path, shown.source, shown.code, shown.filled = path, source, code, filled
        shown.no, shown.ordinal = 0, ""
        return shown

    def __bool__(self) -> bool:
        return self.filled

    def __html__(self) -> str:
        """XML text; braces as references, so that nothing downstream reads them as a tag."""
        plain = escape(str.__str__(self))
        return str(plain).replace("{", "&#123;").replace("}", "&#125;")

    def __str__(self) -> str:
        return str.__str__(self)


class Listed(str):
    """Several shown texts joined by 、 that still know their parts."""

    parts: tuple[Shown, ...]

    def __html__(self) -> str:
        return "、".join(part.__html__() for part in self.parts)


@dataclass(frozen=True)
class Missing:
    """A required field without a value: where, what it is called, and why it is needed."""

    path: str
    label: str
    why: str
    definition: FieldDefinition


@dataclass
class Filled:
    """The context for rendering, and what is missing."""

    context: dict[str, object] = field(default_factory=dict)
    missing: list[Missing] = field(default_factory=list)


def fill(template: Template, values: Mapping[str, Value]) -> Filled:
    """Every field as shown text; raises ValueRefused on a value that cannot stand."""
    unknown = sorted(set(values) - set(template.fields))
    if unknown:
        raise ValueRefused(f"{template.label}没有这些字段：{'、'.join(unknown)}")
    filled = Filled()
    later = {name: one for name, one in template.fields.items() if one.required_when}
    for name, definition in template.fields.items():
        if name not in later:
            filled.context[name] = _one(filled, definition, name, "", values.get(name))
    for name, definition in later.items():
        needed = holds(definition.required_when or "", filled.context)
        firm = definition.model_copy(update={"required": needed})
        filled.context[name] = _one(filled, firm, name, "", values.get(name))
    return filled


def listed(items: Iterable[object], attribute: str = "") -> Listed:
    """Texts, or one field of every record, joined by 、 (a function of the templates)."""
    parts = [getattr(item, attribute) if attribute else item for item in items]
    shown = tuple(part for part in parts if isinstance(part, Shown) and str(part))
    joined = Listed("、".join(shown))
    joined.parts = shown
    return joined


def ordinal(number: int) -> str:
    """1 → 一, 12 → 十二, 21 → 二十一 (below one hundred)."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def _one(
    filled: Filled, definition: FieldDefinition, path: str, owner: str, value: Value | None
) -> object:
    content = value.content if value is not None else None
    source = value.source if value is not None else ""
    label = f"{owner}的{definition.label}" if owner else definition.label
    if definition.kind in ("records", "evidence"):
        return _records(filled, definition, path, content)
    if definition.kind in ("longtext", "texts"):
        return _texts(filled, definition, path, label, value)
    text = "" if content is None else written(definition, label, content)
    if not text:
        return _absent(filled, definition, path, label)
    is_true = content is not False
    return Shown.of(text, path, source, code=str(content), filled=is_true)


def _absent(filled: Filled, definition: FieldDefinition, path: str, label: str) -> Shown:
    if definition.at_issue:
        return Shown.of(f"〔{label}：签发时生成〕", path, "", filled=False)
    if not definition.required:
        return Shown.of("", path, "", filled=False)
    filled.missing.append(Missing(path, label, definition.why, definition))
    return Shown.of(f"【待填：{label}】", path, "", filled=False)


def _texts(
    filled: Filled, definition: FieldDefinition, path: str, label: str, value: Value | None
) -> list[Shown]:
    content = value.content if value is not None else None
    source = value.source if value is not None else ""
    whole = content if isinstance(content, list | tuple) else [] if content is None else [content]
    size = sum(len(str(part)) for part in whole)
    if size > definition.limit:
        raise ValueRefused(f"「{label}」有 {size} 字，最多 {definition.limit} 字，请缩短后再填")
    lines = [line for part in whole for line in paragraphs(str(part))]
    if not lines:
        absent = _absent(filled, definition, path, label)
        return [absent] if str(absent) else []
    return _numbered([Shown.of(line, path, source) for line in lines])


def _records(
    filled: Filled, definition: FieldDefinition, path: str, content: object
) -> list[object]:
    rows = content if isinstance(content, list | tuple) else []
    if not rows:
        absent = _absent(filled, definition, path, definition.label)
        blank = dict.fromkeys(definition.fields, absent)
        return [SimpleNamespace(**blank, no=1, ordinal="一")] if str(absent) else []
    records: list[object] = []
    for index, row in enumerate(rows):
        if not isinstance(row, Mapping) or set(row) - set(definition.fields):
            raise ValueRefused(f"「{definition.label}」第 {index + 1} 项的形状不对，请逐项填写")
        named = row.get("name")
        owner = f"{definition.label}（{named.content}）" if named else f"第{index + 1}项"
        leaves = {
            name: _one(filled, leaf, f"{path}[{index}].{name}", owner, row.get(name))
            for name, leaf in definition.fields.items()
        }
        records.append(SimpleNamespace(**leaves, no=index + 1, ordinal=ordinal(index + 1)))
    return records


def _numbered(lines: list[Shown]) -> list[Shown]:
    for index, line in enumerate(lines):
        line.no, line.ordinal = index + 1, ordinal(index + 1)
    return lines
