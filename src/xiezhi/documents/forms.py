"""Forms of documents: one input for each field of a template, filled, with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from xiezhi.casework.forms.act_form import ActForm, Filled, Mendable
from xiezhi.documents.checking import IDENTITY, checked_identity, numbers_in
from xiezhi.documents.modes import modes
from xiezhi.documents.origins import origin_of
from xiezhi.dossier.drafting import Template, Value
from xiezhi.dossier.drafting.fields import FieldDefinition
from xiezhi.evidence.selectors import citable
from xiezhi.law import FieldSpec

KINDS = {"texts": "longtext", "int": "int", "decimal": "decimal"}
SPARE_ROWS = 3  # empty rows offered below those that exist, in lists that people write


class FieldsForm(ActForm):
    """The fields of one draft; nothing is required until the document is issued."""

    def __init__(
        self,
        *args: Any,
        template: Template,
        values: Mapping[str, Value],
        proceeding_id: UUID,
        case_id: UUID,
        **options: Any,
    ) -> None:
        self.template, self.stored = template, values
        self.proceeding_id = proceeding_id
        items = [(str(one.no), f"{one.no}．{one.name}") for one in citable(case_id)]
        specs = tuple(self._specs())
        super().__init__(
            *args, specs=specs, choices={"evidence": items}, filled=self._filled(), **options
        )
        for made in self.fields.values():
            # Whether it is needed is decided at issue; a draft may have gaps
            made.needed, made.required = made.required, False

    def clean(self) -> dict[str, Any]:
        """Check the identity numbers that were typed; those the case holds were checked there."""
        for name in set(self.changed_data) & set(self.cleaned_data):
            if name.rpartition("__")[2] == IDENTITY and self.cleaned_data[name]:
                try:
                    checked_identity(self.cleaned_data[name])
                except Mendable as problem:
                    self.add_error(name, problem)
        return self.cleaned_data

    def changes(self) -> dict[str, Any]:
        """Return the contents that differ from what is stored, as `revise` takes them."""
        found: dict[str, Any] = {}
        for name, definition in self.template.fields.items():
            if definition.at_issue:
                continue
            if definition.kind == "records":
                rows = list(self._rows(name, definition))
                if any(leaf != old for row, before in rows for leaf, old in _pairs(row, before)):
                    found[name] = [row for row, _before in rows if row]
            elif name in self.changed_data:
                found[name] = _content(self.cleaned_data[name], definition)
        return found

    def _rows(
        self, name: str, definition: FieldDefinition
    ) -> Iterator[tuple[dict[str, Any], dict[str, Value]]]:
        """Yield each row as typed, unchanged leaves as their stored values, and as it was."""
        stored = self._stored_rows(name)
        for index in range(len(stored) + SPARE_ROWS):
            before = stored[index] if index < len(stored) else {}
            row: dict[str, Any] = {}
            for leaf in definition.fields:
                key = f"{name}__{index}__{leaf}"
                if key not in self.fields:
                    continue
                if key not in self.changed_data:
                    if leaf in before:
                        row[leaf] = before[leaf]
                elif self.cleaned_data[key] not in (None, ""):
                    row[leaf] = _content(self.cleaned_data[key], definition.fields[leaf])
            yield row, before

    def _stored_rows(self, name: str) -> list[dict[str, Value]]:
        content = self.stored[name].content if name in self.stored else []
        return (
            [row for row in content if isinstance(row, dict)] if isinstance(content, list) else []
        )

    def _specs(self) -> Iterator[FieldSpec]:
        for name, definition in self.template.fields.items():
            if definition.at_issue:
                continue
            if definition.kind != "records":
                yield _spec(name, definition)
                continue
            spare = SPARE_ROWS if name == "items" else 0 if self._stored_rows(name) else 1
            for index in range(len(self._stored_rows(name)) + spare):
                for leaf, inner in definition.fields.items():
                    label = f"{definition.label}{index + 1}：{inner.label}"
                    yield _spec(f"{name}__{index}__{leaf}", inner, label)

    def _filled(self) -> dict[str, Filled]:
        found = {}
        for name, value in self.stored.items():
            definition = self.template.fields[name]
            if definition.kind == "evidence":
                numbers = [str(no) for no in numbers_in(value)]
                found[name] = self._one(numbers, value.source)
            elif definition.kind == "records":
                for index, row in enumerate(self._stored_rows(name)):
                    for leaf, inner in row.items():
                        key = f"{name}__{index}__{leaf}"
                        found[key] = self._one(inner.content, inner.source)
            else:
                found[name] = self._one(_shown(value.content), value.source)
        return found

    def _one(self, content: Any, source: str) -> Filled:
        origin = origin_of(source, self.proceeding_id)
        return Filled(content, origin.label, origin.url)


class ServiceForm(ActForm):
    """To whom, how, on what proof, when; the article of each mode stands beside it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        offered = tuple((mode.id, f"{mode.label}（{mode.proof}）") for mode in modes().values())
        specs = (
            FieldSpec("to", _("受送达人"), "text", True, _("送达要写明送给谁")),
            FieldSpec("mode", _("送达方式"), "choice", True, _("不同方式凭证不同"), offered),
            FieldSpec("proof", _("送达凭证"), "text", True, _("没有凭证不能证明期限起算")),
            FieldSpec(
                "served_on", _("送达日期"), "date", True, _("答复、复议等期限自送达之日起算")
            ),
        )
        super().__init__(*args, specs=specs, **options)


class ReplyForm(ActForm):
    """When it came, what it says, whether it is accepted, on what material."""

    def __init__(self, *args: Any, **options: Any) -> None:
        what = _("写明对方怎样答复；监督文书写明采纳与否和整改情况")
        specs = (
            FieldSpec("received_on", _("收到日期"), "date", True, _("回复是否逾期以收到日期为准")),
            FieldSpec("content", _("回复内容"), "longtext", True, what),
            FieldSpec("accepted", _("审查后认可"), "bool", True, _("收到回复不等于纠正")),
            FieldSpec("proof", _("依据的材料"), "text"),
        )
        super().__init__(*args, specs=specs, **options)


def _spec(name: str, definition: FieldDefinition, label: str = "") -> FieldSpec:
    needed = definition.required or bool(definition.required_when)
    choices = tuple(definition.choices.items())
    kind = KINDS.get(definition.kind, definition.kind)
    return FieldSpec(name, label or definition.label, kind, needed, definition.why, choices)


def _content(typed: Any, definition: FieldDefinition) -> Any:
    """Return what was typed as a template's value takes it."""
    if definition.kind == "texts":
        return [line for line in str(typed or "").splitlines() if line.strip()]
    if definition.kind == "evidence":
        return [int(no) for no in typed]
    return str(typed) if definition.kind in ("int", "decimal") and typed is not None else typed


def _shown(content: Any) -> Any:
    return "\n".join(str(line) for line in content) if isinstance(content, list) else content


def _pairs(row: Mapping[str, Any], before: Mapping[str, Value]) -> Iterator[tuple[Any, Any]]:
    for leaf in {*row, *before}:
        yield row.get(leaf), before.get(leaf)
