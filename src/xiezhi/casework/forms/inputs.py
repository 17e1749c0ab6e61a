"""The input for each kind of field of an act."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from xiezhi.law import FieldSpec

Choices = Sequence[tuple[str, str]]
TEXT_ROOM = 500  # characters of a one-line answer


class YesNoField(forms.TypedChoiceField):
    """A claim answered 是 or 否; nothing is ticked beforehand, so silence is not a no."""

    def __init__(self, **options: Any) -> None:
        choices = (("true", _("是")), ("false", _("否")))
        super().__init__(
            choices=choices,
            coerce=lambda value: value == "true",
            empty_value=None,
            widget=forms.RadioSelect,
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        """Show a stored claim as its word."""
        return {True: "true", False: "false"}.get(value, value)


def _text(**options: Any) -> forms.Field:
    return forms.CharField(max_length=TEXT_ROOM, **options)


def _long(**options: Any) -> forms.Field:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), **options)


def _date(**options: Any) -> forms.Field:
    return forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options
    )


def _instant(**options: Any) -> forms.Field:
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(widget=widget, **options)


PLAIN: Mapping[str, Callable[..., forms.Field]] = {
    "text": _text,
    "longtext": _long,
    "date": _date,
    "datetime": _instant,
    "bool": YesNoField,
    "int": forms.IntegerField,
    "decimal": forms.DecimalField,
}
ONE = {"choice", "person"}
SEVERAL = {"persons", "parties", "evidence"}


def input_for(spec: FieldSpec, choices: Choices) -> forms.Field:
    """Return the form field of a specification; `choices` are persons, parties or evidence."""
    options: dict[str, Any] = {"label": spec.label, "required": spec.required}
    if spec.kind in ONE:
        offered = spec.choices or tuple(choices)
        listed = [*offered] if spec.required and len(offered) == 1 else [("", "——"), *offered]
        return forms.ChoiceField(choices=listed, **options)
    if spec.kind in SEVERAL:
        offered = spec.choices or tuple(choices)
        return forms.MultipleChoiceField(
            choices=offered, widget=forms.CheckboxSelectMultiple, **options
        )
    return PLAIN.get(spec.kind, _text)(**options)
