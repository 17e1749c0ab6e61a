"""The form of one act: its fields filled from the case, each with the place it came from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from xiezhi.casework.figures.spoken import spoken
from xiezhi.casework.forms.inputs import Choices, input_for
from xiezhi.law import FieldSpec


@dataclass(frozen=True, slots=True)
class Filled:
    """A value the case already holds, with where it stands and the address of that place."""

    value: Any
    place: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A form error in parts: which field, its value, what is wrong, what to do, why it is asked.

    An error of the whole form names no field and has no anchor.
    """

    field: str
    anchor: str
    value: str
    problem: str
    cure: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A filled field as the confirmation page and the reader see it."""

    label: str
    text: str
    long: bool = False


class Mendable(ValidationError):
    """A form error that says beside the problem what to do, the ``cure``."""

    def __init__(self, problem: str, cure: str) -> None:
        super().__init__(problem)
        self.cure = cure


class ActForm(forms.Form):
    """A form with one field for each specification; `choices` by kind of field."""

    def __init__(
        self,
        *args: Any,
        specs: Sequence[FieldSpec],
        choices: Mapping[str, Choices] | None = None,
        filled: Mapping[str, Filled] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.specs = tuple(specs)
        filled = filled or {}
        for spec in self.specs:
            made = input_for(_said(spec), (choices or {}).get(spec.kind, ()))
            known = filled.get(spec.name)
            if known is not None:
                made.initial = known.value
            made.why, made.source, made.kind = spoken(spec.why), known, spec.kind
            self.fields[spec.name] = made
            _dress(made)

    def complaints(self) -> Iterator[Complaint]:
        """Yield every error with the value typed and the cure."""
        for name, errors in self.errors.as_data().items():
            if name not in self.fields:
                for error in errors:
                    yield Complaint("", "", "", words_of(error), getattr(error, "cure", ""))
                continue
            bound = self[name]
            typed = bound.value()
            shown = "、".join(typed) if isinstance(typed, list) else str(typed or "")
            kind = getattr(bound.field, "kind", "")
            problem, cure = complaint_about(shown, kind, bound.field, errors[0])
            why = "" if shown else getattr(bound.field, "why", "")
            yield Complaint(str(bound.label), bound.auto_id, shown, problem, cure, why)

    def values(self) -> dict[str, Any]:
        """Return the cleaned answers as JSON values; unanswered optional fields are left out."""
        return {
            name: as_json(value)
            for name, value in self.cleaned_data.items()
            if value not in (None, "", [])
        }

    def answers(self) -> tuple[Answer, ...]:
        """Return the answers in words, in the order of the form."""
        found = []
        for spec in self.specs:
            value = self.cleaned_data.get(spec.name)
            if value in (None, "", []):
                continue
            labels = dict(getattr(self.fields[spec.name], "choices", ()))
            found.append(
                Answer(spoken(spec.label), in_words(value, labels), spec.kind == "longtext")
            )
        return tuple(found)


def _said(spec: FieldSpec) -> FieldSpec:
    """Return a specification with its label and its choices in the reader's language."""
    offered = tuple((key, spoken(words)) for key, words in spec.choices)
    return replace(spec, label=spoken(spec.label), choices=offered)


def _dress(field: forms.Field) -> None:
    """Give the widget the classes of the look."""
    many = isinstance(field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    if many:
        field.widget.attrs["class"] = "form-check-input"
    else:
        select = isinstance(field.widget, forms.Select)
        field.widget.attrs["class"] = "form-select" if select else "form-control"


def words_of(error: ValidationError) -> str:
    """Return what one error says."""
    return " ".join(error.messages)


def complaint_about(
    shown: str, kind: str, field: forms.Field, error: ValidationError
) -> tuple[str, str]:
    """Return problem and cure for one error of one field; a form's own error holds both."""
    if isinstance(error, Mendable):
        return words_of(error), error.cure
    if not shown:
        chosen = isinstance(field, forms.ChoiceField)
        return _("没有填"), _("选定后再继续") if chosen else _("填写后再继续")
    if kind in {"date", "datetime"}:
        return _("不是一个日期"), _("写成 2026-11-05 的样子，并核对原件")
    if kind in {"int", "decimal"}:
        return _("不是一个数"), _("只填数字")
    return words_of(error), _("核对后改正")


def as_json(value: Any) -> Any:
    """Return a cleaned value as JSON: dates in ISO, decimals as text."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def in_words(value: Any, labels: Mapping[Any, str]) -> str:
    """Return a cleaned value as a reader sees it."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return "、".join(str(labels.get(one, one)) for one in value)
    return str(labels.get(value, value))
